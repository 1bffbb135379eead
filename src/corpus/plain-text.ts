// A body in plain text -> its shown text: as it stands, but for entities and for line breaks that only a width made. Pure.
import { decodeEntity, ENTITY } from '../text/entities.ts';
import { hardWraps, hyphenRule } from './hard-wraps.ts';
import { ShownTextWriter, type ShownText } from './shown-text.ts';

/** What may be shown as something else: an entity, or a line break with the indentation after it. */
const MARK = new RegExp(`${ENTITY.source}|\\n[ \\t]*`, 'g');

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
  return writer.finish();
}
