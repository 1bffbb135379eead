// What an answer looks like in Discord: whole quotes within its limits, and what is left out is said to be.
import { MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { blockQuote, linkTarget } from '../../src/discord/views/markdown.ts';
import { MESSAGE_LIMIT } from '../../src/discord/views/payload.ts';
import { onFirstScreen } from '../../src/discord/views/first-screen.ts';
import { renderAnswer, renderNearest, sharedContent } from '../../src/discord/views/answer.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { LANGUAGES } from '../../src/messages/messages.ts';
import type { Abstained, AbstentionCause, Answered, Article, Quote } from '../../src/types.ts';
import { shown } from '../support/discord-markdown.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import { answerOf, ARTICLES, coverageOf, quoteOf } from '../support/small-archive.ts';
import { ENGLISH } from '../support/english.ts';

const [HARBOUR, FERRY] = ARTICLES as [Article, Article];
const NOW = new Date('2025-05-01T10:00:00Z');
const VIEW = { now: NOW, messages: ENGLISH };

const answered = (quotes: Quote[], question?: string) =>
  answerOf(quotes, question === undefined ? {} : { question });

const abstained = (nearest: Quote[]): Abstained => ({
  ...answered([]),
  kind: 'abstained',
  quotes: [],
  nearest,
  cause: { kind: 'unclear' },
});

/** A quote of the whole text of an invented article. */
const saying = (
  text: string,
  about: Partial<Article> = {},
  citation = 1,
  speaker: string | null = null,
): Quote => quoteOf({ ...HARBOUR, ...about, text }, { start: 0, end: text.length }, citation, speaker);

describe('An answer', () => {
  it('says how old it is where the question expects a newer one', () => {
    const quote = quoteOf(HARBOUR, { start: 0, end: 73 });
    const old = { ...answered([quote]), asOf: '2026-05-10', outdated: '2025-03-04' };
    const lines = renderAnswer(old, VIEW).content.split('\n');
    expect(lines.at(-1)).toBe('-# This is 14 months old (4 March 2025).');
  });

  const first = quoteOf(HARBOUR, { start: 0, end: 73 }, 1, 'Lena Brandt');
  const second = quoteOf(FERRY, { start: 0, end: 64 }, 2);

  it('reads like this', () => {
    expect(renderAnswer(answered([first, second]), VIEW).content).toBe(
      [
        '-# Question: When does the bridge reopen?',
        '> The harbour bridge will reopen in May, mayor Lena Brandt said on Tuesday.',
        `-# [1] **Lena Brandt** · Tidewater Gazette, 4 March 2025 · [Harbour bridge to reopen in May](<${first.link}>)`,
        '',
        '> Ferry captains doubt that the harbour bridge will reopen in May.',
        `-# [2] Saltmarsh Post, 11 March 2025 · [Ferry captains doubt bridge date](${linkTarget(second.link)})`,
      ].join('\n'),
    );
  });

  it('lays bold on the words that answer', () => {
    const start = HARBOUR.text.indexOf('in May');
    const answering = { ...first, answer: { start, end: start + 'in May'.length } };
    expect(renderAnswer(answered([answering]), VIEW).content.split('\n')[1]).toBe(
      '> The harbour bridge will reopen **in May**, mayor Lena Brandt said on Tuesday.',
    );
  });

  it.each([
    [
      'de',
      [
        '-# Frage: When does the bridge reopen?',
        '-# Nur ab 1. März 2025, in Saltmarsh Post; Stand 1. Mai 2025',
        `> ${second.text}`,
        `-# [2] Saltmarsh Post, 11. März 2025 · [Ferry captains doubt bridge date](${linkTarget(second.link)})`,
        '-# Dasselbe in [Tidewater Gazette, 4. März 2025]',
        '',
        'Die Artikel nennen unterschiedliche Zahlen: 3 crowns und 4 crowns \\[2].',
        '-# Dieses Zitat ist 50 Tage alt (11. März 2025).',
      ],
    ],
    [
      'ru',
      [
        '-# Вопрос: When does the bridge reopen?',
        '-# Только с 1 марта 2025 г., в издании Saltmarsh Post; по состоянию на 1 мая 2025 г.',
        `> ${second.text}`,
        `-# [2] Saltmarsh Post, 11 марта 2025 г. · [Ferry captains doubt bridge date](${linkTarget(second.link)})`,
        '-# То же самое: [Tidewater Gazette, 4 марта 2025 г.]',
        '',
        'В статьях приводятся разные цифры: 3 crowns и 4 crowns \\[2].',
        '-# Этой цитате 50 дней (11 марта 2025 г.).',
      ],
    ],
  ])('reads like this in %s, with what is quoted and who is named as they are', (language, lines) => {
    const { text: _, ...article } = HARBOUR;
    const quote = { ...second, also: [{ article, link: first.link }] };
    const differing = ['3 crowns', '4 crowns'].map((text) => ({ citation: 2, text }));
    const filter = { from: '2025-03-01', outlet: 'Saltmarsh Post', asOf: '2025-05-01' };
    const old = { ...answered([quote]), differing, outdated: '2025-03-11', asOf: '2025-04-30' };
    const { content } = renderAnswer(old, { now: NOW, messages: messagesFor(language), filter });
    expect(content.replaceAll(`(<${first.link}>)`, '')).toBe(lines.join('\n'));
  });

  it('links nowhere from an article that has no address', () => {
    const own = { ...HARBOUR, url: null };
    const { text: _, ...article } = own;
    const quote = { ...quoteOf(own, { start: 0, end: 73 }), also: [{ article, link: null }] };
    const { content } = renderAnswer(answered([quote]), VIEW);
    expect(content).toContain('\n-# Tidewater Gazette, 4 March 2025 · Harbour bridge to reopen in May\n');
    expect(content).toMatch(/\n-# The same in Tidewater Gazette, 4 March 2025$/);
    expect(content).not.toMatch(/null|\]\(|https?:/);
  });

  it('pings nobody and unfolds nothing', () => {
    const { flags, allowedMentions } = renderAnswer(answered([first]), VIEW);
    expect(flags).toBe(MessageFlags.SuppressEmbeds);
    expect(allowedMentions).toEqual({ parse: [], repliedUser: false });
  });

  it('says what the question was limited to', () => {
    const filter = { from: '2025-03-01', outlet: 'Saltmarsh *Post*' };
    const { content } = renderAnswer(answered([second]), { ...VIEW, filter });
    expect(content).toContain('\n-# Only from 1 March 2025, in Saltmarsh \\*Post\\*\n');
  });

  it('gives quotes of one article the same number', () => {
    const again = quoteOf(HARBOUR, { start: 74, end: 145 }, 1);
    const { content } = renderAnswer(answered([first, again]), VIEW);
    expect(content.match(/^-# \[\d\]/gm)).toEqual(['-# [1]', '-# [1]']);
  });

  it('shortens a long question at a word', () => {
    const { content } = renderAnswer(answered([first], 'why '.repeat(1250)), VIEW);
    expect(content.split('\n')[0]).toMatch(/^-# Question: (?:why )+why…$/);
    expect(content.split('\n')[0]!.length).toBeLessThan(330);
  });

  it('shows a long question whole, but not at the cost of a quote or of its link to the sentence', () => {
    const long = 'why '.repeat(140).trim();
    const ofWords = (n: number) => saying('Nobody knows why. '.repeat(n).trim());
    const room = renderAnswer(answered([ofWords(20)], long), VIEW).content;
    expect(room).toContain(long);
    const none = renderAnswer(answered([ofWords(20), ofWords(21), ofWords(22)], long), VIEW).content;
    expect(none.split('\n')[0]).toMatch(/why…$/);
    expect(none).toBe(
      renderAnswer(answered([ofWords(20), ofWords(21), ofWords(22)], `${long} ${'why '.repeat(90)}`), VIEW)
        .content,
    );
  });

  it('shows every character of hostile articles as written, and links only to their URLs', () => {
    for (const text of HOSTILE) {
      const quote = saying(text, { title: text, outlet: text }, 1, text);
      const { content } = renderAnswer(answered([quote], text), VIEW);
      const seen = shown(content);
      expect(seen.links).toEqual([linkTarget(quote.link)!.slice(1, -1)]);
      expect(seen.marks.filter((mark) => !['quote', 'link', 'bold', 'small'].includes(mark))).toEqual([]);
      expect(seen.text).toContain(text);
    }
  });
});

describe('The first screen of an answer', () => {
  const words = (n: number, i: number) =>
    quoteOf({ ...HARBOUR, text: `${'A word or two. '.repeat(n)}${i}` }, { start: 0, end: 15 * n + 1 }, i);

  it.each([
    ['all short quotes', 6, [1, 2, 3], []],
    ['as many quotes as a phone shows', 14, [1, 2], [3]],
    ['a long quote alone', 30, [1], [2, 3]],
    ['the first quote, however long', 90, [1], [2, 3]],
  ])('has %s', (_, n, first, later) => {
    const quotes = [1, 2, 3].map((i) => words(n, i));
    const { quotes: kept, further } = onFirstScreen(answered(quotes)) as Answered;
    expect([kept, further].map((each) => each.map(({ citation }) => citation))).toEqual([first, later]);
  });

  it('keeps the quotes whose figures are told to differ, and the newest where its age is told', () => {
    const quotes = [1, 2, 3].map((i) => words(30, i));
    quotes[2]!.article.published = '2025-03-30';
    const differing = [{ citation: 2, text: '3 crowns' }];
    const kept = (more: Partial<Answered>) =>
      (onFirstScreen({ ...answered(quotes), ...more }) as Answered).quotes.map(({ citation }) => citation);
    expect(kept({})).toEqual([1]);
    expect(kept({ differing })).toEqual([1, 2]);
    expect(kept({ outdated: '2025-03-30' })).toEqual([1, 3]);
    expect(kept({ otherYears: { years: [2019], nearest: '2025-03-30' } })).toEqual([1, 3]);
  });
});

describe('Words that no article has', () => {
  const understood = {
    readAs: [{ typed: 'brigde', read: 'bridge' }],
    didYouMean: [{ typed: '*Brant*', candidates: ['Brandt', 'Grant'] }],
  };
  it.each([
    ['en', '-# Read as: “bridge”. Did you mean “Brandt” or “Grant” by “\\*Brant\\*”?'],
    ['de', '-# Gelesen als: „bridge“. Ist mit „\\*Brant\\*“ „Brandt“ oder „Grant“ gemeint?'],
    ['ru', '-# Прочитано как: «bridge». Возможно, вместо «\\*Brant\\*» имелось в виду «Brandt» или «Grant»?'],
  ])('are told under the question, in %s', (language, line) => {
    const view = { now: NOW, messages: messagesFor(language) };
    const quotes = [quoteOf(FERRY, { start: 0, end: 64 })];
    expect(renderAnswer(answerOf(quotes, understood), view).content.split('\n')[1]).toBe(line);
  });

  it('are asked about at the end of an abstention, above the buttons that ask with them', () => {
    const { content } = renderAnswer({ ...abstained([]), ...understood }, VIEW);
    const lines = content.split('\n');
    expect(lines[1]).toBe('-# Read as: “bridge”.');
    expect(lines.at(-1)).toBe('-# Did you mean “Brandt” or “Grant” by “\\*Brant\\*”?');
  });
});

describe('What does not fit', () => {
  const repeated = (n: number, word: string) => Array.from({ length: n }, () => word).join(' ');
  const long = (n: number, citation = n): Quote =>
    saying(
      `${repeated(59, 'consequences')} ${n}.`,
      { url: `https://a.example/${n}`, outlet: `Outlet ${n}` },
      citation,
    );
  const fits = (content: string) => expect(content.length).toBeLessThanOrEqual(MESSAGE_LIMIT);

  it('leaves out whole quotes, the last first, and says so with the link', () => {
    const { content } = renderAnswer(answered([long(1), long(2), long(3)]), VIEW);
    fits(content);
    expect(content).toContain(`> ${long(1).text}\n-# [1]`);
    expect(content).toContain(`> ${long(2).text}\n-# [2]`);
    expect(content).not.toContain(long(3).text);
    expect(content).toContain(
      `-# 1 more quote left out, too long for this message: [Outlet 3, 4 March 2025](<${long(3).link}>)`,
    );
  });

  it('lets a link fall back to the article before it leaves a quote out', () => {
    const far: Quote = { ...long(1), link: `https://a.example/1#:~:text=${'%D0%BF'.repeat(200)}` };
    const { content } = renderAnswer(answered([long(2), far]), VIEW);
    fits(content);
    expect(content).toContain(far.text);
    expect(content).toContain('(<https://a.example/1>)');
    expect(content).toContain(`(<${long(2).link}>)`);
  });

  it('shows a quote without a link when no link fits', () => {
    const url = `https://a.example/${'x'.repeat(2100)}`;
    const { content } = renderAnswer(answered([saying('Short.', { url }), long(2)]), VIEW);
    fits(content);
    expect(content).toContain(
      '> Short.\n-# [1] Tidewater Gazette, 4 March 2025 · Harbour bridge to reopen in May\n',
    );
    expect(content).toContain('1 more quote left out');
  });

  it('gives the link alone when not even one quote fits', () => {
    const quote = saying('*'.repeat(1500));
    const { content } = renderAnswer(answered([quote]), VIEW);
    fits(content);
    expect(content).toContain(
      `-# 1 quote left out, too long for this message: [Tidewater Gazette, 4 March 2025](<${quote.link}>)`,
    );
  });

  it('never cuts a quote and never breaks the limit, at any length, in any language', () => {
    let n = 0;
    for (let length = 10; length < 2600; length += 70) {
      for (const letter of ['a', '*', '\n', '👩', '[']) {
        const texts = [letter.repeat(length), `x${letter.repeat(length)}`, 'The end.'];
        const quotes = texts.map((text, i) =>
          saying(
            text,
            { title: letter.repeat(length), outlet: letter.repeat(length) },
            i + 1,
            letter.repeat(length),
          ),
        );
        for (const answer of [answered(quotes, letter.repeat(5000)), abstained(quotes)]) {
          // Each language in its turn: the lengths are close enough together.
          const view = {
            now: NOW,
            messages: messagesFor(LANGUAGES[n++ % LANGUAGES.length]!),
            shareable: n % 2 === 0,
          };
          const isAnswered = answer.kind === 'answered';
          const { content } = isAnswered ? renderAnswer(answer, view) : renderNearest(answer, view);
          expect(content.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
          fits(
            view.shareable && isAnswered ? sharedContent(content, '1'.repeat(20), view.messages) : content,
          );
          const blocks = quotes.filter((quote) => content.includes(`${blockQuote(quote.text)}\n`));
          const leftOut = /^-# (?:Ещё )?(\d) [^,]*(?:left out|ausgelassen|вош[её]?л)/m.exec(content);
          expect(blocks.length + Number(leftOut?.[1] ?? 0)).toBe(3);
        }
      }
    }
  });
});

describe('An abstention', () => {
  it('never breaks the limit, however long the question is, and what may be meant by its words', () => {
    for (let length = 10; length < 700; length += 30) {
      const hostile = '*'.repeat(length);
      const answer: Abstained = {
        ...abstained([]),
        question: hostile,
        readAs: [{ typed: hostile, read: hostile }],
        didYouMean: [{ typed: hostile, candidates: [hostile, `${hostile}s`] }],
        cause: { kind: 'unknown words', words: [hostile] },
      };
      const filter = { from: '2025-03-01', outlet: hostile, outlets: [hostile] };
      for (const language of LANGUAGES) {
        const view = { now: NOW, messages: messagesFor(language), filter, shareable: true };
        const { content } = renderAnswer(answer, view);
        expect(sharedContent(content, '1'.repeat(20), view.messages).length).toBeLessThanOrEqual(
          MESSAGE_LIMIT,
        );
        expect(content).toContain(`**${view.messages.noAnswer}** `);
      }
    }
  });

  const nearest = quoteOf(FERRY, { start: 0, end: 64 });

  it.each([
    [
      'en',
      '**No answer.** The archive holds no clear answer to this question.',
      'The archive has 3 articles of 2 outlets, 4 March 2025 to 20 April 2025.',
    ],
    [
      'de',
      '**Keine Antwort.** Das Archiv hat keine klare Antwort auf diese Frage.',
      'Das Archiv hat 3 Artikel aus 2 Medien, 4. März 2025 bis 20. April 2025.',
    ],
    [
      'ru',
      '**Ответа нет.** В архиве нет ясного ответа на этот вопрос.',
      'В архиве 3 статьи, изданий: 2 (4 марта 2025 г. — 20 апреля 2025 г.).',
    ],
  ])('says why and what the archive has, no more, in %s', (language, ...lines) => {
    const { content } = renderAnswer(abstained([nearest]), { now: NOW, messages: messagesFor(language) });
    expect(content.split('\n').slice(1)).toEqual(lines);
  });

  it('has the nearest passages behind a button, as what they are', () => {
    expect(renderNearest(abstained([nearest]), VIEW).content).toBe(
      [
        '-# Question: When does the bridge reopen?',
        '**Nearest passages (not an answer):**',
        '> Ferry captains doubt that the harbour bridge will reopen in May.',
        `-# [1] Saltmarsh Post, 11 March 2025 · [Ferry captains doubt bridge date](${linkTarget(nearest.link)})`,
        '',
        '-# Archive: 3 articles, 4 March 2025 to 20 April 2025 · index 2 hours old',
      ].join('\n'),
    );
  });

  const coverage = {
    ...coverageOf(ARTICLES),
    languages: ['en', 'fr'].map((language) => ({ language, articles: 1 })),
  };
  const told = (cause: AbstentionCause, language: string, outlets: string[] = []) => {
    const view = { now: NOW, messages: messagesFor(language), filter: { outlets } };
    const { content } = renderAnswer({ ...abstained([]), cause, coverage }, view);
    return content.split('\n')[1]!;
  };

  it.each<[AbstentionCause, english: string, german: string, russian: string]>([
    [{ kind: 'no question' }, 'There is no question.', 'Es wurde keine Frage gestellt.', 'Вопрос не задан.'],
    [
      { kind: 'no words' },
      'The question holds no word to look for.',
      'Die Frage enthält kein Wort, nach dem sich suchen ließe.',
      'В вопросе нет слов, которые можно искать.',
    ],
    [
      { kind: 'no subject' },
      'The question names a period, but no subject.',
      'Die Frage nennt einen Zeitraum, aber kein Thema.',
      'В вопросе назван период, но не тема.',
    ],
    [
      { kind: 'no match' },
      'Nothing in the archive matches the question.',
      'Nichts im Archiv passt zur Frage.',
      'В архиве нет ничего, что подходило бы к вопросу.',
    ],
    [
      { kind: 'unclear' },
      'The archive holds no clear answer to this question.',
      'Das Archiv hat keine klare Antwort auf diese Frage.',
      'В архиве нет ясного ответа на этот вопрос.',
    ],
    [
      { kind: 'no more' },
      'The archive has no further quotes on this.',
      'Das Archiv hat dazu keine weiteren Zitate.',
      'Других цитат об этом в архиве нет.',
    ],
    [{ kind: 'empty archive' }, 'The archive is empty.', 'Das Archiv ist leer.', 'Архив пуст.'],
    [
      { kind: 'no days' },
      'The period of the question lies outside the days that it is limited to.',
      'Der Zeitraum der Frage liegt außerhalb der Tage, auf die sie beschränkt ist.',
      'Период, названный в вопросе, лежит вне дней, которыми он ограничен.',
    ],
    [
      { kind: 'days without articles' },
      'The archive has no article of that period: it covers 4 March 2025 to 20 April 2025.',
      'Das Archiv hat keinen Artikel aus diesem Zeitraum; es umfasst 4. März 2025 bis 20. April 2025.',
      'В архиве нет статей за этот период (он охватывает 4 марта 2025 г. — 20 апреля 2025 г.).',
    ],
    [
      { kind: 'no outlet', outlet: 'The *Moon*' },
      'The archive has no outlet “The \\*Moon\\*”. It has: Tidewater Gazette, Saltmarsh Post.',
      'Im Archiv gibt es kein Medium „The \\*Moon\\*“. Vorhanden sind: Tidewater Gazette, Saltmarsh Post.',
      'В архиве нет издания «The \\*Moon\\*». В нём есть: Tidewater Gazette, Saltmarsh Post.',
    ],
    [
      { kind: 'unknown names', names: ['Quorvale', 'Zed'] },
      'No article names “Quorvale” or “Zed”.',
      'Kein Artikel nennt „Quorvale“ oder „Zed“.',
      'Ни в одной статье не упоминается «Quorvale» или «Zed».',
    ],
    [
      { kind: 'unknown words', words: ['airport', 'zoo'] },
      'The archive holds no clear answer: no article has the word “airport” or “zoo”.',
      'Das Archiv hat keine klare Antwort: Kein Artikel enthält das Wort „airport“ oder „zoo“.',
      'В архиве нет ясного ответа: слово «airport» или «zoo» не встречается ни в одной статье.',
    ],
    [
      { kind: 'language', language: 'es' },
      'This archive is in English and French; the question seems to be in Spanish. Ask in English or French.',
      'Dieses Archiv ist auf Englisch und Französisch; die Frage scheint auf Spanisch zu sein. Bitte auf Englisch oder Französisch fragen.',
      'Язык архива: английский и французский; язык вопроса, по-видимому: испанский. Спросите на языке архива.',
    ],
  ])('says why in the language of the person: %j', (cause, english, german, russian) => {
    expect(told(cause, 'de')).toBe(`**Keine Antwort.** ${german}`);
    expect(told(cause, 'ru')).toBe(`**Ответа нет.** ${russian}`);
    expect(told(cause, 'en')).toBe(`**No answer.** ${english}`);
  });

  it('says to which outlets answers are limited where it was asked', () => {
    expect(told({ kind: 'unclear' }, 'de', ['Saltmarsh Post'])).toMatch(
      / Fragen werden hier nur aus Saltmarsh Post beantwortet\.$/,
    );
  });
});
