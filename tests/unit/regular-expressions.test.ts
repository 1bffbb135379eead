// No regular expression in src/ takes time that grows with the square of its input or faster, but for those that are given short
// texts only. scslre, the engine of eslint-plugin-regexp, finds them by their structure: those that are written, and those
// that are put together when a module is loaded.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { analyse } from 'scslre';
import { expect, test } from 'vitest';
import { ROOT } from '../support/project.ts';

/** A module with what some of its expressions are given at most, by how these begin. */
type Bounded = Record<string, Record<string, string>>;

const QUESTION = 'a question: 1,000 characters';
const QUOTE = 'a sentence that can be quoted: 2,000 characters';
const TITLE = 'a title: 1,000 characters';
const WORD = 'a word: 40 letters';
const CUT = 'the end of a text, cut to some hundred characters';

const BOUNDED: Bounded = {
  'answer/differing-figures.ts': {
    '[a-z]+[ -]([a-z]+)': QUOTE,
    '(?:(?:\\d[\\d,.]*\\d|\\d)|': QUOTE,
    '(?:[$£€]': QUOTE,
    '^(?:.*\\d.*|two': WORD,
    '(?<from>(?:': QUOTE,
  },
  'check/claim-match.ts': { '(?:…|\\.(?:\\s?\\.){2,})': CUT },
  'corpus/front-matter.ts': { '^[-*][ \\t]+\\**([^:*]+)': 'a line within the first 2,000 characters' },
  'corpus/shown-text.ts': { '(\\p{L}+)-$': CUT },
  'corpus/story.ts': {
    '(?:\\bsign up': QUOTE,
    '^(?:(?:\\p{Lu}': 'the start of a paragraph: 1,000 characters',
  },
  'discord/gateway.ts': { '(?:\\/v\\d+)?\\/*$': 'a setting of the owner' },
  'discord/views/quote-context.ts': { '^.*\\S.*$': QUOTE },
  'import/fetched.ts': {
    '^\\s*([^;\\s]*)': 'a header of HTTP: 16,384 characters, of which the spaces count',
  },
  'import/given-fields.ts': { '^\\s*([^=]*?)': 'an argument of the command line' },
  'import/page-metadata.ts': {
    '^\\s+[|–—·»-]': TITLE,
    '^(.+)\\s+': TITLE,
    '^(.*\\S)\\s+': TITLE,
    '^([^|–—·»:-]+?)': TITLE,
  },
  'import/pdf-lines.ts': {
    '^(?:[-–—\\s]*(?:page': 'the start of a line: 500 characters',
    '(\\p{L}+)[-\\u00ad': CUT,
  },
  'import/surroundings.ts': {
    '^[^\\p{L}\\p{N}]*(?:advertisement': 'a note: 300 characters',
    '^(?:reporting by': 'a note: 300 characters',
    '^(?:[^\\p{L}\\p{N}]*(?:by|von': 'a date line: 80 characters',
  },
  'import/teaser.ts': { '(?:…|\\.\\.\\.)[^\\p{L}\\p{N}]*$': 'a short text: 1,000 characters' },
  'import/written-day.ts': { '(?<!\\p{L})(\\p{L}{3,12})': 'a date: 200 characters' },
  'question/answer-kind.ts': { '(?:\\d[\\d,.]*|': QUOTE },
  'question/follow-up/ellipsis.ts': { '\\s+(?:in|on|since': QUESTION },
  'question/follow-up/phrases.ts': {
    '(?<![\\p{L}\\p{N}])(?:did|does': QUESTION,
    '(?<![\\p{L}\\p{N}])(?:was|wie': QUESTION,
    '(?<![\\p{L}\\p{N}])(?:hat|haben)': QUESTION,
    '(?<![\\p{L}\\p{N}])(?:что|как': QUESTION,
    '\\s+(?<![\\p{L}\\p{N}])(?:gesagt': QUESTION,
  },
  'question/question-kind.ts': {
    '[\\s?!.]+$': QUESTION,
    '^how (?:do': QUESTION,
    '^(?:what (?:is': QUESTION,
    '^(?:compare': QUESTION,
    '^(?!(?:what': QUESTION,
  },
  'question/quoted.ts': { '"[^"]+"': QUESTION },
  'search/preview.ts': { '["“][^"”]*["”]': QUOTE },
  'search/understand.ts': { '\\p{Lu}.*\\p{Lu}': WORD, "(\\p{Lu}[\\p{L}\\p{M}’']+)": QUESTION },
  'speakers/asserted.ts': { '(?<![\\p{L}’': CUT },
  'speakers/introduction.ts': { '\\p{Lu}[\\p{L}.’': CUT },
  'speakers/masked-sentences.ts': {
    '(“|"(?=\\S))': 'anything, for it takes all up to the end of the line',
    "\\p{Lu}[\\p{L}.’'-]* $": CUT,
  },
  'speakers/role-holders.ts': { '(?:(?<name>': CUT },
  'text/abbreviations.ts': { '[\\p{L}.]+$': CUT, '\\p{L}*$': CUT },
  'text/sentences.ts': { '\\S*$': CUT },
  'text/word-forms.ts': { '^(.*[aeiouy]': WORD },
};

