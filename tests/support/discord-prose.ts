// What the code of bot and terminal holds in words: a scan for sentences that stand there in one language instead of in src/messages.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, sep } from 'node:path';

const SRC = new URL('../../src', import.meta.url).pathname;
/** Where people are spoken to. */
const EDGES = ['discord', 'terminal'];
/** What takes sentences from the files of messages. */
const SPEAKING = [...EDGES, 'messages', 'start.ts', 'cli.ts'];

/** What they say is for the owner, on the terminal or in the log. */
const OPERATORS =
  /^(?:bot|connect|deploy|gateway|invite|re(?:silient|mote)-server-data|refusals|remote-archive|serve-archive|shard(?:s|-locks)?|run-until-stopped)\.ts$/;
/**
 * Before words for the log, for Discord's own fields (whose translations are in messages/commands.ts), or of bugs;
 * and before the names of causes.
 */
const FOR_OTHERS =
  /(?:\b(?:\w*[cC]ommand|\w+Option)\([^()]*|\bANSWERS = [^;]*|\.kind === |\blog\.\w+\([^;]*|\brefused\([^()]*|new (?:Range)?Error\([^;]*)$/;
/** Three words in a row. */
const PROSE = /[A-Za-z]{2,} [a-z]+ [a-z]{2,}/;
/** Comments, and patterns, which may hold quotation marks. */
const NO_WORDS = /^\s*\/\/.*$|\/\*\*[^]*?\*\/|(?<==\s+)\/.*\/[a-z]*;$/gm;
const LITERAL = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\\n]|\\.)*`/g;

interface Source {
  file: string;
  text: string;
}

const sourcesIn = (places: readonly string[]): Source[] =>
  readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && places.includes(file.split(sep)[0]!))
    .map((file) => ({ file: basename(file), text: readFileSync(join(SRC, file), 'utf8') }));

/** All code that speaks to people. */
export const speakingCode = (): string =>
  sourcesIn(SPEAKING)
    .map(({ text }) => text)
    .join('\n');

/** The literals at the edges that read as words for people, as `file: literal`. */
export const proseOf = (): string[] =>
  sourcesIn(EDGES)
    .filter(({ file }) => !OPERATORS.test(file))
    .flatMap(literalsIn);

function literalsIn({ file, text }: Source): string[] {
  const code = text.replace(NO_WORDS, '');
  const prose = [...code.matchAll(LITERAL)].filter(
    ({ 0: literal, index }) =>
      PROSE.test(literal.replace(/\$\{[^}]*\}/g, ' ')) && !FOR_OTHERS.test(code.slice(0, index)),
  );
  return prose.map(([literal]) => `${file}: ${literal}`);
}
