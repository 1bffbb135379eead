// What becomes of questions that are asked while things go wrong: what is injected, what was heard, answered, told and lost.
import { spawn, type ChildProcess } from 'node:child_process';
import { ROOT } from '../support/project.ts';
import { TOKEN, type Discord } from '../support/loopback/discord.ts';
import type { SentInteraction } from '../support/loopback/people.ts';
import { GENERAL_ID, GUILD_ID, type StoredMessage } from '../support/loopback/types.ts';
import { isAnswer, isTold } from './load-questions.ts';
import { percentile } from './tools.ts';

const PEOPLE = 60;
const EVERY_NTH_MENTIONS = 5;
/** How long the bot lives on for a mention to count as one that it has. */
const HAD_MS = 1000;
/** Discord takes no acknowledgement that comes later, and shows that there was none. */
const DEADLINE_MS = 3000;

export const say = (line: string) => void process.stdout.write(`${line}\n`);
const injected = new Map<string, number>();
export const inject = (name: string) => injected.set(name, (injected.get(name) ?? 0) + 1);

/** A time in which a bot did not hear, by a kill or a session that was forgotten. */
interface Deaf {
  since: number;
  until: number;
}

/** Where a question is asked, and when the bot that is to hear it did not. */
export interface Place {
  server: string;
  channel: string;
  deaf: Deaf[];
}

export interface Asked {
  question: string;
  at: number;
  place: Place;
  /** For a command. */
  command?: SentInteraction;
  /** For a mention. */
  message?: string;
  /** Whether a bot was connected to hear it. */
  isSent: boolean;
}

/** The server that is there from the start. */
export const firstPlace = (): Place => ({ server: GUILD_ID, channel: GENERAL_ID, deaf: [] });

/** Starts the command line as the bot, on a loopback Discord; what it logs goes to `onLog`. */
export function startBot(
  discord: Discord,
  env: Record<string, string>,
  onLog: (data: string) => void,
): ChildProcess {
  const bot = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', 'start'], {
    cwd: ROOT,
    env: { ...process.env, ...env, DISCORD_TOKEN: TOKEN, DISCORD_API: discord.api },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  bot.stderr.on('data', (data: Buffer) => onLog(data.toString()));
  return bot;
}

/** Notes that the bot of a place does not hear from now on, until `identified` has grown. */
export function deafen(discord: Discord, { deaf }: Place, identified: () => number): void {
  const before = identified();
  const period: Deaf = { since: Date.now(), until: Infinity };
  deaf.push(period);
  void discord
    .until('the bot to log in anew', () => identified() > before)
    .then(() => (period.until = Date.now()));
}

/** Asks the n-th question: every fifth is a mention, the others are commands. */
export function ask(discord: Discord, question: string, n: number, place: Place): Asked {
  // Somebody who writes again and again is told once a minute that there is no room.
  const user = n % EVERY_NTH_MENTIONS === 0 ? `writer ${n}` : `person ${n % PEOPLE}`;
  const { channel } = place;
  const asked = { question, at: Date.now(), place, isSent: discord.gateway.hears(place.server) };
  if (n % EVERY_NTH_MENTIONS === 0)
    return { ...asked, message: discord.mention(question, { user, channel }) };
  return { ...asked, command: discord.command('ask', { question }, { user, channel }) };
}

/** All that the bot has said to one question. */
export function saidTo(discord: Discord, { command, message, place }: Asked): StoredMessage[] {
  const said = command
    ? [...(command.sofar.original ? [command.sofar.original] : []), ...command.followups]
    : discord.messages(place.channel).filter((each) => each.message_reference?.message_id === message);
  return said.filter(({ deleted }) => !deleted);
}

export const answersTo = (discord: Discord, asked: Asked) => saidTo(discord, asked).filter(isAnswer);
const isDone = (discord: Discord, asked: Asked): boolean =>
  answersTo(discord, asked).length > 0 || saidTo(discord, asked).some(isTold);
/** Whether a mention reached a bot that lived on. */
const isHad = ({ at, isSent, place }: Asked): boolean =>
  isSent && !place.deaf.some(({ since, until }) => at + HAD_MS > since && at < until);
