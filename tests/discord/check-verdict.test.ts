// A verdict as Discord shows it: what differs is marked, the quoted words stay as the article has them.
import { describe, expect, it } from 'vitest';
import { verdictText } from '../../src/discord/views/check-verdict.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import type { Near, NotFound, Piece } from '../../src/check/check-types.ts';
import type { Article } from '../../src/types.ts';
import { shown } from '../support/discord-markdown.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import { ARTICLES, coverageOf, quoteOf } from '../support/small-archive.ts';
import { ENGLISH } from '../support/english.ts';

const base = { text: 'x', coverage: coverageOf(ARTICLES), ms: 1 };

function near(difference: Piece[], text = difference.map((piece) => piece.text).join(' ')): Near {
  const article: Article = { ...ARTICLES[0]!, text };
  const place = { ...quoteOf(article, { start: 0, end: text.length }), notSaidBy: null, difference };
  return { ...base, kind: 'near', places: [place], similarity: 0.834, noSentence: null };
}

describe('A near quotation', () => {
  it('shows the sentence as it is, and the difference below it', () => {
    const text = 'The bridge will not reopen in May.';
    const check = near(
      [
        { kind: 'same', text: 'The bridge will' },
        { kind: 'missing', text: 'not' },
        { kind: 'same', text: 'reopen in' },
        { kind: 'missing', text: 'May.' },
        { kind: 'added', text: 'June' },
      ],
      text,
    );
    const lines = verdictText(check, ENGLISH).split('\n');
    expect(lines[0]).toBe(
      '**Near, not exact.** 83 % of the words are the same. This is the closest the archive has.',
    );
    expect(lines[1]).toBe(`> ${text}`);
    expect(lines.at(-2)).toBe('> The bridge will **__not__** reopen in **__May.__** ~~June~~');
  });

  it.each(HOSTILE)('shows hostile words as written: %j', (text) => {
    const kinds = ['around', 'same', 'missing', 'added'] as const;
    for (const kind of kinds) {
      const content = verdictText(near([{ kind, text }]), ENGLISH);
      expect(content.length).toBeLessThanOrEqual(2000);
      const line = content.split('\n').at(-2)!;
      const seen = shown(line);
      // Isolates around what runs from right to left keep the rest of the line in order.
      expect(seen.text.replace(/[\u2068\u2069]/g, '')).toBe(text.replace(/\s+/g, ' ').trim());
      expect(seen.links).toEqual([]);
    }
  });

  it('says when the difference is too long to be shown, and keeps the quote whole', () => {
    const text = 'A word and another one. '.repeat(50).trim();
    const check = near(
      [
        { kind: 'missing', text },
        { kind: 'added', text },
      ],
      text,
    );
    const content = verdictText(check, ENGLISH);
    expect(content).toContain(`> ${text}`);
    expect(content).toContain('-# The differences are too long to be shown here.');
  });
});

describe('What is not found', () => {
  const notFound = (cause: NotFound['cause']): NotFound => ({
    ...base,
    kind: 'not found',
    places: [],
    nearest: [],
    cause,
  });

  it('is told in the language of the person, with titles as they are', () => {
    const { text: _, ...article } = ARTICLES[0]!;
    const check = notFound({ kind: 'headline', article });
    expect(verdictText(check, messagesFor('de'))).toMatch(
      /^\*\*Nicht gefunden\.\*\* .* Überschrift: \[Harbour bridge to reopen in May\]\(<.*>\) \(Tidewater Gazette, 4\. März 2025\)\./,
    );
  });

  it('says in which language the archive is when the text is in another', () => {
    const check = notFound({ kind: 'language', language: 'de' });
    expect(verdictText(check, ENGLISH)).toContain(
      'This archive is in English; the text seems to be in German.',
    );
    expect(verdictText(check, messagesFor('ru'))).toContain('Язык архива: английский');
  });
});
