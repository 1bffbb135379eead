// Lays out what must fit one message: the fullest layout that does. Pure.
// A block may have several forms, the fullest first; what gives way for the others is either the last block or the longest.
import { MESSAGE_LIMIT } from './payload.ts';

/** What can be shown of one thing, the fullest first; each is shorter than the one before. */
export type Forms = readonly string[];

export interface Framed {
  top?: readonly string[];
  blocks: readonly Forms[];
  bottom?: readonly string[];
}

/** A list of blocks of which the last are left out where there is no room for them. */
interface Shortened extends Framed {
  /** What stands between two blocks. */
  between?: string;
  /** No more blocks are shown, however short; without it, all are. */
  most?: number;
  /** No fewer are shown, however long. */
  fewest?: number;
  /** Says that all but the first `kept` are left out, the fullest form first. */
  leftOut(kept: number): Forms;
}

/**
 * The first of several layouts that fits one message, or the last where none does.
 * @param layouts the fullest first
 * @param room characters that stay free
 */
export function fitting(layouts: Iterable<string>, room = 0): string {
  let content = '';
  for (content of layouts) if (content.length <= MESSAGE_LIMIT - room) break;
  return content;
}

/**
 * The last gives way first: blocks take their second form, then what is said of those left out becomes shorter, then one
 * more is left out.
 */
export function* lastGivesWay(layout: Shortened): Generator<string> {
  const { top = [], blocks, bottom = [], between = '\n\n', most = blocks.length, fewest = 0 } = layout;
  const haveForms = blocks.some((forms) => forms.length > 1);
  for (let kept = Math.min(most, blocks.length); kept >= fewest; kept--) {
    const notes = kept < blocks.length ? layout.leftOut(kept).map((note) => [note]) : [[]];
    for (const note of notes) {
      for (let short = 0; short <= (haveForms ? kept : 0); short++) {
        const shown = blocks.slice(0, kept).map((forms, i) => (i < kept - short ? forms[0]! : forms[1]!));
        yield [...top, ...(kept > 0 ? [shown.join(between)] : []), ...note, ...bottom].join('\n');
      }
    }
  }
}

/** What is longest gives way first, one form at a time. The last forms, top and bottom together must fit. */
export function* longestGivesWay({ top = [], blocks, bottom = [] }: Framed): Generator<string> {
  const level = blocks.map(() => 0);
  for (;;) {
    const shown = blocks.map((forms, i) => forms[level[i]!]!);
    yield [...top, ...(blocks.length > 0 ? [shown.join('\n\n')] : []), ...bottom].join('\n');
    const lengths = shown.map((form, i) => (level[i]! + 1 < blocks[i]!.length ? form.length : 0));
    const longest = Math.max(0, ...lengths);
    if (longest === 0) return;
    level[lengths.indexOf(longest)]!++;
  }
}

/** The head, then as many of the lines as fit, at most `most`, then `more(rest)` for those that do not. */
export const listed = (
  top: readonly string[],
  lines: readonly string[],
  most: number,
  more: (rest: number) => string,
): string =>
  fitting(
    lastGivesWay({
      top,
      blocks: lines.map((line) => [line]),
      between: '\n',
      most,
      leftOut: (kept) => [more(lines.length - kept)],
    }),
  );
