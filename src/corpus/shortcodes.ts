// What a page generator takes out of Markdown before it reads it: shortcodes of Hugo, tags of Jekyll, comments of Obsidian. Pure.
import type { Span } from '../types.ts';

/** Stands for each character of them: no text has it, it is neither space nor punctuation, and every offset stays. */
export const FILL = '\ufdd0';

/** `{{< figure caption="…" >}}`, `{{% note %}}`; what stands between an opening and a closing one stays. */
const HUGO = /\{\{(?:<(?:[^>\n]|>(?!\}\})|\n(?!\n)){0,1000}>|%(?:[^%\n]|%(?!\}\})|\n(?!\n)){0,1000}%)\}\}/g;
/** `{% comment %}…{% endcomment %}` says nothing; of other tags only themselves are left out. */
const LIQUID_COMMENT = /\{%-?\s?comment\s?-?%\}[^]{0,20000}?\{%-?\s?endcomment\s?-?%\}/g;
const LIQUID = /\{%(?:[^%\n]|%(?!\})){0,1000}%\}/g;
/** `{{ page.title }}`, `{{ "now" | date: "%Y" }}`: what it is shown as does not stand in the file. */
const LIQUID_VALUE =
  /\{\{-?\s?(?:(?:site|page|layout|include|content|post|paginator)\b|["'][^"'\n]{0,200}["']\s?\|)[^}\n]{0,500}\}\}/g;
/** `{: .lead}`, `{:toc}` of kramdown, and `{#id .class}` at the end of a heading. */
const ATTRIBUTES = /\{:[^}\n]{0,500}\}|\{(?<=\S[ \t]{1,9}\{)[#.][\w-][^}\n]{0,500}\}(?=[ \t]*$)/gm;
/** `%%` on a line of its own, or several paragraphs between two of them. */
const COMMENT = /^%%(?:[^%]|%(?!%))*%%[ \t]*$/gm;
const CAPTION = /\bcaption\s*=\s*(?:"(?<double>[^"\n]*)"|`(?<raw>[^`\n]*)`)/;

const MASKED = [HUGO, LIQUID_COMMENT, LIQUID, LIQUID_VALUE, ATTRIBUTES, COMMENT];

export interface Masked {
  /** As long as the text, line breaks where they were. */
  text: string;
  /** By the offset where a shortcode ends, the caption that the page shows for it. */
  captions: ReadonlyMap<number, Span>;
}

/** Text with its shortcodes filled. */
export function maskShortcodes(text: string): Masked {
  const captions = new Map<number, Span>();
  if (!/\{[{%:#.]|%%/.test(text)) return { text, captions };
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
        return code.replace(/[^\n]/g, FILL);
      }),
    text,
  );
  return { text: masked, captions };
}
