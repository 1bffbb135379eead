// The days that a question names, read on Wednesday 16 July 2025: what limits, what prefers, and what is no date at all.
import { describe, expect, test } from 'vitest';
import { readPeriod } from '../../src/question/period.ts';
import { fairMs } from '../support/fair-clock.ts';

const TODAY = '2025-07-16';
const read = (text: string) => readPeriod(text, TODAY).period;

describe('the days of what is asked about prefer articles, and keep none out', () => {
  test.each([
    ['What happened to the ferry on 31 July 2023?', '2023-07-31', '2023-07-31'],
    ['What happened to the ferry on July 31, 2023?', '2023-07-31', '2023-07-31'],
    ['Which ferry sank on 2023-07-31?', '2023-07-31', '2023-07-31'],
    ['which ferry sank on 31 july 2023', '2023-07-31', '2023-07-31'],
    ['WHO STRUCK IN JUNE 2024', '2024-06-01', '2024-06-30'],
    ['who struck in april', '2025-04-01', '2025-04-30'],
    ['who struck in may', '2025-05-01', '2025-05-31'],
    ['who struck on 3 march', '2025-03-03', '2025-03-03'],
    ['who struck last friday', '2025-07-11', '2025-07-11'],
    ['What was decided between March and June?', '2025-03-01', '2025-06-30'],
    ['what was decided from march to june', '2025-03-01', '2025-06-30'],
    ['What was decided between Monday and Wednesday?', '2025-07-14', '2025-07-16'],
    ['Who struck in April and May?', '2025-04-01', '2025-05-31'],
    ['Who struck since May?', '2025-05-01', TODAY],
    ['Who struck since early May?', '2025-05-01', TODAY],
    ['Who struck in mid-May?', '2025-05-01', '2025-05-31'],
    ['Who struck at the end of May?', '2025-05-21', '2025-05-31'],
    ['Who struck last autumn?', '2024-09-01', '2024-11-30'],
    ['Who struck in the spring of 2024?', '2024-03-01', '2024-05-31'],
    ['Who struck in the second quarter of 2024?', '2024-04-01', '2024-06-30'],
    ['Who ruled the port in the 1990s?', '1990-01-01', '1999-12-31'],
    ['Who struck in march last year?', '2024-03-01', '2024-03-31'],
    ['Who struck since last may?', '2025-05-01', TODAY],
    ['Who struck last winter?', '2024-12-01', '2025-02-28'],
    ['who struck in jan 2025', '2025-01-01', '2025-01-31'],
    ['Who struck since 2024?', '2024-01-01', TODAY],
    ['Who struck before 2024?', null, '2023-12-31'],
    ['Who struck from 2022 to 2024?', '2022-01-01', '2024-12-31'],
    ['Who struck in the second half of 2024?', '2024-07-01', '2024-12-31'],
    ['Who struck at the beginning of 2024?', '2024-01-01', '2024-03-31'],
    ['Who struck last quarter?', '2025-04-01', '2025-06-30'],
    ['who struck mid june', '2025-06-01', '2025-06-30'],
    ['Which ferry sank on 31/07/2023?', '2023-07-31', '2023-07-31'],
    ['Which ferry sank on 3 June?', '2025-06-03', '2025-06-03'],
    ['Which ferry sank on 30 December?', '2024-12-30', '2024-12-30'],
    ['Who struck in July?', '2025-07-01', TODAY],
    ['Who struck in September?', '2024-09-01', '2024-09-30'],
    ['Did the storm in March 2025 break the mole?', '2025-03-01', '2025-03-31'],
    ['In March, did the storm break the mole?', '2025-03-01', '2025-03-31'],
    ['Who won the race in 2019?', '2019-01-01', '2019-12-31'],
    ['What was decided between 1 and 5 June?', '2025-06-01', '2025-06-05'],
    ['What was decided between June 1 and June 5, 2024?', '2024-06-01', '2024-06-05'],
    ['What was decided from 1 to 5 June?', '2025-06-01', '2025-06-05'],
    ['What was decided between 30 December and 2 January?', '2024-12-30', '2025-01-02'],
    ['Why is the slipway closed since 13 June?', '2025-06-13', TODAY],
    ['What did she say after 3 June?', '2025-06-04', TODAY],
    ['What did she say before 3 June?', null, '2025-06-02'],
    ['Who was mayor until June?', null, '2025-06-30'],
    ['Who struck between March 2024 and today?', '2024-03-01', TODAY],
    ['Who struck from Monday to today?', '2025-07-14', TODAY],
    ['Who struck from March 2025 on?', '2025-03-01', TODAY],
    ['Who ruled through March 2025?', null, '2025-03-31'],
    ['Who struck in the third quarter of last year?', '2024-07-01', '2024-09-30'],
    ['Who struck this winter?', '2024-12-01', '2025-02-28'],
    ['Who struck in April, May and June?', '2025-04-01', '2025-06-30'],
    ['Who struck in April, May, or June 2024?', '2024-04-01', '2024-06-30'],
    ['Who has ruled the port since the 1990s?', '1990-01-01', TODAY],
    ['Who ruled the port before the 1990s?', null, '1989-12-31'],
    ['Who struck in H1 2024?', '2024-01-01', '2024-06-30'],
    ['Who struck in H2 of 2024?', '2024-07-01', '2024-12-31'],
    ['Who struck in Q4?', '2024-10-01', '2024-12-31'],
    ['Who struck in the winter of 2023/24?', '2023-12-01', '2024-02-29'],
    ['Who was mayor until the end of June?', null, '2025-06-30'],
    ['Who was mayor before mid-June?', null, '2025-05-31'],
    ['Who was mayor after mid-May?', '2025-05-01', TODAY],
    ['Who was mayor after the end of May?', '2025-06-01', TODAY],
    ['Who has been mayor since the end of May?', '2025-05-21', TODAY],
  ])('%s', (text, from, to) => {
    expect(readPeriod(text, TODAY)).toMatchObject({ period: { from, to, kind: 'prefer' }, recent: false });
  });
});

