// Every door of the bot, in a server that allows one outlet of three: nothing of the others is seen behind any of them.
// The doors are those of the code's own lists: one that is not tried here fails the test.
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openArchive, type Archive } from '../../src/archive.ts';
import { buttons } from '../../src/discord/buttons.ts';
import { commands, controls, menus } from '../../src/discord/commands.ts';
import { sentences } from '../../src/text/sentences.ts';
import { collapse, countWords } from '../../src/text/words.ts';
import type { Article, Coverage } from '../../src/types.ts';
import { list } from '../support/discord-rules.ts';
import { GENERAL_ID, LOCKED_ID, type StoredMessage } from '../support/loopback/types.ts';
import { isPrivate } from '../support/loopback/state.ts';
import type { Circumstances } from '../support/loopback/events.ts';
import type { SentInteraction } from '../support/loopback/people.ts';
import {
  discord,
  followupOf,
  MANAGER,
  mentioned,
  messaged,
  replied,
  setBeforehand,
  start,
} from '../support/running-bot.ts';
import { shippedIndex } from '../support/shipped.ts';
import { componentsIn, idIn } from '../support/components.ts';
import { reportOf } from '../support/small-archive.ts';
import { ENGLISH } from '../support/english.ts';

const ALLOWED = 'Radio Pellow';
/** Asked of what all three write about, so that each would have quotes. */
const FLOOD = 'How many homes were flooded on Lower Staithe?';
const DREDGING = 'What did Jem Rosewarne say about the dredging?';
/** A word of it may be another one. */
const MISTYPED = 'What did the boad decide about the quay?';
/** Of this there are several pages of quotes and days, where all are allowed. */
const COUNCIL = 'What did the council say?';
/** Whom only the others quote, and one of them. */
const SPEAKER = 'Marian Oakhanger';
const OTHER = 'The Tidewater Lantern';

let archive: Archive;
let whole: Coverage;
let visible: Coverage;
/** What may be seen nowhere. */
let secrets: string[];

beforeAll(async () => {
  archive = await openArchive(await shippedIndex());
  whole = await archive.coverage({ outlets: null });
  visible = await archive.coverage({ outlets: [ALLOWED] });
  secrets = await secretsOf(archive);
  return () => archive.close();
});

/** Names, titles, addresses, speakers, sentences, ids, days and counts of the outlets that are not allowed. */
async function secretsOf(archive: Archive): Promise<string[]> {
  const articles: Article[] = [];
  for (const { id } of await archive.find({ text: '', limit: 100, outlets: null }))
    articles.push((await archive.article({ id, outlets: null }))!);
  const [open, closed] = [true, false].map((isOpen) =>
    articles.filter(({ outlet }) => (outlet === ALLOWED) === isOpen),
  ) as [Article[], Article[]];
  const held = open.map(({ title: each, text, published }) => collapse(`${each} ${text} ${day(published)}`));
  const isSecret = (text: string) => !held.some((each) => each.includes(text));
  const said = closed.flatMap(({ text }) =>
    sentences(text).map(({ start, end }) => collapse(text.slice(start, end))),
  );
  const speakers = await archive.speakers({ name: '', limit: 200, outlets: null });
  const seen = new Set(
    (await archive.speakers({ name: '', limit: 200, outlets: [ALLOWED] })).map(({ key }) => key),
  );
  const names = speakers.filter(({ key }) => !seen.has(key)).flatMap(({ key, speaker }) => [key, speaker]);
  return [
    ...closed.flatMap((each) => [each.outlet, each.title, each.url, each.id, day(each.published)]),
    ...closed.map(({ published }) => published),
    ...said.filter((each) => countWords(each) > 4),
    ...names,
    ENGLISH.articles(whole.articles),
    ENGLISH.passages(whole.passages),
  ].filter((text): text is string => text !== null && isSecret(text));
}

const day = (published: string) => ENGLISH.day(published);

/** What the bot has said so far, as Discord's screen shows it: without backslashes, on one line. */
const said = (since = 0): string =>
  discord.requests
    .slice(since)
    .filter(({ path }) => !/commands$/.test(path))
    .map(({ body }) => JSON.stringify(body ?? ''))
    .join('\n')
    .replaceAll('\\n', ' ')
    .replaceAll('\\', '')
    .replaceAll('> ', ' ')
    .replace(/\s+/g, ' ');

