// A small true archive for tests of the Discord side: a few invented articles in memory, answered by shared words.
import type {
  Archive,
  ArticleQuery,
  AskQuery,
  CheckQuery,
  FindQuery,
  QuotationsQuery,
  SpeakersQuery,
  TimelineQuery,
  Visible,
} from '../../src/archive.ts';
import { quotationsOf, speakerKey } from '../../src/speakers/quotations.ts';
import { sentences } from '../../src/text/sentences.ts';
import { words } from '../../src/text/words.ts';
import type { Timeline } from '../../src/answer/timeline.ts';
import type { Check } from '../../src/check/check-types.ts';
import type {
  Answer,
  Answered,
  BuildReport,
  Article,
  Coverage,
  MonthCount,
  Quote,
  QuotedSpeaker,
  Span,
} from '../../src/types.ts';

const HARBOUR: Article = {
  id: '00000000000000a1',
  file: 'harbour.txt',
  title: 'Harbour bridge to reopen in May',
  url: 'https://tidewater-gazette.example/2025/03/04/harbour-bridge',
  outlet: 'Tidewater Gazette',
  byline: 'Ines Okafor',
  published: '2025-03-04',
  text: 'The harbour bridge will reopen in May, mayor Lena Brandt said on Tuesday. "We will not open it before every cable is tested," she told reporters.\nRepairs have cost 4.2 million crowns so far.',
  unquotable: [],
};

const FERRY: Article = {
  id: '00000000000000a2',
  file: 'ferry.txt',
  title: 'Ferry captains doubt bridge date',
  url: 'https://saltmarsh-post.example/ferry_captains_(2025)',
  outlet: 'Saltmarsh Post',
  byline: null,
  published: '2025-03-11',
  text: 'Ferry captains doubt that the harbour bridge will reopen in May. "Nobody has seen the cables," captain Piet Aalders said.',
  unquotable: [],
};

const ORCHARD: Article = {
  id: '00000000000000a3',
  file: 'orchard.txt',
  title: 'Late frost ruins the orchards',
  url: 'https://tidewater-gazette.example/2025/04/20/orchards',
  outlet: 'Tidewater Gazette',
  byline: null,
  published: '2025-04-20',
  text: 'Late frost has ruined a third of the apple blossom, growers said on Sunday.',
  unquotable: [],
};

export const ARTICLES: readonly Article[] = [HARBOUR, FERRY, ORCHARD];

/** Five more articles on the bridge, so that there are further quotes. */
export const MORE: readonly Article[] = ['one', 'two', 'three', 'four', 'five'].map((word, i) => ({
  ...HARBOUR,
  id: `00000000000000b${i}`,
  title: `Bridge notes, part ${word}`,
  outlet: i % 2 === 0 ? 'Reed Island Herald' : 'Saltmarsh Post',
  published: `2025-03-2${i}`,
  text: `Before it. The harbour bridge may reopen in part ${word}, an engineer wrote. After it.\nThe next day it rained.`,
}));

/** Ten days on which the same person speaks. */
export const SERIES: readonly Article[] = Array.from({ length: 10 }, (_, i) => ({
  ...HARBOUR,
  id: `${i}`.padStart(16, 'b'),
  published: `2025-06-${i + 10}`,
  text: `The ferry was late again on pier ${i}, harbour master Ines Calder said on Monday.`,
}));

/** Words that are no evidence. */
const STOP = new Set(
  'a about and did do does has have in is it of on the to was what when who will said say'.split(' '),
);

/** Days, outlets and numbers of the given articles. */
export function coverageOf(articles: readonly Article[], indexedAt = '2025-05-01T08:00:00.000Z'): Coverage {
  const days = articles.map(({ published }) => published).sort();
  const names = [...new Set(articles.map(({ outlet }) => outlet))];
  return {
    articles: articles.length,
    passages: articles.length,
    outlets: names.map((outlet) => ({
      outlet,
      articles: articles.filter((each) => each.outlet === outlet).length,
    })),
    languages: [{ language: 'en', articles: articles.length }],
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    indexedAt,
    model: 'bundled',
  };
}