describe('days in German and Russian are read as those in English', () => {
  test.each([
    ['Was geschah am 5. Juni 2024?', '2024-06-05', '2024-06-05'],
    ['was geschah im juni 2024', '2024-06-01', '2024-06-30'],
    ['Was sagte sie seit Mai?', '2025-05-01', TODAY],
    ['Was geschah Anfang Juni?', '2025-06-01', '2025-06-30'],
    ['Was geschah letzte Woche?', '2025-07-07', '2025-07-13'],
    ['Was geschah vor zwei Wochen?', '2025-06-29', '2025-07-05'],
    ['Was geschah von März bis Juni?', '2025-03-01', '2025-06-30'],
    ['Was geschah letzten Sommer?', '2024-06-01', '2024-08-31'],
    ['Was geschah im dritten Quartal 2024?', '2024-07-01', '2024-09-30'],
    ['Was geschah in den 1990er Jahren?', '1990-01-01', '1999-12-31'],
    ['Was geschah am Montag?', '2025-07-14', '2025-07-14'],
    ['Was geschah am Montag, dem 2. Juni?', '2025-06-02', '2025-06-02'],
    ['Was geschah vor 2024?', null, '2023-12-31'],
    ['Что случилось 5 июня 2024 года?', '2024-06-05', '2024-06-05'],
    ['Что случилось в июне 2024 года?', '2024-06-01', '2024-06-30'],
    ['Что она сказала с мая?', '2025-05-01', TODAY],
    ['Что случилось в начале июня?', '2025-06-01', '2025-06-30'],
    ['Что случилось на прошлой неделе?', '2025-07-07', '2025-07-13'],
    ['Что случилось две недели назад?', '2025-06-29', '2025-07-05'],
    ['Что случилось с марта по июнь?', '2025-03-01', '2025-06-30'],
    ['Что случилось прошлым летом?', '2024-06-01', '2024-08-31'],
    ['Что случилось в 2024 году?', '2024-01-01', '2024-12-31'],
    ['Что случилось в понедельник?', '2025-07-14', '2025-07-14'],
    ['Was geschah am 03.06.2025?', '2025-06-03', '2025-06-03'],
    ['Was geschah im Mai letzten Jahres?', '2024-05-01', '2024-05-31'],
    ['Was geschah im Januar, Februar und März 2025?', '2025-01-01', '2025-03-31'],
    ['Что случилось в мае прошлого года?', '2024-05-01', '2024-05-31'],
    ['Что случилось в мае и июне?', '2025-05-01', '2025-06-30'],
    ['Was galt bis zum 3.6.2025?', null, '2025-06-03'],
    ['Was geschah seit dem 3.6.2025?', '2025-06-03', TODAY],
    ['Что случилось 03.06.2025?', '2025-06-03', '2025-06-03'],
    ['Was geschah in den letzten drei Monaten?', '2025-04-16', TODAY],
    ['Что случилось за последние три месяца?', '2025-04-16', TODAY],
  ])('%s', (question, from, to) => expect(read(question)).toEqual({ kind: 'prefer', from, to }));

  test.each(['Wer ist im Stadtrat?', 'Was kostet das Tor vor dem Haus?', 'Кто сказал, что порт закроют?'])(
    'and none is found in %s',
    (question) => expect(read(question)).toBeNull(),
  );

  test('the words of an event’s date stay as they were typed', () => {
    expect(readPeriod('Was geschah im Juni 2024?', TODAY).rest).toBe('Was geschah im Juni 2024?');
    expect(readPeriod('Was geschah letzte Woche?', TODAY).rest.trim()).toMatch(/^Was geschah\s+\?$/);
  });
});

