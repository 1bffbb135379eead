// What stands at the end of a text and is no part of it. Not by an expression with `$`: that begins anew at each character of a
// long run, and takes time with its square. Pure.

/** The text without the characters at its end that fit an expression for one. */
export function withoutEnd(text: string, character: RegExp): string {
  let end = text.length;
  while (end > 0 && character.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}
