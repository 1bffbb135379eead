// What a terminal shows beside plain text: bold, colours and links that can be clicked; or nothing of that.
import { styleText } from 'node:util';

/** Lays a style on words, or none. */
type Style = (words: string) => string;

/**
 * How an article's address is shown: `whole` is what a program reads, with the fragment that scrolls to the quote; `short`
 * is without it, for a person; `clickable` is behind the name of the outlet.
 */
type Addresses = 'whole' | 'short' | 'clickable';

export interface Look {
  /** The words that answer. */
  bold: Style;
  /** What stands beside a quote: it is read second. */
  dim: Style;
  /** The mark before each line of a quote, and the prompt. */
  mark: Style;
  addresses: Addresses;
}

const AS_IT_IS: Style = (words) => words;

export const PLAIN: Look = { bold: AS_IT_IS, dim: AS_IT_IS, mark: AS_IT_IS, addresses: 'whole' };

type Output = NodeJS.WritableStream & { isTTY?: boolean };

/**
 * What an output shows: no colour where it is no terminal, where that is a dumb one, or where `NO_COLOR` forbids it.
 * @param hasLinks the terminal is not known to drop links without a trace
 */
export function lookOf(stream: Output, hasLinks: boolean): Look {
  const style =
    (format: Parameters<typeof styleText>[0]): Style =>
    (words) =>
      styleText(format, words, { stream });
  const isStyled = style('bold')('x') !== 'x';
  const addresses = !stream.isTTY ? 'whole' : isStyled && hasLinks ? 'clickable' : 'short';
  return { bold: style('bold'), dim: style('dim'), mark: style('cyan'), addresses };
}

/** What VTE, the terminal of GNOME, takes; others take more. */
const MAX_ADDRESS = 2083;
const END = '\u001b\\';

/**
 * The address as it may stand in an escape sequence: of the web, and of printable ASCII alone, so that nothing in it ends the
 * sequence; null for any other.
 */
function safeAddress(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  const isSafe = /^https?:$/.test(protocol) && /^[!-~]+$/.test(href) && href.length <= MAX_ADDRESS;
  return isSafe ? href : null;
}

/**
 * Words that a terminal opens an address by, as OSC 8 has it; the words alone where the address is none of the web.
 * Source: https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda
 */
export function clickable(words: string, address: string): string {
  const safe = safeAddress(address) ?? safeAddress(withoutFragment(address));
  return safe === null ? words : `\u001b]8;;${safe}${END}${words}\u001b]8;;${END}`;
}

/** An address without what scrolls to the quote. */
export const withoutFragment = (address: string): string => address.split('#', 1)[0]!;