describe('days counted from today are told by the calendar, weeks from Monday', () => {
  test.each([
    ['Who struck today?', TODAY, TODAY],
    ['Who struck yesterday?', '2025-07-15', '2025-07-15'],
    ['Who struck the day before yesterday?', '2025-07-14', '2025-07-14'],
    ['Who struck this week?', '2025-07-14', TODAY],
    ['Who struck last week?', '2025-07-07', '2025-07-13'],
    ['Who struck the week before last?', '2025-06-30', '2025-07-06'],
    ['Who struck the month before last?', '2025-05-01', '2025-05-31'],
    ['Who struck the year before last?', '2023-01-01', '2023-12-31'],
    ['Who struck last weekend?', '2025-07-12', '2025-07-13'],
    ['Who struck last month?', '2025-06-01', '2025-06-30'],
    ['Who struck last year?', '2024-01-01', '2024-12-31'],
    ['Who struck in the past three days?', '2025-07-13', TODAY],
    ['Who struck over the last two months?', '2025-05-16', TODAY],
    ['Who struck 3 days ago?', '2025-07-13', '2025-07-13'],
    ['Who struck two weeks ago?', '2025-06-29', '2025-07-05'],
    ['Who struck two months ago?', '2025-05-01', '2025-05-31'],
    ['Who tested positive for Covid-19 this week after two years?', '2025-07-14', TODAY],
  ])('%s', (text, from, to) => {
    expect(readPeriod(text, TODAY)).toMatchObject({ period: { from, to, kind: 'prefer' }, recent: true });
  });
  test('a weekday is the last one', () => {
    expect(read('Who struck on Monday?')).toMatchObject({ from: '2025-07-14', to: '2025-07-14' });
    expect(read('Who struck on Friday?')).toMatchObject({ from: '2025-07-11', to: '2025-07-11' });
  });
});

describe('days of publishing limit, and so do days typed as a computer writes them', () => {
  test.each([
    ['articles about the ferry published in June 2025', '2025-06-01', '2025-06-30'],
    ['articles that were published between 1 and 5 June', '2025-06-01', '2025-06-05'],
    ["this week's news about the ferry", '2025-07-14', TODAY],
    ['stories from yesterday', '2025-07-15', '2025-07-15'],
    ['What was reported last week about the ferry?', '2025-07-07', '2025-07-13'],
    ['What did Radio Pellow report last week?', '2025-07-07', '2025-07-13'],
    ['What was reported about the ferry before 2 June?', null, '2025-06-01'],
    ['What has the council decided since 2025-07-01?', '2025-07-01', TODAY],
    ['ferry strike from 2025-07-01', '2025-07-01', TODAY],
    ['ferry strike until 2025-07-01', null, '2025-07-01'],
    ['ferry strike between 2025-06-01 and 2025-06-05', '2025-06-01', '2025-06-05'],
    ['ferry strike from 2025-06-01 to 2025-06-05', '2025-06-01', '2025-06-05'],
  ])('%s', (text, from, to) => {
    expect(read(text)).toEqual({ from, to, kind: 'limit' });
  });
  test.each([
    'What did a study published last week find?',
    'How many cases were reported last week?',
    'Who filed the articles of association last week?',
  ])('but articles of later days may tell: %s', (text) => {
    expect(read(text)).toMatchObject({ kind: 'prefer' });
  });
});

