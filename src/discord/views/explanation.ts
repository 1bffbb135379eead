// How an answer came about, for its asker: what was carried over, the days read, the evidence, why each quote. Pure.
import { THRESHOLD } from '../../answer/answer.ts';
import { NOT_HELD, NOT_THEIRS } from '../../answer/confidence.ts';
import type { Carried, Rewrite } from '../../question/follow-up/later-question.ts';
import type { Answer, Contribution, Filter, Quote } from '../../types.ts';
import { limitsOf } from './question-line.ts';
import { escapeLine, shorten } from './markdown.ts';
import { fitLines, payload, type Payload } from './payload.ts';
import type { Messages } from '../../messages/messages.ts';

const MAX_QUESTION = 300;
const MAX_PART = 200;
const PARTS_SHOWN = 12;

/**
 * The explanation of an answer to a question as it was read.
 * @param kept what it is limited to because the earlier question was
 */
export function renderExplained(
  answer: Answer,
  { carried }: Rewrite,
  messages: Messages,
  kept: Filter = {},
): Payload {
  const quotes = answer.kind === 'answered' ? answer.quotes : answer.nearest;
  const [sure, threshold] = [answer.confidence, THRESHOLD].map((value) => messages.decimal(value, 2));
  const limits = limitsOf(kept, messages);
  const taken = [
    ...carried.map((each) => carriedLine(each, messages)),
    ...(limits ? [`- ${messages.carriedLimits}: ${limits}`] : []),
  ];
  const head = [
    messages.howAnswered,
    `${messages.askedAs}: ${line(answer.question, MAX_QUESTION)}`,
    taken.length > 0 ? messages.carriedOver : messages.nothingCarried,
    ...taken,
    daysLine(answer, messages),
    messages.confidence(sure!, threshold!),
    ...answer.parts.map((part) => partLine(part, messages)),
  ];
  const why = quotes.map((quote) => whyLine(quote, messages));
  return payload(fitLines(head, why, PARTS_SHOWN, (rest) => `- ${messages.nMore(rest)}`));
}

function carriedLine({ what, text }: Carried, messages: Messages): string {
  const nouns = {
    person: messages.carriedPerson,
    topic: messages.carriedTopic,
    question: messages.carriedQuestion,
  };
  return `- ${nouns[what]}: ${line(text, MAX_PART)}`;
}

function daysLine({ asOf, period }: Answer, messages: Messages): string {
  if (period === null) return messages.noDaysNamed(messages.day(asOf));
  const { from, to, kind } = period;
  const days = from === null ? messages.upTo(messages.day(to)) : messages.days(from, to);
  return messages.daysRead(kind === 'limit', days, messages.day(asOf));
}

function partLine({ feature, adds, name }: Contribution, messages: Messages): string {
  const known: Record<string, string> = {
    bias: messages.biasPart,
    quote: messages.quotePart,
    passage: messages.passagePart,
    named: messages.namedPart,
    [NOT_THEIRS]: messages.notSpokenPart,
    [NOT_HELD]: messages.notAboutPart,
  };
  const told = name === undefined ? (known[feature] ?? feature) : messages.unknownNamePart(name);
  return `- ${line(told, MAX_PART)}: ${adds < 0 ? '−' : '+'}${messages.decimal(Math.abs(adds), 2)}`;
}

function whyLine({ citation, article, why, chosenFor }: Quote, messages: Messages): string {
  const percent = (share: number) => Math.round(100 * share);
  const reason = chosenFor
    ? messages.chosenFor(
        messages.decimal(chosenFor.score, 1),
        percent(chosenFor.context),
        percent(chosenFor.article),
      )
    : why;
  return `- [${citation}] ${line(article.outlet, MAX_PART)}, ${messages.day(article.published)}: ${line(reason, MAX_PART)}`;
}

const line = (text: string, limit: number): string => escapeLine(shorten(text, limit));
