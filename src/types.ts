// The nouns of Attest: what flows from the corpus folder to a quoted answer.
// No code lives here; every other file speaks in these words.

/** A half-open range of UTF-16 offsets into `article.text`. */
export interface Span {
  start: number;
  end: number;
}

/** What a person needs in order to recognise an article; everything but its text. */
export interface Source {
  /** First 16 hex digits of the SHA-256 of the URL, or of the path of a file without one. */
  id: string;
  /** Path below the corpus folder, with forward slashes. */
  file: string;
  title: string;
  /** Null for a file of one's own that names no address. */
  url: string | null;
  outlet: string;
  byline: string | null;
  /** Publication day, `YYYY-MM-DD`. */
  published: string;
}

export interface Article extends Source {
  /**
   * The story as a person sees it on the page, without header, title and marks: paragraphs with a blank line between, line
   * breaks as `\n`. Every character has its place in the file.
   */
  text: string;
  /** What of the text no quote holds, in order. */
  unquotable: Unquotable[];
}

/**
 * A part of an article's text that is no sentence of its story, or none that plain text can show: a heading, what stands
 * below or in place of a picture, a block of code, words struck out.
 */
export interface Unquotable extends Span {
  kind: 'heading' | 'caption' | 'code' | 'struck';
}

/** Something wrong with one file of the corpus; `line` counts from 1. A `file` that ends with a slash is a folder. */
export interface Problem {
  file: string;
  line: number;
  cause: ProblemCause;
}

/** What is wrong with a file. */
export type ProblemCause =
  | { kind: 'empty' | 'binary' | 'not UTF-8' | 'other type' | 'link out' }
  | { kind: 'no header' | 'no title' | 'no text' | 'no date' | 'odd name' }
  /** `reason` is what the system says, in English. */
  | { kind: 'unreadable' | 'unreadable folder'; reason: string }
  /** `reason` is what the reader of the syntax says, in English; `field` is the one that it was reading, where it knows. */
  | { kind: 'unreadable front matter'; syntax: FrontMatterSyntax; reason: string; field: string | null }
  /** `end` is the line that is missing. */
  | { kind: 'open front matter'; end: string }
  /** A list or a map where one text is needed. */
  | { kind: 'not text'; field: string }
  /** A line of `outlets.yaml`. */
  | { kind: 'no outlet name'; written: string }
  | { kind: 'too large'; bytes: number; most: number }
  /** In characters. */
  | { kind: 'front matter too long'; length: number; most: number }
  | { kind: 'title too long'; length: number }
  | { kind: 'outlet too long'; length: number }
  | { kind: 'no day'; typed: string }
  | { kind: 'day ahead'; day: string; today: string }
  | { kind: 'day too early'; day: string }
  | { kind: 'no address'; typed: string }
  | { kind: 'same URL'; url: string; first: string };

/** How front matter is written. */
export type FrontMatterSyntax = 'YAML' | 'TOML' | 'JSON';

/** A file that could be an article, and plainly is none. */
export interface SkippedFile {
  file: string;
  cause: SkipCause;
}

/** Why a file is no article. */
export type SkipCause =
  | { kind: 'README' | 'template' | 'draft' | 'section page' | 'daily note' | 'note' }
  | { kind: 'no date and no address' }
  /** A link to a file or folder that is read where it lies. */
  | { kind: 'link' };

/** How many files and folders were passed over: pictures and the like, hidden ones, and what `.attestignore` names. */
export interface PassedOver {
  other: number;
  hidden: number;
  ignored: number;
}

/** A run of whole sentences of one article: the unit that is embedded and retrieved. */
export interface Passage extends Span {
  /** Row id in the store and label in the vector index; never reused. */
  id: number;
  articleId: string;
}

/** What somebody says in an article, as whole sentences of it. */
export interface Quotation extends Span {
  /** With full name and role where the article gives them; null when it does not make clear who says it. */
  speaker: string | null;
  /** In the speaker's own words, at least in part, or told by the article. */
  kind: 'direct' | 'reported';
}

