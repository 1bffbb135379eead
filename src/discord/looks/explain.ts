// How an answer came about, for its asker: what was carried over, the days read, the evidence, why each quote. Pure.
import { THRESHOLD } from '../../answer.ts';
import { NOT_HELD, NOT_THEIRS } from '../../confidence.ts';
import type { Carried, Reading } from '../../follow-up/later-question.ts';
import type { Answer, Contribution, Filter, Quote } from '../../types.ts';
import { limitsOf } from './asked.ts';
import { escapeLine, shorten } from './markdown.ts';
import { fitLines, payload, type Payload } from './payload.ts';
import type { Words } from '../words/words.ts';

const MAX_QUESTION = 300;
const MAX_PART = 200;
const PARTS_SHOWN = 12;

/**
 * The explanation of an answer to a question as it was read.
 * @param kept what it is limited to because the earlier question was
 */
export function renderExplained(
  answer: Answer,
  { carried }: Reading,
  words: Words,
  kept: Filter = {},
): Payload {
  const quotes = answer.kind === 'answered' ? answer.quotes : answer.nearest;
  const [sure, threshold] = [answer.confidence, THRESHOLD].map((value) => words.decimal(value, 2));
  const limits = limitsOf(kept, words);
  const taken = [
    ...carried.map((each) => carriedLine(each, words)),
    ...(limits ? [`- ${words.carriedLimits}: ${limits}`] : []),
  ];
  const head = [
    words.howAnswered,
    `${words.askedAs}: ${line(answer.question, MAX_QUESTION)}`,
    taken.length > 0 ? words.carriedOver : words.nothingCarried,
    ...taken,
    daysLine(answer, words),
    words.confidence(sure!, threshold!),
    ...answer.parts.map((part) => partLine(part, words)),
  ];
  const why = quotes.map((quote) => whyLine(quote, words));
  return payload(fitLines(head, why, PARTS_SHOWN, (rest) => `- ${words.nMore(rest)}`));
}

function carriedLine({ what, text }: Carried, words: Words): string {
  const nouns = { person: words.carriedPerson, topic: words.carriedTopic, question: words.carriedQuestion };
  return `- ${nouns[what]}: ${line(text, MAX_PART)}`;
}

function daysLine({ asOf, period }: Answer, words: Words): string {
  if (period === null) return words.noDaysNamed(words.day(asOf));
  const { from, to, kind } = period;
  const days = from === null ? words.upTo(words.day(to)) : words.days(from, to);
  return words.daysRead(kind === 'limit', days, words.day(asOf));
}

function partLine({ feature, adds, name }: Contribution, words: Words): string {
  const known: Record<string, string> = {
    bias: words.biasPart,
    quote: words.quotePart,
    passage: words.passagePart,
    named: words.namedPart,
    [NOT_THEIRS]: words.notSpokenPart,
    [NOT_HELD]: words.notAboutPart,
  };
  const told = name === undefined ? (known[feature] ?? feature) : words.unknownNamePart(name);
  return `- ${line(told, MAX_PART)}: ${adds < 0 ? '−' : '+'}${words.decimal(Math.abs(adds), 2)}`;
}

function whyLine({ citation, article, why, chosenFor }: Quote, words: Words): string {
  const percent = (share: number) => Math.round(100 * share);
  const reason = chosenFor
    ? words.chosenFor(
        words.decimal(chosenFor.score, 1),
        percent(chosenFor.context),
        percent(chosenFor.article),
      )
    : why;
  return `- [${citation}] ${line(article.outlet, MAX_PART)}, ${words.day(article.published)}: ${line(reason, MAX_PART)}`;
}

const line = (text: string, limit: number): string => escapeLine(shorten(text, limit));
