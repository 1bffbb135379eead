// The shown text of an article, what a person sees of it on the page, and for each character of it the place in the file. Pure.
import { decodeEntities, decodeEntity } from '../text/entities.ts';
import { words } from '../text/words.ts';
import type { Unquotable } from '../types.ts';

/**
 * A run of shown text from `shown` to the next run, UTF-16 units: it is what the file has from `from` to `to`, or what that
 * stands for: an entity, an escaped character, a line break within a paragraph. Where both are the same, nothing of the file
 * stands for it: it is the break between two blocks.
 */
export interface Run {
  shown: number;
  from: number;
  to: number;
}

export interface ShownText {
  text: string;
  /** What of the text is on the page and no sentence of the story, in order. */
  unquotable: Unquotable[];
  /** In the order of the text; together they are all of it. Offsets are into the file as decoded, line ends as `\n`. */
  runs: readonly Run[];
}

/** What becomes of a hyphen at the end of a line: "wind-|mill" loses it, "well-|known" keeps it, "two- |and three" has a space. */
export type HyphenRule = (before: string, after: string) => 'lost' | 'kept' | 'spaced';

/** The longest word that is looked at around a hyphen. */
const MAX_HYPHENATED = 40;

/** The file's name for what the page shows, where it is neither an entity nor an escape. */
const HEADING_OF_LINK = { written: '#', shown: ' > ' };

/** Puts a shown text together, run by run. */
export class ShownTextWriter {
  readonly #content: string;
  readonly #hyphen: HyphenRule;
  readonly #parts: string[] = [];
  readonly #runs: Run[] = [];
  readonly #unquotable: Unquotable[] = [];
  /** What stands between this and what comes next: nothing, a space, a line break, a blank line. */
  #gap: { shown: '' | ' ' | '\n' | '\n\n'; from: number; to: number; soft: boolean } = NO_GAP;
  /** Whether the last run has what the file has, and may go on. */
  #isLiteral = false;
  /** The last characters, for the word before a hyphen. */
  #tail = '';
  length = 0;

