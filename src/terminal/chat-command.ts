// What a line of the chat asks for: an answer, or one of the chat's own commands. Pure, and data.
import { LANGUAGES, type Language } from '../messages/messages.ts';
import { slips } from '../text/likeness.ts';

export type ChatCommand = 'more' | 'context' | 'quotes' | 'check' | 'help' | 'quit';

/** Names by language; whoever types may use those of any. */
const NAMES: Record<ChatCommand, Record<Language, readonly string[]>> = {
  more: { en: ['more'], de: ['mehr'], ru: ['ещё', 'еще'] },
  context: { en: ['context'], de: ['kontext'], ru: ['контекст'] },
  quotes: { en: ['quotes'], de: ['zitate'], ru: ['цитаты'] },
  check: { en: ['check'], de: ['prüfen', 'pruefen'], ru: ['проверка', 'проверить'] },
  help: { en: ['help', '?', 'h'], de: ['hilfe'], ru: ['помощь'] },
  quit: { en: ['quit', 'exit', 'q'], de: ['ende', 'beenden'], ru: ['выход'] },
};
/** Those that are commands without a colon, too. */
const BARE: ReadonlySet<ChatCommand> = new Set<ChatCommand>(['help', 'quit']);

const BY_NAME = new Map(
  (Object.keys(NAMES) as ChatCommand[]).flatMap((command) =>
    LANGUAGES.flatMap((language) => NAMES[command][language].map((name) => [name, command] as const)),
  ),
);

/** A line as it is meant; `rest` is what stands behind the command. */
export type ChatLine =
  | { kind: 'question'; text: string }
  | { kind: 'command'; command: ChatCommand; rest: string }
  | { kind: 'unknown command'; typed: string; nearest: string | null };

/**
 * Reads a line. A colon before a word opens a command; `help` and `exit` are one by themselves where a person types.
 * @param isTyped false: a program writes, and whatever has no colon is a question
 */
export function readChatLine(line: string, isTyped: boolean): ChatLine {
  const typed = line.trim();
  const name = /^:([\p{L}\p{M}]+)(?!\S)/u.exec(typed)?.[1];
  if (name !== undefined) {
    const command = BY_NAME.get(plain(name));
    if (command) return { kind: 'command', command, rest: typed.slice(name.length + 1).trim() };
    return { kind: 'unknown command', typed: `:${name}`, nearest: nearestTo(plain(name)) };
  }
  const bare = BY_NAME.get(plain(typed));
  // One letter alone is no wish to leave.
  if (isTyped && bare && BARE.has(bare) && !/^\p{L}$/u.test(typed))
    return { kind: 'command', command: bare, rest: '' };
  return { kind: 'question', text: line };
}

/** Whether a person who types this wants to leave. */
export function isGoodbye(line: string): boolean {
  const read = readChatLine(line, true);
  return read.kind === 'command' && read.command === 'quit';
}

const plain = (name: string): string => name.normalize('NFC').toLowerCase();

/** The name that begins so, or else the one that takes fewest slips; null where none is near. */
function nearestTo(typed: string): string | null {
  const names = [...BY_NAME.keys()].filter((name) => name.length > 1);
  const begun = names.find((name) => name.startsWith(typed));
  const [first] = names
    .map((name) => ({ name, cost: slips(typed, name) }))
    .filter(({ cost }) => cost < Math.min(Infinity, typed.length))
    .sort((a, b) => a.cost - b.cost);
  const found = begun ?? first?.name;
  return found === undefined ? null : `:${found}`;
}
