// What a narrow terminal shows, in every language: no line is longer than it, but for addresses and the table of hits.
import stringWidth from 'string-width';
import { describe, expect, test } from 'vitest';
import type { Check } from '../../src/check/check-types.ts';
import type { IndexState } from '../../src/indexing/index-state.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { LANGUAGES } from '../../src/messages/messages.ts';
import { answerJson, jsonLine } from '../../src/terminal/answer-json.ts';
import { renderAnswer, renderExplanation } from '../../src/terminal/answer-view.ts';
import { renderReport } from '../../src/terminal/build-report.ts';
import { renderCheck } from '../../src/terminal/check-report.ts';
import { renderState, renderVerification } from '../../src/terminal/index-report.ts';
import { fitted, styled, wrap } from '../../src/terminal/lines.ts';
import { PLAIN } from '../../src/terminal/look.ts';
import { barShape } from '../../src/terminal/progress.ts';
import type { Answer, Problem, SkippedFile } from '../../src/types.ts';
import { ENGLISH } from '../support/english.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import { answerOf, ARTICLES, coverageOf, quoteOf, reportOf } from '../support/small-archive.ts';

const COLUMNS = 60;
const NOW = new Date('2025-05-01T10:00:00Z');
const { text: _, ...FERRY } = ARTICLES[1]!;
const QUOTE = {
  ...quoteOf(ARTICLES[0]!, { start: 0, end: 73 }, 1, 'Lena Brandt'),
  also: [{ article: FERRY, link: FERRY.url }],
};
const ANSWERED = answerOf([QUOTE], {
  asOf: '2026-05-01',
  readAs: [{ typed: 'brigde', read: 'bridge' }],
  didYouMean: [{ typed: 'Brant', candidates: ['Brandt', 'Grant', 'Brantwood'] }],
  period: { from: '2025-03-01', to: '2025-03-31', kind: 'prefer' },
  outdated: '2025-03-04',
  parts: [{ evidence: { kind: 'other speaker' }, adds: -1.25 }],
  differing: [{ citation: 1, text: '4.2 million crowns' }],
});
const ABSTAINED: Answer = {
  ...ANSWERED,
  kind: 'abstained',
  quotes: [],
  nearest: [QUOTE],
  cause: { kind: 'language', language: 'es' },
};
const CHECKS: Check[] = [
  {
    kind: 'exact',
    places: [{ ...QUOTE, notSaidBy: 'Mayor Ida Quill', difference: [] }],
    more: true,
    ...checked(),
  },
  {
    kind: 'near',
    places: [{ ...QUOTE, notSaidBy: null, difference: [{ kind: 'missing', text: QUOTE.text }] }],
    similarity: 0.83,
    noSentence: { kind: 'heading', article: FERRY },
    ...checked(),
  },
  {
    kind: 'not found',
    places: [],
    nearest: [QUOTE],
    cause: { kind: 'headline', article: FERRY },
    ...checked(),
  },
];
const PROBLEM: Problem = { file: 'bad.txt', line: 3, cause: { kind: 'too large', bytes: 5e7, most: 1e7 } };
const SKIPPED: SkippedFile[] = Array.from({ length: 30 }, (_, i) => ({
  file: `notes/${i}.md`,
  cause: { kind: 'no date and no address' },
}));
const STATE: IndexState = {
  fingerprint: 'c4f8ba4519a1',
  files: { 'embeddings/index.db': 12_345_678 },
  coverage: coverageOf(ARTICLES),
  unlinked: 3,
  libraryTrouble: { reason: null },
  builder: 4711,
  endedEarly: true,
  waiting: { new: 1, changed: 2, gone: 3 },
  problems: [PROBLEM],
  skipped: SKIPPED,
  passedOver: { other: 1200, hidden: 3, ignored: 4 },
  example: 'left out',
  troubles: [{ kind: 'vector index', trouble: { kind: 'missing', path: 'embeddings/index.hnsw' } }],
};

function checked() {
  return { text: 'x', coverage: coverageOf(ARTICLES), ms: 1 };
}

describe.each(LANGUAGES)('In %s a terminal of 60 columns', (language) => {
  const messages = messagesFor(language);
  const report = reportOf({
    embedded: 12_000,
    reused: 34_000,
    removed: 1200,
    resumed: true,
    problems: [PROBLEM],
    skipped: SKIPPED,
    passedOver: { other: 1200, hidden: 3, ignored: 4 },
    example: 'left out',
    seconds: 1234.5,
  });
  const finding = { damage: false, cause: { kind: 'broken' as const, problem: PROBLEM } };
  const verification = {
    articles: 24,
    passages: 120,
    findings: Array.from({ length: 60 }, () => finding),
    seconds: 1.2,
  };

  test('shows answers, checks and reports without a line that is longer', () => {
    const shown = [
      ...[ANSWERED, ABSTAINED].flatMap((answer) => [
        renderAnswer(answer, COLUMNS, messages, { now: NOW }),
        renderExplanation(answer, COLUMNS, messages),
      ]),
      ...CHECKS.map((check) => renderCheck(check, COLUMNS, messages, { now: NOW })),
      ...[
        renderReport(report, messages),
        renderState(STATE, NOW, messages),
        renderVerification(verification, messages),
      ].map((text) => fitted(text, COLUMNS)),
    ];
    const lines = shown.flatMap((text) => text.split('\n'));
    expect(lines.filter((line) => stringWidth(line) > COLUMNS && !/^ *https?:\S+$/.test(line))).toEqual([]);
    expect(lines.join('\n')).not.toMatch(/undefined|NaN/);
    expect(lines.join(' ')).toContain(messages.wordsReadAs(messages.quoted('bridge')));
  });

  test('shows no link of an article that has no address', () => {
    const own = { ...ARTICLES[0]!, url: null };
    const quote = { ...quoteOf(own, { start: 0, end: 73 }), also: [{ article: FERRY, link: null }] };
    const shown = renderAnswer(answerOf([quote]), COLUMNS, messages, { now: NOW });
    expect(shown).not.toMatch(/null|https?:|:$/m);
    expect(shown.replace(/\s+/g, ' ')).toContain(own.title);
    expect(answerJson(answerOf([quote]))).toMatchObject({ quotes: [{ link: null, article: { url: null } }] });
  });

  test('shows a whole bar with its time left', () => {
    for (const stage of Object.values(messages.stages)) {
      const { format, barsize } = barShape(COLUMNS, stage, messages);
      const values: Record<string, string> = {
        stage,
        bar: '#'.repeat(Math.max(0, barsize)),
        percentage: '30',
        value: '12000',
        total: '40000',
        rate: '1200',
        eta_formatted: '1m20s',
      };
      const line = format.replace(/\{(\w+)\}/g, (_, name: string) => values[name]!);
      expect(line.length, line).toBeLessThanOrEqual(COLUMNS);
    }
  });
});