/** Nothing of the others was said, though something was. */
function expectNoSecret(since = 0): void {
  const text = said(since);
  expect(text).not.toBe('');
  expect(secrets.filter((secret) => text.includes(secret))).toEqual([]);
}

/** Where they are tried: in the server, unless a test is about another place. */
let who: Circumstances = {};

const allow = (outlets: string[]) => setBeforehand(null, { outlets });

/** The answer to a question while all outlets were allowed: its buttons stand for all of them. */
async function earlier(question = FLOOD): Promise<StoredMessage> {
  await allow([]);
  const answer = await (who.direct ? messaged(question) : mentioned(question));
  await allow([ALLOWED]);
  return answer;
}

/** A response of before, and what is pressed on it now. */
async function pressedLater(
  name: string,
  values: Record<string, string | boolean>,
  beginning: string,
): Promise<{ since: number; pressed: SentInteraction }> {
  await allow([]);
  const message = await discord.command(name, values, who).response();
  await allow([ALLOWED]);
  const since = discord.requests.length;
  return { since, pressed: discord.button(idIn(message, beginning), message.id) };
}

/** Presses a button of an answer of before; gives how many requests there were until then. */
async function press(verb: string, question = FLOOD): Promise<number> {
  const answer = await earlier(question);
  const since = discord.requests.length;
  await shownOrTold(discord.button(idIn(answer, `1:${verb}:`), answer.id));
  return since;
}

/** An edit of a message after so many requests, answered. */
const edit = (since: number) =>
  discord.until('an edit', () =>
    discord.requests.slice(since).find(({ method, status }) => method === 'PATCH' && status > 0),
  );

/** The response, or the sentence in its place. */
const shownOrTold = (sent: SentInteraction): Promise<unknown> =>
  Promise.race([sent.response(({ content }) => content !== ''), followupOf(sent)]);

const ask =
  (name: string, values: Record<string, string | boolean> = {}) =>
  async () => {
    await shownOrTold(discord.command(name, values, who));
  };

/** The choices for an option in which something of the others is typed, and nothing. */
const offered =
  (name: string, option: string, ...typed: string[]) =>
  async () => {
    for (const each of ['', ...typed])
      await discord.autocomplete(name, { [option]: each }, option, who).choices();
  };

/** A way in, tried; gives how many of the requests are of before. */
type Try = () => Promise<number | void>;

const COMMANDS: Record<string, Try> = {
  '/ask': async () => {
    await ask('ask', { question: FLOOD, explain: true })();
    await ask('ask', { question: 'Who won the election?' })();
    await ask('ask', { question: DREDGING, outlet: 'the tidewater lantern', private: true })();
  },
  '/ask question': async () => {
    const typed = ['mar', 'What did oakh', 'co', 'Tidewater La', 'the'];
    await offered('ask', 'question', ...typed)();
    // They are looked up beside the first ones.
    await discord.command('help', {}, who).response(({ content }) => content.includes('You could ask'));
    await offered('ask', 'question', ...typed)();
  },
  '/ask outlet': offered('ask', 'outlet', 'tide', 'the'),
  '/quotes': async () => {
    await ask('quotes', { speaker: 'Jem Rosewarne' })();
    await ask('quotes', { speaker: 'marian oak' })();
    await ask('quotes', { speaker: 'co' })();
  },
  '/quotes speaker': offered('quotes', 'speaker', 'mar', 'oakh', 'co'),
  '/quotes outlet': offered('quotes', 'outlet', 'tide', 'the'),
  '/check': async () => {
    await ask('check', { quote: 'About 40 homes flooded on Lower Staithe' })();
    await ask('check', { quote: 'The zebra crossing was painted.' })();
  },
  '/check outlet': offered('check', 'outlet', 'tide', 'the'),
  '/timeline': async () => {
    await ask('timeline', { topic: 'dredging' })();
    await ask('timeline', { topic: 'zebra' })();
  },
  '/timeline outlet': offered('timeline', 'outlet', 'tide', 'the'),
  '/source': async () => {
    await ask('source', { title: 'ferry' })();
    await ask('source', { title: 'flood' })();
  },
  '/source title': offered('source', 'title', 'flood', 'library'),
  '/source outlet': offered('source', 'outlet', 'tide', 'the'),
  '/status': ask('status'),
  '/reindex': async () => {
    await ask('reindex')();
  },
  '/settings': ask('settings'),
  '/settings outlets': offered('settings', 'outlets', 'the'),
  '/insights': ask('insights'),
  '/forget-me': ask('forget-me'),
  '/help': async () => {
    await discord.command('help', {}, who).response(({ content }) => content.includes('You could ask'));
  },
};

