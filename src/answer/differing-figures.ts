// The figures that quotes give for what is asked, so that a reader sees where articles differ. Pure.
// Attest does not choose between them: each is shown as it stands in its quote.
import { FIGURE_WORDS, isCounted, type AnswerKind } from '../question/answer-kind.ts';
import { listOf, oneOf } from '../text/patterns.ts';
import type { GivenFigure, Quote } from '../types.ts';

const NUMBER = String.raw`(?:\d[\d,.]*\d|\d)`;
const SCALE = String.raw`(?:[ -]?(?:hundred|thousand|million|billion|trillion|bn|m)\b)?`;
/** A number in digits or in words, with what multiplies it. */
const AMOUNT = String.raw`(?:${NUMBER}|\b(?:${FIGURE_WORDS})\b)${SCALE}`;
/** "12 million were displaced", "displaced 15 million.": what is counted stands in the question alone. */
const UNNAMED = new RegExp(
  String.raw`${AMOUNT}(?=\s+(?:were|was|are|have|had|died|fled|left)\b)|${AMOUNT.replace(SCALE, SCALE.slice(0, -1))}(?=\s*(?:[.;,]|$))`,
  'giu',
);
const COUNTED = new RegExp(String.raw`${AMOUNT}(?:[\s-]+[\p{L}’'-]+){1,3}`, 'giu');
const MEASURED = new RegExp(
  oneOf(
    // "$2 million"
    String.raw`[$£€]\s?${NUMBER}${SCALE}`,
    // "two million dollars", "40 %"
    String.raw`${AMOUNT}\s?(?:%|per ?cent\b|dollars\b|pounds\b|euros\b)`,
    // "60-year-old"
    String.raw`${AMOUNT}[ -](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?(?:[ -]old)?|decades?)\b`,
  ),
  'giu',
);

