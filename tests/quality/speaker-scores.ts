// How often the right speaker is named: the labelled quotations of a news set against the rule. Labels are read by hand,
// and hold no text: `{ url, start, end, hash, speaker, also?, role? }` a line, offsets into the article's text.
import { hash } from 'node:crypto';
import { isArticle, listCorpus, readArticle } from '../../src/corpus/articles.ts';
import { speakerOf } from '../../src/speakers/speaker.ts';
import { readJsonLines, ROOT } from '../support/project.ts';

/** A quotation, and who said it by the judgement of a reader. */
export interface SpeakerLabel {
  url: string;
  start: number;
  end: number;
  /** SHA-256 of the words, its first 16 digits: what was labelled is what is scored. */
  hash?: string;
  /** The fullest name that the article gives; null where nobody is clearly named. */
  speaker: string | null;
  /** Other right answers; where `speaker` is null they are neither right nor wrong. */
  also?: string[];
  /** A word of the speaker's role, where the article states one. */
  role?: string;
  /** What is hard about it, in the invented passages. */
  kind?: string;
}

/** An invented passage with its quotations. */
interface LabelledPassage {
  id: string;
  text: string;
  quotations: (Pick<SpeakerLabel, 'speaker' | 'also' | 'role' | 'kind'> & { said: string })[];
}

/** Invented passages, written and labelled before the rules they measure: those the rules were watched on, and those kept sealed. */
export const PASSAGES = { open: 'attribution-open.jsonl', sealed: 'attribution-sealed.jsonl' } as const;

/** The labels of a set of passages, and their texts by what the labels have for a URL. */
export function readPassages(which: keyof typeof PASSAGES): {
  labels: SpeakerLabel[];
  texts: Map<string, string>;
} {
  const passages = readJsonLines<LabelledPassage>(`${ROOT}tests/fixtures/${PASSAGES[which]}`);
  return {
    texts: new Map(passages.map(({ id, text }) => [id, text])),
    labels: passages.flatMap(({ id, text, quotations }) =>
      quotations.map(({ said, ...label }) => {
        const start = text.indexOf(said);
        return { ...label, url: id, start, end: start + said.length };
      }),
    ),
  };
}

export interface SpeakerScores {
  /** Right names among the names given. */
  precision: number;
  /** Right names among the quotations that have a speaker. */
  recall: number;
  /** Right names with their role, among the right names whose role the article states. */
  roles: number;
  labels: number;
  given: number;
  right: number;
  /** Each label that was missed or wrong, with the name given, for a reader. */
  failures: { label: SpeakerLabel; given: string | null }[];
}

/** Labelled quotations of the dev set: those the rule was watched on, and those labelled when it was done. */
export const LABELS = { watched: 'speakers.jsonl', unseen: 'speakers-unseen.jsonl' } as const;

export const readSpeakerLabels = (which: keyof typeof LABELS): SpeakerLabel[] =>
  readJsonLines<SpeakerLabel>(`${ROOT}tests/fixtures/${LABELS[which]}`);

/** The texts of a corpus by URL. */
export function readTexts(corpus: string): Map<string, string> {
  const articles = listCorpus(corpus).files.map((file) => readArticle(file, new Map()));
  return new Map(
    articles.flatMap((article) => (isArticle(article) && article.url ? [[article.url, article.text]] : [])),
  );
}

/**
 * Scores the rule; labels of articles that are not there are left out.
 * @param texts article texts by URL
 */
export function scoreSpeakers(
  labels: readonly SpeakerLabel[],
  texts: ReadonlyMap<string, string>,
): SpeakerScores {
  const judged = labels
    .filter(({ url }) => texts.has(url))
    .map((label) => {
      if (label.hash && label.hash !== hashOf(texts.get(label.url)!, label))
        throw new Error(`${label.url} is not the text that was labelled`);
      const given = speakerOf(texts.get(label.url)!, label);
      return { label, given, verdict: judge(label, given) };
    });
  const count = (test: (one: (typeof judged)[number]) => boolean) => judged.filter(test).length;
  const right = count(({ verdict }) => verdict === 'right');
  const wrong = count(({ verdict }) => verdict === 'wrong');
  const withRole = judged.filter(({ label, verdict }) => verdict === 'right' && label.role);
  return {
    precision: right / (right + wrong),
    recall: right / count(({ label }) => label.speaker !== null),
    roles: withRole.filter(({ label, given }) => holds(given!, label.role!)).length / withRole.length,
    labels: judged.length,
    given: right + wrong,
    right,
    failures: judged.filter(({ verdict }) => verdict === 'wrong' || verdict === 'missed'),
  };
}

const hashOf = (text: string, { start, end }: SpeakerLabel): string =>
  hash('sha256', text.slice(start, end)).slice(0, 16);

type Verdict = 'right' | 'wrong' | 'missed' | 'silent';

/** A name is right when it has the labelled last name and nothing that contradicts the label. */
function judge({ speaker, also = [] }: SpeakerLabel, given: string | null): Verdict {
  if (given === null) return speaker === null ? 'silent' : 'missed';
  if (also.some((name) => holds(given, name))) return speaker === null ? 'silent' : 'right';
  if (speaker === null) return 'wrong';
  return holds(given, speaker) || plain(speaker).endsWith(` ${plain(given)}`) ? 'right' : 'wrong';
}

const holds = (given: string, name: string): boolean => ` ${plain(given)} `.includes(` ${plain(name)} `);

/** Lower-case words without titles and initials, so that "Dr. Ann B. Lee" is "Ann Lee". */
const plain = (name: string): string =>
  name
    .toLowerCase()
    .replace(/(?<![\p{L}’'-])(?:dr|mr|mrs|ms|prof|sir|\p{L}\.) ?/gu, '')
    .replace(/[’']s\b/g, '')
    .replace(/[.,]/g, '');
