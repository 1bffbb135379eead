// The question on top of an answer, and how it is read back from it: the message is where it is kept. Pure.
import { day } from '../wording.ts';
import type { Filter } from '../types.ts';
import { escapeLine, shorten } from './markdown.ts';

const MARK = '-# Question: ';
const MAX_QUESTION = 300;
/** So long may a question be that is to stand whole. A longer one is cut, and cannot be read back. */
export const MAX_WHOLE = 600;
const MAX_NAME = 80;
const ISOLATES = /[\u2068\u2069]/g;
/** What `escapeText` puts a backslash before. */
const ESCAPED = /\\([^0-9A-Za-z\s])/g;

/**
 * The lines on top of an answer: what was asked, and what it was limited to.
 * @param longest characters that the question may have without being cut
 */
export function questionLines(question: string, filter: Filter = {}, longest = MAX_QUESTION): string[] {
  const limits = limitsOf(filter);
  return [MARK + escapeLine(shorten(question, longest)), ...(limits ? [`-# ${limits}`] : [])];
}

/** The question that a message of the bot answers, or null when it answers none or holds only a part of it. */
export function askedIn(content: string): string | null {
  const line = content.split('\n')[0]!;
  if (!line.startsWith(MARK) || line.endsWith('…')) return null;
  return line.slice(MARK.length).replace(ISOLATES, '').replace(ESCAPED, '$1') || null;
}

/** What a filter limits an answer to, in one line; empty when to nothing. */
export function limitsOf({ from, to, outlet, asOf }: Filter): string {
  const name = outlet && escapeLine(shorten(outlet, MAX_NAME));
  const limits = [from && `from ${day(from)}`, to && `to ${day(to)}`, name && `in ${name}`].filter(Boolean);
  const given = limits.length > 0 && `Only ${limits.join(', ')}`;
  return [given, asOf && `${given ? 'as' : 'As'} of ${day(asOf)}`].filter(Boolean).join('; ');
}
