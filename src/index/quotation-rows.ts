// Quotations as they are stored, whatever database is behind, and whether they still stand in their articles. Pure.
import { quotationAt, quotationsOf } from '../speakers/quotations.ts';
import type { Article, Quotation, Span } from '../types.ts';

/** No name is longer, and databases refuse patterns that are endless. */
export const MAX_PREFIX = 200;

/** A quotation is found anew in its article before it is believed: in the paragraphs around it, or else in all of it. */
export function quotationIn(
  { text: whole, unquotable }: Article,
  { start, end, speaker }: Span & { speaker: string },
): Quotation | undefined {
  const near = quotationAt(whole, { start, end }, unquotable);
  if (near?.speaker === speaker) return near;
  return quotationsOf(whole, unquotable).find((one) => one.start === start && one.speaker === speaker);
}
