// Messages that 0.1.0 wrote: every button and menu on them does what it did.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openServerDataFile } from '../../src/server-data/server-data-file.ts';
import type { Article } from '../../src/types.ts';
import { isPrivate } from '../support/loopback/state.ts';
import { userNamed, type StoredMessage } from '../support/loopback/types.ts';
import { type Json, list } from '../support/discord-rules.ts';
import { discord, folder, start } from '../support/running-bot.ts';
import { ROOT } from '../support/project.ts';
import { SmallArchive } from '../support/small-archive.ts';

/** What a press brought in 0.1.0: the message pressed on itself where `inPlace`, else one of its own. */
interface Press {
  label: string;
  customId: string;
  values?: string[];
  inPlace: boolean;
  private: boolean;
  content: string;
  /** How many buttons and menus it has. */
  components: number;
  followups: { content: string; private: boolean }[];
}

interface OldMessage {
  name: string;
  message: Partial<StoredMessage>;
  presses: Press[];
}

const old = JSON.parse(readFileSync(`${ROOT}tests/fixtures/0.1.0/messages.json`, 'utf8')) as {
  articles: Article[];
  messages: OldMessage[];
};
const presses = old.messages.flatMap(({ name, message, presses }) =>
  presses.map((press) => ({ ...press, title: `"${press.label}" on ${name}`, message })),
);
const isVote = ({ customId }: Press) => customId.startsWith('1:v:');

/** All but the small print that tells the age of the index, and may be worded otherwise; where a quote stands has become small. */
const essence = (content: string): string[] =>
  content
    .split('\n')
    .map((line) => line.replace(/^-# (?=.*\]\(<)/, ''))
    .filter((line) => !line.startsWith('-# '))
    .filter(Boolean);
const usable = (all: Json[]): Json[] =>
  all.flatMap((each) => [...(each.custom_id ? [each] : []), ...usable(list(each.components))]);

/** The archive that 0.1.0 answered from. */
async function startOverTheSame(): Promise<void> {
  const archive = new SmallArchive(old.articles);
  archive.timeline = async ({ topic, outlets }) => {
    const said = { speaker: 'ines calder', topic: '', limit: 10, outlets };
    const days = (await archive.quotations(said)).reverse();
    return {
      topic,
      readAs: [],
      didYouMean: [],
      days,
      nearest: [],
      foreign: null,
      coverage: await archive.coverage({ outlets }),
      ms: 1,
    };
  };
  await start({ archive });
}

describe('A press on a message of 0.1.0:', () => {
  test.each(presses.filter((press) => !isVote(press)))('$title', async (press) => {
    await startOverTheSame();
    const message = discord.writtenBefore(structuredClone(press.message));
    const pressed = discord.button(press.customId, message.id, {
      user: 'reader',
      ...(press.values && { values: press.values }),
    });
    const isAsBefore = ({ content, components }: StoredMessage) =>
      essence(content).join() === essence(press.content).join() &&
      usable(list(components ?? [])).length === press.components;
    // A message that is changed where it stands is there before the change is.
    const response = await pressed.response((message) => !press.inPlace || isAsBefore(message));
    expect(essence(response.content)).toEqual(essence(press.content));
    expect(response.id === message.id).toBe(press.inPlace);
    expect(isPrivate(response)).toBe(press.private);
    expect(usable(list(response.components ?? []))).toHaveLength(press.components);
    const count = press.followups.length;
    await discord.until('the follow-ups', () => pressed.followups.length >= count);
    expect(pressed.followups.map(({ content }) => essence(content))).toEqual(
      press.followups.map(({ content }) => essence(content)),
    );
    expect(pressed.followups.map(isPrivate)).toEqual(press.followups.map((each) => each.private));
  });

  test.each(presses.filter(isVote))('$title counts', async ({ message: before, customId, label }) => {
    await startOverTheSame();
    const message = discord.writtenBefore(structuredClone(before));
    expect(isPrivate(await discord.button(customId, message.id).response())).toBe(true);
    const people = openServerDataFile(folder);
    expect(await people.tally(message.id)).toEqual(label === '👍' ? { up: 1, down: 0 } : { up: 0, down: 1 });
    expect(await people.forget(userNamed('reader').id)).toMatchObject({ votes: 1 });
    await people.close();
  });
});

test('these are all the kinds of buttons and menus that 0.1.0 had', () => {
  const kindOf = (id: string) => /^1:\w+|^\w+/.exec(id)![0];
  const kinds = ['1:c', '1:m', '1:o', '1:p', '1:s', '1:v', '1:x', 'quotes', 'source', 'timeline'];
  expect([...new Set(presses.map(({ customId }) => kindOf(customId)))].sort()).toEqual(kinds);
});