/** A verified quote of an article. */
export function quoteOf(
  article: Article,
  { start, end }: Span,
  citation = 1,
  speaker: string | null = null,
): Quote {
  const { text, ...source } = article;
  const quoted = text.slice(start, end);
  const fragment = encodeURIComponent([...quoted].slice(0, 40).join(''));
  const link = article.url && `${article.url}#:~:text=${fragment}`;
  return {
    citation,
    start,
    end,
    text: quoted,
    answer: null,
    speaker,
    link,
    article: source,
    also: [],
    chosenFor: { kind: 'question', score: 1, context: 1, article: 1, answers: null },
  };
}

/** An answer with those quotes. */
export const answerOf = (quotes: Quote[], more: Partial<Answered> = {}): Answered => ({
  kind: 'answered',
  question: 'When does the bridge reopen?',
  readAs: [],
  didYouMean: [],
  asOf: '2025-05-01',
  period: null,
  outdated: null,
  otherYears: null,
  confidence: 0.9,
  parts: [],
  read: { sentences: 0, of: 0, ms: 0 },
  differing: [],
  quotes,
  further: [],
  nearest: [],
  hits: [],
  coverage: coverageOf(ARTICLES),
  ms: 1,
  ...more,
});

/** The report of a build. */
export const reportOf = (more: Partial<BuildReport> = {}): BuildReport => ({
  articles: 0,
  passages: 0,
  embedded: 0,
  reused: 0,
  removed: 0,
  resumed: false,
  damages: [],
  skipped: [],
  passedOver: { other: 0, hidden: 0, ignored: 0 },
  problems: [],
  example: null,
  seconds: 0.1,
  ...more,
});

export class SmallArchive implements Archive {
  closed = false;
  /** Resolves before each answer; a test that wants a slow one replaces it. */
  delay: () => Promise<void> = () => Promise.resolve();

  readonly articles: readonly Article[];

  constructor(articles: readonly Article[] = ARTICLES) {
    this.articles = articles;
  }

  async ask({ question, today = '2025-05-01', ...visible }: AskQuery): Promise<Answer> {
    await this.delay();
    if (this.closed) throw new Error('The archive is closed.');
    const asked = words(question).filter((word) => !STOP.has(word));
    const found = this.articles
      .filter((article) => within(article, visible))
      .flatMap((article) => best(article, asked));
    const quotes = found
      .sort((a, b) => b.shared - a.shared)
      .slice(0, 9)
      .map(({ article, span }, i) => quoteOf(article, span, i + 1));
    const answer = answerOf(quotes.slice(0, 3), {
      question,
      asOf: visible.asOf ?? today,
      further: quotes.slice(3),
      coverage: await this.coverage({ outlets: visible.outlets }),
    });
    if ((found[0]?.shared ?? 0) >= 2) return answer;
    const { outdated: _, otherYears: __, differing: ___, further: ____, ...base } = answer;
    return { ...base, kind: 'abstained', quotes: [], nearest: base.quotes, cause: { kind: 'unclear' } };
  }

  /** Exact where the text stands letter for letter; this archive knows no likeness. */
  async check({ text, ...visible }: CheckQuery): Promise<Check> {
    await this.delay();
    const base = { text, coverage: await this.coverage({ outlets: visible.outlets }), ms: 1 };
    const held = this.articles.filter((article) => within(article, visible) && article.text.includes(text));
    const places = held.map((article, i) => {
      const start = article.text.indexOf(text);
      const quote = quoteOf(article, { start, end: start + text.length }, i + 1);
      return { ...quote, notSaidBy: null, difference: [{ kind: 'same' as const, text }] };
    });
    if (places.length > 0) return { ...base, kind: 'exact', places, more: false };
    return {
      ...base,
      kind: 'not found',
      places: [],
      nearest: [],
      cause: { kind: 'absent' },
    };
  }

  article({ id, ...visible }: ArticleQuery): Promise<Article | undefined> {
    return Promise.resolve(this.articles.find((each) => each.id === id && within(each, visible)));
  }

