// The interface in English, German and Russian: what commands are called, and what people are told.
import { describe, expect, it } from 'vitest';
import { localised } from '../../src/messages/commands.ts';
import { formatsOf } from '../../src/messages/formats.ts';
import { commands, menus } from '../../src/discord/commands.ts';
import { languageFor, messagesFor } from '../../src/messages/languages.ts';
import { LANGUAGES, type Language, type Messages } from '../../src/messages/messages.ts';
import { proseOf, speakingCode } from '../support/discord-prose.ts';
import { commandProblems, json, list, type Json } from '../support/discord-rules.ts';

const all = [...commands, ...menus].map(({ data }) => json(localised(data)));
const OTHERS = LANGUAGES.filter((language) => language !== 'en');

/** A command as somebody sees it whose Discord is in that language. */
const asSeen = (node: Json, language: string): Json => ({
  ...node,
  name: json(node.name_localizations)[language] ?? node.name,
  ...(node.description ? { description: json(node.description_localizations)[language] } : {}),
  ...(node.options ? { options: list(node.options).map((option) => asSeen(option, language)) } : {}),
});

/** What the runtime's Intl writes, not a file of messages. */
const FORMATS = Object.keys(formatsOf('en-GB'));
/** The sentences of a language by name, but for values that are no sentence; those of a table as `table.kind`. */
const sentencesIn = (language: Language): [string, unknown][] =>
  Object.entries(messagesFor(language))
    .filter(([key]) => key !== 'language' && !FORMATS.includes(key))
    .flatMap(([key, sentence]): [string, unknown][] =>
      typeof sentence === 'object'
        ? Object.entries(sentence).map(([kind, words]) => [`${key}.${kind}`, words])
        : [[key, sentence]],
    );
/** What stands in place of values: numbers, but for these. */
const VALUES = [5, 7, 9, 11, 13];
const OTHER_VALUES: Record<string, unknown[]> = {
  days: ['5', '7'],
  lapse: [5, 'month'],
  mayNotAnswer: [5, ['7']],
  refusedAnswer: [5, ['7']],
};
/** A cause with whatever its kind needs. */
const CAUSE = {
  reason: '5',
  typed: '7',
  url: '9',
  first: '11',
  says: '5',
  path: '7',
  trouble: { kind: 'missing', path: '9' },
  needed: 11,
  message: '5',
  remedy: '7',
  file: '11',
  id: 13,
  bytes: 5e7,
  most: 7,
  length: 9,
  from: '2025-03-01',
  to: '2025-02-01',
  problem: { file: '5', line: 7, cause: { kind: 'empty' } },
};
function example(key: string, sentence: unknown): string {
  if (typeof sentence !== 'function') return String(sentence);
  const told: unknown = sentence(...(key.includes('.') ? [CAUSE] : (OTHER_VALUES[key] ?? VALUES)));
  return Array.isArray(told) ? told.join(' ') : String(told);
}
/** Every sentence in a language. */
const told = (language: Language) =>
  sentencesIn(language).map(([key, sentence]): [string, string] => [key, example(key, sentence)]);
