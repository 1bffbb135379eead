// What buttons and follow-ups know after a restart: custom ids within Discord's limit, the question read back from the message.
import { describe, expect, it, test } from 'vitest';
import { keysOf } from '../../src/discord/views/answer-buttons.ts';
import { askedIn, MAX_WHOLE, questionLines } from '../../src/discord/views/question-line.ts';
import { renderContext } from '../../src/discord/views/quote-context.ts';
import {
  customId,
  MAX_CUSTOM_ID,
  outletKey,
  quotesField,
  readCustomId,
  readQuotes,
  readScope,
  scopeField,
} from '../../src/discord/custom-ids.ts';
import { MESSAGE_LIMIT } from '../../src/discord/views/payload.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { LANGUAGES } from '../../src/messages/messages.ts';
import { readQuestion } from '../../src/question/question.ts';
import type { Article, Filter } from '../../src/types.ts';
import { shown } from '../support/discord-markdown.ts';
import { GLUED, HOSTILE } from '../support/hostile-texts.ts';
import { ARTICLES, quoteOf } from '../support/small-archive.ts';
import { ENGLISH } from '../support/english.ts';

describe('A custom id', () => {
  const limits: Filter[] = [
    {},
    { from: '2025-03-01' },
    { to: '2025-03-31', outlet: 'The “Very: Long, Name” of '.repeat(20) },
    { from: '1999-12-31', to: '2025-03-31', asOf: '2025-04-01', outlet: 'Saltmarsh Post' },
  ];
  test.each(limits)('holds the day and the limits of a question, within its limit: %j', (filter) => {
    const scope = { today: '2025-05-01', filter };
    const read = readCustomId(customId('m', 12, scopeField(scope)))!;
    expect(read.fields[0]).toBe('12');
    expect(
      readScope(read.fields[1]!, (key) => [filter.outlet!].find((name) => outletKey(name) === key)),
    ).toEqual(scope);
  });

  it('holds three quotes anywhere in a long article', () => {
    const article = { ...ARTICLES[0]!, id: 'ffffffffffffffff', text: 'x'.repeat(900_000) };
    const quotes = [799_000, 850_000, 890_000].map((start) => quoteOf(article, { start, end: start + 700 }));
    const id = customId('x', 2, quotesField(keysOf(quotes)));
    expect(id.length).toBeLessThanOrEqual(MAX_CUSTOM_ID);
    expect(readQuotes(readCustomId(id)!.fields[1]!)).toEqual(keysOf(quotes));
  });

  test.each(['', 'next', '2:m:0', '1', '1:'])('of no button of this version is none: %j', (id) =>
    expect(readCustomId(id)).toBeNull(),
  );

  it('whose outlet has left the archive is none either', () => {
    const field = scopeField({ today: '2025-05-01', filter: { outlet: 'Saltmarsh Post' } });
    expect(readScope(field, () => undefined)).toBeNull();
    expect(readScope('nonsense', () => undefined)).toBeNull();
    expect(readQuotes('a.b.c,nonsense')).toEqual([]);
  });
});

describe('The question on top of an answer', () => {
  const questions = [...HOSTILE, ...GLUED, 'مرحبا **بالعالم**', 'A \\ question \\* with _all_ [of](it)?'];
  test.each(questions)('is read back as it was asked, or known not to be: %j', (typed) => {
    const question = readQuestion(typed, '2025-05-01').text;
    for (const language of LANGUAGES) {
      const [line] = questionLines(question, messagesFor(language));
      expect([question || null, null]).toContain(askedIn(`${line}\n> a quote`));
    }
  });

  it('is whole for ordinary questions', () => {
    const read = (question: string) => askedIn(questionLines(question, ENGLISH, {}, MAX_WHOLE)[0]!);
    for (const whole of ['When does the *harbour* bridge reopen?', 'why '.repeat(140).trim()])
      expect(read(whole)).toBe(whole);
    expect(read('why '.repeat(200).trim())).toBeNull();
  });

  test.each(['', '**No answer.**', '> -# Question: quoted?', 'Question: no mark?', '-# Archive: 3 articles'])(
    'is not found in %j',
    (content) => expect(askedIn(content)).toBeNull(),
  );
});

test('Answers of before there were several languages are read back too', () => {
  expect(askedIn('-# Question: When does the bridge reopen?\n> In May.')).toBe(
    'When does the bridge reopen?',
  );
});

describe('The context of a quote', () => {
  const read = (text: string, quoted: string): { article: Article; start: number; end: number } => {
    const start = text.indexOf(quoted);
    return { article: { ...ARTICLES[0]!, text }, start, end: start + quoted.length };
  };

  test.each(HOSTILE)('shows every character as it is written, whatever it is: %j', (text) => {
    const line = text.replace(/\s+/g, ' ').trim();
    const { article, start, end } = read(`Before it. ${line} After it.`, line);
    const { content } = renderContext(article, { start, end }, 1, ENGLISH);
    expect(shown(content).text).toContain(line);
    expect(shown(content).links.length).toBe(1);
    expect(shown(content).marks.filter((mark) => !['quote', 'bold', 'small', 'link'].includes(mark))).toEqual(
      [],
    );
  });

  it('crosses paragraphs, the quote in bold line by line', () => {
    const { article, start, end } = read(
      'One.\n\nTwo is here.\n\nThree is here.\n\nFour.',
      'Two is here.\n\nThree is here.',
    );
    expect(renderContext(article, { start, end }, 2, ENGLISH).content).toContain(
      '-# Context of quote 2, which is in bold\n> One.\n> **Two is here.**\n> **Three is here.**\n> Four.\n',
    );
  });

  it('is whole sentences, and never over the limit', () => {
    const sentence = 'The tide came in over the *quay* wall again that night. ';
    for (const length of [1, 5, 30, 60, 200]) {
      const quoted = 'Here it stands, word for word. '.repeat(length).trim();
      const { article, start, end } = read(sentence.repeat(80) + quoted + ` ${sentence.repeat(80)}`, quoted);
      const { content } = renderContext(article, { start, end }, 1, ENGLISH);
      expect(content.length).toBeLessThanOrEqual(MESSAGE_LIMIT);
      if (length <= 5) expect(content).toMatch(/> The tide .*\*\*Here .*\*\* The tide .*night\.\n/);
    }
  });
});
