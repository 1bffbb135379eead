// An article's card, the state of the archive, and how a build goes, as message payloads. Pure.
import { sentences } from '../../statements.ts';
import { countWords } from '../../text.ts';
import type { Article, BuildReport, Coverage, Problem, Progress, Source } from '../../types.ts';
import { blockQuote, escapeLine, escapeText, link, shorten } from './markdown.ts';
import { fitLines, MESSAGE_LIMIT, payload, type Payload } from './payload.ts';
import type { PermissionName } from '../permissions.ts';
import { ageLine } from './render.ts';
import type { Words } from '../words/words.ts';

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
export function renderStatus(
  coverage: Coverage,
  now: Date,
  words: Words,
  missing: readonly PermissionName[] = [],
): Payload {
  const { articles, passages, from, to, outlets, model, indexedAt } = coverage;
  const built = indexedAt ? [`${words.day(indexedAt.slice(0, 10))}, ${indexedAt.slice(11, 16)} UTC`] : [];
  const head = [
    `**${words.articles(articles)}**, ${words.passages(passages)}`,
    `${words.datesCovered}: ${from && to ? words.days(from, to) : words.noDates}`,
    `${words.model}: ${name(model)}`,
    `${words.lastBuilt}: ${[...built, ageLine(indexedAt, now, words)].join(' · ')}`,
    ...(missing.length ? [words.missingHere(missing.map((each) => words[each]).join(', '))] : []),
    `${words.outlets(outlets.length)}:`,
  ];
  const lines = outlets.map((each) => `- ${name(each.outlet)}: ${words.articles(each.articles)}`);
  return payload(fitLines(head, lines, MAX_OUTLETS, (rest) => `- ${words.moreOutlets(rest)}`));
}

/** How far a build is, in one line. */
export function progressLine({ stage, done, total }: Progress, words: Words): string {
  const stages = {
    model: words.modelStage,
    reading: words.readingStage,
    embedding: words.embeddingStage,
    vectors: words.vectorsStage,
  } satisfies Record<Progress['stage'], string>;
  if (total <= 0) return `${stages[stage]}…`;
  return words.howFar(stages[stage], done, total, Math.floor((100 * Math.min(done, total)) / total));
}

export const renderProgress = (progress: Progress, words: Words): Payload =>
  payload(words.rebuilding(progressLine(progress, words)));

/** What a build did, with its first problems, which are told as the log tells them. */
export function renderReport(report: BuildReport, words: Words): Payload {
  const { articles, passages, embedded, reused, removed, seconds, problems } = report;
  const counts = `${words.articles(articles)}, ${words.passages(passages)}`;
  const head = [
    words.rebuilt(words.decimal(seconds, 1)),
    words.builtOf(counts, embedded, reused, removed),
    ...(problems.length ? [words.problems(problems.length)] : []),
  ];
  const more = (rest: number) => `- ${words.nMoreListed(rest, 'npm run index')}`;
  const lines = problems.map((problem) => problemLine(problem, words));
  return payload(fitLines(head, lines, MAX_PROBLEMS, more));
}

const problemLine = ({ file, line, message, remedy }: Problem, words: Words) =>
  `- ${escapeText(shorten(`${words.inLine(file, line)}: ${message} ${remedy}`, MAX_PROBLEM))}`;

const name = (text: string) => escapeLine(shorten(text, MAX_NAME));
