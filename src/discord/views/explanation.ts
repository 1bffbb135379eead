// How an answer came about, for its asker: what was carried over, the days read, the evidence, why each quote. Pure.
import type { Carried, Rewrite } from '../../question/follow-up/later-question.ts';
import type { Answer, Contribution, Filter, Quote } from '../../types.ts';
import { limitsOf } from './question-line.ts';
import { shortLine } from './markdown.ts';
import { listed } from './layout.ts';
import { payload, type Payload } from './payload.ts';
import {
  addsText,
  chosenText,
  confidenceText,
  daysRead,
  evidenceText,
  readText,
} from '../../messages/answer-wording.ts';
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
  const limits = limitsOf(kept, messages);
  const taken = [
    ...carried.map((each) => carriedLine(each, messages)),
    ...(limits ? [`- ${messages.carriedLimits}: ${limits}`] : []),
  ];
  const head = [
    messages.howAnswered,
    `${messages.askedAs}: ${shortLine(answer.question, MAX_QUESTION)}`,
    taken.length > 0 ? messages.carriedOver : messages.nothingCarried,
    ...taken,
    daysRead(answer, messages),
    ...readText(answer, messages),
    confidenceText(answer, messages),
    ...answer.parts.map((part) => partLine(part, messages)),
  ];
  const why = quotes.map((quote) => whyLine(quote, messages));
  return payload(listed(head, why, PARTS_SHOWN, (rest) => `- ${messages.nMore(rest)}`));
}

function carriedLine({ what, text }: Carried, messages: Messages): string {
  const nouns = {
    person: messages.carriedPerson,
    topic: messages.carriedTopic,
    question: messages.carriedQuestion,
  };
  return `- ${nouns[what]}: ${shortLine(text, MAX_PART)}`;
}

function partLine({ evidence, adds }: Contribution, messages: Messages): string {
  return `- ${shortLine(evidenceText(evidence, messages), MAX_PART)}: ${addsText(adds, messages)}`;
}

function whyLine({ citation, article, chosenFor }: Quote, messages: Messages): string {
  const why = shortLine(chosenText(chosenFor, messages), MAX_PART);
  return `- [${citation}] ${shortLine(article.outlet, MAX_PART)}, ${messages.day(article.published)}: ${why}`;
}
