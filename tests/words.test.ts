// The interface in English, German and Russian: what commands are called, and what people are told.
import { describe, expect, it } from 'vitest';
import { localised } from '../src/discord/command-words.ts';
import { commands, menus } from '../src/discord/commands.ts';
import { languageFor, LANGUAGES, wordsFor } from '../src/discord/words.ts';
import { commandProblems, json, list, type Json } from './discord-rules.ts';

const all = [...commands, ...menus].map(({ data }) => json(localised(data)));
const OTHERS = LANGUAGES.filter((language) => language !== 'en');

/** A command as somebody sees it whose Discord is in that language. */
const asSeen = (node: Json, language: string): Json => ({
  ...node,
  name: json(node.name_localizations)[language] ?? node.name,
  ...(node.description ? { description: json(node.description_localizations)[language] } : {}),
  ...(node.options ? { options: list(node.options).map((option) => asSeen(option, language)) } : {}),
});

describe.each(OTHERS)('In %s', (language) => {
  it('every command and option has a name and a description within the limits of Discord', () => {
    const seen = all.map((command) => asSeen(command, language));
    expect(commandProblems(seen)).toEqual([]);
  });
});

it('German is for German, Russian for Russian, English for everybody else', () => {
  expect(['de', 'ru', 'en-US', 'en-GB', 'fr', 'zh-CN', ''].map(languageFor)).toEqual(
    'de ru en en en en en'.split(' '),
  );
});

it('days and counts are as each language has them', () => {
  const told = (locale: string) => {
    const words = wordsFor(locale);
    return [words.day('2025-03-01'), ...[1, 2, 5, 21].map((n) => words.quotations(n))].join('; ');
  };
  expect(told('en-US')).toBe('1 March 2025; 1 quotation; 2 quotations; 5 quotations; 21 quotations');
  expect(told('de')).toBe('1. März 2025; 1 Zitat; 2 Zitate; 5 Zitate; 21 Zitate');
  expect(told('ru')).toBe('1 марта 2025 г.; 1 цитата; 2 цитаты; 5 цитат; 21 цитата');
});
