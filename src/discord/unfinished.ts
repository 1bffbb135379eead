// What is being answered, on disk: where the process ends in the middle of it, the next one tells whoever waits. Nothing stands
// there of who asks or what: the token of an interaction, which is good for 15 minutes, or the place of a message.
import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageFlags, Routes, type APIMessage, type Client, type Message } from 'discord.js';
import { z } from 'zod';
import { ofShards, type Settings } from '../config.ts';
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { messagesFor } from '../messages/languages.ts';
import type { Messages } from '../messages/messages.ts';
import { expectedRefusal } from './refusals.ts';
import type { Used } from './respond.ts';
import { payload } from './views/payload.ts';

/** Discord takes what comes for an interaction for 15 minutes; and nobody waits longer for a reply. */
const TELLABLE_MS = 14 * 60_000;
const OWNER_ONLY = 0o600;
/** So many lines are written before those of answers that have ended are thrown away: under load something is always open. */
const MAX_LINES = 2000;
/** Replies that are looked through for one to the message. */
const LOOKED_THROUGH = 100;

const begun = z.object({
  id: z.string(),
  /** Milliseconds since the epoch. */
  at: z.number(),
  language: z.string(),
  /** Of the interaction; or else the channel of the message with that id. */
  token: z.string().optional(),
  channel: z.string().optional(),
});
const line = z.union([begun, z.object({ ended: z.string() })]);
type Begun = z.infer<typeof begun>;

/** Where what is unfinished stands, beside an index: of a range of shards `unfinished-0-3.jsonl`. */
export const unfinishedFile = (settings: Pick<Settings, 'EMBEDDINGS_DIR' | 'SHARDS'>): string =>
  join(settings.EMBEDDINGS_DIR, `unfinished${ofShards(settings)}.jsonl`);

export class Unfinished {
  readonly #path: string;
  readonly #log: Log;
  readonly #open = new Map<string, Begun>();
  #lines = 0;
  #isTold = false;

  constructor(path: string, log: Log) {
    [this.#path, this.#log] = [path, log];
  }

  /** Notes that an answer has begun, in the language of its place, and gives what notes its end. Never throws. */
  begin(asked: Message | Used, { language }: Messages): () => void {
    const where = 'token' in asked ? { token: asked.token } : { channel: asked.channelId };
    const begun = { id: asked.id, at: Date.now(), language, ...where };
    this.#open.set(begun.id, begun);
    this.#note(begun);
    return () => {
      this.#open.delete(begun.id);
      // With nothing open there is nothing to keep.
      if (this.#open.size === 0) this.#keepOpen();
      else this.#note({ ended: begun.id });
    };
  }

  /** What an earlier process left unfinished a short while ago. Never throws. */
  left(): Begun[] {
    const found = new Map<string, Begun>();
    for (const each of this.#written())
      if ('ended' in each) found.delete(each.ended);
      else found.set(each.id, each);
    this.#guarded(() => rmSync(this.#path, { force: true }));
    return [...found.values()].filter(({ at }) => Math.abs(Date.now() - at) < TELLABLE_MS);
  }

  #written(): z.infer<typeof line>[] {
    let text = '';
    this.#guarded(() => (text = existsSync(this.#path) ? readFileSync(this.#path, 'utf8') : ''));
    // A line may be cut off where the process or the disk ended.
    return text.split('\n').flatMap((each) => {
      try {
        return [line.parse(JSON.parse(each))];
      } catch {
        return [];
      }
    });
  }

  #note(what: z.infer<typeof line>): void {
    if (++this.#lines > MAX_LINES) this.#keepOpen();
    else this.#guarded(() => appendFileSync(this.#path, lineOf(what), { mode: OWNER_ONLY }));
  }

  /** Writes what is open, and nothing else. */
  #keepOpen(): void {
    this.#lines = this.#open.size;
    this.#guarded(() => {
      if (this.#open.size === 0) return rmSync(this.#path, { force: true });
      // Put in place whole: the process may be killed in between.
      const temporary = `${this.#path}.tmp`;
      writeFileSync(temporary, [...this.#open.values()].map(lineOf).join(''), { mode: OWNER_ONLY });
      renameSync(temporary, this.#path);
    });
  }

  /** An answer is worth more than its note. */
  #guarded(work: () => void): void {
    try {
      work();
    } catch (thrown) {
      if (!this.#isTold)
        this.#log.warn({ reason: messageOf(thrown) }, 'what is being answered cannot be noted');
      this.#isTold = true;
    }
  }
}

const lineOf = (what: z.infer<typeof line>): string => `${JSON.stringify(what)}\n`;

/** Tells those whose answers an earlier process left unfinished to ask again. Never rejects. */
export async function tellLeft(left: readonly Begun[], client: Client<true>, log: Log): Promise<void> {
  const told = await Promise.all(
    left.map(async (each) => {
      try {
        return await (each.token === undefined ? tellWriter(each, client) : tellUser(each, client));
      } catch (thrown) {
        // Such as an interaction that had not been acknowledged.
        if (!expectedRefusal(thrown))
          log.warn({ reason: messageOf(thrown) }, 'could not tell somebody whose answer was cut off');
        return false;
      }
    }),
  );
  if (left.length > 0)
    log.info(
      { left: left.length, told: told.filter(Boolean).length },
      'told those whose answers were cut off',
    );
}

/** True when it was told: the response may have come through in the last moment. What stands for a private sentence is none. */
async function tellUser({ token, language }: Begun, { rest, application }: Client<true>): Promise<boolean> {
  const route = Routes.webhookMessage(application.id, token!);
  const response = (await rest.get(route, { auth: false })) as APIMessage;
  const isTold = response.content === messagesFor(language).toldInPrivate;
  if (!isOpen(response) && !isTold) return false;
  await rest.patch(route, { auth: false, body: bodyIn(language) });
  return true;
}

async function tellWriter({ id, channel, language }: Begun, { rest, user }: Client<true>): Promise<boolean> {
  const asked = (await rest.get(Routes.channelMessage(channel!, id))) as APIMessage;
  const place = asked.thread?.id ?? channel!;
  const query = new URLSearchParams({ after: id, limit: String(LOOKED_THROUGH) });
  const later = (await rest.get(Routes.channelMessages(place), { query })) as APIMessage[];
  const replies = later.filter(
    ({ author, message_reference: to }) =>
      author.id === user.id && (to?.message_id === id || place === asked.thread?.id),
  );
  const open = replies.find(isOpen);
  if (replies.length > 0 && !open) return false;
  const body = bodyIn(language);
  if (open) await rest.patch(Routes.channelMessage(place, open.id), { body });
  else if (asked.thread) await rest.post(Routes.channelMessages(place), { body });
  else
    await rest.post(Routes.channelMessages(place), {
      body: { ...body, message_reference: { message_id: id } },
    });
  return true;
}

/** Whether a message is the "thinking…" of Discord, the place of somebody who waits, or how far a build is: no answer yet. */
const isOpen = ({ flags, content, components }: APIMessage): boolean =>
  ((flags ?? 0) & MessageFlags.Loading) !== 0 || (content.endsWith('…') && !components?.length);

function bodyIn(language: string) {
  const messages = messagesFor(language);
  const { content, flags } = payload(messages.restarted);
  return { content, flags, allowed_mentions: { parse: [] } };
}
