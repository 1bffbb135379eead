// An answer on the owner's page: its quotes, and a picture of how it was chosen. Pure.
import { THRESHOLD } from '../answer/answer.ts';
import {
  abstentionReason,
  addsText,
  daysRead,
  differingFigures,
  evidenceText,
  timeNotes,
  understoodNote,
} from '../messages/answer-wording.ts';
import type { Messages } from '../messages/messages.ts';
import type { OwnerWords } from '../messages/owner-wording.ts';
import { answerIn } from '../text/emphasis.ts';
import type { Answer, Article, Hit, Quote } from '../types.ts';
import { bar, reaching, step } from './figures.ts';
import { html, linked, type Html } from './html.ts';

/** Passages that are shown; further ones say no more. */
const SHOWN_HITS = 12;

/** An answer with the articles of the passages that it was chosen from, by id. */
export interface Explained {
  answer: Answer;
  articles: ReadonlyMap<string, Article>;
}

export function answerSection({ answer, articles }: Explained, words: OwnerWords, messages: Messages): Html {
  const quotes = answer.quotes.map((quote) => quoted(quote, messages));
  const notes = [
    understoodNote(answer, messages),
    ...(answer.kind === 'answered'
      ? [differingFigures(answer, messages), ...timeNotes(answer, messages)]
      : [abstentionReason(answer.cause, answer.coverage, messages)]),
  ].filter((note) => note !== null);
  const nearest =
    answer.nearest.length === 0
      ? html``
      : html`<details>
          <summary>${words.nearest}</summary>
          ${answer.nearest.map((quote) => quoted(quote, messages))}
        </details>`;
  return html`<section id="answer" aria-labelledby="answer-title" tabindex="-1">
    <h2 id="answer-title">${answer.question}</h2>
    ${quotes}${notes.map((note) => html`<p>${note}</p>`)}${nearest}
    ${explanation({ answer, articles }, words, messages)}
  </section>`;
}

function quoted(quote: Quote, messages: Messages): Html {
  const { article, citation, link, speaker, text, also } = quote;
  const span = answerIn(quote);
  const shown = span
    ? html`${text.slice(0, span.start)}<strong>${text.slice(span.start, span.end)}</strong>${text.slice(span.end)}`
    : html`${text}`;
  const origin = `${article.outlet}, ${messages.day(article.published)}`;
  const others = also.map(
    (other) =>
      html`<li>
        ${linked(other.link, html`${messages.sameIn(`${other.article.outlet}, ${messages.day(other.article.published)}`)}`)}
      </li>`,
  );
  return html`<figure>
    <blockquote dir="auto">${shown}</blockquote>
    <figcaption class="soft">
      [${citation}]
      ${speaker === null ? null : html`<bdi>${speaker}</bdi> · `}${linked(link, html`<bdi>${article.title}</bdi>`)}
      ·
      ${origin}${
        others.length > 0
          ? html`<ul>
              ${others}
            </ul>`
          : null
      }
    </figcaption>
  </figure>`;
}

function explanation({ answer, articles }: Explained, words: OwnerWords, messages: Messages): Html {
  if (answer.hits.length === 0 && answer.parts.length === 0) return html``;
  return html`<h3>${words.how}</h3>
    ${steps(answer, words, messages)}
    <p class="soft">${daysRead(answer, messages)}</p>
    ${evidence(answer, words, messages)}${why(answer, words, messages)}
    ${passages(answer, articles, words, messages)}`;
}

/** Passages, sentences, quotes: how many were left at each step. */
function steps({ hits, read, quotes, ms }: Answer, words: OwnerWords, messages: Messages): Html {
  const by = (rank: 'keywordRank' | 'vectorRank') => hits.filter((hit) => hit[rank] !== null).length;
  const from = new Set(quotes.map(({ article }) => article.id)).size;
  const each: [number | string, string, string][] = [
    [hits.length, words.found, words.foundBy(by('keywordRank'), by('vectorRank'))],
    [read.sentences, words.read, words.readOf(read.of, messages.milliseconds(read.ms))],
    [quotes.length, words.quoted, words.quotedOf(from)],
    [messages.milliseconds(ms), words.took, ''],
  ];
  return html`<ol class="steps">
    ${each.map(
      ([count, what, more]) => html`<li><b>${count}</b>${what} <span class="soft">${more}</span></li>`,
    )}
  </ol>`;
}

