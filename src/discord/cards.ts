// An article's card, the state of the archive, and how a build goes, as message payloads. Pure.
import { sentences, countWords } from '../text.ts';
import type { Article, BuildReport, Coverage, Problem, Progress, Source } from '../types.ts';
import { blockQuote, escapeLine, escapeText, link, shorten } from './markdown.ts';
import { fitLines, MESSAGE_LIMIT, payload, type Payload } from './payload.ts';
import { age, count, period } from '../wording.ts';
import type { Words } from './words.ts';

const MAX_TITLE = 200;
const MAX_NAME = 80;
/** First sentences of a card, in words; the first one is shown whole whatever its length. */
const MAX_OPENING_WORDS = 60;
const MAX_OUTLETS = 20;
const MAX_PROBLEMS = 5;
const MAX_PROBLEM = 300;

/** The card of an article, and links to others that were found with it. */
export function renderSource(article: Article, others: Source[], words: Words): Payload {
  const { outlet, published, byline, title, url } = article;
  const head = [
    `**${link(shorten(title, MAX_TITLE), url)}**`,
    [name(outlet), words.day(published), ...(byline ? [name(byline)] : [])].join(' · '),
  ];
  const also = others.map(
    (other) => `-# ${words.also}: ${link(shorten(other.title, MAX_TITLE), other.url)}, ${name(other.outlet)}`,
  );
  const opening = openingOf(article);
  const layouts = [[...head, ...opening, ...also], [...head, ...opening], head, [name(title)]];
  return payload(layouts.map((lines) => lines.join('\n')).find((text) => text.length <= MESSAGE_LIMIT)!);
}

/** The first whole sentences as a block quote; it stops where the dump glued a stray one on. */
function openingOf({ text }: Article): string[] {
  const [first, ...later] = sentences(text);
  if (!first) return [];
  let end = first.end;
  for (const sentence of later) {
    if (sentence.joint === 'glued' || countWords(text.slice(first.start, sentence.end)) > MAX_OPENING_WORDS)
      break;
    end = sentence.end;
  }
  return [blockQuote(text.slice(first.start, end))];
}

/**
 * What the archive holds and how fresh it is.
 * @param missing permissions that the bot lacks where it is asked
 */
export function renderStatus(coverage: Coverage, now: Date, missing: readonly string[] = []): Payload {
  const { articles, passages, from, to, outlets, model, indexedAt } = coverage;
  const head = [
    `**${count(articles, 'article')}**, ${count(passages, 'passage')}`,
    `Dates covered: ${from && to ? period(from, to) : 'none'}`,
    `Model: ${name(model)}`,
    `Last built: ${indexedAt ? `${indexedAt.slice(0, 16).replace('T', ' ')} UTC · ` : ''}${age(indexedAt, now)}`,
    ...(missing.length
      ? [`Missing in this channel: ${missing.join(', ')}. Mentions may stay unanswered here.`]
      : []),
    `${count(outlets.length, 'outlet')}:`,
  ];
  const lines = outlets.map((each) => `- ${name(each.outlet)}: ${count(each.articles, 'article')}`);
  return payload(fitLines(head, lines, MAX_OUTLETS, (rest) => `- … and ${count(rest, 'more outlet')}`));
}

const STAGES = {
  model: 'Downloading the model',
  reading: 'Reading articles',
  embedding: 'Indexing articles',
  vectors: 'Linking passages',
} as const satisfies Record<Progress['stage'], string>;

/** How far a build is, in one line. */
export function progressLine({ stage, done, total }: Progress): string {
  if (total <= 0) return `${STAGES[stage]}…`;
  const percent = Math.floor((100 * Math.min(done, total)) / total);
  return `${STAGES[stage]}: ${done} of ${total} (${percent} %)`;
}

export const renderProgress = (progress: Progress): Payload =>
  payload(`Rebuilding the index. ${progressLine(progress)}`);

/** What a build did, with its first problems. */
export function renderReport(report: BuildReport): Payload {
  const { articles, passages, embedded, reused, removed, seconds, problems } = report;
  const head = [
    `**Index rebuilt** in ${seconds.toFixed(1)} s. Answers come from it now.`,
    `${count(articles, 'article')}, ${count(passages, 'passage')} (${embedded} embedded, ${reused} reused); ${count(removed, 'article')} removed.`,
    ...(problems.length ? [`${count(problems.length, 'problem')}:`] : []),
  ];
  const more = (rest: number) => `- … and ${rest} more; \`npm run index\` lists them all.`;
  return payload(fitLines(head, problems.map(problemLine), MAX_PROBLEMS, more));
}

const problemLine = ({ file, line, message, remedy }: Problem) =>
  `- ${escapeText(shorten(`${file}, line ${line}: ${message} ${remedy}`, MAX_PROBLEM))}`;

const name = (text: string) => escapeLine(shorten(text, MAX_NAME));
