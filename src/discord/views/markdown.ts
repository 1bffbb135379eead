// Discord's markdown as far as Attest writes it: text that shows as written, links, block quotes. Pure.
// Not discord.js' formatters: they leave headings, lists, masked links and mentions alive.
import type { Span } from '../../types.ts';
import { withoutEnd } from '../../text/ends.ts';

/** Line ends of every kind, so that no line of a quote escapes its `> `. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;
/** Nothing to see, but Discord refuses some of them; tabs and line ends are dealt with before. */
const CONTROLS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;
/** Embeddings, overrides and isolates reorder what stands around them; plain direction marks do not. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/g;
/** The mark alone turns what follows around as well. */
const RIGHT_TO_LEFT_SCRIPTS = 'Arabic Hebrew Syriac Thaana Nko Adlam Mandaic Samaritan Hanifi_Rohingya'
  .split(' ')
  .map((script) => String.raw`\p{Script=${script}}`);
const RIGHT_TO_LEFT = new RegExp(String.raw`[\u200f${RIGHT_TO_LEFT_SCRIPTS.join('')}]`, 'u');
/** Characters as a reader sees them: an emoji of several code points is one. */
const CHARACTERS = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Letters and signs, but not the fillers of Hangul and the blank of Braille, of which nothing is seen. */
const VISIBLE = /(?![\u115f\u1160\u2800\u3164\uffa0])[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * What means something to Discord anywhere in a line. Every `[` and the `(` after a `]`, because its rule for
 * masked links takes no notice of a backslash before `]`; `:` of `https://` and of `:emoji:`; the `/` of
 * an invitation, which unfolds without `https://`.
 */
const INLINE =
  /[\\*_~|`<[]|(?<=\])\(|@(?=everyone|here)|:(?=\/\/)|:(?=[\w+-]+:)|(?<=\bdiscord(?:app)?\.(?:gg|com|new|gift))\//gi;
/** What means something at the start of a line: headings, small print, lists and block quotes. */
const LINE_START = /^[^\S\n\r\u2028\u2029]*([#>+-]+|\d+(?=[.)](?:\s|$)))/gm;

const BOLD = '**';
/** What would be a list or a heading within bold as it is at the start of a line. */
const OPENS_LINE = /^(?:[#>+-]+|\d+[.)])(?:\s|$)/;

/** Text of any number of lines so that Discord shows it as written, links nothing and mentions nobody. */
export function escapeText(text: string): string {
  return cleaned(text)
    .replace(INLINE, '\\$&')
    .replace(LINE_START, (start, mark: string) =>
      /\d/.test(mark) ? `${start}\\` : start.slice(0, -mark.length) + mark.replace(/./g, '\\$&'),
    );
}

/** The same for a title or a name amid other text: one line, kept apart when it runs from right to left. */
export function escapeLine(text: string): string {
  const line = escapeText(oneLine(text));
  return RIGHT_TO_LEFT.test(line) ? `\u2068${line}\u2069` : line;
}

/**
 * A block quote: every line, whatever ends it, begins with `> `; empty ones go, for a phone is narrow.
 * @param bold the part of the text that is shown in bold, on one line and without white space at its ends
 */
export function blockQuote(text: string, bold: Span | null = null): string {
  const before = text.length - text.trimStart().length;
  const part = bold && { start: bold.start - before, end: bold.end - before };
  const lines = boldText(text.trim(), part).replace(/\n\s*\n/g, '\n');
  return `> ${lines.replace(/\n/g, '\n> ')}`;
}

/** Escaped text with a part of it in bold. Escaping depends on what stands beside a character: so the marks come after it. */
function boldText(text: string, part: Span | null): string {
  const escaped = escapeText(text);
  if (part === null) return escaped;
  const pieces = [text.slice(0, part.start), text.slice(part.start, part.end), text.slice(part.end)];
  const [before, inside, after] = pieces.map(cleaned) as [string, string, string];
  const whole = cleaned(text);
  // Where cleaning took what runs over an edge, as half a line end, the edge is nowhere.
  if (inside.trim() === '' || before + inside + after !== whole || OPENS_LINE.test(inside)) return escaped;
  let [shown, at] = ['', 0];
  for (let i = 0; i < before.length + inside.length; i++) {
    if (i === before.length) shown += BOLD;
    // All that escaping adds is a backslash before a character.
    const length = escaped[at] === '\\' ? 2 : 1;
    shown += escaped.slice(at, at + length);
    at += length;
  }
  return `${shown}${BOLD}${escaped.slice(at)}`;
}

/**
 * Text as a link without preview. Within a link Discord shows backslashes, and takes none whose text holds an emoji
 * (discord-api-docs #6185, #6810), brackets that do not match, or an address: then the text stands beside its link. No URL, no link.
 */
export function link(text: string, url: string | null): string {
  const label = VISIBLE.test(text) ? escapeLine(text) : 'untitled';
  const target = linkTarget(url);
  if (target === null) return label;
  const stays = label.includes('\\') || EMOJI.test(text) || /[[\]]|:\/\/|discord(?:app)?\./i.test(text);
  return stays ? `${label} ([link](${target}))` : `[${label}](${target})`;
}

/** Whatever may be shown as a picture, signs such as "™" among it. */
const EMOJI = /\p{Extended_Pictographic}|\p{Emoji_Presentation}|\p{Regional_Indicator}|\u20e3/u;

/** A URL as the target of a masked link, or null when there is none, or none that Discord would open. */
export function linkTarget(url: string | null): string | null {
  if (url === null || !/^https?:\/\/[^\s/]/i.test(url)) return null;
  return `<${url.trim().replace(/[\s<>()[\]{}"'`\\^|]|\p{C}/gu, percentEncode)}>`;
}

function percentEncode(character: string): string {
  const bytes = new TextEncoder().encode(character);
  return [...bytes].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** Characters shown of the name of an outlet, a person, a model or a channel, and of a title amid a line. */
export const MAX_NAME = 80;
export const MAX_TITLE = 150;

/** A title or a name that may be long, shortened and shown as written. */
export const shortLine = (text: string, limit: number): string => escapeLine(shorten(text, limit));

/** At most `limit` UTF-16 units on one line, cut after a word where one ends, never within a character. */
export function shorten(text: string, limit: number): string {
  const line = oneLine(text);
  if (line.length <= limit) return line;
  const cut = line.slice(0, lastCharacterEnd(line, limit - 1));
  const atWord = withoutEnd(withoutEnd(cut, /\S/), /\s/);
  return `${atWord.length > limit / 2 ? atWord : cut}…`;
}

function lastCharacterEnd(text: string, limit: number): number {
  let end = 0;
  for (const { index, segment } of CHARACTERS.segment(text)) {
    if (index + segment.length > limit) break;
    end = index + segment.length;
  }
  return end;
}

const oneLine = (text: string) => cleaned(text).replace(/\s+/g, ' ').trim();

function cleaned(text: string): string {
  return text
    .replace(LINE_END, '\n')
    .replace(/\t/g, ' ')
    .replace(CONTROLS, '')
    .replace(BIDI_CONTROLS, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}
