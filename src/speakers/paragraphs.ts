// Paragraphs of a text around a place. Pure.

/** Where so many paragraphs before a place begin, with that of the place itself. */
export function paragraphsBefore(text: string, from: number, count: number): number {
  let at = text.lastIndexOf('\n', from - 1) + 1;
  for (let left = count; left > 0 && at > 0;) {
    const before = at < 2 ? 0 : text.lastIndexOf('\n', at - 2) + 1;
    if (text.slice(before, at).trim() !== '') left--;
    at = before;
  }
  return at;
}

/** Where so many paragraphs behind a place end. */
export function paragraphsAfter(text: string, from: number, count: number): number {
  let at = lineEnd(text, from);
  for (let left = count; left > 0 && at < text.length;) {
    const after = lineEnd(text, at + 1);
    if (text.slice(at, after).trim() !== '') left--;
    at = after;
  }
  return at;
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
