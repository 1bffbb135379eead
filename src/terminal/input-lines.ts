// Lines of an input, one at a time, whoever writes them: a person at a prompt or a program through a pipe.
import { createInterface } from 'node:readline/promises';
import type { Readable, Writable } from 'node:stream';

export interface Prompt {
  /** Where the prompt and what is typed are shown. */
  output: Writable;
  /** Shown whenever the next line may be typed: what stands before its last line once, that line for as long as it is typed. */
  text: string;
  /** What the arrow keys bring back, the newest first. */
  history?: readonly string[];
  /** What the line may become by the Tab key, whole. */
  complete?: (line: string) => Promise<string[]>;
  /** Shown when Ctrl+C is pressed on an empty line; pressed again, it ends the input. Without it the first press does. */
  onceMore?: string;
  /** Is called when Ctrl+C ends the input, maybe while a line is answered. */
  onLeave?: () => void;
}

const MAX_HISTORY = 500;

/**
 * Every line up to the end of the input, in order, however long whoever reads takes over each; the last may have no line end.
 * @param prompt null where nobody types
 */
export async function* inputLines(input: Readable, prompt: Prompt | null): AsyncGenerator<string> {
  const complete = prompt?.complete;
  const lines = createInterface({
    input,
    output: prompt?.output,
    terminal: prompt !== null,
    history: [...(prompt?.history ?? [])],
    historySize: MAX_HISTORY,
    removeHistoryDuplicates: true,
    ...(complete && {
      completer: async (line: string) => [await complete(line), line] as [string[], string],
    }),
  });
  const text = prompt?.text ?? '';
  const above = text.slice(0, text.lastIndexOf('\n') + 1);
  lines.setPrompt(text.slice(above.length));
  // The input may end while a line is answered and others wait. Since Node 24 a prompt after the end throws.
  let ended = false;
  lines.once('close', () => (ended = true));
  let isAsking = false;
  const ask = () => {
    isAsking = true;
    if (!prompt || ended) return;
    // Not part of the prompt: readline would go up by as many lines when it draws it anew, over what was said meanwhile.
    prompt.output.write(above);
    // What was typed ahead stays as it is.
    lines.prompt(true);
  };
  let isTold = false;
  lines.on('line', () => (isTold = false));
  lines.on('SIGINT', () => {
    if (lines.line !== '') {
      // Emacs' keys, which readline knows by itself: to the end of the line, and all before it goes.
      lines.write(null, { ctrl: true, name: 'e' });
      lines.write(null, { ctrl: true, name: 'u' });
      isTold = false;
    } else if (isTold || prompt?.onceMore === undefined) {
      prompt?.onLeave?.();
      lines.close();
    } else {
      isTold = true;
      prompt.output.write(`\n${prompt.onceMore}\n`);
      if (isAsking) ask();
    }
  });
  try {
    ask();
    for await (const line of lines) {
      isAsking = false;
      yield line;
      ask();
    }
  } finally {
    lines.close();
  }
}