/** Figures shown of one quote. */
const MAX_FIGURES = 3;
const SCALES: readonly [RegExp, string][] = [
  [/\bhundred/, 'hundred'],
  [/\bthousand/, 'thousand'],
  [/million|\dm\b/, 'million'],
  [/billion|\dbn\b/, 'billion'],
  [/trillion/, 'trillion'],
];
/** What measures: sums of two currencies, or days and weeks, are not compared. */
const UNITS: readonly [RegExp, string][] = [
  [/\$|\bdollar/, '$'],
  [/£|\bpound/, '£'],
  [/€|\beuro/, '€'],
  [/%|\bper ?cent/, '%'],
  ...listOf('second minute hour day week month year decade').map((unit): [RegExp, string] => [
    new RegExp(`\\b${unit}s?\\b`),
    unit,
  ]),
];
const FIGURE = new RegExp(String.raw`^(?:.*\d.*|${FIGURE_WORDS})$`);
const WORDS = listOf(
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
  nineteen`,
);
const TENS = listOf('twenty thirty forty fifty sixty seventy eighty ninety');

/** A quote that shares less of the question's weight, with its title and neighbours, may speak of something else. */
const SAME_SUBJECT = 0.6;
const YEAR = /(?<!\d)(?:19|20)\d\d(?!\d)/g;
/** Of another time than the article's own. */
const EARLIER =
  /\b(?:last|previous|prior|preceding) (?:day|week|month|quarter|season|year|decade)\b|\b(?:a|one|two|three|ten) (?:days?|weeks?|months?|years?|decades?) (?:ago|earlier|before)\b|\bpreviously\b|\bused to\b/i;

/** What is said of the same things and is not the same: a sentence of one says nothing of the other. */
const PREDICATES = [
  /\b(?:kill|die|dead|death|drown|perish)/i,
  /\b(?:injur|hurt|wound|sick)/i,
  /\b(?:cut|lost|lose|shed|fell|destroy|clos|sack|laid off|remov)/i,
  /\b(?:creat|add|hire|plant|buil|open|gain|new)/i,
  /\b(?:arrest|detain)/i,
  /\bcharg/i,
  /\b(?:missing|unaccounted)/i,
  /\b(?:aboard|on board|passengers)/i,
  /\bagainst\b/i,
  /\b(?:won|wins?|in favou?r)\b/i,
  /\b(?:rescu|saved?|surviv)/i,
  /\b(?:arriv|come|came|dock|enter|join)/i,
  /\b(?:return|leave|left|depart|exit|resign|quit)/i,
];
/** What is yet to come, as against what is. */
const TO_COME = /\b(?:will|would|could|may|might|plans?|planned|expect(?:s|ed)?|propos\w+|target)\b/;
/** "a day", "each year": how often. */
const RATE = /^[^.,;]{0,30}?\b(?:an?|per|each|every) (?:hour|day|week|month|year)\b/i;
/** "of 300 boats": what a part is of. */
const WHOLE = /\b(?:out )?of (?:the |all |some |about |more than )?$/i;
/** "between 12 and", "12 to": the figure is the end of a range. */
const RANGE = new RegExp(String.raw`(?<from>${NUMBER})\s?(?:and|to|-|–)\s?[$£€]?$`, 'u');
/** Figures that are so many times as large are of other things. */
const MAX_RATIO = 10;

/**
 * The figures of the kind asked for, where two of the articles that are quoted have none in common; else none.
 * A quote without such a figure says nothing of agreement.
 * @param question as it was read
 */
export function differingFigures(
  kind: AnswerKind,
  question: string,
  quotes: readonly Quote[],
): GivenFigure[] {
  const given = quotes
    .filter((quote) => isAboutIt(quote) && saysTheSame(question, quote.text))
    .map((quote) => ({ ...quote, byValue: figuresByValue(kind, quote) }))
    .map((quote) => ({ ...quote, names: namesNear(quote, quote.byValue.values(), question) }))
    .filter(({ byValue }) => byValue.size > 0);
  // What is counted is there or to come; a price may be both, and so may what is asked of the future.
  const mayBeToCome = kind.counted.size === 0 || TO_COME.test(question);
  const differs = (one: (typeof given)[number]) =>
    given.some(
      (other) =>
        other.citation !== one.citation &&
        isOfOneTime(one.text, other.text) &&
        !areApart(one.text.match(WEEKDAY) ?? [], other.text.match(WEEKDAY) ?? []) &&
        !areApart(one.names, other.names) &&
        isOfOneYear(one, other) &&
        saysTheSame(one.text, other.text) &&
        (mayBeToCome || TO_COME.test(one.text) === TO_COME.test(other.text)) &&
        disjoint(one.byValue, other.byValue),
    );
  const differ = given.filter(differs);
  return differ.length > 0
    ? differ.flatMap(({ citation, byValue }) => [...byValue.values()].map((text) => ({ citation, text })))
    : [];
}

/** Whether a quote speaks of what is asked: the reader found words in it that answer, or else it shares the question's words. */
const isAboutIt = ({ answer, chosenFor }: Quote): boolean => {
  if (chosenFor?.kind !== 'question') return true;
  return chosenFor.answers === null ? chosenFor.context >= SAME_SUBJECT : answer !== null;
};

const WEEKDAY = /\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b/g;
/** Of the article's own year. */
const THIS_YEAR = /\b(?:this year|so far|to date)\b/i;

/** "This year" of two years is no one time. */
const isOfOneYear = (one: Quote, other: Quote): boolean =>
  one.article.published.slice(0, 4) === other.article.published.slice(0, 4) ||
  !(THIS_YEAR.test(one.text) || THIS_YEAR.test(other.text));

/** What two texts say by these words is of two days, or of two places, where both have some and share none. */
function areApart(one: readonly string[], other: readonly string[]): boolean {
  return one.length > 0 && other.length > 0 && !one.some((each) => other.includes(each));
}

/** Characters around a figure in which names tell whose it is. */
const NAMES_NEAR = 45;
const CAPITALISED = /(?<=[\p{Ll}\d,;%] )\p{Lu}[\p{L}’'-]{2,}|^\p{Lu}[\p{L}’'-]{2,}(?= \p{Ll}+(?:ed|s)\b)/gu;

/** The names near the figures of a quote that are none of the question. */
function namesNear({ text }: Quote, figures: Iterable<string>, question: string): string[] {
  return [...figures].flatMap((figure) => {
    const at = text.indexOf(figure);
    const near = text.slice(Math.max(0, at - NAMES_NEAR), at + figure.length + NAMES_NEAR);
    return (near.match(CAPITALISED) ?? []).filter((name) => !question.includes(name) && !WEEKDAYS.test(name));
  });
}

const WEEKDAYS = /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$/;

/** Whether two quotes may speak of one day or period: figures of two years are no disagreement. */
function isOfOneTime(one: string, other: string): boolean {
  if (EARLIER.test(one) !== EARLIER.test(other)) return false;
  const years: string[] = one.match(YEAR) ?? [];
  const others: string[] = other.match(YEAR) ?? [];
  return years.length === 0 || others.length === 0 || years.some((year) => others.includes(year));
}

/** Whether two quotes may say the same of the same things. */
function saysTheSame(one: string, other: string): boolean {
  const [said, alsoSaid] = [one, other].map((text) => PREDICATES.filter((predicate) => predicate.test(text)));
  const isOther = said!.length > 0 && alsoSaid!.length > 0 && !said!.some((each) => alsoSaid!.includes(each));
  return !isOther;
}

/** The figures of one quoted article. */
interface FiguresOf {
  citation: number;
  figures: string[];
  outlet: string;
  published: string;
}

/** Figures that differ, by the article that gives them. */
export function figuresByArticle(
  differing: readonly GivenFigure[],
  quotes: readonly Pick<Quote, 'citation' | 'article'>[],
): FiguresOf[] {
  const citations = [...new Set(differing.map(({ citation }) => citation))];
  return citations.map((citation) => {
    const { outlet, published } = quotes.find((quote) => quote.citation === citation)!.article;
    const figures = differing.filter((each) => each.citation === citation).map(({ text }) => text);
    return { citation, figures, outlet, published };
  });
}

/** Each figure that answers once, as it first stands in the text. */
function figuresByValue(kind: AnswerKind, { text, start, answer }: Quote): Map<string, string> {
  const byValue = new Map<string, string>();
  for (const figure of figuresIn(kind, text)) {
    const within = text.indexOf(figure);
    const at = start + within;
    const [before, after] = [text.slice(0, within), text.slice(within + figure.length)];
    if (WHOLE.test(before) || RATE.test(after) || RANGE.test(before)) continue;
    // A year of the sentence or the size of a crowd beside what answers is none of it.
    if (answer && (at >= answer.end || at + figure.length <= answer.start)) continue;
    const value = valueOf(figure);
    if (!byValue.has(value) && byValue.size < MAX_FIGURES) byValue.set(value, figure);
  }
  return byValue;
}

/** Whether both give figures of a unit that may be of one thing, and none of one is a figure of the other. */
function disjoint(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
  const comparable = [...one].some(([value, text]) =>
    [...other].some(
      ([otherValue, otherText]) => unitOf(text) === unitOf(otherText) && areNear(value, otherValue),
    ),
  );
  return comparable && ![...one.keys()].some((value) => other.has(value));
}

/** Whether neither of two values is many times the other, as far as they are numbers. */
function areNear(one: string, other: string): boolean {
  const [a, b] = [one, other].map((value) => {
    const [number, scale] = value.split(' ');
    return Number(number) * (POWERS[scale!] ?? 1);
  });
  return Number.isNaN(a!) || Number.isNaN(b!) || Math.max(a!, b!) <= MAX_RATIO * Math.min(a!, b!);
}

const POWERS: Readonly<Record<string, number>> = {
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
};

const unitOf = (figure: string): string =>
  UNITS.find(([pattern]) => pattern.test(figure.toLowerCase()))?.[1] ?? '';

/** Whether a lower-case word is a figure. */
export const isFigure = (word: string): boolean => FIGURE.test(word);

/** The figures of a kind in a text, as they stand there. */
function figuresIn(kind: AnswerKind, text: string): string[] {
  if (kind.counted.size > 0) {
    const named = (text.match(COUNTED) ?? []).flatMap((found) => cutToCounted(kind, found));
    return named.length > 0 ? named : (text.match(UNNAMED) ?? []);
  }
  const { comparable } = kind;
  return comparable ? (text.match(MEASURED) ?? []).filter((found) => comparable.test(found)) : [];
}

/** "11 hectares of eelgrass" up to the word that is counted: "11 hectares". */
function cutToCounted({ counted }: AnswerKind, found: string): string[] {
  const words = [...found.matchAll(/[\p{L}’'-]+/gu)];
  const last = words.find(([word]) => isCounted(word, counted));
  return last ? [found.slice(0, last.index + last[0].length)] : [];
}

/** "forty-two" is 42; -1 for what is no figure. */
function spelledFigure(word: string, next: string): number {
  const tens = TENS.indexOf(word);
  if (tens < 0) return WORDS.indexOf(word);
  return 10 * (tens + 2) + Math.max(0, WORDS.indexOf(next));
}

/** The same for figures that say the same: "Eleven boats" and "11 fishing boats" are both 11, "£2m" is "2 million pounds". */
function valueOf(figure: string): string {
  const lower = figure.toLowerCase().replace(/,(?=\d{3})/g, '');
  const number = /\d+(?:\.\d+)?/.exec(lower)?.[0];
  const word = /[a-z]+/.exec(lower)?.[0] ?? '';
  const spelled = spelledFigure(word, /[a-z]+[ -]([a-z]+)/.exec(lower)?.[1] ?? '');
  const scale = SCALES.find(([pattern]) => pattern.test(lower))?.[1] ?? '';
  return `${number ?? (spelled >= 0 ? spelled : word)} ${scale} ${unitOf(figure)}`;
}