/** They are the start of a process, not modules of one. */
const PROCESSES = /(?:^|\/)(?:cli|[\w-]+-child|build-encoder)\.ts$/;

interface Found {
  module: string;
  source: string;
  flags: string;
}

const SRC = join(ROOT, 'src');
const modules = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);

/** The expressions that are written in a module. */
function literalsIn(module: string): Found[] {
  const found: Found[] = [];
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { regex } = node as { regex?: { pattern: string; flags: string } };
    if (regex) found.push({ module, source: regex.pattern, flags: regex.flags });
    else Object.values(node).forEach(visit);
  };
  visit(parseSync(module, readFileSync(join(SRC, module), 'utf8')).program);
  return found;
}

/** The expressions that modules put together while they are loaded. */
async function constructed(): Promise<Found[]> {
  const found: Found[] = [];
  const real = globalThis.RegExp;
  globalThis.RegExp = new Proxy(real, {
    construct(target, args: [string, string?]) {
      const made = new target(...args);
      // The first line of a stack is the error, the second this function.
      const caller = new Error('here').stack!.split('\n')[2]!;
      const module = real(String.raw`/src/([\w/.-]+\.ts)`).exec(caller)?.[1];
      if (module) found.push({ module, source: made.source, flags: made.flags });
      return made;
    },
  });
  try {
    for (const module of modules) if (!PROCESSES.test(module)) await import(join(SRC, module));
  } finally {
    globalThis.RegExp = real;
  }
  return found;
}

/** Whether the time for an expression grows faster than its input; a text before what it matches counts, too. */
const isSlow = ({ source, flags }: Found): boolean =>
  analyse({ source, flags }, { reportTypes: { Move: true, Self: true, Trade: true }, maxReports: 1 }).reports
    .length > 0;

test('every regular expression takes time in proportion to its input, or is given little', async () => {
  const all = [...modules.flatMap(literalsIn), ...(await constructed())];
  expect(all.filter(({ module }) => module === 'text/sentences.ts').length).toBeGreaterThan(10);
  const slow = all.filter(isSlow);
  const boundOf = ({ module, source }: Found) =>
    Object.keys(BOUNDED[module] ?? {}).find((start) => source.startsWith(start));
  expect(
    slow.filter((each) => boundOf(each) === undefined).map(({ module, source }) => `${module}: ${source}`),
  ).toEqual([]);
  const used = new Set(slow.map((each) => `${each.module} ${boundOf(each)}`));
  const listed = Object.entries(BOUNDED).flatMap(([module, starts]) =>
    Object.keys(starts).map((start) => `${module} ${start}`),
  );
  expect(listed.filter((each) => !used.has(each))).toEqual([]);
});
