// The owner's page as a whole: how it is, a question and its answer, the archive, what was not answered, index and files. Pure.
import { createHash } from 'node:crypto';
import { progressLine } from '../messages/index-wording.ts';
import { insightLines } from '../messages/insights-wording.ts';
import type { Messages } from '../messages/messages.ts';
import type { OwnerWords } from '../messages/owner-wording.ts';
import { UPDATE, worded } from '../messages/told.ts';
import type { IndexState } from '../indexing/index-state.ts';
import { MAX_TYPED } from '../question/question.ts';
import { troubleLine } from '../terminal/index-report.ts';
import type { Problem } from '../types.ts';
import { answerSection, type Explained } from './answer-section.ts';
import type { Facts, Look } from './facts.ts';
import { bar, timeChart } from './figures.ts';
import { html, Html } from './html.ts';
import { STYLE } from './page-style.ts';

const SHOWN_OUTLETS = 20;
const SHOWN_PROBLEMS = 50;
const SHOWN_GROUPS = 25;

/** Nothing is run, fetched, framed or sent elsewhere: of all that a page may do this one may have its own style and forms. */
export const CONTENT_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Its content is, to the letter, what the policy has the checksum of. */
const STYLE_ELEMENT = new Html(`<style>${STYLE}</style>`);

/** What was asked on the page, and what came of it: an answer, or a sentence. */
export interface Asked {
  question: string;
  outcome: Explained | string;
}

export function ownerPage(facts: Facts, asked: Asked | null, words: OwnerWords, messages: Messages): string {
  return document(
    words.title,
    html`<a class="skip" href="#content">${words.skip}</a>
      <header>
        <h1>${words.title}</h1>
        <p class="soft">${words.lead}</p>
      </header>
      <main id="content">
        ${condition(facts, words, messages)}${askForm(asked?.question ?? '', words)}${outcomeOf(asked, words, messages)}
        ${archive(facts, words, messages)}${unanswered(facts, words, messages)}${health(facts.look, words, messages)}
      </main>`,
    messages,
  );
}

/** A page that has but one sentence. */
export const sentencePage = (sentence: string, words: OwnerWords, messages: Messages): string =>
  document(
    words.title,
    html`<main>
      <h1>${words.title}</h1>
      <p role="alert">${sentence}</p>
      <p><a href="/">${words.back}</a></p>
    </main>`,
    messages,
  );

