// A sign of life while an answer takes long, on standard error of a terminal alone. The only user of yocto-spinner.
import yoctoSpinner from 'yocto-spinner';

/** What is answered sooner needs no sign that would only flicker. */
const SHOWN_AFTER_MS = 300;

/** The result of the work; meanwhile the text turns beside a spinner where `stream` is a terminal. */
export async function whileShown<T>(
  stream: NodeJS.WriteStream,
  text: string,
  work: () => Promise<T>,
): Promise<T> {
  if (!stream.isTTY) return work();
  // Ctrl+C belongs to the prompt.
  const spinner = yoctoSpinner({ text, stream, handleSignals: false });
  const timer = setTimeout(() => spinner.start(), SHOWN_AFTER_MS);
  try {
    return await work();
  } finally {
    clearTimeout(timer);
    if (spinner.isSpinning) spinner.stop();
  }
}
