// What an answer looks like in Discord: whole quotes within its limits, and what is left out is said to be.
import { MessageFlags } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { blockQuote, linkTarget } from '../src/discord/markdown.ts';
import { MESSAGE_LIMIT } from '../src/discord/payload.ts';
import { renderAnswer } from '../src/discord/render.ts';
import { wordsFor } from '../src/discord/words.ts';
import type { Abstained, Answered, Article, Quote } from '../src/types.ts';
import { shown } from './discord-markdown.ts';
import { HOSTILE } from './hostile-texts.ts';
import { ARTICLES, coverageOf, quoteOf } from './small-archive.ts';

const [HARBOUR, FERRY] = ARTICLES as [Article, Article];
const NOW = new Date('2025-05-01T10:00:00Z');
const VIEW = { now: NOW, words: wordsFor('en') };

const answered = (quotes: Quote[], question = 'When does the bridge reopen?'): Answered => ({
  kind: 'answered',
  question,
  asOf: '2025-05-01',
  period: null,
  outdated: null,
  note: null,
  confidence: 0.9,
  parts: [],
  differing: [],
  quotes,
  further: [],
  nearest: [],
  hits: [],
  coverage: coverageOf(ARTICLES),
  ms: 3,
});

const abstained = (nearest: Quote[]): Abstained => ({
  ...answered([]),
  kind: 'abstained',
  quotes: [],
  nearest,
  cause: { kind: 'unclear' },
  reason: 'The archive holds no clear answer to this question.',
});

/** A quote of the whole text of an invented article. */
const saying = (
  text: string,
  about: Partial<Article> = {},
  citation = 1,
  speaker: string | null = null,
): Quote => quoteOf({ ...HARBOUR, ...about, text }, { start: 0, end: text.length }, citation, speaker);

describe('An answer', () => {
  it('says how old it is where the question expects a newer one, above what the archive covers', () => {
    const quote = quoteOf(HARBOUR, { start: 0, end: 73 });
    const old = { ...answered([quote]), asOf: '2026-05-10', outdated: '2025-03-04' };
    const lines = renderAnswer(old, VIEW).content.split('\n');
    expect(lines.at(-2)).toBe('-# This is 14 months old (4 March 2025).');
    expect(lines.at(-1)).toMatch(/^-# Archive: /);
  });

  const first = quoteOf(HARBOUR, { start: 0, end: 73 }, 1, 'Lena Brandt');
  const second = quoteOf(FERRY, { start: 0, end: 64 }, 2);

  it('reads like this', () => {
    expect(renderAnswer(answered([first, second]), VIEW).content).toBe(
      [
        '-# Question: When does the bridge reopen?',
        '> The harbour bridge will reopen in May, mayor Lena Brandt said on Tuesday.',
        `[1] **Lena Brandt** · Tidewater Gazette, 4 March 2025 · [Harbour bridge to reopen in May](<${first.link}>)`,
        '',
        '> Ferry captains doubt that the harbour bridge will reopen in May.',
        `[2] Saltmarsh Post, 11 March 2025 · [Ferry captains doubt bridge date](${linkTarget(second.link)})`,
        '-# Archive: 3 articles, 4 March 2025 to 20 April 2025 · index 2 hours old',
      ].join('\n'),
    );
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
    expect(content.match(/^\[\d\]/gm)).toEqual(['[1]', '[1]']);
  });

  it('shortens a long question at a word', () => {
    const { content } = renderAnswer(answered([first], 'why '.repeat(1250)), VIEW);
    expect(content.split('\n')[0]).toMatch(/^-# Question: (?:why )+why…$/);
    expect(content.split('\n')[0]!.length).toBeLessThan(330);
  });

  it('shows a long question whole, but not at the cost of a quote or of its link to the sentence', () => {
    const long = 'why '.repeat(140).trim();
    const ofWords = (n: number) => saying(`${'Nobody knows why. '.repeat(n)}`.trim());
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

describe('What does not fit', () => {
  const words = (n: number, word: string) => Array.from({ length: n }, () => word).join(' ');
  const long = (n: number, citation = n): Quote =>
    saying(
      `${words(59, 'consequences')} ${n}.`,
      { url: `https://a.example/${n}`, outlet: `Outlet ${n}` },
      citation,
    );
  const fits = (content: string) => expect(content.length).toBeLessThanOrEqual(MESSAGE_LIMIT);

  it('leaves out whole quotes, the last first, and says so with the link', () => {
    const { content } = renderAnswer(answered([long(1), long(2), long(3)]), VIEW);
    fits(content);
    expect(content).toContain(`> ${long(1).text}\n[1]`);
    expect(content).toContain(`> ${long(2).text}\n[2]`);
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
      '> Short.\n[1] Tidewater Gazette, 4 March 2025 · Harbour bridge to reopen in May\n',
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

  it('never cuts a quote and never breaks the limit, at any length', () => {
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
          const { content } = renderAnswer(answer, VIEW);
          fits(content);
          const blocks = quotes.filter((quote) => content.includes(`${blockQuote(quote.text)}\n`));
          const leftOut = Number(/(\d) (?:more )?(?:quote|passage)s? left out/.exec(content)?.[1] ?? 0);
          expect(blocks.length + leftOut).toBe(3);
        }
      }
    }
  });
});

describe('An abstention', () => {
  it('says why, what the archive covers, and shows the nearest passages as such', () => {
    const nearest = quoteOf(FERRY, { start: 0, end: 64 });
    expect(renderAnswer(abstained([nearest]), VIEW).content).toBe(
      [
        '-# Question: When does the bridge reopen?',
        '**No answer.** The archive holds no clear answer to this question.',
        '',
        '**Nearest passages (not an answer):**',
        '> Ferry captains doubt that the harbour bridge will reopen in May.',
        `[1] Saltmarsh Post, 11 March 2025 · [Ferry captains doubt bridge date](${linkTarget(nearest.link)})`,
        '-# Archive: 3 articles, 4 March 2025 to 20 April 2025 · index 2 hours old',
      ].join('\n'),
    );
  });

  it('lists no source when nothing is near', () => {
    expect(renderAnswer(abstained([]), VIEW).content).not.toMatch(/Nearest|\[1\]/);
  });
});
