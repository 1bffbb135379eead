// A question in its conversation: what it takes over from the one before it, and the answer to what it means with that.
import type { AskQuery, PartOfArchive } from './archive.ts';
import { UserError } from './errors.ts';
import { followUp } from './question/follow-up/follow-up.ts';
import type { Rewrite } from './question/follow-up/later-question.ts';
import { readable, readQuestion } from './question/question.ts';
import { localDay } from './text/days.ts';
import { stem, stemSet, words } from './text/words.ts';
import type { Answer, Filter } from './types.ts';

/** A question that was answered before, or abstained from. */
export interface Earlier {
  question: string;
  /** What it was limited to; null: to an outlet that cannot be asked any more. */
  filter: Filter | null;
  /** Its answer held quotes back. */
  hasMore: boolean;
}

/** An answer, how its question was read, and what it was limited to. */
export interface Understood {
  answer: Answer;
  reading: Rewrite;
  filter: Filter;
  /** What of the filter the earlier question brought along. */
  kept: Filter;
}

/** The question leans on one that was limited to an outlet which cannot be asked any more. */
export class EarlierOutletGone extends UserError {
  constructor() {
    super('The earlier question was limited to an outlet that is gone.', 'Ask in full.');
  }
}

/** A word of so many letters is known without its last one. */
const LONG_WORD = 5;

type Asked = Omit<AskQuery, 'outlets'>;

/**
 * Asks the readings of a question, the fullest first, until one is answered as it was meant. One that takes anything from
 * the earlier question takes its limits, too.
 * @param earlier null: it is the first of its conversation
 * @throws EarlierOutletGone
 */
export async function askAfter(
  archive: Pick<PartOfArchive, 'ask'>,
  earlier: Earlier | null,
  query: Asked,
): Promise<Understood> {
  const { today = localDay(new Date()), onWait, question: typed, ...filter } = query;
  const question = readable(typed);
  const day = filter.asOf ?? earlier?.filter?.asOf ?? today;
  const answered = async (reading: Rewrite): Promise<Understood> => {
    const kept = earlier && reading.carried.length > 0 ? keptLimits(earlier, question, filter, today) : {};
    const all = { ...filter, ...kept };
    const answer = await archive.ask({
      ...all,
      question: reading.question,
      today,
      ...(onWait && { onWait }),
    });
    const shown = reading.more ? theRest(answer, earlier?.hasMore ?? false) : answer;
    return { answer: shown, reading, filter: all, kept };
  };
  const tried: Understood[] = [];
  for (const reading of followUp(earlier?.question ?? '', question, day)) {
    let found = await answered(reading);
    const known = withoutUnknownVerb(reading, earlier?.question ?? '', found.answer);
    if (known) found = await answered(known);
    if (isMeant(found.answer, reading)) return found;
    tried.push(found);
  }
  return bestOf(tried);
}

/** "Who opposes the dredging?": what follows is what somebody does, and no part of what it is about. */
const WHO_DOES = /^\P{L}*(?:who|wer|кто)\s+([\p{L}\p{N}]+)/iu;

/**
 * The reading without the verb of the earlier question, where that leads what was carried and no article has it; else null.
 * What the person typed themselves is never left out: an archive that lacks it has no answer.
 */
function withoutUnknownVerb(reading: Rewrite, earlier: string, answer: Answer): Rewrite | null {
  const verb = WHO_DOES.exec(earlier)?.[1];
  if (verb === undefined || answer.kind === 'answered') return null;
  const { cause } = answer;
  if (cause.kind !== 'unknown words' || cause.words.join() !== words(verb).join()) return null;
  const led = reading.carried.find(({ text }) => text.startsWith(`${verb} `));
  if (!led || wordCount(reading.question, verb) > 1) return null;
  const text = led.text.slice(verb.length + 1);
  const carried = reading.carried.map((each) => (each === led ? { ...led, text } : each));
  return { ...reading, question: reading.question.replace(led.text, () => text), carried };
}

const wordCount = (text: string, word: string): number =>
  words(text).filter((each) => each === words(word)[0]).length;

/**
 * None is answered as it was meant: the last one counts, if it is answered at all or holds on to the person. Else nothing
 * was found without the earlier question, so that it leaned on it.
 */
function bestOf(tried: readonly Understood[]): Understood {
  const last = tried.at(-1)!;
  return last.answer.kind === 'answered' || last.reading.carried.length > 0 ? last : tried[0]!;
}

/** "More?": all that the answer held back, in one message, so that the next "More?" finds nothing held back. */
function theRest(answer: Answer, hasMore: boolean): Answer {
  if (answer.kind === 'answered' && hasMore && answer.further.length > 0)
    return {
      ...answer,
      quotes: answer.further,
      further: [],
      differing: [],
      outdated: null,
      otherYears: null,
    };
  const cause = { kind: 'no more' } as const;
  return { ...answer, kind: 'abstained', quotes: [], nearest: [], cause };
}

/** The limits of the earlier question that still hold: what the new one says itself of days or outlet comes before them. */
function keptLimits(earlier: Earlier, question: string, filter: Filter, today: string): Filter {
  if (!earlier.filter) throw new EarlierOutletGone();
  const { from, to, outlet, asOf } = earlier.filter;
  const [first, last] = [filter.from ?? from, filter.to ?? to];
  const isNewPeriod = readQuestion(question, filter.asOf ?? asOf ?? today).period !== null;
  const isPeriod = !isNewPeriod && !(first && last && first > last);
  return {
    ...(isPeriod && from && !filter.from && { from }),
    ...(isPeriod && to && !filter.to && { to }),
    ...(outlet && !filter.outlet && { outlet }),
    ...(asOf && !filter.asOf && { asOf }),
  };
}

/** The first quote or its title holds what the question added, as it was read: it is not the earlier answer again. */
function isMeant(answer: Answer, { requiredStems }: Rewrite): boolean {
  const [first] = answer.quotes;
  if (!first) return false;
  const held = stemSet(`${first.text} ${first.article.title}`);
  const read = new Map(
    answer.readAs.map(({ typed, read }) => [stem(words(typed).join('')), [...stemSet(read)]]),
  );
  return requiredStems
    .flatMap((each) => read.get(each) ?? each)
    .every((each) => (each.endsWith('*') ? begins(held, each) : held.has(each)));
}

/** "наводнении*" is held where "наводнения" is: of the ending a letter may differ. */
function begins(held: ReadonlySet<string>, each: string): boolean {
  const beginning = each.length > LONG_WORD ? each.slice(0, -2) : each.slice(0, -1);
  return [...held].some((word) => word.startsWith(beginning));
}
