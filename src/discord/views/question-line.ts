// The question on top of an answer, and how it is read back from it: the message is where it is kept. Pure.
import type { Filter } from '../../types.ts';
import { shortLine } from './markdown.ts';
import { messagesFor } from '../../messages/languages.ts';
import { LANGUAGES, type Messages } from '../../messages/messages.ts';
import { capital } from '../../text/words.ts';

const MAX_QUESTION = 300;
const MAX_OUTLET = 100;
/** So long may a question be that is to stand whole. A longer one is cut, and cannot be read back. */
export const MAX_WHOLE = 600;
const ISOLATES = /[\u2068\u2069]/g;
/** What `escapeText` puts a backslash before. */
const ESCAPED = /\\([^0-9A-Za-z\s])/g;

const markIn = ({ question }: Messages): string => `-# ${question}: `;
/** A channel may have answers in several languages, of several people or from before its setting was changed. */
const MARKS = LANGUAGES.map((language) => markIn(messagesFor(language)));

/**
 * The lines on top of an answer: what was asked, and what it was limited to.
 * @param longest characters that the question may have without being cut
 */
export function questionLines(
  question: string,
  messages: Messages,
  filter: Filter = {},
  longest = MAX_QUESTION,
): string[] {
  const limits = limitsOf(filter, messages);
  return [markIn(messages) + shortLine(question, longest), ...(limits ? [`-# ${limits}`] : [])];
}

/** The question that a message of the bot answers, or null when it answers none or holds only a part of it. */
export function askedIn(content: string): string | null {
  const line = content.split('\n')[0]!;
  const mark = MARKS.find((each) => line.startsWith(each));
  if (mark === undefined || line.endsWith('…')) return null;
  return line.slice(mark.length).replace(ISOLATES, '').replace(ESCAPED, '$1') || null;
}

/** Days and outlet in words, or nothing: "from 1 March 2025, in Radio Pellow". */
export function limitsLine({ from, to, outlet }: Filter, messages: Messages): string {
  const parts = [
    from && messages.onlyFrom(messages.day(from)),
    to && messages.onlyTo(messages.day(to)),
    outlet && messages.onlyIn(shortLine(outlet, MAX_OUTLET)),
  ];
  return parts.filter(Boolean).join(', ');
}

/** What a filter limits an answer to, in one line; empty when to nothing. */
export function limitsOf(filter: Filter, messages: Messages): string {
  const limits = limitsLine(filter, messages);
  const known = filter.asOf && messages.asOf(messages.day(filter.asOf));
  const parts = [limits && messages.only(limits), limits ? known : known && capital(known)];
  return parts.filter(Boolean).join('; ');
}
