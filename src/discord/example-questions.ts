// Questions that the archive answers, for whoever does not know yet what to ask: what those it quotes most said, each asked of
// the archive itself before it is shown.
import { setImmediate as otherWork } from 'node:timers/promises';
import type { PartOfArchive } from '../archive.ts';
import type { Language, Messages } from '../messages/messages.ts';
import { fold } from '../text/fold.ts';
import { FUNCTION_WORDS, NOT_NAMES, PREPOSITIONS } from '../speakers/speaker-words.ts';
import { stem, stemSet, words } from '../text/words.ts';
import type { Quote } from '../types.ts';
import { nameOf } from './archive-names.ts';

const MAX_EXAMPLES = 3;
const SPEAKERS = 12;
const QUOTATIONS = 8;
/** Questions that are tried: each is work of a second. */
const MAX_TRIED = 8;
/** A quote that reads well. */
const MAX_QUOTE = 300;
const MIN_LETTERS = 4;
/** Words of a topic, without the article. */
const MAX_NOUNS = 2;
/** Articles in whose titles a topic is looked for. */
const ARTICLES = 10;

/** A question, and what answers it. */
interface Example {
  question: string;
  topic: string;
  quotation: Quote;
}

/**
 * Up to three questions to which the archive has an answer, of several people and topics.
 * @param messages those of the language that the articles are in
 */
export async function exampleQuestions(
  archive: PartOfArchive,
  messages: Messages,
  stopping: AbortSignal,
): Promise<string[]> {
  const found: Example[] = [];
  let tried = 0;
  for (const speaker of await archive.speakers({ name: '', limit: SPEAKERS })) {
    if (found.length === MAX_EXAMPLES || tried === MAX_TRIED || stopping.aborted) break;
    const name = nameOf(speaker);
    const said = await archive.quotations({ speaker: speaker.key, topic: '', limit: QUOTATIONS });
    const topics = said
      .flatMap((quotation) =>
        topicsOf(quotation, name, messages.language).map((topic) => ({ quotation, topic })),
      )
      .filter(({ topic }) => found.every((other) => headOf(other.topic) !== headOf(topic)));
    const best = await mostTold(archive, topics);
    if (!best) continue;
    tried++;
    const example = { ...best, question: messages.whatSaid(name, best.topic) };
    if (await isAnswered(archive, example)) found.push(example);
  }
  return found.map(({ question }) => question);
}

/** "dredg" of "the harbour dredging". */
const headOf = (topic: string): string => stem(words(topic).at(-1) ?? '');

/** The one whose topic most titles name, the first of them. */
async function mostTold<T extends { topic: string }>(
  archive: PartOfArchive,
  all: readonly T[],
): Promise<T | null> {
  let [best, most]: [T | null, number] = [null, 0];
  for (const each of all) {
    await otherWork();
    const about = await archive.find({ text: each.topic, limit: ARTICLES });
    const count = about.filter(({ title }) => stemSet(title).has(headOf(each.topic))).length;
    if (count > most) [best, most] = [each, count];
  }
  return best;
}

/** "the harbour bridge", "Lower Staithe": what is told by the word before it, up to where the sentence goes on, or a name. */
const NOUNS =
  /(?:(?<=^|[\p{L},] )(?:[Tt]he|this|that|our|its|their) (?<noun>\p{Ll}[\p{L}\p{M}-]+(?: \p{Ll}[\p{L}\p{M}-]+){0,2})|(?<=(?<![\p{L}\p{M}’'-])\p{Ll}{1,20} |, )(?<name>\p{Lu}[\p{L}\p{M}’-]+(?: \p{Lu}[\p{L}\p{M}’-]+)*))(?![\p{L}\p{M}’'-])/gu;

/** What a quote and the title of its article are both about. */
function topicsOf({ text, article }: Quote, speaker: string, language: Language): string[] {
  if (text.length > MAX_QUOTE) return [];
  const [title, own] = [stemSet(article.title), stemSet(speaker)];
  const topics = [...text.matchAll(NOUNS)].flatMap(({ groups = {}, 0: found, index }) => {
    const after = text.slice(index + found.length);
    if (groups.name === undefined) {
      const noun = nounOf(groups.noun!, after);
      return noun === null ? [] : [`the ${noun}`];
    }
    // "American voters" are not what "American" is; in German and Russian what has a capital is a noun.
    const isWhole = language !== 'en' || isEnd(/^ (\p{L}+)/u.exec(after)?.[1]);
    if (NOT_NAMES.has(fold(groups.name)) || !isWhole) return [];
    return [text.slice(0, index).endsWith('the ') ? `the ${groups.name}` : groups.name];
  });
  return topics.filter((topic) => {
    const head = words(topic).at(-1) ?? '';
    return (
      head.length >= MIN_LETTERS &&
      title.has(stem(head)) &&
      ![...stemSet(topic)].some((each) => own.has(each))
    );
  });
}

/** Whether no noun goes on with the word that follows: there is none, or it is one of grammar. */
const isEnd = (word: string | undefined): boolean =>
  word === undefined || FUNCTION_WORDS.has(word) || PREPOSITIONS.has(word) || word === 'and';

/** The words behind an article up to one of grammar, where they are two at most: "harbour bridge" of "harbour bridge will". */
function nounOf(behind: string, after: string): string | null {
  const all = behind.split(' ');
  const end = all.findIndex(isEnd);
  if (end >= 0) return end === 0 || end > MAX_NOUNS ? null : all.slice(0, end).join(' ');
  return all.length <= MAX_NOUNS && !/^ \p{L}/u.test(after) ? behind : null;
}

/** Whether what is shown first are these words, or others of the same person. */
async function isAnswered(archive: PartOfArchive, { question, quotation }: Example): Promise<boolean> {
  const answer = await archive.ask({ question });
  const [first] = answer.quotes;
  if (!first || first.text.length > MAX_QUOTE) return false;
  const isSame =
    first.article.id === quotation.article.id && first.start < quotation.end && quotation.start < first.end;
  return isSame || (first.speaker !== null && first.speaker === quotation.speaker);
}