  /** The best sentence of each article that shares words with the topic. */
  async timeline({ topic, ...query }: TimelineQuery): Promise<Timeline> {
    const { quotes, coverage } = await this.ask({ ...query, question: topic });
    const days = quotes.toSorted((a, b) => (a.article.published < b.article.published ? -1 : 1));
    return { topic, readAs: [], didYouMean: [], days, nearest: [], foreign: null, coverage, ms: 1 };
  }

  speakers({ name, limit, ...visible }: SpeakersQuery): Promise<QuotedSpeaker[]> {
    const said = this.#quotations(visible).map(({ speaker }) => speaker!);
    const keys = [...new Set(said.map(speakerKey))];
    const found = keys
      .filter((key) => ` ${key}`.includes(` ${words(name).join(' ')}`))
      .map((key) => {
        const forms = said.filter((speaker) => speakerKey(speaker) === key);
        const speaker = forms.toSorted((a, b) => b.length - a.length)[0]!;
        return { key, speaker, quotations: forms.length };
      });
    return Promise.resolve(found.toSorted((a, b) => b.quotations - a.quotations).slice(0, limit));
  }

  async quotations({ speaker: key, topic, limit, skip = 0, ...visible }: QuotationsQuery): Promise<Quote[]> {
    await this.delay();
    return this.#quotations(visible)
      .filter(({ speaker, text }) => speakerKey(speaker!) === key && text.toLowerCase().includes(topic))
      .toSorted((a, b) => (a.article.published < b.article.published ? 1 : -1))
      .slice(skip, skip + limit);
  }

  #quotations(visible: Visible): Quote[] {
    return this.articles
      .filter((article) => within(article, visible))
      .flatMap((article) =>
        quotationsOf(article.text, article.unquotable)
          .filter(({ speaker }) => speaker !== null)
          .map((said) => quoteOf(article, said, 1, said.speaker)),
      );
  }

  find({ text, limit, ...visible }: FindQuery) {
    const typed = words(text);
    const matches = ({ title, outlet, text: body }: Article) => {
      const held = words(`${title} ${outlet} ${body}`);
      return typed.every((word) => held.some((each) => each.startsWith(word)));
    };
    return Promise.resolve(
      this.articles.filter((each) => within(each, visible) && matches(each)).slice(0, limit),
    );
  }

  coverage(visible: Visible): Promise<Coverage> {
    return Promise.resolve(coverageOf(this.articles.filter((each) => within(each, visible))));
  }

  months(visible: Visible): Promise<MonthCount[]> {
    const counts = new Map<string, MonthCount>();
    for (const { published, outlet } of this.articles.filter((each) => within(each, visible))) {
      const month = published.slice(0, 7);
      const key = `${month} ${outlet}`;
      counts.set(key, { month, outlet, articles: (counts.get(key)?.articles ?? 0) + 1 });
    }
    return Promise.resolve(
      [...counts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, each]) => each),
    );
  }

  /** Counts of words over a few places: texts of the same words are the same, others are not alike. */
  embed(texts: readonly string[]): Promise<Float32Array[]> {
    return Promise.resolve(texts.map(wordVector));
  }

  version(): Promise<number> {
    return Promise.resolve(1);
  }

  isLinked(): boolean {
    return true;
  }

  isCurrent(): boolean {
    return true;
  }

  close(): void {
    this.closed = true;
  }
}

const PLACES = 512;

function wordVector(text: string): Float32Array {
  const vector = new Float32Array(PLACES);
  for (const word of words(text).filter((each) => !STOP.has(each)))
    vector[[...word].reduce((sum, letter) => (31 * sum + letter.codePointAt(0)!) % PLACES, 7)]! += 1;
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}

function within(
  { published, outlet }: Article,
  { from = '', to = '9999', asOf = '9999', outlet: only, outlets }: Visible,
): boolean {
  const allowed = (!only || outlet === only) && (!outlets || outlets.includes(outlet));
  return published >= from && published <= to && published <= asOf && allowed;
}

/** The sentence that shares most words with the question, if any does. */
function best(article: Article, asked: string[]): { article: Article; span: Span; shared: number }[] {
  const scored = sentences(article.text).map((span) => {
    const held = new Set(words(article.text.slice(span.start, span.end)));
    return { article, span, shared: asked.filter((word) => held.has(word)).length };
  });
  return scored
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared)
    .slice(0, 1);
}