/** Somebody who is quoted in the archive. */
export interface QuotedSpeaker {
  /** The name alone, in lower case: the same for "Peskov", "Dmitry Peskov" and "Kremlin spokesman Dmitry Peskov". */
  key: string;
  /** The form that most articles have. */
  speaker: string;
  /** How many quotations there are. */
  quotations: number;
}

/** A quotation with the article it stands in. */
export type FoundQuotation = Quotation & { article: Article };

/** Limits a question to a part of the archive; days are inclusive `YYYY-MM-DD`. */
export interface Filter {
  from?: string;
  to?: string;
  outlet?: string;
  /** The outlets that may be searched at all, where it is not every one. */
  outlets?: readonly string[];
  /** The day of asking: later articles are not there yet, and "last week" is the week before it. */
  asOf?: string;
}

/** Days of publication that a question names, inclusive `YYYY-MM-DD`; null: open. */
export interface Period {
  from: string | null;
  to: string;
  /** Articles of other days are left out, or only come later. */
  kind: 'limit' | 'prefer';
}

/** A passage that a question found, and how. Ranks count from 1; null: not found that way. */
export interface Hit {
  passage: Passage;
  keywordRank: number | null;
  vectorRank: number | null;
  /** Cosine of question and passage, -1..1. */
  similarity: number;
  /** Keyword and vector search as one score, 0..1. */
  fused: number;
  /** The fused score with what title and article add: it orders hits. */
  score: number;
}

/** A verified span of an article: `article.text.slice(start, end) === text`. */
export interface Quote extends Span {
  /** The citation's number: the same for all quotes of one article in one answer. */
  citation: number;
  text: string;
  /** The words of it that answer, as offsets into `article.text` within the quote; null when that is not sure. */
  answer: Span | null;
  /** Whoever the sentence or its neighbour names as having said it. */
  speaker: string | null;
  /** The article's URL with a text fragment that scrolls to the quote; null where it has no URL. */
  link: string | null;
  article: Source;
  /** Other outlets that say the same, each with one article. */
  also: SameElsewhere[];
  /** Why it was chosen, where a question or a claim chose it. */
  chosenFor?: ChosenFor;
}

/** What a quote was chosen for, as shares from 0 to 1. */
export type ChosenFor =
  /**
   * A score, a logit, the shares of the question's weight that the quote holds with its title and neighbours, and its
   * article, and how probable it is that it answers, 0..1; null where the reader has not read it.
   */
  | { kind: 'question'; score: number; context: number; article: number; answers: number | null }
  /** The share of a claim's words that are the same. */
  | { kind: 'claim'; similarity: number };

/** Where else a quote stands, in the same words or nearly: `link` scrolls to it there, where there is an address. */
export interface SameElsewhere {
  article: Source;
  link: string | null;
}

/** A figure as it stands in the quote of a citation. */
export interface GivenFigure {
  citation: number;
  text: string;
}

/** Years that a question names, of which no quoted article is and none tells. */
export interface OtherYears {
  years: number[];
  /** The day of the quoted article that comes nearest. */
  nearest: string;
}

/** What the archive holds: stated with every abstention. */
export interface Coverage {
  articles: number;
  passages: number;
  outlets: { outlet: string; articles: number }[];
  /** ISO 639-1 codes of the languages that articles are in, the most frequent first. */
  languages: { language: string; articles: number }[];
  /** First and last publication day; null when there are no articles. */
  from: string | null;
  to: string | null;
  /** ISO time of the last completed build; null when none was completed. */
  indexedAt: string | null;
  model: string;
}

/** How many articles an outlet has of a month. */
export interface MonthCount {
  /** `YYYY-MM`. */
  month: string;
  outlet: string;
  articles: number;
}

/** What one piece of evidence adds to a logit. */
export interface Contribution {
  evidence: AnswerEvidence;
  adds: number;
}

/**
 * What speaks for an answer or against it: none at all, what the reader makes of the first quote, how near the
 * first quote is in meaning and in words, the best quotes, the best passage, the names in the best quote; and against it, that somebody else may have said it, that its article does not hold what was asked about, or a name that no article has.
 */
export type AnswerEvidence =
  | {
      kind:
        | 'bias'
        | 'first'
        | 'meaning'
        | 'context'
        | 'quote'
        | 'passage'
        | 'named'
        | 'other speaker'
        | 'other topic';
    }
  | { kind: 'unknown name'; name: string }
  | { kind: 'unknown word'; word: string };

