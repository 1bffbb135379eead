// The slash commands through the real discord.js client: what people see, and who sees it.
import { MessageFlags } from 'discord.js';
import { beforeEach, describe, expect, it } from 'vitest';
import { GENERAL_ID } from '../support/loopback/types.ts';
import { isPrivate } from '../support/loopback/state.ts';
import { askedFor, discord, followupOf, heldUp, QUESTION, QUOTE, start } from '../support/running-bot.ts';
import { ARTICLES } from '../support/small-archive.ts';

describe('/ask', () => {
  beforeEach(() => start());

  it('is acknowledged before the archive is asked, then answered for all, with the question on top', async () => {
    const open = heldUp();
    const asked = discord.command('ask', { question: QUESTION });
    expect((await asked.acknowledged).flags & MessageFlags.Ephemeral).toBe(0);
    open();
    const answer = await asked.response();
    expect(answer.content).toMatch(/^-# Question: When does the harbour bridge reopen\?\n> The harbour/);
    expect(isPrivate(answer)).toBe(false);
  });

  it('answers in private when asked to', async () => {
    const asked = discord.command('ask', { question: QUESTION, private: true });
    expect(isPrivate(await asked.response())).toBe(true);
  });

  it('answers in direct messages', async () => {
    const answer = await askedFor({}, { direct: true });
    expect(answer.content).toContain(QUOTE);
  });

  it('keeps to the dates and the outlet, and says so', async () => {
    const limits = { from: '2025-03-05', to: '2025-03-31', outlet: 'Saltmarsh Post' };
    const { content } = await askedFor(limits);
    expect(content).toContain('\n-# Only from 5 March 2025, to 31 March 2025, in Saltmarsh Post\n');
    expect(content).toContain('> Ferry captains doubt');
    expect(content).not.toContain(QUOTE);
  });

  it('answers from what the archive knew on a day, and says so', async () => {
    const asked = { question: QUESTION, asof: '2025-03-10', to: '2025-03-31' };
    const { content } = await discord.command('ask', asked).response();
    expect(content).toContain('\n-# Only to 31 March 2025; as of 10 March 2025\n');
    expect(content).toContain(QUOTE);
    expect(content).not.toContain('Ferry captains doubt');
  });

  it.each([
    [{ from: '2025-02-31' }, /^“2025-02-31” is not a day\. Write it as YYYY-MM-DD/],
    [{ to: 'yesterday!' }, /^“yesterday!” is not a day\./],
    [{ asof: '2025-13-01' }, /^“2025-13-01” is not a day\. Write it as YYYY-MM-DD/],
    [
      { from: '2025-04-01', to: '2025-03-01' },
      /^The period ends \(1 March 2025\) before it begins \(1 April 2025\)\./,
    ],
    [{ outlet: 'The *Moon*' }, /^The archive has no outlet “The \\\*Moon\\\*”\./],
  ])('tells the asker alone what is wrong with %j', async (limits, sentence) => {
    const asked = discord.command('ask', { question: QUESTION, ...limits });
    const told = await discord.until('the sentence', () => {
      const [followup] = asked.followups;
      return followup ?? discord.messages(GENERAL_ID).find((message) => sentence.test(message.content));
    });
    expect(told.content).toMatch(sentence);
    expect(isPrivate(told)).toBe(true);
    await discord.until('nothing left for others to see', () =>
      discord.messages(GENERAL_ID).every(isPrivate) ? true : undefined,
    );
  });

  it('offers the outlets that match what is typed', async () => {
    const typing = discord.autocomplete('ask', { outlet: 'POST' });
    expect(await typing.choices()).toEqual([{ name: 'Saltmarsh Post', value: 'Saltmarsh Post' }]);
    const empty = discord.autocomplete('ask', { outlet: '' });
    expect(await empty.choices()).toHaveLength(2);
  });
});

describe('/source', () => {
  beforeEach(() => start());

  it('offers titles, and shows the card of the one that is chosen', async () => {
    const [choice] = await discord.autocomplete('source', { title: 'ferry' }).choices();
    expect(choice).toEqual({
      name: 'Ferry captains doubt bridge date · Saltmarsh Post, 2025-03-11',
      value: ARTICLES[1]!.id,
    });
    const { content } = await discord.command('source', { title: String(choice!.value) }).response();
    expect(content).toBe(
      [
        '**[Ferry captains doubt bridge date](<https://saltmarsh-post.example/ferry_captains_%282025%29>)**',
        'Saltmarsh Post · 11 March 2025',
        '> Ferry captains doubt that the harbour bridge will reopen in May. "Nobody has seen the cables," captain Piet Aalders said.',
      ].join('\n'),
    );
  });

  it('finds the best article for words that were typed without choosing, and names the others', async () => {
    const { content } = await discord.command('source', { title: 'harbour bridge' }).response();
    expect(content).toMatch(/^\*\*\[Harbour bridge to reopen in May\]/);
    expect(content).toMatch(/-# Also: \[Ferry captains doubt bridge date\]\(<.*>\), Saltmarsh Post$/);
  });

  it('tells the asker alone when nothing matches', async () => {
    const asked = discord.command('source', { title: 'zebra' });
    const told = await followupOf(asked);
    expect(told.content).toBe('No article matches “zebra”. Try fewer or other words, or wider limits.');
    expect(isPrivate(told)).toBe(true);
  });
});

describe('/status', () => {
  it('shows articles, dates, outlets, model and age to the asker', async () => {
    await start();
    const status = await discord.command('status').response();
    expect(isPrivate(status)).toBe(true);
    expect(status.content).toMatch(
      /^\*\*3 articles\*\*, .*\nDates covered: 4 March 2025 to 20 April 2025\nModel: bundled\nLast built: .* · index \d+ days old\n2 outlets:/,
    );
  });
});
