// Regular expressions put together from named parts. Pure.

/** One of the alternatives, which are regular expressions themselves. */
export const oneOf = (...alternatives: readonly string[]): string => `(?:${alternatives.join('|')})`;

/** One of the words of a list that white space parts. */
export const oneOfWords = (list: string): string => oneOf(...list.trim().split(/\s+/));

/** A text as a part of a regular expression that matches it and nothing else. */
export const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