const MENUS: Record<string, Try> = {
  'Find sources': async () => {
    // The claim of the others is the person's own words: it is shown as such, and nothing else.
    const message = discord.say(
      'The library of Pellowick is to close. About 40 homes flooded on Lower Staithe.',
    );
    await shownOrTold(discord.menu('Find sources', message, who));
  },
};

const BUTTONS: Record<string, Try> = {
  m: () => press('m', COUNCIL),
  p: async () => {
    const answer = await earlier(COUNCIL);
    await allow([]);
    const page = await discord.button(idIn(answer, '1:m:'), answer.id).response();
    await allow([ALLOWED]);
    const since = discord.requests.length;
    await shownOrTold(discord.button(idIn(page, '1:p:'), page.id));
    return since;
  },
  c: () => press('c'),
  x: async () => {
    const answer = await earlier();
    const opened = await discord.button(idIn(answer, '1:c:'), answer.id).response();
    const since = discord.requests.length;
    for (const { custom_id, disabled } of componentsIn(opened)) {
      if (disabled) continue;
      const before = discord.requests.length;
      discord.button(String(custom_id), opened.id);
      await edit(before);
    }
    return since;
  },
  o: () => press('o'),
  n: () => press('n', 'Who won the election?'),
  r: () => press('r', MISTYPED),
  s: async () => {
    const { since, pressed } = await pressedLater('ask', { question: FLOOD, private: true }, '1:s');
    await shownOrTold(pressed);
    return since;
  },
  v: () => press('v'),
};

const CONTROLS: Record<string, Try> = {
  quotes: async () => {
    const { since, pressed } = await pressedLater('quotes', { speaker: SPEAKER }, 'quotes|');
    await followupOf(pressed);
    return since;
  },
  timeline: async () => {
    const { since } = await pressedLater('timeline', { topic: 'council' }, 'timeline|');
    await edit(since);
    return since;
  },
  source: async () => {
    await allow([]);
    const card = await discord.command('source', { title: 'ferry' }).response();
    await allow([ALLOWED]);
    const since = discord.requests.length;
    const options = list(componentsIn(card)[0]!.options).map(({ value }) => String(value));
    for (const value of options)
      await shownOrTold(discord.button('source|', card.id, { values: [value], user: 'a friend' }));
    return since;
  },
};

const MESSAGES: Record<string, Try> = {
  'a mention': async () => {
    await mentioned(FLOOD);
    await mentioned('Who won the election?');
    await mentioned('Was sagte der Bürgermeister über die neue Brücke in der Stadt?');
  },
  'a reply': async () => {
    const answer = await earlier(DREDGING);
    const since = discord.requests.length;
    for (const later of ['and about the eelgrass?', 'More?', 'and what did he say about the flood?']) {
      await replied(answer.id, later);
    }
    return since;
  },
  'a reply to an answer from an outlet that is not allowed any more': async () => {
    await allow([]);
    const limits = { question: DREDGING, outlet: OTHER };
    const { id } = await discord.command('ask', limits).response();
    await allow([ALLOWED]);
    const since = discord.requests.length;
    await replied(id, 'and what did he say about eelgrass?');
    return since;
  },
  'a question in a channel where each is answered': async () => {
    discord.say(FLOOD);
    await discord.sent();
  },
  'a follow-up in a thread of the bot': async () => {
    await setBeforehand(null, { answers: 'thread' });
    const thread = discord.mention(DREDGING);
    await discord.sent();
    await mentioned('and about the flood?', { channel: thread });
    await shownOrTold(discord.command('ask', { question: 'more?' }, { channel: thread }));
  },
  'a direct message, where the bot may not write in the channel': async () => {
    await mentioned(FLOOD, { channel: LOCKED_ID });
  },
};

