// An article's card, the state of the archive and the course of a build, as Discord shows them.
import { describe, expect, it } from 'vitest';
import { renderProgress, renderReport, renderSource, renderStatus } from '../../src/discord/views/cards.ts';
import { MESSAGE_LIMIT } from '../../src/discord/views/payload.ts';
import type { Article, Problem } from '../../src/types.ts';
import { ARTICLES, coverageOf, reportOf } from '../support/small-archive.ts';
import { ENGLISH } from '../support/english.ts';

const HARBOUR = ARTICLES[0] as Article;
const NOW = new Date('2025-05-01T10:00:00Z');

describe('A card', () => {
  it('has title, outlet, date, byline, link and first sentences', () => {
    expect(renderSource(HARBOUR, [], ENGLISH).content).toBe(
      [
        `**[Harbour bridge to reopen in May](<${HARBOUR.url}>)**`,
        'Tidewater Gazette · 4 March 2025 · Ines Okafor',
        '> The harbour bridge will reopen in May, mayor Lena Brandt said on Tuesday. "We will not open it before every cable is tested," she told reporters.',
        '> Repairs have cost 4.2 million crowns so far.',
      ].join('\n'),
    );
  });

  it('has no link where the article has no address', () => {
    const own = { ...HARBOUR, url: null };
    const { content } = renderSource(own, [own], ENGLISH);
    expect(content).toMatch(/^\*\*Harbour bridge to reopen in May\*\*\n/);
    expect(content).toMatch(/^-# Also: Harbour bridge to reopen in May, Tidewater Gazette$/m);
    expect(content).not.toMatch(/null|\]\(|https?:/);
  });

  it('stops before a stray sentence that the dump glued on', () => {
    const text = 'Prices rose on Monday.Andriy Yermak has said that talks start next week.';
    expect(renderSource({ ...HARBOUR, text }, [], ENGLISH).content).toMatch(/> Prices rose on Monday\.$/);
  });

  it('keeps within the limit whatever the article', () => {
    const vast = {
      ...HARBOUR,
      title: '*'.repeat(3000),
      text: '['.repeat(9000),
      url: `https://a.example/${'x'.repeat(3000)}`,
    };
    expect(renderSource(vast, [vast, vast], ENGLISH).content.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
  });
});

describe('The state of the archive', () => {
  it('names articles, dates, outlets, model and age', () => {
    expect(renderStatus(coverageOf(ARTICLES), NOW, ENGLISH).content).toBe(
      [
        '**3 articles**, 3 passages',
        'Dates covered: 4 March 2025 to 20 April 2025',
        'Model: bundled',
        'Last built: 1 May 2025, 08:00 UTC · index 2 hours old',
        '2 outlets:',
        '- Tidewater Gazette: 2 articles',
        '- Saltmarsh Post: 1 article',
      ].join('\n'),
    );
  });

  it('counts the outlets that it does not name', () => {
    const outlets = Array.from({ length: 500 }, (_, i) => ({ outlet: `_${i}_`.repeat(30), articles: 1 }));
    const { content } = renderStatus({ ...coverageOf(ARTICLES), outlets }, NOW, ENGLISH);
    expect(content.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
    const named = content.match(/^- \\_/gm)!.length;
    expect(content).toContain(`- … and ${500 - named} more outlets`);
  });
});

describe('A build', () => {
  it('shows how far it is', () => {
    const { content } = renderProgress({ stage: 'embedding', done: 120, total: 400 }, ENGLISH);
    expect(content).toBe('Rebuilding the index. Indexing articles: 120 of 400 (30 %)');
  });

  it('reports the first problems and counts the rest', () => {
    const problem: Problem = {
      file: 'bad_file.txt',
      line: 1,
      cause: { kind: 'no day', typed: '2025-02-31' },
    };
    const problems = Array.from({ length: 7 }, () => problem);
    const report = reportOf({
      articles: 24,
      passages: 120,
      embedded: 20,
      reused: 100,
      problems,
      seconds: 3.21,
    });
    const lines = renderReport(report, ENGLISH).content.split('\n');
    expect(lines[0]).toBe('**Index rebuilt** in 3.2 s. Answers come from it now.');
    expect(lines.filter((line) => line.startsWith('- bad\\_file.txt, line 1: '))).toHaveLength(5);
    expect(lines.at(-1)).toBe('- … and 2 more; `npm run index` lists them all.');
  });
});