const document = (title: string, body: Html, { language }: Messages): string =>
  html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        ${STYLE_ELEMENT}
      </head>
      <body>
        ${body}
      </body>
    </html> `.source;

function condition(facts: Facts, words: OwnerWords, messages: Messages): Html {
  const { coverage, connection, waiting, building, damage } = facts;
  const { connected, shards, servers } = connection;
  const built = coverage?.indexedAt ? time(coverage.indexedAt, messages) : words.neverBuilt;
  const tiles: [string | number, string][] = [
    ...(coverage
      ? ([
          [coverage.articles, words.articles],
          [coverage.passages, words.passages],
        ] as [number, string][])
      : []),
    [servers, words.servers],
    [waiting, words.waiting],
    [built, words.lastBuild],
  ];
  return html`<p>
      <strong class="${connected === shards ? 'good' : 'bad'}"
        >● ${words.connected(connected, shards)}</strong
      >
    </p>
    <dl class="facts">
      ${tiles.map(
        ([value, what]) =>
          html`<div>
            <dt>${what}</dt>
            <dd>${typeof value === 'number' ? messages.decimal(value, 0) : value}</dd>
          </div>`,
      )}
    </dl>
    ${building ? html`<p role="status">${words.building(progressLine(building, messages))}</p>` : null}
    ${damage === null ? null : html`<p role="alert" class="bad">${damage} ${messages.run(UPDATE)}</p>`}`;
}

const askForm = (question: string, words: OwnerWords): Html =>
  html`<section aria-labelledby="ask-title">
    <h2 id="ask-title">${words.ask}</h2>
    <form method="post" action="/ask#answer">
      <label for="question">${words.question}</label>
      <input
        id="question"
        name="question"
        type="text"
        required
        maxlength="${MAX_TYPED}"
        autocomplete="off"
        value="${question}"
        aria-describedby="ask-note"
      />
      <button>${words.askButton}</button>
    </form>
    <p id="ask-note" class="soft">${words.askNote}</p>
  </section>`;

function outcomeOf(asked: Asked | null, words: OwnerWords, messages: Messages): Html {
  if (asked === null) return html``;
  return typeof asked.outcome === 'string'
    ? html`<section id="answer" tabindex="-1"><p role="alert" class="bad">${asked.outcome}</p></section>`
    : answerSection(asked.outcome, words, messages);
}

function archive({ coverage, times }: Facts, words: OwnerWords, messages: Messages): Html {
  if (!coverage) return html``;
  const { outlets } = coverage;
  const most = outlets[0]?.articles ?? 0;
  const more = outlets.length - SHOWN_OUTLETS;
  const rows = outlets.slice(0, SHOWN_OUTLETS).map(
    ({ outlet, articles }) =>
      html`<tr>
        <th scope="row"><bdi>${outlet}</bdi></th>
        <td class="bar">${bar(articles, most)}</td>
        <td class="n">${messages.decimal(articles, 0)}</td>
      </tr>`,
  );
  const names = outlets.map(({ outlet }) => outlet);
  return html`<section aria-labelledby="archive-title">
    <h2 id="archive-title">${words.archive}</h2>
    <p>${coverage.from && coverage.to ? messages.days(coverage.from, coverage.to) : messages.emptyArchive}</p>
    ${timeChart(times, names, words, messages)}
    <table>
      <thead>
        <tr>
          <th scope="col">${words.outlet}</th>
          <td></td>
          <th scope="col" class="n">${words.articles}</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${more > 0 ? html`<p class="soft">${messages.moreOutlets(more)}</p>` : null}
  </section>`;
}

function unanswered({ insights, damage }: Facts, words: OwnerWords, messages: Messages): Html {
  const head = html`<h2 id="unanswered-title">${words.unanswered}</h2>`;
  // What is alike is found by the archive.
  if (insights === null && damage !== null) return html``;
  if (insights === null)
    return html`<section aria-labelledby="unanswered-title">
      ${head}
      <p class="bad">${words.insightsUnknown}</p>
    </section>`;
  const lines = insightLines(insights, (text) => text, messages).map(
    (line) => html`<li>${line.replace(/^- /, '')}</li>`,
  );
  const rows = insights.groups.slice(0, SHOWN_GROUPS).map(({ questions: [first = '', ...others], asked }) => {
    const alike =
      others.length === 0
        ? null
        : html`<details>
            <summary>${words.like(others.length)}</summary>
            <ul>
              ${others.map((each) => html`<li><bdi>${each}</bdi></li>`)}
            </ul>
          </details>`;
    return html`<tr>
      <th scope="row"><bdi>${first}</bdi>${alike}</th>
      <td class="n">${asked} ×</td>
    </tr>`;
  });
  const table =
    rows.length === 0
      ? html`<p class="soft">${words.noTexts}</p>`
      : html`<table>
          <thead>
            <tr>
              <th scope="col">${words.question}</th>
              <th scope="col" class="n">${words.asked}</th>
            </tr>
          </thead>
          <tbody>
            ${rows}
          </tbody>
        </table>`;
  return html`<section aria-labelledby="unanswered-title">
    ${head}
    <ul>
      ${lines}
    </ul>
    ${table}
  </section>`;
}

function health(look: Look, words: OwnerWords, messages: Messages): Html {
  const { state, at, isLooking, failure } = look;
  const troubles =
    state?.troubles.map((trouble) => html`<li class="bad">${troubleLine(trouble, messages)}</li>`) ?? [];
  const looked = at ? html`<p class="soft">${words.lookedAt(time(at.toISOString(), messages))}</p>` : null;
  const waiting = state?.waiting;
  const behind = waiting && waiting.new + waiting.changed + waiting.gone > 0;
  return html`<section aria-labelledby="health-title">
    <h2 id="health-title">${words.health}</h2>
    ${looked}
    ${isLooking ? html`<p role="status">${words.looking} <a href="/">${words.reload}</a></p>` : null}
    ${failure === null ? null : html`<p role="alert" class="bad">${words.lookFailed(failure)}</p>`}
    ${
      state === null
        ? null
        : troubles.length > 0
          ? html`<ul>
              ${troubles}
            </ul>`
          : html`<p class="good">${words.sound}</p>`
    }
    ${
      state === null
        ? null
        : html`<ul>
            ${aboutIndex(state, messages).map((line) => html`<li>${line}</li>`)}
          </ul>`
    }
    ${behind ? html`<p>${messages.corpusSince(waiting.new, waiting.changed, waiting.gone)} ${messages.run(UPDATE)}</p>` : null}
    ${state === null ? null : files(state.problems, words, messages)}
    <form method="post" action="/look"><button>${words.lookAgain}</button></form>
  </section>`;
}

/** What the index is made of, and what it lacks. */
function aboutIndex(
  { fingerprint, files, unlinked, libraryTrouble, skipped }: IndexState,
  messages: Messages,
): string[] {
  const bytes = Object.values(files).reduce((sum, each) => sum + each, 0);
  return [
    ...(fingerprint === null ? [] : [`${messages.index(fingerprint)}: ${messages.megabytes(bytes / 1e6)}`]),
    ...(unlinked > 0 ? [messages.unlinked(unlinked)] : []),
    ...(libraryTrouble === null ? [] : [messages.noVectorLibrary(libraryTrouble.reason)]),
    ...(skipped.length > 0 ? [messages.skippedFiles(skipped.length)] : []),
  ];
}

function files(problems: readonly Problem[], words: OwnerWords, messages: Messages): Html {
  if (problems.length === 0) return html`<p>${words.noProblems}</p>`;
  const more = problems.length - SHOWN_PROBLEMS;
  const rows = problems.slice(0, SHOWN_PROBLEMS).map(({ file, line, cause }) => {
    const [fact, remedy] = worded(messages.problem, cause);
    return html`<tr>
      <th scope="row"><bdi>${file}</bdi>:${line}</th>
      <td>${fact}</td>
      <td>${remedy}</td>
    </tr>`;
  });
  return html`<h3>${words.files}</h3>
    <div class="wide" tabindex="0" role="group" aria-label="${words.files}">
      <table>
        <thead>
          <tr>
            <th scope="col">${words.where}</th>
            <th scope="col">${words.wrong}</th>
            <th scope="col">${words.remedy}</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${more > 0 ? html`<p class="soft">${words.moreProblems(more)}</p>` : null}`;
}

/** "3 June 2026, 14:05" in the time of this machine. */
function time(iso: string, { language }: Messages): string {
  const locale = language === 'en' ? 'en-GB' : language;
  return new Date(iso).toLocaleString(locale, { dateStyle: 'long', timeStyle: 'short' });
}
