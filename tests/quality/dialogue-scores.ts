// How well follow-ups are read: invented dialogues over the shipped corpus, each with the words that should be carried over.
import { join } from 'node:path';
import { partOf, type Archive } from '../../src/archive.ts';
import { askAfter } from '../../src/conversation.ts';
import { smallTalkOf } from '../../src/question/small-talk.ts';
import { stem, words } from '../../src/text/words.ts';
import { readJsonLines, ROOT } from '../support/project.ts';

const FILE = join(ROOT, 'tests/fixtures/dialogues.jsonl');
const TODAY = '2025-10-10';

interface FollowUp {
  asks: string;
  /** Words of earlier turns that have to be carried over; empty: it stands by itself. */
  carries?: string;
  /** Words that may be carried as well. */
  may?: string;
  /** It is no question at all. */
  talk?: true;
}

interface Dialogue {
  first: string;
  then: FollowUp[];
}

interface Read {
  asks: string;
  /** Null: taken for small talk. */
  question: string | null;
  right: number;
  wrong: number;
  missing: number;
  isRight: boolean;
}

export interface DialogueScores {
  followUps: number;
  /** Of the words carried over, those that should be. */
  precision: number;
  /** Of the words that should be, those that are. */
  recall: number;
  /** Share of follow-ups without a wrong and without a missing word. */
  exact: number;
  reads: Read[];
}

export async function dialogueScores(archive: Archive): Promise<DialogueScores> {
  const reads: Read[] = [];
  for (const dialogue of readJsonLines<Dialogue>(FILE)) reads.push(...(await readAll(archive, dialogue)));
  const sum = (of: 'right' | 'wrong' | 'missing') => reads.reduce((total, read) => total + read[of], 0);
  const [right, wrong, missing] = [sum('right'), sum('wrong'), sum('missing')];
  const exact = reads.filter(({ isRight }) => isRight).length / reads.length;
  return {
    followUps: reads.length,
    precision: right / (right + wrong),
    recall: right / (right + missing),
    exact,
    reads,
  };
}

/** Each follow-up is read after the question that the bot showed before, as in a chain of replies. */
async function readAll(archive: Archive, { first, then }: Dialogue): Promise<Read[]> {
  const reads: Read[] = [];
  let shown = first;
  const part = partOf(archive, null);
  for (const followUp of then) {
    const { asks } = followUp;
    const earlier = { question: shown, filter: {}, hasMore: true };
    const question = smallTalkOf(asks)
      ? null
      : (await askAfter(part, earlier, { question: asks, today: TODAY })).reading.question;
    reads.push(scored(followUp, `${first} ${shown} ${then.map((each) => each.asks).join(' ')}`, question));
    shown = question ?? shown;
  }
  return reads;
}

function scored(
  { asks, carries = '', may = '', talk }: FollowUp,
  earlier: string,
  question: string | null,
): Read {
  const own = stems(asks);
  const said = stems(earlier);
  const carried = [...stems(question ?? '')].filter((each) => !own.has(each) && said.has(each));
  const must = [...stems(carries)].filter((each) => !own.has(each));
  const allowed = new Set([...must, ...stems(may)]);
  const right = must.filter((each) => carried.includes(each)).length;
  const wrong = carried.filter((each) => !allowed.has(each)).length;
  const missing = must.length - right;
  const isRight = wrong === 0 && missing === 0 && (question === null) === (talk ?? false);
  return { asks, question, right, wrong, missing, isRight };
}

/** Words of grammar, which no reading is judged by. */
const GRAMMAR = new Set(
  `a an the and against about on of for in to at by with from did does do is are was were be has have had will would what who why how
  when where which many much long old under it its that this there their they he she his her him them s said say says new no else
  der die das den dem des ein eine und zu zur zum über im in was wer wie wann warum hat sie er es
  а и о об в на что кто как когда почему он она это`.split(/\s+/),
);
const stems = (text: string): Set<string> =>
  new Set(
    words(text)
      .filter((word) => !GRAMMAR.has(word))
      .map(stem),
  );
