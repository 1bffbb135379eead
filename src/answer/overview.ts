// What answers a question for several things: quotes of different outlets, speakers or days, or one on each side. Pure.
// Nothing is summed up: the archive's own sentences stand beside each other.
import { readTopic } from '../question/question.ts';
import type { QuestionKind } from '../question/question-kind.ts';
import type { Ranked } from '../search/ranking.ts';
import { speakerOf } from '../speakers/speaker.ts';
import { stem, stemSet, words } from '../text/words.ts';
import { beside } from '../search/candidates.ts';
import { saysTheSame } from './quotes.ts';

/**
 * The candidates that answer a question for several things, in the order they are read: of a list the best of each outlet or
 * speaker, of what happened the best of each day with the oldest first, of a comparison the best on each side.
 * @param answering those that answer, the best first
 * @param most how many of a list at most
 * @returns null when one sentence answers the question, or when they hold no more than one of what it asks for
 */
export function overview(kind: QuestionKind, answering: readonly Ranked[], most: number): Ranked[] | null {
  const chosen = chosenFor(kind, answering, most);
  return chosen.length > 1 ? chosen : null;
}

function chosenFor(kind: QuestionKind, answering: readonly Ranked[], most: number): Ranked[] {
  if (kind.kind === 'outlets')
    return firstOfEach(answering, ({ foundIn }) => foundIn.article.outlet).slice(0, most);
  if (kind.kind === 'speakers') return firstOfEach(answering, speakerIn).slice(0, most);
  if (kind.kind === 'events')
    return firstOfEach(distinct(answering, most), publishedOn).slice(0, most).toSorted(byDay);
  if (kind.kind !== 'comparison') return [];
  return onEach(
    kind.sides,
    answering.filter((candidate) => isAbout(kind.on, candidate)),
  );
}

const publishedOn = ({ foundIn }: Ranked): string => foundIn.article.published;

const byDay = (a: Ranked, b: Ranked): number => publishedOn(a).localeCompare(publishedOn(b));

/** Whoever says it, by the name alone: "Petra Lanyon" and "Mayor Petra Lanyon" are one. */
function speakerIn({ foundIn, core }: Ranked): string | null {
  const speaker = speakerOf(foundIn.article.text, core);
  return speaker === null ? null : words(speaker).at(-1)!;
}

/** The first of each kind, in their order; what is of no kind is left out. */
function firstOfEach(candidates: readonly Ranked[], kindOf: (candidate: Ranked) => string | null): Ranked[] {
  const seen = new Set<string>();
  return candidates.filter((candidate) => {
    const kind = kindOf(candidate);
    return kind !== null && !seen.has(kind) && Boolean(seen.add(kind));
  });
}

/** Days that are compared for what they tell again, for each that is shown. */
const COMPARED = 8;

/** Those that do not tell again what a better one tells: a story of Monday retold on Tuesday is no event of Tuesday. */
function distinct(candidates: readonly Ranked[], most: number): Ranked[] {
  const kept: Ranked[] = [];
  for (const candidate of candidates) {
    if (kept.length >= COMPARED * most) break;
    if (!kept.some((other) => saysTheSame(other, candidate))) kept.push(candidate);
  }
  return kept;
}

/** The best on each side that is not on the other too, or else the best on both. */
function onEach(sides: readonly [string, string], answering: readonly Ranked[]): Ranked[] {
  const [one, other] = namesOf(sides).map((name) => answering.filter((candidate) => isOn(name, candidate)));
  const only = (own: readonly Ranked[], others: readonly Ranked[]) =>
    own.find((candidate) => !others.includes(candidate)) ?? own[0];
  const [first, second] = [only(one!, other!), only(other!, one!)];
  return first && second ? [...new Set([first, second])] : [];
}

/** Whether it, its title or what stands around it holds a content word of what two are compared on. */
function isAbout(on: string, candidate: Ranked): boolean {
  const sought = readTopic(on).stems;
  const { title } = candidate.foundIn;
  const held = (word: string) =>
    title.has(word) || beside(candidate).some(({ stems }) => stems.includes(word));
  return sought.length === 0 || sought.some(held);
}

/** What tells a side from the other: the stem of the last word that the other lacks, as news calls people by their last name. */
function namesOf(sides: readonly [string, string]): (string | undefined)[] {
  const stems = sides.map((side) => words(side).map(stem));
  return stems.map((own, i) => own.findLast((word) => !stems[1 - i]!.includes(word)));
}

/** Whether a sentence names a side, or is said by it. */
function isOn(name: string | undefined, { foundIn, core }: Ranked): boolean {
  if (name === undefined) return false;
  const speaker = speakerOf(foundIn.article.text, core);
  return stemSet(core.text).has(name) || (speaker !== null && stemSet(speaker).has(name));
}