/** What each piece of evidence adds, one after the other, until the sum. */
function evidence({ parts, confidence }: Answer, words: OwnerWords, messages: Messages): Html {
  if (parts.length === 0) return html``;
  let sum = 0;
  const sums = parts.map(({ adds }) => (sum += adds));
  const scale = [Math.min(0, ...sums), Math.max(0, ...sums)] as const;
  const rows = parts.map(({ evidence, adds }, i) => {
    const from = i === 0 ? 0 : sums[i - 1]!;
    return html`<tr>
      <th scope="row">${evidenceText(evidence, messages)}</th>
      <td class="bar">${step(from, sums[i]!, scale)}</td>
      <td class="n">${addsText(adds, messages)}</td>
    </tr>`;
  });
  return html`<table>
    <thead>
      <tr>
        <th scope="col">${words.evidence}</th>
        <td></td>
        <th scope="col" class="n">${words.adds}</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
      <tr>
        <th scope="row">${words.sum}</th>
        <td class="bar">${step(0, sum, scale)}</td>
        <td class="n">${addsText(sum, messages)}</td>
      </tr>
      <tr>
        <th scope="row">${words.sure(messages.decimal(THRESHOLD, 2))}</th>
        <td class="bar">${reaching(confidence, THRESHOLD)}</td>
        <td class="n">${messages.decimal(confidence, 2)}</td>
      </tr>
    </tbody>
  </table>`;
}

/** How much of the question each quote holds, and whether it answers. */
function why({ quotes, nearest }: Answer, words: OwnerWords, messages: Messages): Html {
  const chosen = [...quotes, ...nearest].flatMap(({ citation, chosenFor, article: { title } }) =>
    chosenFor?.kind === 'question' ? [{ citation, title, chosenFor }] : [],
  );
  if (chosen.length === 0) return html``;
  const cells = (share: number | null, kind: string) =>
    share === null
      ? html`<td class="bar"></td>
          <td class="n">–</td>`
      : html`<td class="bar">${bar(share, 1, kind)}</td>
          <td class="n">${messages.decimal(100 * share, 0)} %</td>`;
  const bodies = chosen.map(({ citation, title, chosenFor: { answers, context, article } }) => {
    const shares = [
      [words.answers, answers, 'c2'],
      [words.contextShare, context, 'c0'],
      [words.articleShare, article, 'c3'],
    ] as const;
    return html`<tbody>
      <tr>
        <th scope="rowgroup" colspan="3">[${citation}] <bdi>${title}</bdi></th>
      </tr>
      ${shares.map(
        ([name, share, kind]) =>
          html`<tr>
            <td>${name}</td>
            ${cells(share, kind)}
          </tr>`,
      )}
    </tbody>`;
  });
  return html`<h3>${words.whyQuotes}</h3>
    <table>
      ${bodies}
    </table>`;
}

/** The best passages, with their ranks and scores. */
function passages(
  { hits, quotes }: Answer,
  articles: ReadonlyMap<string, Article>,
  words: OwnerWords,
  messages: Messages,
): Html {
  const shown = hits.slice(0, SHOWN_HITS);
  const most = Math.max(...hits.map(({ score }) => score), 0);
  const citation = (hit: Hit) =>
    quotes.find(
      ({ article, start, end }) =>
        article.id === hit.passage.articleId && start < hit.passage.end && hit.passage.start < end,
    )?.citation;
  const rank = (value: number | null) =>
    value === null
      ? html`<td class="n"><span aria-label="${words.notFound}">–</span></td>`
      : html`<td class="n">${value}</td>`;
  const rows = shown.map((hit) => {
    const article = articles.get(hit.passage.articleId);
    const [title, cited] = [article?.title ?? hit.passage.articleId, citation(hit)];
    return html`<tr>
      <th scope="row">
        ${linked(article?.url ?? null, html`<bdi>${title}</bdi>`)}${cited === undefined ? null : ` [${cited}]`}
      </th>
      ${rank(hit.keywordRank)}${rank(hit.vectorRank)}
      <td class="n">${messages.decimal(hit.similarity, 2)}</td>
      <td class="bar">${bar(hit.score, most, cited === undefined ? 'c4' : 'c0')}</td>
      <td class="n">${messages.decimal(hit.score, 2)}</td>
    </tr>`;
  });
  if (rows.length === 0) return html``;
  return html`<h3>${words.hits}</h3>
    <p class="soft">${words.hitsAbout}</p>
    <div class="wide" tabindex="0" role="group" aria-label="${words.hits}">
      <table class="hits">
        <thead>
          <tr>
            <th scope="col">${words.article}</th>
            <th scope="col" class="n">${words.byWords}</th>
            <th scope="col" class="n">${words.byMeaning}</th>
            <th scope="col" class="n">${words.cosine}</th>
            <td></td>
            <th scope="col" class="n">${words.score}</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}