describe('no date', () => {
  test.each([
    'What did the mayor say before the summit?',
    'What changed after the second meeting?',
    'May we dredge?',
    'What is a Q1 visa?',
    'What is new in version 3.6.2025?',
    'What did Theresa May say?',
    'What did May say about April and June?',
    'Who joined the march on the harbour?',
    'Did the sun shine?',
    'Who came second?',
    'Is he running for a second term?',
    'What is it now?',
    'How many a day?',
    'Who played August Wilson?',
    'What is the Wall Street Journal at 2 p.m.?',
    'Who sat on the bench?',
    'Who remembers 9/11?',
    'Who remembers the 7/7 bombings?',
    'Is it open 24/7?',
    'Who won the 2019 election?',
    'How many of 2023 people came?',
    'Were 2000 homes flooded in 2000 streets?',
    'What did USA TODAY say?',
    'What was sold on Black Friday?',
    'what did may say about the march',
    'who will march on the town hall',
    'What did Reed hear from March?',
    'Who marched on Bloody Sunday?',
    'Is it the first time in 20 years?',
    'Who is at Mar-a-Lago?',
    'Who wrote to Sun Yang and Mon Mothma?',
    'What was so good about the 1990s?',
    'What happened on 31 February 2025?',
    'What happened on 2025-13-40?',
    'What happened on 03/06/2025?',
  ])('%s', (text) => {
    expect(readPeriod(text, TODAY)).toEqual({ period: null, recent: false, rest: text, dateless: text });
  });
  test.each([
    'Who comes tomorrow?',
    'Who comes next week?',
    'What opens in August 2031?',
    'Who comes by Friday?',
  ])('an archive holds none of the future: %s', (text) => expect(read(text)).toBeNull());
});

test.each([
  ['What happened a month ago?', '2025-03-31', '2025-02-01', '2025-02-28'],
  ['What happened two months ago?', '2025-04-30', '2025-02-01', '2025-02-28'],
  ['What happened six months ago?', '2025-08-31', '2025-02-01', '2025-02-28'],
  ['What happened on Monday last week?', '2025-07-16', '2025-07-07', '2025-07-07'],
  ['What happened on Monday the 2nd of June?', '2025-07-16', '2025-06-02', '2025-06-02'],
])('%s on %s', (question, today, from, to) => {
  expect(readPeriod(question, today).period).toMatchObject({ from, to });
});

test('a part of a month is that month, and not the week before this', () => {
  for (const text of ['in early June', 'in late June', 'in mid-June', 'in the last week of June'])
    expect(read(`What happened ${text}?`)).toMatchObject({ from: '2025-06-01', to: '2025-06-30' });
});

test('of several dates the one that limits counts, else the most exact', () => {
  expect(read('Which articles published last week tell of the storm of 3 March 2025?')).toMatchObject({
    from: '2025-07-07',
    kind: 'limit',
  });
  expect(read('Which strike this year began on 3 June?')).toMatchObject({ from: '2025-06-03' });
});

test('words that only name the period are no longer searched for, the date of an event is', () => {
  expect(readPeriod('Who struck last week?', TODAY).rest).toBe('Who struck          ?');
  expect(readPeriod('ferry since 2025-07-01', TODAY).rest.trim()).toBe('ferry since');
  expect(readPeriod('Who struck on 3 June?', TODAY).rest).toBe('Who struck on 3 June?');
});

test.each([
  'Who was killed on 15 March, 44 BC?',
  'What happened on 29 February?',
  'What happened 999 years ago?',
  'in July '.repeat(120),
  '1 to 2 to 3 to 4 June between '.repeat(30),
  'last last week of of this this year ago '.repeat(25),
  '9'.repeat(1000),
  'on 3 June 99999, 0000-00-00',
])('nothing that is typed is too much: %j', (text) => {
  const asked = () => read(text.slice(0, 1000));
  expect(fairMs(asked)).toBeLessThan(500);
  expect(asked()?.to ?? TODAY).toMatch(/^\d{4}-\d\d-\d\d$/);
});

describe('of an archive that ends before today, days without a year are of its last year', () => {
  const ENDS = '2023-10-06';
  test.each([
    ['Who struck in July?', '2023-07-01', '2023-07-31'],
    ['Who struck in December?', '2022-12-01', '2022-12-31'],
    ['Who struck on 3 June?', '2023-06-03', '2023-06-03'],
    ['who struck in may', '2023-05-01', '2023-05-31'],
    ['Who struck at the end of May?', '2023-05-21', '2023-05-31'],
    ['Who struck in July 2024?', '2024-07-01', '2024-07-31'],
    ['Who struck last week?', '2025-07-07', '2025-07-13'],
    ['Who struck last winter?', '2024-12-01', '2025-02-28'],
  ])('%s', (question, from, to) =>
    expect(readPeriod(question, TODAY, ENDS).period).toMatchObject({ from, to }),
  );
});