  /** @param content the file as decoded */
  constructor(content: string, hyphen: HyphenRule) {
    [this.#content, this.#hyphen] = [content, hyphen];
  }

  /** What the file has from one offset to another. */
  literal(from: number, to: number): void {
    if (from < to) this.#write(this.#content.slice(from, to), from, to);
  }

  /** What is shown for what the file has there. */
  instead(shown: string, from: number, to: number): void {
    if (shown.trim() === '' && !shown.includes('\u00a0')) this.space(from, to);
    else this.#write(shown, from, to);
  }

  /** One space for white space of the file. Of several in a row, and beside a break, one is shown. */
  space(from: number, to: number): void {
    if (this.#gap.shown !== '') return;
    this.#gap = { shown: ' ', from, to, soft: this.#content.slice(from, to).includes('\n') };
  }

  /** A line break that is shown as one. */
  lineBreak(): void {
    if (this.#gap.shown !== '\n\n') this.#gap = { ...NO_GAP, shown: '\n' };
  }

  /** What follows is a paragraph of its own. */
  paragraph(): void {
    this.#gap = { ...NO_GAP, shown: '\n\n' };
  }

  /** What is written until the function is called that it gives is of a kind that is not quoted. */
  begin(kind: Unquotable['kind']): () => void {
    const [runs, before] = [this.#runs.length, this.length];
    return () => {
      if (this.length === before) return;
      // The break before it is none of it.
      const first = this.#runs.slice(runs, runs + 2).find(({ from, to }) => from < to);
      this.#unquotable.push({ kind, start: Math.max(before, first?.shown ?? 0), end: this.length });
    };
  }

  finish(): ShownText {
    return {
      text: this.#parts.join(''),
      unquotable: this.#unquotable.sort((a, b) => a.start - b.start),
      runs: this.#runs,
    };
  }

  #write(shown: string, from: number, to: number): void {
    const gap = this.#gap;
    this.#gap = NO_GAP;
    if (this.length > 0 && gap.shown !== '') {
      const isSpace = gap.shown === ' ';
      if (!gap.soft || !this.#joined(shown))
        this.#append(gap.shown, isSpace ? gap.from : from, isSpace ? gap.to : from);
    }
    this.#append(shown, from, to);
  }

  #append(shown: string, from: number, to: number): void {
    const last = this.#runs.at(-1);
    const isLiteral = shown.length === to - from && this.#content.startsWith(shown, from);
    if (isLiteral && this.#isLiteral && last?.to === from) last.to = to;
    else this.#runs.push({ shown: this.length, from, to });
    this.#isLiteral = isLiteral;
    this.#parts.push(shown);
    this.length += shown.length;
    this.#tail = (this.#tail + shown.slice(-MAX_HYPHENATED)).slice(-MAX_HYPHENATED);
  }

  /** Whether the two ends of a broken line are joined without a space, as a word that was divided. */
  #joined(next: string): boolean {
    const before = /(\p{L}+)-$/u.exec(this.#tail)?.[1];
    const after = /^\p{L}+/u.exec(next.slice(0, MAX_HYPHENATED))?.[0];
    if (before === undefined || after === undefined) return false;
    const hyphen = this.#hyphen(before, after);
    if (hyphen === 'lost') this.#takeBack();
    return hyphen !== 'spaced';
  }

  /** Takes the last character back. */
  #takeBack(): void {
    const last = this.#parts.pop()!;
    if (last.length > 1) this.#parts.push(last.slice(0, -1));
    this.length--;
    const run = this.#runs.at(-1)!;
    if (run.shown === this.length) this.#runs.pop();
    else run.to--;
    this.#isLiteral = false;
  }
}

const NO_GAP = { shown: '', from: 0, to: 0, soft: false } as const;

/** The same text, its first line known as a heading where it is the title once more. */
export function withTitle(shown: ShownText, title: string): ShownText {
  const start = /^(?:.{0,1000}\n\n)?/.exec(shown.text)![0].length;
  const firstLines = [0, start].filter((at, i, all) => all.indexOf(at) === i);
  const again = firstLines.find((at) => words(lineAt(shown.text, at)).join(' ') === words(title).join(' '));
  if (again === undefined || shown.unquotable.some((each) => each.start === again)) return shown;
  const heading = { kind: 'heading' as const, start: again, end: again + lineAt(shown.text, again).length };
  return { ...shown, unquotable: [...shown.unquotable, heading].sort((a, b) => a.start - b.start) };
}

const lineAt = (text: string, at: number): string => /^.{0,1000}/.exec(text.slice(at, at + 1000))![0];

/**
 * The first offset of a shown text whose character is not what the file has at its place; null when every one is.
 * @param content the file as decoded
 */
export function firstMisplaced(
  { text, runs }: Pick<ShownText, 'text' | 'runs'>,
  content: string,
): number | null {
  if (text !== '' && runs[0]?.shown !== 0) return 0;
  for (const [i, { shown, from, to }] of runs.entries()) {
    const end = runs[i + 1]?.shown ?? text.length;
    if (end <= shown || !standsFor(content.slice(from, to), text.slice(shown, end))) return shown;
  }
  return null;
}

function standsFor(written: string, shown: string): boolean {
  if (written === '') return shown === '\n' || shown === '\n\n';
  return (
    written === shown ||
    (shown === ' ' && decodeEntities(written).trim() === '') ||
    written === `\\${shown}` ||
    (written.startsWith('&') && decodeEntity(written) === shown) ||
    (written === HEADING_OF_LINK.written && shown === HEADING_OF_LINK.shown)
  );
}

/** The place in the file of the character at an offset of the shown text. */
export function placeInFile({ runs }: Pick<ShownText, 'runs'>, offset: number): number {
  let [low, high] = [0, runs.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (runs[middle]!.shown <= offset) low = middle + 1;
    else high = middle;
  }
  const { shown, from, to } = runs[low - 1]!;
  return Math.min(from + offset - shown, Math.max(from, to - 1));
}
