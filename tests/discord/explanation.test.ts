// What an asker is told of how an answer came about: everything in words, within Discord's limit.
import { expect, test } from 'vitest';
import { renderExplained } from '../../src/discord/views/explanation.ts';
import { MESSAGE_LIMIT } from '../../src/discord/views/payload.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { LANGUAGES } from '../../src/messages/messages.ts';
import type { Answered } from '../../src/types.ts';
import { shown } from '../support/discord-markdown.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import { answerOf, ARTICLES, quoteOf } from '../support/small-archive.ts';
import { ENGLISH } from '../support/english.ts';

const answer = (more: Partial<Answered> = {}): Answered =>
  answerOf([quoteOf(ARTICLES[0]!, { start: 0, end: 73 })], {
    question: 'What did Lena Brandt say about the bridge in March?',
    period: { from: '2025-03-01', to: '2025-03-31', kind: 'prefer' },
    confidence: 0.87,
    parts: [
      { evidence: { kind: 'bias' }, adds: -4 },
      { evidence: { kind: 'quote' }, adds: 5.5 },
      { evidence: { kind: 'other topic' }, adds: -0.25 },
    ],
    ...more,
  });
const reading = {
  question: '',
  carried: [{ what: 'person' as const, text: 'Lena Brandt' }],
  requiredStems: [],
};

test('It names what was carried, the days, each part of the confidence, and why each quote', () => {
  expect(renderExplained(answer(), reading, ENGLISH).content.split('\n')).toEqual([
    '**How this was answered** (only you see this)',
    'Asked: What did Lena Brandt say about the bridge in March?',
    'Carried over from the earlier question:',
    '- person: Lena Brandt',
    'Days: preferably 1 March 2025 to 31 March 2025, as of 1 May 2025.',
    'Confidence: 0.87; from 0.50 on it is an answer. What speaks for it, and against:',
    '- without any evidence: −4.00',
    '- how well the best quotes answer: +5.50',
    '- its article does not hold what was asked about: −0.25',
    "- [1] Tidewater Gazette, 4 March 2025: score 1.0: with title and neighbours it holds 100 % of the question's weight, its article 100 %",
  ]);
});

test('It says when nothing was carried and when days are a limit', () => {
  const period = { from: null, to: '2025-03-31', kind: 'limit' as const };
  const { content } = renderExplained(answer({ period }), { ...reading, carried: [] }, ENGLISH);
  expect(content).toContain('Carried over: nothing.\nDays: only up to 31 March 2025, as of 1 May 2025.');
});

test('It is told in the language of the person, the figures too', () => {
  const chosenFor = { kind: 'question', score: 5.24, context: 0.8, article: 0.95, answers: null } as const;
  const chosen = { ...answer().quotes[0]!, chosenFor };
  const parts = [{ evidence: { kind: 'unknown name' as const, name: 'Quorvale' }, adds: -10 }];
  const { content } = renderExplained(answer({ parts, quotes: [chosen] }), reading, messagesFor('de'));
  expect(content.split('\n').slice(2)).toEqual([
    'Aus der früheren Frage übernommen:',
    '- Person: Lena Brandt',
    'Tage: vorzugsweise 1. März 2025 bis 31. März 2025, Stand 1. Mai 2025.',
    'Sicherheit: 0,87; ab 0,50 ist es eine Antwort. Was dafür spricht und was dagegen:',
    '- kein Artikel nennt Quorvale: −10,00',
    '- [1] Tidewater Gazette, 4. März 2025: Wert 5,2: Mit Titel und Nachbarsätzen deckt es 80 % des Gewichts der Frage ab, sein Artikel 95 %',
  ]);
});

test.each(HOSTILE)('It shows hostile words as they are, within the limit, in every language: %j', (text) => {
  for (const language of LANGUAGES) {
    const carried = [{ what: 'topic' as const, text }];
    const asked = answer({ question: text.repeat(20) });
    const { content } = renderExplained(asked, { ...reading, carried }, messagesFor(language));
    expect(content.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
    expect(shown(content).marks.filter((mark) => !['bold', 'list'].includes(mark))).toEqual([]);
    expect(shown(content).links).toEqual([]);
  }
});
