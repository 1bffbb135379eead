// A text as names, verbs and quotations are searched in: in ordinary characters, its quotations between curly marks. Pure.
import { ordinaryText, type OrdinaryText } from '../text/ordinary.ts';
import { curly } from '../text/quotation-marks.ts';
import { cachedByText } from '../text/text-cache.ts';

/** Characters of the texts that are kept as they are searched: several quotes of one are asked for. */
const CACHED_CHARACTERS = 1_000_000;

export const searchable = cachedByText((text): Omit<OrdinaryText, 'text'> & { plain: string } => {
  const { text: read, ...places } = ordinaryText(text);
  return { ...places, plain: curly(read) };
}, CACHED_CHARACTERS);
