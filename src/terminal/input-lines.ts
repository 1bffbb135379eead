// Lines of an input, one at a time, whoever writes them: a person at a prompt or a program through a pipe.
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

export interface Prompt {
  /** Where the prompt and what is typed are shown. */
  output: Writable;
  /** Shown whenever the next line may be typed. */
  text: string;
}

/**
 * Every line up to the end of the input, in order, however long whoever reads takes over each; the last may have no line end.
 * @param prompt null where nobody types
 */
export async function* inputLines(input: Readable, prompt: Prompt | null): AsyncGenerator<string> {
  const lines = createInterface({ input, output: prompt?.output, terminal: prompt !== null });
  lines.setPrompt(prompt?.text ?? '');
  // The input may end while a line is answered and others wait. Since Node 24 a prompt after the end throws.
  let ended = false;
  lines.once('close', () => (ended = true));
  const ask = () => {
    if (prompt && !ended) lines.prompt();
  };
  ask();
  for await (const line of lines) {
    yield line;
    ask();
  }
}
