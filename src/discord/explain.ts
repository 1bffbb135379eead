// How an answer came about, for its asker: what was carried over, the days read, the evidence, why each quote. Pure.
import { THRESHOLD } from '../answer.ts';
import type { Reading } from '../later-question.ts';
import type { Answer, Filter } from '../types.ts';
import { day, period } from '../wording.ts';
import { limitsOf } from './asked.ts';
import { escapeLine, shorten } from './markdown.ts';
import { fitLines, payload, type Payload } from './payload.ts';

const MAX_QUESTION = 300;
const MAX_PART = 200;
const PARTS_SHOWN = 12;

/** What the evidence for an answer is called for a person; what is not here is told in its own words. */
const FEATURES: Readonly<Record<string, string>> = {
  bias: 'without any evidence',
  quote: 'how well the best quotes answer',
  passage: 'how well the best passage matches',
  named: 'the best quote has the names that the question has',
};

/**
 * The explanation of an answer to a question as it was read.
 * @param kept what it is limited to because the earlier question was
 */
export function renderExplained(answer: Answer, { carried }: Reading, kept: Filter = {}): Payload {
  const quotes = answer.kind === 'answered' ? answer.quotes : answer.nearest;
  const limits = limitsOf(kept);
  const taken = [
    ...carried.map(({ what, text }) => `- ${what}: ${line(text, MAX_PART)}`),
    ...(limits ? [`- limits: ${limits}`] : []),
  ];
  const parts = answer.parts.map(
    ({ feature, adds }) => `- ${line(FEATURES[feature] ?? feature, MAX_PART)}: ${signed(adds)}`,
  );
  const head = [
    '**How this was answered** (only you see this)',
    `Asked: ${line(answer.question, MAX_QUESTION)}`,
    taken.length > 0 ? 'Carried over from the earlier question:' : 'Carried over: nothing.',
    ...taken,
    daysLine(answer),
    `Confidence: ${answer.confidence.toFixed(2)}; from ${THRESHOLD.toFixed(2)} on it is an answer. What speaks for it, and against:`,
    ...parts,
  ];
  const why = quotes.map(
    ({ citation, article, why: reason }) =>
      `- [${citation}] ${line(article.outlet, MAX_PART)}, ${day(article.published)}: ${line(reason, MAX_PART)}`,
  );
  return payload(fitLines(head, why, PARTS_SHOWN, (rest) => `- … and ${rest} more`));
}

function daysLine({ asOf, period: named }: Answer): string {
  if (named === null) return `Days: none named, as of ${day(asOf)}.`;
  const days = named.from === null ? `up to ${day(named.to)}` : period(named.from, named.to);
  return `Days: ${named.kind === 'limit' ? 'only' : 'preferably'} ${days}, as of ${day(asOf)}.`;
}

const line = (text: string, limit: number): string => escapeLine(shorten(text, limit));

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`;
