// What the owner learns: figures, and a CSV that is only data.
import { describe, expect, test } from 'vitest';
import { insightLines } from '../../src/messages/insights-wording.ts';
import { insightsCsv, insightsOf } from '../../src/server-data/insights.ts';
import { ENGLISH } from '../support/english.ts';
import { kept } from '../support/kept-question.ts';

const plain = (text: string) => text;
const none = () => Promise.reject(new Error('no model is needed'));

describe('insights', () => {
  test('count, name the slowest and what was voted against, and say where texts are not kept', async () => {
    const questions = [
      kept(null, { ms: 900 }),
      kept('Is it so?', { kind: 'answered', down: 2, up: 1, person: 'q', ms: 20 }),
      kept(null, { kind: 'answered', ms: 5, up: 1 }),
    ];
    const learnt = await insightsOf(questions, 7, none);
    expect(insightLines(learnt, plain, ENGLISH)).toEqual([
      'Last 7 days: 3 questions of 2 askers; 2 answered, 1 without an answer.',
      'Votes: 2 for, 2 against.',
      'Half of them took no longer than 20 ms; the slowest:',
      '- 900 ms: a question whose text is not kept',
      '- 20 ms: Is it so?',
      '- 5 ms: a question whose text is not kept',
      'Voted against:',
      '- 2 to 1: Is it so?',
      'Without an answer and without a text: 1. Their text is kept only where /settings says so (texts: True).',
    ]);
  });

  test('of nothing asked say so', async () => {
    const learnt = await insightsOf([], 30, none);
    expect(insightLines(learnt, plain, ENGLISH)).toEqual([
      'Last 30 days: 0 questions of 0 askers; 0 answered, 0 without an answer.',
      'Votes: 0 for, 0 against.',
    ]);
  });

  test('as CSV quote what RFC 4180 wants quoted, and let no text become a formula', async () => {
    const texts = [
      '=HYPERLINK("http://x.example","y")?',
      '+1?',
      '-1?',
      '@SUM(A1)?',
      'He said "no", and\nleft?',
    ];
    const questions = texts.map((text) => kept(text, { kind: 'answered', permille: 900 }));
    const csv = insightsCsv(questions, await insightsOf(questions, 30, none));
    const start = '2025-10-20T12:00:00.000Z,9,answered,0.9,10,0,0,';
    expect(csv).toBe(
      [
        'time,server,kind,confidence,ms,votes_for,votes_against,question,like',
        `${start}"'=HYPERLINK(""http://x.example"",""y"")?",`,
        `${start}'+1?,`,
        `${start}'-1?,`,
        `${start}'@SUM(A1)?,`,
        `${start}"He said ""no"", and\nleft?",`,
        '',
      ].join('\r\n'),
    );
  });
});
