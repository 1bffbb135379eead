// The process that reads: it holds the model, so that the bot's event loop goes on.
import { serveParent } from '../child-process.ts';
import { loadReader, type Reading, type ReaderModel, type TitledSentence } from './reader-model.ts';

export interface ReaderApi {
  /** Loads the model of a folder, and reads once, which shows that it is one. */
  open(folder: string, weights: string): Promise<Pick<ReaderModel, 'hasSpans'>>;
  /** Readings of the sentences, in order. */
  read(question: string, sentences: readonly TitledSentence[]): Promise<Reading[]>;
}

// Ctrl-C and systemd signal the whole group: the parent gives the answers in hand, which are read, and then ends this.
process.on('SIGINT', () => {}).on('SIGTERM', () => {});

let reader: ReaderModel | undefined;

serveParent<ReaderApi>({
  async open(folder, weights) {
    reader = await loadReader(folder, { weights });
    await reader.read('Who?', { title: 'Title', text: 'Somebody.' });
    return { hasSpans: reader.hasSpans };
  },
  async read(question, sentences) {
    const readings: Reading[] = [];
    for (const sentence of sentences) readings.push(await reader!.read(question, sentence));
    return readings;
  },
});
