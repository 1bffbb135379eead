// A question and sentences -> readings, by a model that is loaded in this process.
// Each pair runs alone: 8-bit activations are scaled by batch, so that among others a sentence would be read otherwise,
// and batches are no faster (24 pairs of 45 tokens on one core: 57 ms alone, 57 ms together).
import { join } from 'node:path';
import type { PreTrainedTokenizer } from '@xenova/transformers';
import { answerSpan, type AnswerSpan } from './answer-span.ts';
import { readJson, type ModelFiles } from './model-folder.ts';
import { loadTokenizer, openSession, runAlone, type Output, type Session } from './runtime.ts';
import { WordPieces } from './word-pieces.ts';

/** What reading one sentence for a question came to. */
export interface Reading {
  /** Whether the sentence answers, as a logit: its scale is the model's. */
  relevance: number;
  /** The words that answer; null where the model does not say which. */
  answer: AnswerSpan | null;
}

/** A sentence with the title of its article. */
export interface TitledSentence {
  title: string;
  text: string;
}

/** A model that reads one sentence at a time. */
export interface ReaderModel {
  /** Whether it says which words answer. */
  hasSpans: boolean;
  /** @throws Error when the model gives anything but a reading */
  read(question: string, sentence: TitledSentence): Promise<Reading>;
}

/** Pieces that a pair has at most, in all and of each part; the bundled reader was trained so. What is longer is cut at its end. */
const MAX_PIECES = 88;
const MAX_QUESTION = 32;
const MAX_TITLE = 18;
/** A cross-encoder of the hub sees so many at most, as long as it allows as many: few sentences have more. */
const MAX_TOKENS = 128;
/** No token of words is longer on average; cutting before tokenising keeps endless texts cheap. */
const MAX_CHARACTERS = MAX_TOKENS * 32;

/**
 * Loads a reader: one like the bundled one, which gives `relevance`, `start` and `end`, or a sequence classifier,
 * which gives `logits`.
 * @throws Error when it is neither
 */
export async function loadReader(
  folder: string,
  { weights }: Pick<ModelFiles, 'weights'>,
): Promise<ReaderModel> {
  const session = await openSession(join(folder, weights));
  const gives = (...names: string[]) => names.every((name) => session.outputNames.includes(name));
  if (gives('relevance', 'start', 'end'))
    return spanReader(session, new WordPieces(await readJson(join(folder, 'tokenizer.json'))));
  if (gives('logits')) return classifier(session, await loadTokenizer(folder));
  throw new Error(`it gives ${session.outputNames.join(', ')} instead of logits`);
}

function spanReader(session: Session, pieces: WordPieces): ReaderModel {
  const [cls, sep] = [pieces.idOf('[CLS]'), pieces.idOf('[SEP]')];
  const idsOf = (text: string, most: number) => pieces.of(text, most).map(({ id }) => id);
  // Sentences of one question come together.
  let last = { question: '', head: [cls, sep] };
  const headOf = (question: string) => {
    if (question !== last.question) last = { question, head: [cls, ...idsOf(question, MAX_QUESTION), sep] };
    return last.head;
  };
  return {
    hasSpans: true,
    async read(question, { title, text }) {
      const head = headOf(question);
      const titleIds = idsOf(title, MAX_TITLE);
      const before = titleIds.length > 0 ? [...head, ...titleIds, sep] : head;
      const sentence = pieces.of(text, MAX_PIECES - before.length - 1);
      const ids = [...before, ...sentence.map(({ id }) => id), sep];
      const { relevance, start, end } = await runAlone(session, {
        input_ids: ids,
        token_type_ids: ids.map((_, i) => (i < head.length ? 0 : 1)),
        attention_mask: ids.map(() => 1),
      });
      const inSentence = ({ data }: Output) => data.subarray(before.length, before.length + sentence.length);
      return {
        relevance: finite(relevance!.data[0]),
        answer: answerSpan(sentence, inSentence(start!), inSentence(end!)),
      };
    },
  };
}

function classifier(session: Session, tokenizer: PreTrainedTokenizer): ReaderModel {
  const ownLimit = (tokenizer.model_max_length as number | undefined) ?? MAX_TOKENS;
  tokenizer.model_max_length = Math.min(ownLimit, MAX_TOKENS);
  return {
    hasSpans: false,
    async read(question, { title, text }) {
      const pair = title === '' ? text : `${title}. ${text}`;
      const options = { truncation: true, return_token_type_ids: true, return_tensor: false };
      // The library declares its results as `any`.
      const inputs = tokenizer(question.slice(0, MAX_CHARACTERS), {
        text_pair: pair.slice(0, MAX_CHARACTERS),
        ...options,
      }) as Record<string, number[]>;
      const { logits } = await runAlone(session, inputs);
      return { relevance: relevanceOf(logits!), answer: null };
    },
  };
}

/** One number says how much the sentence answers; of two, the second speaks for it and the first against. */
function relevanceOf({ data, dims }: Output): number {
  const classes = dims.at(-1)!;
  if (dims.length > 2 || classes > 2)
    throw new Error(`it gives ${dims.slice(1).join(' x ')} numbers for a sentence instead of one or two`);
  return finite(classes === 2 ? data[1]! - data[0]! : data[0]);
}

function finite(relevance: number | undefined): number {
  if (Number.isFinite(relevance)) return relevance!;
  throw new Error('what it says is not a number');
}