beforeEach(async () => {
  who = {};
  await allow([ALLOWED]);
  await setBeforehand(GENERAL_ID, { every: true });
  const build = () => Promise.resolve(reportOf({ articles: whole.articles, passages: whole.passages }));
  // The bots of all tests have the same one, and close it only in their eyes.
  const lent = { ...archive, close: () => {} };
  const parts = { archive: lent, openArchive: () => Promise.resolve(lent), build };
  await start(parts, { privileged: true });
});

describe('The doors', () => {
  const optionsTyped = commands.flatMap(({ data }) =>
    list((data.options ?? []) as never)
      .filter(({ autocomplete }) => autocomplete)
      .map((option) => `/${data.name} ${String(option.name)}`),
  );

  it.each([
    [
      'commands and what is typed in them',
      COMMANDS,
      [...commands.map(({ data }) => `/${data.name}`), ...optionsTyped],
    ],
    ['menus of messages', MENUS, menus.map(({ data }) => data.name)],
    ['buttons of answers', BUTTONS, Object.keys(buttons)],
    ['pages and menus', CONTROLS, controls.map(({ name }) => name)],
  ])('are all tried: %s', (_, tried, doors) => {
    expect(Object.keys(tried).toSorted()).toEqual(doors.toSorted());
  });

  it('would show the others where they are allowed', async () => {
    expect(secrets.length).toBeGreaterThan(200);
    await earlier();
    expect(secrets.filter((secret) => said().includes(secret)).length).toBeGreaterThan(3);
  });
});

describe('Nothing of outlets that are not allowed is seen', () => {
  const all = {
    ...COMMANDS,
    ...prefixed('menu', MENUS),
    ...prefixed('button', BUTTONS),
    ...prefixed('page', CONTROLS),
    ...MESSAGES,
  };

  it.each(Object.entries(all))('by %s', async (_, tried) => {
    const since = await tried();
    expectNoSecret(since ?? 0);
  });

  describe('in private', () => {
    beforeEach(() => void (who = { direct: true }));
    // Of a private answer there is nothing to share.
    const { s: _, ...pressed } = BUTTONS;
    const doors = { ...COMMANDS, ...MENUS, ...prefixed('button', pressed) };
    it.each(Object.entries(doors))('by %s', async (_door, tried) => {
      const since = await tried();
      expectNoSecret(since ?? 0);
    });

    it('by a message', async () => {
      for (const question of [FLOOD, 'Who won the election?', DREDGING, 'and about the flood?'])
        await messaged(question);
      expectNoSecret();
    });
  });

  it('in the archive that is told of: its articles, outlets and days are those of the allowed one', async () => {
    const { content } = await discord.command('status').response();
    expect(content).toContain(`**${visible.articles} articles**`);
    expect(content).toContain(ENGLISH.days(visible.from!, visible.to!));
    expect(content).toContain(`- ${ALLOWED}: ${visible.articles} articles`);
  });

  it('by whoever manages the server, but where they choose what is allowed', async () => {
    const choices = await discord.autocomplete('settings', { outlets: '' }, 'outlets', MANAGER).choices();
    expect(choices.map(({ value }) => value)).toEqual(['all', ...whole.outlets.map(({ outlet }) => outlet)]);
  });

  it('by others, when whoever manages the server has the index built: its report is theirs alone', async () => {
    const report = await discord
      .command('reindex', {}, MANAGER)
      .response(({ content }) => content.includes('Index rebuilt'));
    expect(report.content).toContain(`${whole.articles} articles`);
    expect(isPrivate(report)).toBe(true);
  });
});

function prefixed(kind: string, doors: Record<string, Try>): Record<string, Try> {
  return Object.fromEntries(Object.entries(doors).map(([name, tried]) => [`${kind} ${name}`, tried]));
}
