// What a page generator takes out of Markdown before it reads it: shortcodes of Hugo, tags of Jekyll, comments. Pure.
import type { Span } from '../types.ts';

/** Stands for each character of them: no text has it, it is neither space nor punctuation, and every offset stays. */
export const FILL = '\ufdd0';

/** `{{< figure caption="…" >}}`, `{{% note %}}`; what stands between an opening and a closing one stays. */
const HUGO = /\{\{(?:<(?:[^>\n]|>(?!\}\})|\n(?!\n)){0,1000}>|%(?:[^%\n]|%(?!\}\})|\n(?!\n)){0,1000}%)\}\}/g;
/** Tags of Jekyll are left out; what stands between an opening and a closing one stays. */
const LIQUID = /\{%(?:[^%\n]|%(?!\})){0,1000}%\}/g;
/** `{{ page.title }}`, `{{ "now" | date: "%Y" }}`: what it is shown as does not stand in the file. */
const LIQUID_VALUE =
  /\{\{-?\s?(?:(?:site|page|layout|include|content|post|paginator)\b|["'][^"'\n]{0,200}["']\s?\|)[^}\n]{0,500}\}\}/g;
/**
 * `{: .lead}`, `{:toc}` of kramdown; `{.lead}` of Hugo on a line of its own; `{#id .class}` at the end of a heading.
 */
const ATTRIBUTES =
  /\{:[^}\n]{0,500}\}|(?<=^[ \t>]{0,20}|\S[ \t]{1,9})\{[#.][\w-][^}\n]{0,500}\}(?=[ \t]*$)/gm;
/** `*[HTML]: Hypertext Markup Language` says what the page shows when "HTML" is pointed at. */
const ABBREVIATION = /^ {0,3}\*\[[^\]\n]{1,100}\]:.*$/gm;
/** `<div markdown="1">` has Markdown in it, which it would hide. */
const HOLDS_MARKDOWN =
  /^ {0,3}<(?:div|section|article|aside|blockquote|details|center|p)\b[^>\n]{0,500}?\smarkdown=[^>\n]{0,500}>/gm;
/** Of a comment of HTML only this is none of the text; all of the line would be HTML. */
const COMMENT_BEFORE_TEXT = /^ {0,3}<!--(?:(?!-->)[^\n]){0,500}-->(?=[ \t]*[^\s<])/gm;
const CAPTION = /\bcaption\s*=\s*(?:"(?<double>[^"\n]*)"|`(?<raw>[^`\n]*)`)/;

const MASKED = [HUGO, LIQUID, LIQUID_VALUE, ATTRIBUTES, ABBREVIATION, HOLDS_MARKDOWN, COMMENT_BEFORE_TEXT];

/** Comments, which say nothing up to their end: how they begin and how they end. */
const COMMENTS: { begin: RegExp; end: RegExp }[] = [
  { begin: /\{%-?\s?comment\s?-?%\}/g, end: /\{%-?\s?endcomment\s?-?%\}/g },
  { begin: /\{::comment\}/g, end: /\{:\/(?:comment)?\}/g },
  { begin: /\{\{\/\*/g, end: /\*\/\}\}/g },
  { begin: /(?<![\w%])%%(?!%)/g, end: /(?<!%)%%(?!\w)/g },
];
/** A longer comment, in characters, was never closed. */
const LONGEST_COMMENT = 20_000;
const BLANK_LINE = /\n[ \t]*\n/;

export interface Masked {
  /** As long as the text, line breaks where they were. */
  text: string;
  /** By the offset where a shortcode ends, the caption that the page shows for it. */
  captions: ReadonlyMap<number, Span>;
}

/** Text with its shortcodes filled. */
export function maskShortcodes(text: string): Masked {
  const captions = new Map<number, Span>();
  if (!/\{[{%:#.]|%%|<!--|^ {0,3}\*\[|\smarkdown=/m.test(text)) return { text, captions };
  const commented = COMMENTS.reduce(withoutComments, text);
  const masked = MASKED.reduce(
    (whole, pattern) =>
      whole.replace(pattern, (code: string, ...rest: unknown[]) => {
        const at = rest.find((each) => typeof each === 'number')!;
        const caption = CAPTION.exec(code);
        const shown = caption?.groups!.double ?? caption?.groups!.raw;
        if (caption && shown) {
          const start = at + caption.index + caption[0].length - shown.length - 1;
          captions.set(at + code.length, { start, end: start + shown.length });
        }
        return filled(code);
      }),
    commented,
  );
  return { text: masked, captions };
}

const filled = (code: string): string => code.replace(/[^\n]/g, FILL);

/** Takes time in proportion to the text, for it looks for each end once, however many comments are never closed. */
function withoutComments(text: string, { begin, end }: (typeof COMMENTS)[number]): string {
  const ends = text.matchAll(end);
  let next = ends.next();
  let [made, at] = ['', 0];
  for (const { 0: opening, index } of text.matchAll(begin)) {
    if (index < at) continue;
    const from = index + opening.length;
    while (!next.done && next.value.index < from) next = ends.next();
    if (next.done) break;
    const { 0: closing, index: to } = next.value;
    if (to - from > LONGEST_COMMENT) continue;
    // "50 %% of it": one within a paragraph does not go on into the next.
    const isWithin = opening === '%%' && index > 0 && text[index - 1] !== '\n';
    if (isWithin && BLANK_LINE.test(text.slice(from, to))) continue;
    made += text.slice(at, index);
    at = to + closing.length;
    made += filled(text.slice(index, at));
  }
  return made + text.slice(at);
}
