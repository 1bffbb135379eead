// Read hits -> candidates: every whole sentence that may be quoted, widened by its neighbours, with what speaks for it.
import { covered, topicWeights, type Weights } from './evidence.ts';
import type { Question, Speaker } from './question.ts';
import type { ReadHit } from './rerank.ts';
import { speakerOf } from './speaker.ts';
import { countWords, MAX_QUOTE_WORDS, statements, stem, stemSet, words, type Sentence } from './text.ts';
import type { Span } from './types.ts';

/** A shorter sentence is a fragment: a caption, a heading, an interjection. */
const MIN_WORDS = 4;
/** Characters into the article after which the weight of a passage's position is halved. */
const POSITION_HALVED = 500;
/** More names that the question does not have say nothing more. */
const MAX_NEW_NAMES = 3;

/**
 * What each piece of evidence is worth in the score: a linear ranker (softmax over a question's candidates)
 * fitted on 876 news questions, checked by cross-validation, each piece kept because it helps without the others.
 */
const WEIGHTS = {
  context: 2.9,
  hit: 3.7,
  similarity: 2.0,
  widened: 3.0,
  number: 2.2,
  time: 0.7,
  name: 0.5,
  newNames: 0.45,
  position: 0.8,
  lead: 1.4,
};

/** What is worth more when the question asks what somebody said; set by hand, few of the fitted questions do. */
const SPEAKER_WEIGHTS = { spoken: 2, quotation: 2.5 };

/** A span of sentences that may become a quote. */
export interface Candidate extends Span {
  read: ReadHit;
  /** The sentence it was built around: who says it is who the quote is attributed to. */
  core: Span;
  text: string;
  /** Share of the question's weight, 0..1, held by the core with its title and neighbours. */
  context: number;
  /** Whether it is of the speaker asked for: named as such 1, named in it 0.5. 1 when none is asked for. */
  spoken: number;
  /** Logit of the linear ranker: how well it answers the question as a whole. */
  relevance: number;
  /** What orders candidates: relevance to the topic, and whether the speaker asked for says it. */
  score: number;
}

/** All candidates of the hits, the best first. */
export function candidates(question: Question, weights: Weights, hits: readonly ReadHit[]): Candidate[] {
  const search = { question, weights, topic: topicWeights(question, weights), best: hits[0]?.hit.score ?? 1 };
  return hits.flatMap((read) => ofPassage(search, read)).sort((a, b) => b.score - a.score);
}

interface Search {
  question: Question;
  weights: Weights;
  /** The weights without the name of the speaker asked for. */
  topic: Weights;
  /** Score of the best hit. */
  best: number;
}

function ofPassage(search: Search, read: ReadHit): Candidate[] {
  const { text } = read.article;
  const { start, end } = read.hit.passage;
  const parts: Part[] = statements(text.slice(start, end)).map((part) => {
    const own = text.slice(part.start + start, part.end + start);
    return {
      ...part,
      start: part.start + start,
      end: part.end + start,
      text: own,
      stems: stemSet(own),
      quotable: isQuotable(own),
    };
  });
  return parts.flatMap((part, i) => (part.quotable ? [candidate(search, read, parts, i)] : []));
}

