// Whose words a question asks for, and which speakers they are.
import { describe, expect, test } from 'vitest';
import { askedSource, askedSpeaker, isSpokenBy } from '../../src/question/asked-speaker.ts';

test.each([
  ['What did Capt. Ines Calder say about the ferry?', 'calder', ['capt', 'in', 'calder', 'sai']],
  ['Why does Calder want a ferry?', 'calder', ['calder', 'want']],
  ['What has Calder said about it?', 'calder', ['calder', 'said']],
  ['What is Ines Calder’s view on the ferry?', 'calder', ['in', 'calder', 'view']],
  ['Quotes from Calder about the ferry', 'calder', ['calder', 'quot']],
  ['What does Russia say about Niger?', 'russia', ['russia', 'sai']],
  ['What did the mayor say about the wall?', 'mayor', ['the', 'mayor', 'sai']],
])('%j asks for the words of somebody', (question, name, stems) => {
  const asked = askedSpeaker(question);
  expect(asked?.name).toBe(name);
  expect(asked?.stems).toEqual(new Set(stems));
});

test.each([
  'How many people said so?',
  'Did the ferry sink?',
  'What does it say?',
  'What did people say about the ferry?',
  'What did the report from Calder say?',
  'According to the Ferry Office, how many sailed?',
])('%j asks for nobody’s words', (question) => {
  expect(askedSpeaker(question)).toBeNull();
});

test.each([
  ['According to the Ferry Office, how many sailed?', 'office'],
  ['How many sailed, according to Ines Calder?', 'calder'],
])('%j asks by whose account', (question, name) => {
  expect(askedSource(question)?.name).toBe(name);
});

test.each([
  'How many sailed, according to a new survey?',
  'How many, according to a study from Quay College?',
])('%j names no account', (question) => {
  expect(askedSource(question)).toBeNull();
});

describe('the words asked for are those of', () => {
  test.each([
    ['Calder', 'Harbour master Ines Calder'],
    ['Calder', 'Ines Calder, harbour master'],
    ['Ines Calder', 'Calder'],
    ['Ines Calder', 'Capt. Calder'],
    ['Ines Calder', 'harbour master Calder'],
    ['Quay Lines', 'Quay Lines'],
    ['Johnson & Johnson', 'Johnson & Johnson'],
    ['Ferrymen', 'Ferrymen chief Ines Calder'],
    ['the Justice Department', 'Justice Department'],
    ['May', 'Minister Thea May'],
    ['More', 'Sir Thomas More'],
    ['the mayor', 'Mayor Amos Reed'],
    ['the governor', 'Gov. Amos Reed'],
    ['the White House press secretary', 'White House press secretary Ida Voss'],
    ['Russia', 'Kremlin spokesman Dmitry Peskov'],
    ['Russia', 'Russian Foreign Minister Sergey Lavrov'],
    ['Russia', 'Sergey Lavrov, Russia’s foreign minister'],
    ['Russia', 'Moscow'],
    ['Moscow', 'Russian government'],
    ['the Kremlin', 'Kremlin'],
    ['the US', 'US Secretary of State Antony Blinken'],
    ['the US', 'White House'],
    ['Russia’s foreign minister', 'Russian Foreign Minister Sergey Lavrov'],
    ['the president of France', 'French President Emmanuel Macron'],
    ['Jordan', 'Jim Jordan'],
  ])('%s: %s', (asked, speaker) => {
    expect(isSpokenBy(askedSpeaker(`What did ${asked} say about it?`)!, speaker)).toBe(true);
  });
});

describe('the words asked for are not those of', () => {
  test.each([
    ['Calder', null],
    ['Calder', 'Amos Reed'],
    ['Ines Calder', 'Piers Calder'],
    ['Johnson & Johnson', 'Boris Johnson'],
    ['the mayor', 'Gov. Amos Reed'],
    ['Russia', 'Russian tennis player Ida Voss'],
    ['Russia', 'Ukrainian Foreign Minister Dmytro Kuleba'],
    ['the White House', 'State Department'],
    ['Russia’s foreign minister', 'Kremlin spokesman Dmitry Peskov'],
    ['the president of France', 'Russian President Vladimir Putin'],
    ['the US', 'Washington Post'],
  ])('%s: %s', (asked, speaker) => {
    expect(isSpokenBy(askedSpeaker(`What did ${asked} say about it?`)!, speaker)).toBe(false);
  });
});
