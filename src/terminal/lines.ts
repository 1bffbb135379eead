// Text as lines for a terminal: wrapped to its width, and unable to steer it. Pure.

const MIN_WIDTH = 40;
const MAX_WIDTH = 100;

/** Lines are neither cut to pieces nor too long to read. */
export const lineWidth = (columns: number): number => Math.min(Math.max(columns, MIN_WIDTH), MAX_WIDTH);

/** Words on lines of at most `width` characters; a longer word gets a line of its own. */
export function wrap(text: string, width: number, indent = ''): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    if (line && indent.length + line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line ? `${line} ${word}` : word;
  }
  return [...lines, line].map((each) => indent + each).join('\n');
}

/** Each line wrapped where it is longer than a terminal of so many columns; as it is where there is no terminal. */
export function fitted(text: string, columns: number | undefined): string {
  if (!columns) return text;
  const fit = (line: string) =>
    line.length <= columns ? line : wrap(line, lineWidth(columns), /^ */.exec(line)![0]);
  return text.split('\n').map(fit).join('\n');
}

/** Without control and direction characters: no article can move the cursor or colour the screen. */
export const printable = (text: string): string =>
  text.replace(/(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ');