const isAcknowledged = ({ command }: Asked): boolean =>
  (command?.sofar.acknowledgement?.afterMs ?? Infinity) <= DEADLINE_MS;

/** Something is still to come of it. */
export const isOpen = (discord: Discord, asked: Asked): boolean =>
  !isDone(discord, asked) && (asked.command ? isAcknowledged(asked) : isHad(asked));

export const spread = (values: readonly number[]): string =>
  values.length === 0
    ? 'none'
    : [0.5, 0.95, 1]
        .map(
          (share) => `${share === 1 ? 'max' : `p${100 * share}`} ${Math.round(percentile(values, share))} ms`,
        )
        .join(', ');

/** Tells what was injected and what became of each question; the exit code is 1 where anything was lost or answered twice. */
export function report(discord: Discord, asked: readonly Asked[]): void {
  say('\nInjected:');
  for (const [name, times] of [...injected].sort()) say(`  ${String(times).padStart(5)}  ${name}`);
  const commands = asked.filter(({ command }) => command);
  const mentions = asked.filter(({ message }) => message);
  const acknowledged = commands.filter(isAcknowledged);
  const unheard = commands.filter((each) => !acknowledged.includes(each));
  const tried = unheard.filter(({ command }) =>
    discord.requests.some(({ path }) => path.startsWith(`/interactions/${command!.id}/`)),
  );
  const had = mentions.filter(isHad);
  const line = (name: string, all: readonly Asked[]) => {
    const answered = all.filter((each) => answersTo(discord, each).length > 0);
    const told = all.filter((each) => !answered.includes(each) && isDone(discord, each));
    const lost = all.filter((each) => !isDone(discord, each));
    say(
      `${name}: ${all.length}; answered ${answered.length}, told a sentence ${told.length}, lost ${lost.length}`,
    );
    for (const each of lost) {
      const stands = saidTo(discord, each)
        .map(({ content }) => content || 'thinking…')
        .join(' | ');
      say(`  lost: ${each.question} (at ${each.at - asked[0]!.at} ms): ${stands || 'nothing'}`);
      const made = each.command
        ? discord.requests.filter(({ path }) => path.includes(each.command!.sofar.token))
        : [];
      for (const { method, path, status, at } of made)
        say(`    ${method} ${path.split('/').at(-1)} ${status} at ${at - asked[0]!.at} ms`);
    }
    return lost.length;
  };
  say('\nWhat became of them:');
  const lost = line('Commands acknowledged', acknowledged) + line('Mentions that the bot had', had);
  say(
    `Commands not acknowledged: ${unheard.length}; of ${tried.length} the acknowledgement came too late or not through, ${unheard.length - tried.length} never reached a bot`,
  );
  say(
    `Mentions that may never have reached a bot: ${mentions.length - had.length}; done with all the same ${mentions.filter((each) => !had.includes(each) && isDone(discord, each)).length}`,
  );
  const twice = asked.filter((each) => answersTo(discord, each).length > 1);
  say(`Answered twice: ${twice.length}`);
  for (const each of twice) say(`  twice: ${each.question}`);
  const acknowledgedMs = acknowledged.map(({ command }) => command!.sofar.acknowledgement!.afterMs);
  const answeredMs = asked.flatMap((each) =>
    answersTo(discord, each).map((answer) => answer.versions.at(-1)!.at - each.at),
  );
  say(`Acknowledged within ${spread(acknowledgedMs)}; answered within ${spread(answeredMs)}`);
  const sentences = new Map<string, number>();
  for (const each of asked)
    if (answersTo(discord, each).length === 0)
      for (const { content } of saidTo(discord, each).filter(isTold)) {
        const kind = content.replace(/\d+|\([0-9a-f]{8}\)/g, 'N');
        sentences.set(kind, (sentences.get(kind) ?? 0) + 1);
      }
  for (const [sentence, times] of sentences) say(`  ${String(times).padStart(5)}  “${sentence}”`);
  const broken = discord.violations.filter(
    (each) => !/not acknowledged within|acknowledged after/.test(each),
  );
  say(`Rules of Discord broken: ${broken.length}`);
  for (const each of new Set(broken)) say(`  ${each}`);
  if (lost > 0 || twice.length > 0) process.exitCode = 1;
}