test('Lines that no terminal shows are as they are', () => {
  expect(fitted('word '.repeat(40), undefined)).toBe('word '.repeat(40));
});

describe('Lines are measured in columns', () => {
  test.each([
    [
      'wide letters, which end a line anywhere',
      '市議会は火曜日に新しい橋の建設を承認したと市長が述べた。'.repeat(4),
    ],
    [
      'wide letters among others',
      'The sign says 東京都庁舎第一本庁舎展望室 and nothing else, 記者 wrote. '.repeat(3),
    ],
    ['emoji of several code points', '👩\u200d👩\u200d👧 👍🏽 🏴󠁧󠁢󠁳󠁣󠁴󠁿 voted '.repeat(12)],
    ['combining marks', 'e\u0301te\u0301 no\u0308 '.repeat(40)],
    ['Hangul', '시의회는 화요일에 새 다리를 승인했다 '.repeat(6)],
  ])('for %s', (_, text) => {
    for (const indent of ['', '│ ']) {
      const lines = wrap(text, COLUMNS, indent).split('\n');
      expect(lines.filter((line) => stringWidth(line) > COLUMNS)).toEqual([]);
      // None could have taken the first word or letter of the next.
      for (const line of lines.slice(0, -1)) expect(stringWidth(line)).toBeGreaterThan(COLUMNS - 26);
      const letters = (of: string) => of.replace(/\s+/g, '');
      expect(letters(lines.map((line) => line.slice(indent.length)).join(''))).toBe(letters(text));
    }
  });

  test('and no line of Chinese or Japanese begins with what closes a sentence', () => {
    const lines = wrap('橋は、五月に再開する。「安全だ」。'.repeat(20), 41).split('\n');
    expect(lines.filter((line) => /^[、。」]/.test(line))).toEqual([]);
  });

  test('and bold is laid on the same letters', () => {
    const text = '市議会は火曜日に新しい橋の建設を承認した。'.repeat(3);
    const wrapped = wrap(text, 40, '│ ');
    const part = { start: text.indexOf('新'), end: text.indexOf('を') };
    const bold = styled({ text, wrapped, indent: '│ ' }, part, (words) => `<b>${words}</b>`);
    expect(bold.replace(/\n│ /g, '')).toContain('<b>新しい橋の建設</b>');
  });
});

describe('The words that answer', () => {
  const look = { ...PLAIN, bold: (words: string) => `<b>${words}</b>` };
  const quoteWith = (text: string, start: number, end: number) => ({
    ...quoteOf({ ...ARTICLES[0]!, text }, { start: 0, end: text.length }),
    answer: { start, end },
  });

  test('are bold within their quote, line by line where it wraps', () => {
    const text =
      'The harbour bridge will reopen in May once the last of its fourteen cables is tested, the mayor said.';
    const start = text.indexOf('once');
    const answer = answerOf([quoteWith(text, start, text.indexOf(', the mayor'))]);
    expect(renderAnswer(answer, COLUMNS, ENGLISH, { look }).split('\n').slice(0, 2)).toEqual([
      '│ The harbour bridge will reopen in May <b>once the last of</b>',
      '│ <b>its fourteen cables is tested</b>, the mayor said.',
    ]);
  });

  test('change nothing but that: without the bold the same is shown', () => {
    for (const text of HOSTILE) {
      for (const [start, end] of [
        [0, text.length],
        [1, 4],
        [3, 9],
        [5, 6],
        [text.length - 3, text.length],
      ]) {
        const answer = answerOf([quoteWith(text, start!, end!)]);
        const shown = renderAnswer(answer, COLUMNS, ENGLISH, { look, now: NOW });
        expect(shown.replace(/<\/?b>/g, '')).toBe(
          renderAnswer(answerOf([{ ...answer.quotes[0]!, answer: null }]), COLUMNS, ENGLISH, { now: NOW }),
        );
      }
    }
  });

  test('are told to programs by their offsets', () => {
    const [known, unknown] = answerJson(
      answerOf([quoteWith('The bridge reopens in May.', 19, 25), QUOTE]),
    ).quotes;
    expect(known!.answer).toEqual({ start: 19, end: 25 });
    expect(unknown!.answer).toBeNull();
  });
});

test('JSON holds no character that steers a terminal, and means the same', () => {
  const value = { title: 'a\u009b31mred \u202edrawkcab\u2066 \u007f' };
  const line = jsonLine(value);
  expect(line).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(line)).toEqual(value);
});