function candidate(search: Search, read: ReadHit, parts: readonly Part[], at: number): Candidate {
  const { question, weights, topic } = search;
  const core = parts[at]!;
  const span = widen(read.article.text, parts, at);
  const text = read.article.text.slice(span.start, span.end);
  const holds = {
    near: [
      read.title,
      ...parts.filter((_, i) => i === at || adjoins(parts, i, at)).map((part) => part.stems),
    ],
    text: stemSet(text),
  };
  const relevance = relevanceOf(search, read, core, holds, weights);
  const spoken = spokenBy(question.speaker, read.article.text, core, text);
  const preferred =
    relevanceOf(search, read, core, holds, topic) +
    SPEAKER_WEIGHTS.spoken * spoken +
    SPEAKER_WEIGHTS.quotation * Number(/[“"]/.test(core.text));
  const score = question.speaker ? preferred : relevance;
  return { ...span, read, core, text, context: covered(weights, ...holds.near), spoken, relevance, score };
}

/** The linear ranker. */
function relevanceOf(
  { question, best }: Search,
  { hit }: ReadHit,
  core: Part,
  holds: { near: ReadonlySet<string>[]; text: ReadonlySet<string> },
  weights: Weights,
): number {
  const asked = answerKind(question.text);
  const names = newNames(core.text, weights);
  return (
    WEIGHTS.context * covered(weights, ...holds.near) +
    WEIGHTS.widened * covered(weights, holds.text) +
    (WEIGHTS.hit * hit.score) / best +
    WEIGHTS.similarity * hit.similarity +
    WEIGHTS.number * Number(asked.number && NUMBER.test(core.text)) +
    WEIGHTS.time * Number(asked.time && TIME.test(core.text)) +
    WEIGHTS.name * Number(asked.name && names > 0) +
    (WEIGHTS.newNames * Math.min(names, MAX_NEW_NAMES)) / MAX_NEW_NAMES +
    WEIGHTS.position / (1 + hit.passage.start / POSITION_HALVED) +
    WEIGHTS.lead * Number(core.start === 0)
  );
}

/** A whole sentence: it ends like one, and is neither a fragment nor too long. */
function isQuotable(text: string): boolean {
  const count = countWords(text);
  return count >= MIN_WORDS && count <= MAX_QUOTE_WORDS && /[.!?…]["”’')\]]*$/.test(text);
}

type Part = Sentence & { text: string; stems: ReadonlySet<string>; quotable: boolean };

/** The span of a sentence with as many neighbours as fit, never across a glued joint or a heading. */
function widen(text: string, parts: readonly Part[], at: number): Span {
  let [first, last] = [at, at];
  const joins = (from: number, to: number) =>
    [parts[from], parts[to]].every((part) => part?.quotable) &&
    parts.slice(from + 1, to + 1).every((part) => part.joint !== 'glued') &&
    countWords(text.slice(parts[from]!.start, parts[to]!.end)) <= MAX_QUOTE_WORDS;
  for (let grown = true; grown;) {
    grown = false;
    if (joins(first, last + 1)) [last, grown] = [last + 1, true];
    if (joins(first - 1, last)) [first, grown] = [first - 1, true];
  }
  return { start: parts[first]!.start, end: parts[last]!.end };
}

/** Whether part j stands beside part i, and not across a glued joint. */
const adjoins = (parts: readonly Part[], i: number, j: number): boolean =>
  Math.abs(i - j) === 1 && parts[Math.max(i, j)]!.joint !== 'glued';

function spokenBy(asked: Speaker | null, article: string, core: Span, text: string): number {
  if (asked === null) return 1;
  if (speakerOf(article, core)?.toLowerCase().includes(asked.name)) return 1;
  return words(text.replace(/[’']s\b/g, '-of')).includes(asked.name) ? 0.5 : 0;
}

const NUMBER =
  /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|million|billion|half|twice|third)\b/i;
const TIME =
  /\b(?:\d{4}|\d{1,2}(?::\d\d)? ?[ap]\.?m|(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december)\b/i;
const NAME_INSIDE = /(?<=[\p{Ll},’'] )\p{Lu}\p{L}+/gu;

/** The kind of answer that a question asks for. */
function answerKind(question: string): { number: boolean; time: boolean; name: boolean } {
  return {
    number:
      /\bhow (?:many|much|long|old|far|big|large|often)\b|percent|\bwhat (?:share|number|amount)\b/i.test(
        question,
      ),
    time: /\bwhen\b|\bwhat (?:day|date|year|time|month)\b/i.test(question),
    name: /\b(?:who|whom|whose|where|which)\b|\bwhat (?:country|city|state|company|person|team|town|actor|singer)\b/i.test(
      question,
    ),
  };
}

/** Capitalised words within a sentence that the question does not have. */
const newNames = (text: string, weights: Weights): number =>
  (text.match(NAME_INSIDE) ?? []).flatMap(words).filter((word) => !weights.has(stem(word))).length;
