// What was asked, and what the archive lacks, in the words of one language. Pure.
import type { Group, Insights } from '../server-data/insights.ts';
import type { KeptQuestion } from '../server-data/server-data.ts';
import type { Messages } from './messages.ts';

/** Makes a text that a person typed safe and short for where it is shown. */
type Shown = (text: string) => string;

/** All there is to say but for the groups of questions without an answer. */
export function insightLines(insights: Insights, show: Shown, messages: Messages): string[] {
  const { days, asked, answered, abstained, people, up, down, medianMs, slowest, disliked } = insights;
  const title = ({ text }: KeptQuestion) => (text === null ? messages.textNotKept : show(text));
  return [
    messages.figures(days, asked, people, answered, abstained),
    messages.votes(up, down),
    ...(medianMs === null ? [] : [messages.times(medianMs)]),
    ...slowest.map((each) => `- ${messages.milliseconds(each.ms)}: ${title(each)}`),
    ...(disliked.length === 0 ? [] : [messages.votedAgainst]),
    ...disliked.map((each) => `- ${messages.downToUp(each.down, each.up)}: ${title(each)}`),
    ...unansweredLines(insights, messages),
  ];
}

/** What there is to say of questions without an answer before they are listed. */
function unansweredLines({ groups, withoutText, abstained, asked }: Insights, messages: Messages): string[] {
  if (abstained === 0) return asked === 0 ? [] : [messages.everyAnswered];
  const missing = withoutText === 0 ? [] : [messages.withoutText(withoutText)];
  return [...missing, ...(groups.length === 0 ? [] : [messages.byLikeness])];
}

/** One group in one line: how often, the question in its middle, and how many others are like it. */
export function groupLine({ questions, asked }: Group, show: Shown, messages: Messages): string {
  const others = questions.length - 1;
  return `- ${asked} ×: ${show(questions[0]!)}${others === 0 ? '' : ` ${messages.alike(others)}`}`;
}