/** Those with a day in them. */
const DATED = 'aged asOf daysRead daysWithoutArticles headline noDaysNamed onlyFrom onlyTo days upTo'.split(
  ' ',
) as (keyof Messages)[];
/** Those that name an option. */
const WITH_OPTIONS = ['sayChannel', 'leaveChannelOut', 'withoutText'];
/** The same in English and in German: units, and what is passed on as it is. */
const ALIKE = ['finding.refused', 'finding.refused corpus', 'milliseconds', 'onlyIn'];
/** What is called the same in every language. */
const NAMES = new RegExp(
  [
    /Attest|Discord|Message Content Intent|Bot|Link|Python|C\+\+|SQLite|hnswlib-node|UTF-?\d*|URL/,
    /https:\S+|docs\/[\w.]+|corpus(?:\/\w+)?|README\.md|\.(?:txt|md)/,
    /npm (?:run index(?: -- --rebuild)?|ci)|--\p{Ll}+|CORPUS_DIR|DISCORD_TOKEN|HISTORY=off|Ctrl\+[CD]|`[^`]*`/u,
    /\/\S+|\w+:|True|month|date|User Install|Installation/,
    /README|\.attestignore|npm run attest -- status|title|published|text|XML|HTML|RSS|Atom|JSONL?|CSV|PDF|EML|MBOX|OCR|<!ENTITY/,
    // What the made-up cause does not have.
    /undefined/,
  ]
    .map(({ source }) => source)
    .join('|'),
  'gu',
);

describe.each(OTHERS)('In %s', (language) => {
  it('every command and option has a name and a description within the limits of Discord', () => {
    const seen = all.map((command) => asSeen(command, language));
    expect(commandProblems(seen)).toEqual([]);
  });

  it('every command, option, choice and menu has a name of its own', () => {
    const parts = all.flatMap((each) => [each, ...list(each.options)]);
    const unnamed = parts.filter(({ name_localizations: names }) => !json(names)[language]);
    expect(unnamed.map(({ name }) => name)).toEqual([]);
    const choices = parts.flatMap((part) => list(part.choices));
    const same = choices.filter((choice) => !json(choice.name_localizations ?? {})[language]);
    expect(same.map(({ name }) => name)).toEqual(['English', 'Deutsch', 'Русский']);
  });
});

describe('A file of messages', () => {
  it('holds no sentence that is never said', () => {
    const code = speakingCode();
    const names = new Set(sentencesIn('en').map(([key]) => key.split('.')[0]!));
    const unsaid = [...names].filter(
      (name) => !new RegExp(`\\bmessages(?:\\(\\))?\\.${name}\\b|'${name}'`).test(code),
    );
    expect(unsaid).toEqual([]);
  });

  it('has every sentence in German and in Russian', () => {
    const english = Object.fromEntries(told('en'));
    const same = told('de').filter(([key, sentence]) => sentence === english[key]);
    expect(same.map(([key]) => key).sort()).toEqual(ALIKE);
    const latin = told('ru').filter(([, sentence]) => /[a-z]/i.test(sentence.replace(NAMES, '')));
    expect(latin).toEqual([]);
    const cyrillic = [...told('en'), ...told('de')].filter(([, sentence]) =>
      /\p{Script=Cyrillic}/u.test(sentence),
    );
    expect(cyrillic).toEqual([]);
  });

  it('quotes as its language does, and ends a sentence once', () => {
    // In Russian a day ends with "г.", after which a sentence needs no other stop.
    const day = messagesFor('ru').day('2025-05-01');
    const dated = DATED.map((key) =>
      (messagesFor('ru')[key] as (...days: unknown[]) => string)(day, day, day),
    );
    expect(dated.filter((sentence) => sentence.includes('..'))).toEqual([]);
    const others = { en: /[„«»]/, de: /[«»”]|(?<!„[^“]*)“/, ru: /[“”„]/ };
    for (const language of LANGUAGES)
      expect(
        told(language).filter(([, each]) => others[language].test(each) || /\.\.(?!\.)/.test(each)),
      ).toEqual([]);
  });

  it('names commands and options as they are called in its language', () => {
    const names = (language: string) =>
      all
        .map((each) => asSeen(each, language))
        .flatMap((each) => [each, ...list(each.options)])
        .map(({ name }) => name);
    for (const language of LANGUAGES) {
      const named = told(language).flatMap(([key, each]) => [
        ...[...each.matchAll(/(?<![\w/.<])\/([\p{L}-]+)/gu)].map(([, name]) => name),
        ...(WITH_OPTIONS.includes(key) ? [/(\p{Ll}+):(?= True|$| \p{L}+\.$)/u.exec(each)?.[1]] : []),
      ]);
      expect(named.length).toBeGreaterThan(4);
      expect(named.filter((name) => !names(language).includes(name))).toEqual([]);
    }
  });
});

it('No sentence for people stands in the code of bot or terminal, in one language', () => {
  expect(proseOf()).toEqual([]);
});

it('German is for German, Russian for Russian, English for everybody else', () => {
  expect(['de', 'ru', 'en-US', 'en-GB', 'fr', 'zh-CN', ''].map(languageFor)).toEqual(
    'de ru en en en en en'.split(' '),
  );
});

it('days and counts are as each language has them', () => {
  const told = (locale: string) => {
    const messages = messagesFor(locale);
    return [messages.day('2025-03-01'), ...[1, 2, 5, 21].map((n) => messages.quotations(n))].join('; ');
  };
  expect(told('en-US')).toBe('1 March 2025; 1 quotation; 2 quotations; 5 quotations; 21 quotations');
  expect(told('de')).toBe('1. März 2025; 1 Zitat; 2 Zitate; 5 Zitate; 21 Zitate');
  expect(told('ru')).toBe('1 марта 2025 г.; 1 цитата; 2 цитаты; 5 цитат; 21 цитата');
});

it('a role behind a name is enclosed in commas', () => {
  expect(messagesFor('en').saidBy('Ines Calder, harbour master')).toBe(
    'What Ines Calder, harbour master, said',
  );
  expect(messagesFor('de').saidBy('Lena Brandt')).toBe('Was Lena Brandt gesagt hat');
});