/** A word of a question, as it is typed, that was read as another: no article has the one, and the other is all but surely meant. */
export interface ReadWord {
  typed: string;
  read: string;
}

/** A word of a question, as it is typed, that no article has, and words that may be meant: none was read for it. */
export interface MeantWord {
  typed: string;
  /** As the articles write them, the likeliest first. */
  candidates: string[];
}

/** What the reader has read for a question. */
export interface SentencesRead {
  /** Those that were read, of those that were to be: fewer where time was up. Both 0 where nobody was to read. */
  sentences: number;
  of: number;
  ms: number;
}

interface AnswerBase {
  question: string;
  /** What was read for words of the question. */
  readAs: ReadWord[];
  /** What may be meant by others. */
  didYouMean: MeantWord[];
  /** The day that the question is read as of, `YYYY-MM-DD`. */
  asOf: string;
  /** What the question says of days; null when it names none. */
  period: Period | null;
  /** 0..1: how sure Attest is that the quotes answer the question. */
  confidence: number;
  /** What its logit is the sum of, for `--explain`. */
  parts: Contribution[];
  read: SentencesRead;
  /** Passages that came closest, as quotes: shown only as such. */
  nearest: Quote[];
  hits: Hit[];
  coverage: Coverage;
  /** Milliseconds from question to answer. */
  ms: number;
}

export interface Answered extends AnswerBase {
  kind: 'answered';
  /** The day of the newest quote, where the question expects a newer one. */
  outdated: string | null;
  /** Where the question takes something to have happened in years of which the quoted articles tell nothing. */
  otherYears: OtherYears | null;
  /** One to three, the best first. */
  quotes: Quote[];
  /** Where the quoted articles give different figures for what is asked: each as its quote has it. */
  differing: GivenFigure[];
  /** Up to six that come after them, for whoever asks for more. */
  further: Quote[];
}

export interface Abstained extends AnswerBase {
  kind: 'abstained';
  quotes: [];
  cause: AbstentionCause;
}

/** Why a question has no answer. The days are those it is limited to: none is left of them, or none has an article. */
export type AbstentionCause =
  | {
      kind:
        | 'no question'
        | 'no words'
        | 'no subject'
        | 'no match'
        | 'no more'
        | 'unclear'
        | 'not said'
        | 'empty archive';
    }
  | { kind: 'no days' | 'days without articles' }
  | { kind: 'no outlet'; outlet: string }
  | { kind: 'unknown names'; names: string[] }
  | { kind: 'unknown words'; words: string[] }
  | { kind: 'language'; language: string };

export type Answer = Answered | Abstained;

/** What became of the example articles: they are all there is, others take their place, or there are none of them. */
export type ExampleUse = 'alone' | 'left out' | null;

/** What is wrong with the vector index of a path. */
export type VectorTrouble = { path: string } & (
  | { kind: 'missing' | 'no manifest' | 'of another index' | 'not as written' }
  | { kind: 'of another length'; length: number; needed: number }
  /** It goes beyond the last passage of the database. */
  | { kind: 'ahead' }
);

/** What a build found not to be what was written, and made anew. Of a database it is told in English. */
export type Damage = { kind: 'database'; says: string } | { kind: 'vector index'; trouble: VectorTrouble };

/** What a build of the index did. */
export interface BuildReport {
  articles: number;
  passages: number;
  /** Passages embedded anew, and those whose embedding was there already. */
  embedded: number;
  reused: number;
  /** Articles that left the index because their file left the corpus. */
  removed: number;
  /** It went on from a build that was ended early. */
  resumed: boolean;
  /** What was damaged, and is made anew. */
  damages: Damage[];
  problems: Problem[];
  skipped: SkippedFile[];
  passedOver: PassedOver;
  example: ExampleUse;
  seconds: number;
}

/** How far a build is; `total` is 0 while it is not known yet. */
export interface Progress {
  stage: 'model' | 'reading' | 'copying' | 'embedding' | 'vectors';
  done: number;
  total: number;
}
