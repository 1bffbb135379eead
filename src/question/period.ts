// The period that a question names: it limits which articles are read, or prefers those of its days. Pure.
import { datesInEnglish } from './dates-in-english.ts';
import { blank, MONTH, readDates, withCapitals, type Dated } from './dates.ts';
import { addDays } from '../text/days.ts';
import { oneOf } from '../text/patterns.ts';
import type { Period } from '../types.ts';

interface PeriodRead {
  period: Period | null;
  /** It is counted from today, as "last week" is: an older answer is not what is expected. */
  recent: boolean;
  /** The text without the words that only name the period: no article need hold them. */
  rest: string;
  /** The text without any date: empty of content when the question names days and nothing else. */
  dateless: string;
}

const DAY = '\\d{1,2}(?:st|nd|rd|th)?';
const DATE = `(?:\\d{4}-\\d\\d-\\d\\d|(?:${DAY} )?[A-Z][a-z]{2,8}\\.?(?: ${DAY})?,?(?: \\d{4})?|${DAY})`;
/** "between 1 and 5 June" is "1 to 5 June"; after "from", chrono-node would read an hour. */
const RANGE = new RegExp(`\\b(?:between|from) (${DATE}) (?:and|to|until|till) (?=${DATE})`, 'g');

/** "from March 2024 to today", "from Monday on" */
const UP_TO_NOW = new RegExp(
  `\\b(?:between|from) (${DATE}) (?:(?:and|to|until|till|through) (?:today|now)|on|onwards)\\b`,
  'g',
);

/** "in March and April", "in June, July or August" */
const MONTHS = new RegExp(
  `\\b((?:in|during) (?:${MONTH}))(?:, (?:${MONTH}))*,? (?:and|or) (?=(?:${MONTH})\\b)`,
  'g',
);

/** Before a date: everything from then on, or up to then. */
const SINCE =
  /\bsince\s+(?:last |the (?:(?:beginning|start|end|middle) of )?)?(?:early[\s-]|mid[\s-]|late[\s-])?$/i;
/** Who says "after mid-June" means days of June, too. */
const AFTER_PART = /\bafter\s+(?:early[\s-]|mid[\s-]|the (?:beginning|start|middle) of )$/i;
const AFTER = /\bafter\s+(?:late[\s-]|the (?:end of )?)?$/i;
const BEFORE = /\bbefore\s+(?:early[\s-]|mid[\s-]|late[\s-]|the (?:(?:beginning|start|middle|end) of )?)?$/i;
const UNTIL =
  /\b(?:until|till|through|up to|as of)\s+(?:early[\s-]|mid[\s-]|late[\s-]|the (?:(?:middle|end) of )?)?$/i;
/** Before a day as YYYY-MM-DD: written so, it is meant as a filter. */
const BOUND = /\b(?:since|after|before|until|till|up to|from)\s+$/i;
const ISO = /^\d{4}-\d\d-\d\d/;
/** A word, with its article. */
const TOPIC = String.raw`(?:the )?[\w’'-]+`;
/**
 * Before a date: it is the day of publishing. A study published last week or cases reported then are told of in this week's
 * articles, too, and limit nothing.
 */
const ARTICLES = new RegExp(
  String.raw`\b(?:articles?|stories|coverage|news|headlines)${[
    // "articles by the Gazette", "news about floods"
    String.raw`(?: (?:in|by|about|on|from) ${TOPIC}){0,2}`,
    // "that were published"
    '(?: (?:that|which))?',
    '(?: (?:was|were|appeared|has|have|been|published|printed|written|reported))*',
    '(?: (?:in|on|of|from|since|after|before|until|during|over|for|the))*',
  ].join('')}\s+$`,
  'i',
);
/** "What was reported about floods in …", "What did the Gazette write on …". */
const REPORTED = new RegExp(
  String.raw`\bwhat ${oneOf(
    '(?:was|is|has been) (?:reported|published|printed|written)',
    String.raw`did \S+(?: \S+){0,3}? (?:report|publish|print|write)`,
  )}(?: (?:about|on|of) ${TOPIC}){0,2}(?: (?:in|on|of|from|since|after|before|until|during|over|the))*\s+$`,
  'i',
);
/** After a date, as in "this week's news". */
const PAPERS = /^(?:['’]s?)?\s+(?:articles|stories|coverage|news|headlines)\b/i;

/**
 * The period that a question names, as of a day. A date of what is asked about only prefers articles, for a story is told
 * on later days, too. What is not a date ("before the summit") and the future are no period.
 * @param newest the last day of which there is anything: "in July" is the last July up to then
 */
export function readPeriod(typed: string, asOf: string, newest = asOf): PeriodRead {
  const english = datesInEnglish(typed);
  const text = withCapitals(english.text)
    .replace(UP_TO_NOW, 'since $1')
    .replace(RANGE, 'during $1 to ')
    .replace(MONTHS, '$1 to ');
  const named = readDates(text, asOf, newest).map((dates) => ({
    ...dates,
    period: periodOf(text, dates, asOf),
  }));
  const chosen = named.find(({ period }) => period.kind === 'limit') ?? named.sort(byLength)[0];
  if (!chosen) return { period: null, recent: false, rest: typed, dateless: typed };
  const empty = named.filter(({ relative, period }) => relative || period.kind === 'limit');
  // What is said in another language than English stays as it was typed: so articles have it.
  const without = (dates: readonly Dated[]) =>
    english.text === typed ? dates.reduce(blank, text) : dates.map(english.typed).reduce(blank, typed);
  return { period: chosen.period, recent: chosen.relative, rest: without(empty), dateless: without(named) };
}

const byLength = (a: Dated, b: Dated): number => span(a) - span(b);
const span = ({ from, to }: Dated): number => Date.parse(to) - Date.parse(from);

function periodOf(text: string, { from, to, start, end }: Dated, asOf: string): Period {
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const typed = ISO.test(text.slice(start)) && (BOUND.test(before) || from !== to);
  const published = ARTICLES.test(before) || REPORTED.test(before) || PAPERS.test(after);
  const kind = typed || published ? 'limit' : 'prefer';
  if (SINCE.test(before) || AFTER_PART.test(before) || (typed && from === to && /\bfrom\s+$/i.test(before)))
    return { kind, from, to: asOf };
  if (AFTER.test(before) && to < asOf) return { kind, from: addDays(to, 1), to: asOf };
  if (BEFORE.test(before)) return { kind, from: null, to: addDays(from, -1) };
  if (UNTIL.test(before)) return { kind, from: null, to };
  return { kind, from, to: to > asOf ? asOf : to };
}
