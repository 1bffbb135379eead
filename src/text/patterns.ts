// Lists of words as they are written in a source, and regular expressions put together from named parts. Pure.

/** The words of a list that white space parts. */
export const listOf = (words: string): string[] => words.trim().split(/\s+/);

/** The same, to look words up in. */
export const setOf = (words: string): ReadonlySet<string> => new Set(listOf(words));

/** One of the alternatives, which are regular expressions themselves. */
export const oneOf = (...alternatives: readonly string[]): string => `(?:${alternatives.join('|')})`;

/** One of the words of a list, which are regular expressions themselves. */
export const oneOfWords = (words: string): string => oneOf(...listOf(words));

/** A text as a part of a regular expression that matches it and nothing else. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
