// A text in ordinary characters, with its way back: what patterns for names, verbs and sentence ends are laid over, where a text has
// soft hyphens, ligatures or full-width letters. Nothing of it is shown: a quote is cut from the text as it is. Pure.
import { IGNORED, withWordSpaces } from './fold.ts';
import { firstAfter } from './words.ts';

/** Ligatures, full-width forms, and the letters of mathematics, by which people write in bold where nothing else does. */
const FORMS = String.raw`[\ufb00-\ufb4f\uff01-\uff5e\u{1d400}-\u{1d7ff}]`;
/** A letter and its accents, apart. More are no accents, and to normalise them takes time with their square. */
const APART = String.raw`\p{L}(?:(?!\u034f)[\u0300-\u036f]){1,4}`;
const UNUSUAL = new RegExp(String.raw`${IGNORED.source}|[\u0300-\u036f]|${FORMS}`, 'u');
const PIECES = new RegExp(String.raw`(?:${IGNORED.source})+|${FORMS}|${APART}`, 'gu');

/** Characters that stand for others: `start` in the ordinary text, `from` and `to` in the text as it is. */
interface Piece {
  start: number;
  end: number;
  from: number;
  to: number;
}

/** A text in ordinary characters, and places of it in the text as it is. */
export interface OrdinaryText {
  text: string;
  /** Where what begins here in the ordinary text begins in the text as it is. */
  startOf(at: number): number;
  /** Where what ends here in the ordinary text ends in the text as it is. */
  endOf(at: number): number;
  /** Where a place of the text as it is lies in the ordinary text. */
  placeOf(at: number): number;
}

/** The text without what is not seen, with ligatures and letters of other widths as they are typed, accents in one piece. */
export const ordinary = (text: string): string =>
  UNUSUAL.test(text) ? withWordSpaces(text).replace(PIECES, ordinaryForm) : text;

const ordinaryForm = (piece: string): string => {
  if (IGNORED.test(piece)) return '';
  return piece.length > 1 && /\p{M}$/u.test(piece) ? piece.normalize('NFC') : piece.normalize('NFKC');
};

/** The same, with the places of both. */
export function ordinaryText(original: string): OrdinaryText {
  if (!UNUSUAL.test(original)) return { text: original, startOf: same, endOf: same, placeOf: same };
  const text = withWordSpaces(original);
  const pieces: Piece[] = [];
  let [made, last] = ['', 0];
  for (const { 0: piece, index } of text.matchAll(PIECES)) {
    const form = ordinaryForm(piece);
    made += text.slice(last, index);
    last = index + piece.length;
    pieces.push({ start: made.length, end: made.length + form.length, from: index, to: last });
    made += form;
  }
  const places = pieces.map(({ from }) => ({ start: from, end: from }));
  /** The last piece that begins at or before a place. */
  const before = (at: number) => pieces[firstAfter(pieces, at + 1) - 1];
  const startOf = (at: number) => {
    const piece = before(at);
    if (!piece) return at;
    return at < piece.end ? piece.from : piece.to + at - piece.end;
  };
  return {
    text: made + text.slice(last),
    startOf,
    endOf: (at) => {
      if (at === 0) return 0;
      const piece = before(at - 1);
      if (!piece) return at;
      return at <= piece.end && piece.end > piece.start ? piece.to : piece.to + at - piece.end;
    },
    placeOf: (at) => {
      const piece = pieces[firstAfter(places, at + 1) - 1];
      if (!piece) return at;
      return at < piece.to ? piece.start : piece.end + at - piece.to;
    },
  };
}

const same = (at: number): number => at;
