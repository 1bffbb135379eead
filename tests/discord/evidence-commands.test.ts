// /quotes, /check, /timeline, /help, "Find sources" and the limits of /source, through the real discord.js client.
import { beforeEach, describe, expect, it } from 'vitest';
import { shown } from '../support/discord-markdown.ts';
import { BOT_ID, THREADLESS_ID } from '../support/loopback/types.ts';
import { idIn, labelsIn } from '../support/components.ts';
import { isPrivate } from '../support/loopback/state.ts';
import {
  discord,
  followupOf,
  mentioned,
  QUESTION,
  QUOTE,
  restart,
  setBeforehand,
  start,
} from '../support/running-bot.ts';
import type { StoredMessage } from '../support/loopback/types.ts';
import { ARTICLES, SERIES, SmallArchive } from '../support/small-archive.ts';
import { componentsIn } from '../support/components.ts';

const idOf = (message: StoredMessage) => String(componentsIn(message).at(-1)!.custom_id);

describe('/quotes', () => {
  beforeEach(() => start({ archive: new SmallArchive([...ARTICLES, ...SERIES]) }));

  it('offers the speakers of the archive with how often they are quoted', async () => {
    const choices = await discord.autocomplete('quotes', { speaker: 'cal' }).choices();
    expect(choices).toEqual([{ name: 'harbour master Ines Calder · 10', value: 'ines calder' }]);
  });

  it('shows what the chosen one said, newest first, each with its source, in pages', async () => {
    const answer = await discord.command('quotes', { speaker: 'ines calder' }).response();
    expect(answer.content).toMatch(
      /^-# What harbour master Ines Calder said\n> The ferry was late again on pier 9/i,
    );
    expect(answer.content).toContain(
      'Tidewater Gazette, 19 June 2025 · [Harbour bridge to reopen in May](<https://',
    );
    await discord.button(idOf(answer), answer.id).acknowledged;
    const next = await discord.until('page 2', () =>
      answer.content.includes('page 2') ? answer : undefined,
    );
    expect(next.content).toContain('pier 6');
    expect(next.content).not.toContain('pier 7');
    expect(componentsIn(next)).toHaveLength(2);
  });

  it('knows a speaker who is typed with the role, as lists show it', async () => {
    const answer = await discord.command('quotes', { speaker: 'Harbour master Ines Calder' }).response();
    expect(answer.content).toMatch(/^-# What harbour master Ines Calder said\n/);
  });

  it('turns its pages after a restart, with topic and limits; one beyond the end says so', async () => {
    const limits = { topic: 'ferry', from: '2025-06-12', to: '2025-06-19', outlet: 'tidewater gazette' };
    const answer = await discord.command('quotes', { speaker: 'Ines Calder', ...limits }).response();
    expect(answer.content).toContain(
      'about “ferry” · from 12 June 2025, to 19 June 2025, in Tidewater Gazette',
    );
    await restart(new SmallArchive(SERIES.slice(3)));
    await discord.button(idOf(answer), answer.id).acknowledged;
    await discord.until('page 2', () => answer.content.includes('pier 6'));
    expect(answer.content).toContain('from 12 June 2025, to 19 June 2025, in Tidewater Gazette · page 2');
    await restart(new SmallArchive(SERIES.slice(7)));
    await discord.button(idOf(answer), answer.id).acknowledged;
    await discord.until('the end', () => /nothing on this page/.test(answer.content));
    expect(componentsIn(answer)).toHaveLength(1);
  });

  it('gives another person the page in private, and leaves the message as it is', async () => {
    const answer = await discord.command('quotes', { speaker: 'ines calder' }).response();
    const pressed = discord.button(idOf(answer), answer.id, { user: 'somebody else' });
    const page = await pressed.response();
    expect(page.content).toContain('page 2');
    expect(isPrivate(page)).toBe(true);
    expect(answer.content).not.toContain('page 2');
  });

  it('says to the asker of a page alone that its outlet has left the archive', async () => {
    const answer = await discord
      .command('quotes', { speaker: 'ines calder', outlet: 'Tidewater Gazette' })
      .response();
    await restart(new SmallArchive([ARTICLES[1]!]));
    const sentence = await followupOf(discord.button(idOf(answer), answer.id));
    expect(sentence.content).toMatch(
      /^The outlet that this list is limited to is no longer in the archive\./,
    );
    expect(isPrivate(sentence)).toBe(true);
    expect(answer.content).toContain('pier 9');
  });

  it('lists those whom a typed name fits, the most quoted first, with how often', async () => {
    const captain = {
      ...SERIES[0]!,
      id: 'c'.repeat(16),
      text: 'The tide was high, captain Ines Ferrow said.',
    };
    const others = new SmallArchive([...SERIES, captain]);
    await restart(others);
    const asked = await discord.command('quotes', { speaker: 'Ines', topic: 'ferry' }).response();
    expect(asked.content).toBe(
      'Several speakers match “Ines”. Whom do you mean?\n- harbour master Ines Calder · 10 quotations\n- captain Ines Ferrow · 1 quotation',
    );
    expect(labelsIn(asked)).toEqual(['Ines Calder', 'Ines Ferrow']);
    const page = await discord
      .button(idIn(asked, 'Ines Calder'), asked.id)
      .response(({ content }) => content.includes('> '));
    expect(page.content).toContain('-# What harbour master Ines Calder said about “ferry”');
    expect(page.id).toBe(asked.id);
  });

  it.each([
    ['zebra *x*', /^Nobody called “zebra \\\*x\\\*” is quoted in the archive\./],
    ['!!!', /^Nobody called “!!!”/],
  ])('says when %j is nobody', async (speaker, sentence) => {
    const alone = await followupOf(discord.command('quotes', { speaker }));
    expect(alone.content).toMatch(sentence);
    expect(isPrivate(alone)).toBe(true);
  });

  it('says when there is nothing within the limits', async () => {
    const { content } = await discord
      .command('quotes', { speaker: 'ines calder', topic: 'unicycle' })
      .response();
    expect(content).toContain('The archive has nothing that they said within these limits.');
  });
});

describe('/check', () => {
  beforeEach(() => start());

  it('says where words stand exactly, with a link', async () => {
    const { content } = await discord.command('check', { quote: QUOTE }).response();
    expect(content).toMatch(
      /^\*\*Exact\.\*\* The archive has these words, in 1 place\.\n> The harbour bridge/,
    );
    expect(content).toContain('[Harbour bridge to reopen in May](<https://');
  });

  it('says in private, if wished, that it found nothing', async () => {
    const answer = await discord.command('check', { quote: '@everyone ||boo||', private: true }).response();
    expect(answer.content).toMatch(/^\*\*Not found\.\*\* The archive does not hold these words/);
    expect(isPrivate(answer)).toBe(true);
  });
});

describe('/timeline', () => {
  it('shows one dated quote a day, oldest first', async () => {
    await start();
    const { content } = await discord.command('timeline', { topic: 'harbour bridge' }).response();
    expect(content).toMatch(
      /^-# Timeline of “harbour bridge”: 2 days\n\*\*4 March 2025\*\* · \[Tidewater Gazette\]\(<https:/,
    );
    expect(content.indexOf('**11 March 2025**')).toBeGreaterThan(content.indexOf('**4 March 2025**'));
  });

  it('shows German days whole, and not as lists', async () => {
    await start();
    const { content } = await discord
      .command('timeline', { topic: 'harbour bridge' }, { locale: 'de' })
      .response();
    expect(shown(content).text).toContain('11. März 2025 · Saltmarsh Post');
    expect(shown(content).marks).not.toContain('list');
  });

  it('says when the archive has nothing of it', async () => {
    await start();
    const { content } = await discord.command('timeline', { topic: 'zebra' }).response();
    expect(content).toBe(
      'The archive holds nothing that is clearly about “zebra”.\nArchive: 3 articles, 4 March 2025 to 20 April 2025',
    );
  });

  it('turns its pages', async () => {
    const many = new SmallArchive(SERIES);
    many.timeline = async ({ topic, outlets }) => {
      const said = { speaker: 'ines calder', topic: '', limit: 10, outlets };
      const days = (await many.quotations(said)).reverse();
      return {
        topic,
        readAs: [],
        didYouMean: [],
        days,
        nearest: [],
        foreign: null,
        coverage: await many.coverage({ outlets }),
        ms: 1,
      };
    };
    await start({ archive: many });
    const answer = await discord.command('timeline', { topic: 'ferry | pier' }).response();
    expect(answer.content).toContain('page 1 of 2');
    await discord.button(idOf(answer), answer.id).acknowledged;
    await discord.until('page 2', () => answer.content.includes('page 2 of 2'));
    expect(answer.content).toContain('**19 June 2025**');
  });
});

describe('Find sources', () => {
  beforeEach(() => start());
  const found = async (text: string, who = {}) =>
    discord.menu('Find sources', discord.say(text), who).response();

  it('looks the sentences of a message up, in private', async () => {
    const answer = await found(
      `# Look!\n> ${QUOTE} The ferry captains are all retired by now.\n<@123456> https://x.example`,
    );
    expect(isPrivate(answer)).toBe(true);
    expect(answer.content).toMatch(
      /^\*\*Exact\*\*: “The harbour bridge will reopen in May, .*”\n> The harbour bridge/,
    );
    expect(answer.content).toContain('**Not found**: “The ferry captains are all retired by now.”');
    expect(answer.content).toContain('-# Nearest passage (it does not say this):\n> Ferry captains doubt');
  });

  it.each([{}, { foreign: true }])('looks up what a message forwards, in a place like %j', async (who) => {
    const id = discord.say('');
    const forwarded = { content: QUOTE, embeds: [], attachments: [], type: 0, flags: 0, mentions: [] };
    const reference = { type: 1, message_id: '900000000000000777', channel_id: '900000000000000778' };
    const message_snapshots = [{ message: { ...forwarded, timestamp: new Date(0).toISOString() } }];
    Object.assign(discord.message(id), { message_reference: reference, message_snapshots });
    const answer = await discord.menu('Find sources', id, who).response();
    expect(answer.content).toMatch(/^\*\*Exact\*\*: “The harbour bridge/);
  });

  it('looks at five sentences at most, and says so', async () => {
    const many = Array.from({ length: 7 }, (_, i) => `The pier number ${i} fell into the sea.`).join(' ');
    expect((await found(many)).content).toContain('Only the first 5 of 7 sentences are looked up.');
  });

  it.each([
    ['', /holds no text to look up/],
    ['   ', /holds no text to look up/],
    ['👍🎉', /holds no whole sentence/],
    ['lol ok', /holds no whole sentence/],
    ['<@123456789012345678> https://x.example/some/page', /holds no whole sentence/],
  ])('says what is wrong with %j', async (text, sentence) => {
    expect((await found(text)).content).toMatch(sentence);
  });

  it('says of a message of its own that it is from the archive', async () => {
    const own = await mentioned(QUESTION);
    expect(own.author.id).toBe(BOT_ID);
    expect((await discord.menu('Find sources', own.id).response()).content).toMatch(
      /^This message is by Attest/,
    );
  });

  it('survives a message of any length', async () => {
    expect((await found(`${QUOTE} `.repeat(50))).content).toContain('**Exact**');
    expect((await found('x'.repeat(4000) + ' is a word that nobody knows.')).content).toContain(
      '**Not found**',
    );
  });
});

describe('/source', () => {
  beforeEach(() => start());

  it('keeps to the outlet and the days', async () => {
    const asked = { title: 'harbour bridge', outlet: 'Saltmarsh Post', from: '2025-03-01' };
    const { content, components } = await discord.command('source', asked).response();
    expect(content).toMatch(/^\*\*\[Ferry captains doubt bridge date\]/);
    expect(components).toEqual([]);
    const sentence = await followupOf(discord.command('source', { title: 'harbour', to: '2025-01-01' }));
    expect(sentence.content).toMatch(/^No article matches “harbour”/);
  });

  it('offers the others in a menu that works after a restart and says when one is gone', async () => {
    const card = await discord.command('source', { title: 'harbour bridge' }).response();
    expect(card.content).toMatch(/^\*\*\[Harbour bridge/);
    await restart(new SmallArchive(ARTICLES.slice(1)));
    const choose = (id: string) => discord.button('source|', card.id, { values: [id] });
    expect((await followupOf(choose(ARTICLES[0]!.id))).content).toMatch(
      /^This article is no longer in the archive\./,
    );
    await choose(ARTICLES[1]!.id).acknowledged;
    await discord.until('the other', () => /^\*\*\[Ferry/.test(card.content));
    const late = discord.button('source|', card.id, { values: [ARTICLES[0]!.id] });
    expect((await late.response()).content).toMatch(
      /^What this button was for is not in the archive any more\./,
    );
    expect(card.content).toMatch(/^\*\*\[Ferry/);
  });
});

describe('/help', () => {
  it('fits one screen, in private, with every command and what the archive covers', async () => {
    await start();
    const answer = await discord.command('help').response();
    expect(isPrivate(answer)).toBe(true);
    expect(answer.content).toContain(
      '**The archive has 3 articles of 2 outlets, 4 March 2025 to 20 April 2025.**',
    );
    for (const { name, type } of discord.commands)
      expect(answer.content).toContain(type === 1 ? `/${name}` : name);
  });
});

it.each(['check', 'quotes', 'timeline', 'source'])(
  '/%s says of an outlet that is not allowed that it is not asked here',
  async (name) => {
    await setBeforehand(null, { outlets: ['Saltmarsh Post'] });
    await start();
    const about = { check: 'quote', quotes: 'speaker', timeline: 'topic', source: 'title' }[name]!;
    const alone = await discord.command(name, { [about]: 'bridge', outlet: 'Tidewater Gazette' }).response();
    expect(alone.content).toMatch(/^“Tidewater Gazette” is not asked here\./);
    expect(isPrivate(alone)).toBe(true);
  },
);

it('/source shows no article of an outlet that is not allowed, not even by its id', async () => {
  await setBeforehand(null, { outlets: ['Saltmarsh Post'] });
  await start();
  const { content } = await followupOf(discord.command('source', { title: ARTICLES[2]!.id }));
  expect(content).toMatch(/^No article matches/);
});

it('A question asked again where other outlets are allowed is not answered from the first', async () => {
  await setBeforehand(THREADLESS_ID, { outlets: ['Saltmarsh Post'] });
  await start();
  expect((await mentioned(QUESTION)).content).toContain(QUOTE);
  expect((await mentioned(QUESTION, { channel: THREADLESS_ID })).content).not.toContain(QUOTE);
});

it.each<[string, Record<string, string>]>([
  ['check', { quote: QUOTE }],
  ['quotes', { speaker: 'Lena Brandt' }],
  ['timeline', { topic: 'bridge' }],
])('/%s is private where answers are', async (name, about) => {
  await setBeforehand(null, { private: true });
  await start();
  expect(isPrivate(await discord.command(name, about).response())).toBe(true);
  expect(isPrivate(await discord.command(name, { ...about, private: false }).response())).toBe(false);
});
