// Articles, outlets, bylines, questions and people's names that are made to do harm, through the real discord.js client.
import { expect, it } from 'vitest';
import { MissingPermission } from '../../src/discord/permissions.ts';
import { escapeText } from '../../src/discord/views/markdown.ts';
import type { AskQuery } from '../../src/archive.ts';
import type { Answer, Article, Quote } from '../../src/types.ts';
import { shown } from '../support/discord-markdown.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import type { StoredMessage } from '../support/loopback/types.ts';
import {
  discord,
  followupOf,
  mentioned,
  openDiscord,
  settings,
  startOn,
  startWith,
} from '../support/running-bot.ts';
import { SmallArchive } from '../support/small-archive.ts';
import { ENGLISH } from '../support/english.ts';

/** An article that is hostile in every part; its sentence answers "zebra crossing". */
const article = (text: string, n: number): Article => ({
  id: n.toString(16).padStart(16, '0'),
  file: `${n}.txt`,
  title: text,
  url: `https://a.example/${n}`,
  outlet: text,
  byline: text,
  published: '2025-03-04',
  text: `Zebra crossing ${n}: ${text.replace(/[.!?\n]/g, ' ')} .`,
  unquotable: [],
});

const LINKS = /^https:\/\/(?:a|tidewater-gazette|saltmarsh-post)\.example\//;

function expectHarmless({ content, mentions, mention_roles, mention_everyone }: StoredMessage): void {
  expect({ mentions, mention_roles, mention_everyone }).toEqual({
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
  });
  const { links, marks } = shown(content);
  expect(links.filter((link) => !LINKS.test(link))).toEqual([]);
  const ours = ['quote', 'link', 'bold', 'small', 'list'];
  expect(marks.filter((mark) => !ours.includes(mark))).toEqual([]);
}

it('Hostile articles are quoted as they are, ping nobody and lead nowhere else', async () => {
  const articles = HOSTILE.map((text, n) => article(text, n));
  await openDiscord();
  await startOn({ archive: new SmallArchive(articles), settings: settings({ USER_LIMIT: '0' }) });
  await discord.ready();
  for (const [n, { id, text, title }] of articles.entries()) {
    const answer = await mentioned(`zebra crossing ${n}`);
    expectHarmless(answer);
    const own = answer.content.split('\n').find((line) => shown(line).text.includes(`Zebra crossing ${n}:`));
    expect(shown(own!).text).toContain(text.trim());
    const card = await discord.command('source', { title: id }).response();
    expectHarmless(card);
    expect(shown(card.content).text).toContain(title.replace(/\s+/g, ' ').trim());
  }
  expectHarmless(await discord.command('status').response());
});

/** Says of every quote that its answer stands in the middle of it. */
class AnsweringArchive extends SmallArchive {
  override async ask(query: AskQuery): Promise<Answer> {
    const answer = await super.ask(query);
    if (answer.kind === 'abstained') return answer;
    const middle = ({ start, end, text }: Quote) => {
      const quarter = Math.floor(text.length / 4);
      return { start: start + quarter, end: end - quarter };
    };
    return { ...answer, quotes: answer.quotes.map((quote) => ({ ...quote, answer: middle(quote) })) };
  }
}

it('The words that answer are bold in a sent message, and a quote reads as it did without that', async () => {
  const articles = HOSTILE.map((text, n) => article(text, n));
  await openDiscord();
  await startOn({ archive: new AnsweringArchive(articles), settings: settings({ USER_LIMIT: '0' }) });
  await discord.ready();
  let bold = 0;
  for (const [n, { text }] of articles.entries()) {
    const answer = await mentioned(`zebra crossing ${n}`);
    expectHarmless(answer);
    const own = answer.content.split('\n').find((line) => shown(line).text.includes(`Zebra crossing ${n}:`));
    expect(shown(own!).text).toContain(text.trim());
    bold += Number(shown(own!).marks.includes('bold'));
  }
  expect(bold).toBeGreaterThan(articles.length / 2);
});

it('Whatever is asked comes back harmless, in a mention, a command and a refusal', async () => {
  await startWith({ USER_LIMIT: '0' });
  for (const [n, text] of HOSTILE.entries()) {
    const user = `${n % 2 ? '@everyone' : '`||[x](https://evil.example)'} ${n}`;
    discord.mention(`${text} harbour bridge`, { user });
    expectHarmless(await discord.sent());
    expectHarmless(await discord.command('ask', { question: text }, { user }).response());
    const refused = discord.command('source', { title: `zebra ${text}` }, { user });
    const told = await followupOf(refused);
    expectHarmless(told);
  }
});

it('A channel of a hostile name is named as it is', () => {
  for (const text of HOSTILE.map((each) => each.replace(/\s+/g, ' ').trim())) {
    const { sentence } = new MissingPermission(['Send Messages'], text.slice(0, 60), ENGLISH);
    expect(shown(escapeText(sentence)).marks).toEqual([]);
  }
});
