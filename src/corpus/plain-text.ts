// A body in plain text -> its shown text: as it stands, but for entities and for line breaks that only a width made. Pure.
import { decodeEntity, ENTITY } from '../text/entities.ts';
import { hardWraps, hyphenRule } from './hard-wraps.ts';
import { ShownTextWriter, type ShownText } from './shown-text.ts';
import { countWords } from '../text/words.ts';
import type { Unquotable } from '../types.ts';

/** What may be shown as something else: an entity, or a line break with the indentation after it. */
const MARK = new RegExp(`${ENTITY.source}|\\n[ \\t]*`, 'g');

/** A longer line is no heading. */
const MAX_HEADING_WORDS = 12;
/** A line with a blank line, or nothing, before and a blank line after it. */
const LONE_LINE = /(?<=^|\n\n)[^\s].{1,120}(?=\n\n)/g;
/** Some sentence ends in it. */
const ENDS_SENTENCE = /\p{L}[.!?…]["”’»)]*(?=\s|$)/u;

/** The shown text of what a file has from an offset to its end. */
export function readPlainText(content: string, from: number): ShownText {
  const body = content.slice(from);
  const start = from + body.length - body.trimStart().length;
  const end = from + body.trimEnd().length;
  const text = content.slice(start, Math.max(start, end));
  const wraps = hardWraps(text);
  const writer = new ShownTextWriter(content, hyphenRule(text));
  let at = 0;
  const literalTo = (to: number) => writer.literal(start + at, start + to);
  for (const { 0: mark, index } of text.matchAll(MARK)) {
    const isEntity = mark.startsWith('&');
    if (isEntity ? decodeEntity(mark) === mark : !wraps.has(index)) continue;
    const before = isEntity ? index : at + text.slice(at, index).trimEnd().length;
    literalTo(before);
    at = index + mark.length;
    if (isEntity) writer.instead(decodeEntity(mark), start + index, start + at);
    else writer.space(start + before, start + at);
  }
  literalTo(text.length);
  const shown = writer.finish();
  return { ...shown, unquotable: headings(shown.text) };
}

/** Lines that stand alone above a paragraph and are no sentence: what plain text has for headings. */
function headings(text: string): Unquotable[] {
  const found: Unquotable[] = [];
  for (const { 0: line, index } of text.matchAll(LONE_LINE))
    if (isHeadingLike(line) && ENDS_SENTENCE.test(paragraphAfter(text, index + line.length)))
      found.push({ kind: 'heading', start: index, end: index + line.length });
  return found;
}

const isHeadingLike = (line: string): boolean =>
  countWords(line) <= MAX_HEADING_WORDS &&
  /^[“"‘']?[\p{Lu}\p{Lo}\d]/u.test(line) &&
  !/[.,;:!?…\]”"’)]$/u.test(line);

const paragraphAfter = (text: string, at: number): string =>
  /^\n+(.{0,2000})/.exec(text.slice(at, at + 2010))?.[1] ?? '';
