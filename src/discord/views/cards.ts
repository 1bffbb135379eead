// An article's card, the state of the archive, and how a build goes, as message payloads. Pure.
import { sentences } from '../../text/sentences.ts';
import { countWords } from '../../text/words.ts';
import type { Article, BuildReport, Coverage, Problem, Progress, Source } from '../../types.ts';
import { blockQuote, escapeText, link, MAX_NAME, shorten, shortLine } from './markdown.ts';
import { fitting, listed } from './layout.ts';
import { payload, type Payload } from './payload.ts';
import type { PermissionName } from '../permissions.ts';
import { indexAge, progressLine } from '../../messages/index-wording.ts';
import type { Messages } from '../../messages/messages.ts';
import { worded } from '../../messages/told.ts';

const MAX_TITLE = 200;
/** First sentences of a card, in words; the first one is shown whole whatever its length. */
const MAX_OPENING_WORDS = 60;
const MAX_OUTLETS = 20;
const MAX_PROBLEMS = 5;
const MAX_PROBLEM = 300;

/** The card of an article, and links to others that were found with it. */
export function renderSource(article: Article, others: Source[], messages: Messages): Payload {
  const { outlet, published, byline, title, url } = article;
  const head = [
    `**${link(shorten(title, MAX_TITLE), url)}**`,
    [name(outlet), messages.day(published), ...(byline ? [name(byline)] : [])].join(' · '),
  ];
  const also = others.map(
    (other) =>
      `-# ${messages.also}: ${link(shorten(other.title, MAX_TITLE), other.url)}, ${name(other.outlet)}`,
  );
  const opening = openingOf(article);
  const layouts = [[...head, ...opening, ...also], [...head, ...opening], head, [name(title)]];
  return payload(fitting(layouts.map((lines) => lines.join('\n'))));
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
  messages: Messages,
  missing: readonly PermissionName[] = [],
): Payload {
  const { articles, passages, from, to, outlets, model, indexedAt } = coverage;
  const built = indexedAt ? [`${messages.day(indexedAt.slice(0, 10))}, ${indexedAt.slice(11, 16)} UTC`] : [];
  const head = [
    `**${messages.articles(articles)}**, ${messages.passages(passages)}`,
    `${messages.datesCovered}: ${from && to ? messages.days(from, to) : messages.noDates}`,
    `${messages.model}: ${name(model)}`,
    `${messages.lastBuilt}: ${[...built, indexAge(indexedAt, now, messages)].join(' · ')}`,
    ...(missing.length ? [messages.missingHere(missing.map((each) => messages[each]).join(', '))] : []),
    `${messages.outlets(outlets.length)}:`,
  ];
  const lines = outlets.map((each) => `- ${name(each.outlet)}: ${messages.articles(each.articles)}`);
  return payload(listed(head, lines, MAX_OUTLETS, (rest) => `- ${messages.moreOutlets(rest)}`));
}

export const renderProgress = (progress: Progress, messages: Messages): Payload =>
  payload(messages.rebuilding(progressLine(progress, messages)));

/** What a build did, with its first problems, each with what to do about it. */
export function renderReport(report: BuildReport, messages: Messages): Payload {
  const { articles, passages, embedded, reused, removed, seconds, problems, skipped } = report;
  const counts = `${messages.articles(articles)}, ${messages.passages(passages)}`;
  const head = [
    messages.rebuilt(messages.decimal(seconds, 1)),
    `${counts} (${messages.embedded(embedded, reused)}); ${messages.removed(removed)}.`,
    ...(skipped.length ? [`${messages.skippedFiles(skipped.length)}.`] : []),
    ...(problems.length ? [`${messages.problems(problems.length)}:`] : []),
  ];
  const more = (rest: number) => `- ${messages.nMoreListed(rest, 'npm run index')}`;
  const lines = problems.map((problem) => problemLine(problem, messages));
  return payload(listed(head, lines, MAX_PROBLEMS, more));
}

function problemLine({ file, line, cause }: Problem, messages: Messages): string {
  const told = `${messages.inLine(file, line)}: ${worded(messages.problem, cause).join(' ')}`;
  return `- ${escapeText(shorten(told, MAX_PROBLEM))}`;
}

const name = (text: string) => shortLine(text, MAX_NAME);
