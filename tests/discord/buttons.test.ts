// The buttons under an answer, through the real discord.js client: what they open, for whom, also after a restart.
import { beforeEach, describe, expect, it } from 'vitest';
import { GENERAL_ID, GUILD_ID, userNamed, type StoredMessage } from '../support/loopback/types.ts';
import { isPrivate } from '../support/loopback/state.ts';
import type { SentInteraction } from '../support/loopback/people.ts';
import {
  archive,
  askedFor,
  bot,
  discord,
  expectAnswer,
  folder,
  followupOf,
  heldUp,
  logLine,
  MANAGER,
  mentioned,
  messaged,
  QUESTION,
  QUOTE,
  restart,
  start,
  startOn,
} from '../support/running-bot.ts';
import { openServerDataFile } from '../../src/server-data/server-data-file.ts';
import { ARTICLES, MORE, SmallArchive } from '../support/small-archive.ts';
import { idIn, labelsIn } from '../support/components.ts';

/** There are further quotes. */
const many = () => new SmallArchive([...ARTICLES, ...MORE]);

const press = (message: StoredMessage, label: string, user = 'reader'): SentInteraction =>
  discord.button(idIn(message, label), message.id, { user });
/** What a press opened: for the presser alone, and pinging nobody. */
async function opened(pressed: SentInteraction): Promise<StoredMessage> {
  const response = await pressed.response();
  expect(isPrivate(response)).toBe(true);
  expect(response.mentions).toEqual([]);
  return response;
}

describe('An answer', () => {
  it('has the buttons that have something to open', async () => {
    await start({ archive: many() });
    expect(labelsIn(await mentioned(QUESTION))).toEqual([
      'More quotes',
      'Outlets side by side',
      'Context',
      '👍',
      '👎',
    ]);
  });

  it('without further quotes or other outlets has fewer, and an abstention still its context and votes', async () => {
    await start({ archive: new SmallArchive(ARTICLES.slice(0, 1)) });
    expect(labelsIn(await mentioned(QUESTION))).toEqual(['Context', '👍', '👎']);
    discord.mention('Who won the apple price?');
    expect(labelsIn(await discord.sent())).toEqual(['👍', '👎']);
  });

  it('to a question too long to stand on top has no button that would need it', async () => {
    await start({ archive: many() });
    discord.mention(`${'When, oh when, '.repeat(40)}${QUESTION}`);
    expect(labelsIn(await discord.sent())).toEqual(['Context', '👍', '👎']);
  });
});

describe('More quotes', () => {
  it('are there for a long question, too, which stands whole where no quote gives way for it', async () => {
    await start({ archive: many() });
    const long = `${'We have heard a good deal about it in the last weeks, some of it wrong, I fear. '.repeat(5)}${QUESTION}`;
    const shown = await mentioned(long);
    expect(shown.content.split('\n')[0]).toBe(`-# Question: ${long}`);
    const first = await opened(press(shown, 'More quotes'));
    expect(first.content.split('\n')[0]).toBe(`-# Question: ${long}`);
    // It takes the place of a quote on the first screen.
    await press(first, 'More quotes').response(({ content }) => content.includes('4 to 5 of 5'));
  });

  it('opens the next ones for whoever presses, and turns its pages in place', async () => {
    await start({ archive: many() });
    const shown = await mentioned(QUESTION);
    const before = shown.versions.length;
    const first = await opened(press(shown, 'More quotes', 'another'));
    expect(first.content).toContain(`-# Question: ${QUESTION}\n-# Further quotes: 1 to 3 of 4\n> `);
    expect(first.content).not.toContain(QUOTE);
    expect(labelsIn(first)).toEqual(['More quotes', 'Context']);
    await press(first, 'More quotes').response(({ content }) => content.includes('4 to 4 of 4'));
    expect(labelsIn(first)).toEqual(['Back', 'Context']);
    await press(first, 'Back').response(({ content }) => content.includes('1 to 3 of 4'));
    expect(shown.versions).toHaveLength(before);
  });

  it('keeps to what the question was limited to', async () => {
    await start({
      archive: new SmallArchive([
        ...MORE,
        ...MORE.map((each) => ({ ...each, id: each.id.replace('b', 'c') })),
      ]),
    });
    const limits = { outlet: 'Reed Island Herald', from: '2025-03-01', to: '2025-03-31', asof: '2025-04-01' };
    const shown = await askedFor(limits);
    const { content } = await opened(press(shown, 'More quotes'));
    expect(content).toContain(
      '-# Only from 1 March 2025, to 31 March 2025, in Reed Island Herald; as of 1 April 2025',
    );
    expect(content).not.toContain('Saltmarsh Post');
  });

  it('says so when the archive has no more of them', async () => {
    await start({ archive: many() });
    const shown = await mentioned(QUESTION);
    await restart(archive);
    const { content } = await opened(press(shown, 'More quotes'));
    expect(content).toBe('The archive has no further quotes on this any more. Ask the question again.');
    expect((await opened(press(shown, 'Outlets side by side'))).content).toContain('Saltmarsh Post');
  });

  it('is acknowledged before the archive is asked', async () => {
    await start();
    const shown = await mentioned(QUESTION);
    const open = heldUp();
    const pressed = press(shown, 'Outlets side by side');
    await pressed.acknowledged;
    open();
    await opened(pressed);
  });
});

describe('Context', () => {
  it('shows the sentences around a quote, the quote in bold, and those of the others', async () => {
    await start({ archive: many() });
    const shown = await mentioned(QUESTION);
    const around = await opened(press(shown, 'Context'));
    expect(around.content.split('\n').slice(0, -1)).toEqual([
      '-# Context of quote 1, which is in bold',
      `> **${QUOTE}** "We will not open it before every cable is tested," she told reporters.`,
      '> Repairs have cost 4.2 million crowns so far.',
    ]);
    expect(around.content).toMatch(
      /\n-# Tidewater Gazette, 4 March 2025 · \[Harbour bridge to reopen in May\]\(<https:\S*#:~:text=\S+>\)$/,
    );
    expect(labelsIn(around)).toEqual(['Quote 1', 'Quote 2', 'Quote 3']);
    await press(around, 'Quote 2').response(({ content }) => content.includes('of quote 2'));
    expect(around.content).toContain('> **Ferry captains doubt');
  });

  it('of an article that has gone or changed says so, and the others stay within reach', async () => {
    await start({ archive: many() });
    const shown = await mentioned(QUESTION);
    await bot.stop();
    const changed = { ...ARTICLES[1]!, text: `Corrected. ${ARTICLES[1]!.text}` };
    await startOn({ archive: new SmallArchive([changed, ...MORE]) });
    await discord.ready();
    const told = await opened(press(shown, 'Context'));
    expect(told.content).toBe('The article of this quote is not in the archive any more.');
    await press(told, 'Quote 2').response(
      ({ content }) => content === 'The article of this quote has changed since.',
    );
    await press(told, 'Quote 3').response(({ content }) => content.includes('> Before it. **The harbour'));
  });
});

describe('Outlets side by side', () => {
  it('shows the quotes by outlet, the newest first', async () => {
    await start({ archive: many() });
    const { content } = await opened(press(await mentioned(QUESTION), 'Outlets side by side'));
    const places = content.match(/^\*\*.*\*\*$|(?<=^-# )\[\d\] [^·]+(?= ·)/gm);
    expect(places).toEqual([
      '**Saltmarsh Post**',
      '[1] 23 March 2025',
      '[2] 21 March 2025',
      '[3] 11 March 2025',
      '**Reed Island Herald**',
      '[4] 22 March 2025',
      '[5] 20 March 2025',
      '**Tidewater Gazette**',
      '[6] 4 March 2025',
    ]);
  });
});

describe('Nearest passages', () => {
  const UNANSWERED = 'Who painted the harbour violet?';

  it('open for whoever presses, each with its context', async () => {
    await start();
    const told = await mentioned(UNANSWERED);
    expect(labelsIn(told)).toEqual(['Nearest passages', '👍', '👎']);
    expect(told.content).not.toContain('> ');
    const nearest = await opened(press(told, 'Nearest passages', 'another'));
    expect(nearest.content).toContain(`**Nearest passages (not an answer):**\n> ${QUOTE}`);
    expect((await opened(press(nearest, 'Context'))).content).toContain(`> **${QUOTE}**`);
  });

  it('of a question too long to stand on top open amid their articles', async () => {
    await start();
    const told = await mentioned(`${'When, oh when, '.repeat(40)}${UNANSWERED}`);
    expect((await opened(press(told, 'Nearest passages'))).content).toContain(`> **${QUOTE}**`);
  });

  it('give way to the answer that there is by now', async () => {
    await start({ archive: new SmallArchive(ARTICLES.slice(2)) });
    const told = await mentioned('Which harbour was ruined by late frost or reopened its bridge?');
    expect(told.content).toContain('> Late frost');
    const none = await mentioned('Which harbour bridge has late trams?');
    await restart(many());
    expect((await opened(press(none, 'Nearest passages'))).content).toContain(`> ${QUOTE}`);
  });
});

describe('A word that may be meant', () => {
  /** An archive that asks what is meant by "Brant". */
  const asking = () => {
    const made = many();
    const ask = made.ask.bind(made);
    made.ask = async (query) => ({
      ...(await ask(query)),
      didYouMean: /\bBrant\b/.test(query.question)
        ? [{ typed: 'Brant', candidates: ['Brandt', 'Aalders'] }]
        : [],
    });
    return made;
  };
  const TYPED = 'What has Brantson, or Brant, to say?';

  it('is a button that asks anew with it, for all where whoever had asked presses', async () => {
    await start({ archive: asking() });
    const told = await mentioned(TYPED);
    expect(told.content).toContain('Did you mean “Brandt” or “Aalders” by “Brant”?');
    expect(labelsIn(told)).toEqual(['Brandt', 'Aalders', '👍', '👎']);
    const answer = await press(told, 'Brandt').response();
    expect(answer.content.split('\n')[0]).toBe('-# Question: What has Brantson, or Brandt, to say?');
    expect(isPrivate(answer)).toBe(false);
    expect(labelsIn(answer)).not.toContain('Brandt');
    const other = await opened(press(told, 'Aalders', 'another'));
    expect(other.content.split('\n')[0]).toBe('-# Question: What has Brantson, or Aalders, to say?');
  });

  it('is asked for all after /ask and in private, too, where a follow-up then leans on it', async () => {
    await start({ archive: asking() });
    const told = await discord.command('ask', { question: TYPED }).response();
    expect(isPrivate(await press(told, 'Brandt').response())).toBe(false);
    expect(isPrivate(await press(told, 'Brandt', 'another').response())).toBe(true);
    const direct = await messaged('What did Lena Brant say about the harbour bridge?');
    const answer = await press(direct, 'Brandt').response();
    expect(isPrivate(answer)).toBe(false);
    expect((await messaged('and what did she say about reopening?')).content).toMatch(
      /^-# Question: What did Lena Brandt say about reopening/,
    );
  });

  it('that fits no button is asked about in words alone', async () => {
    const made = many();
    const ask = made.ask.bind(made);
    const long = 'Brandt'.repeat(15);
    made.ask = async (query) => ({
      ...(await ask(query)),
      didYouMean: [
        { typed: 'Brant', candidates: [long] },
        { typed: 'Bran', candidates: ['Brandt'] },
      ],
    });
    await start({ archive: made });
    const told = await mentioned('What has Brant to say?');
    expect(told.content).toContain(`Did you mean “${long}”`);
    expect(labelsIn(told)).toEqual(['👍', '👎']);
  });

  it('is asked within the same limits, and of a private answer in private', async () => {
    await start({ archive: asking() });
    const limits = { question: TYPED, outlet: 'Saltmarsh Post', private: true };
    const told = await discord.command('ask', limits).response();
    const answer = await opened(press(told, 'Aalders'));
    expect(answer.content.split('\n').slice(0, 2)).toEqual([
      '-# Question: What has Brantson, or Aalders, to say?',
      '-# Only in Saltmarsh Post',
    ]);
    expect(labelsIn(answer)).toContain('Share');
  });
});

describe('Share', () => {
  beforeEach(() => start({ archive: many() }));
  const privately = () => askedFor({ private: true });

  it('is under private answers only', async () => {
    expect(labelsIn(await privately())).toEqual([
      'More quotes',
      'Outlets side by side',
      'Context',
      'Share',
      '👍',
      '👎',
    ]);
    expect(labelsIn(await mentioned(QUESTION))).not.toContain('Share');
    const direct = await askedFor({ private: true }, { direct: true });
    expect(labelsIn(direct)).not.toContain('Share');
  });

  it('posts the answer for all, names who did without a ping, and goes', async () => {
    const shown = await privately();
    const pressed = press(shown, 'Share');
    const shared = await followupOf(pressed);
    expect(isPrivate(shared)).toBe(false);
    expect(shared.content).toBe(`${shown.content}\n-# Shared by <@${userNamed('reader').id}>`);
    expect(shared.mentions).toEqual([]);
    expect(shared.guild_id).toBe(GUILD_ID);
    expect(labelsIn(shown)).not.toContain('Share');
    expect(labelsIn(shared)).toEqual(labelsIn(shown));
    expect((await opened(press(shared, 'More quotes', 'another'))).content).toContain('Further quotes');
  });

  it('posts what was seen within the limits of now, and nothing that was seen before them', async () => {
    const before = await privately();
    const change = async (outlets: string) => discord.command('settings', { outlets }, MANAGER).response();
    await change('Saltmarsh Post; Tidewater Gazette');
    const within = await privately();
    expect((await opened(press(before, 'Share'))).content).toMatch(/^What this button was for is not/);
    expect((await followupOf(press(within, 'Share'))).content).toContain('Shared by');
    const later = await privately();
    await change('Saltmarsh Post');
    expect((await opened(press(later, 'Share'))).content).toMatch(/^What this button was for is not/);
    await change('all');
    expect((await followupOf(press(before, 'Share'))).content).toContain('Shared by');
  });

  it('pressed twice at once posts it once', async () => {
    const shown = await privately();
    const both = [press(shown, 'Share'), press(shown, 'Share')];
    const told = await both[1]!.response();
    expect(told.content).toBe('This answer is shared already. Look for it in the channel.');
    expect(isPrivate(told)).toBe(true);
    await followupOf(both[0]!);
    expect(discord.messages(GENERAL_ID).filter(({ content }) => content.includes('Shared by'))).toHaveLength(
      1,
    );
  });
});

describe('A press', () => {
  it('that Discord has given up on is a line in the log and no more', async () => {
    await start();
    const shown = await mentioned(QUESTION);
    discord.button(idIn(shown, 'Context'), shown.id, { expired: true });
    expect(await logLine('Discord refused')).toMatchObject({ event: 'button', code: 10062 });
    await expectAnswer();
  });

  it('while the archive fails is told in private, and the answer stays', async () => {
    await start();
    const shown = await mentioned(QUESTION);
    // Not only its answers: one of the last minute is at hand.
    archive.version = () => Promise.reject(new Error('broken'));
    const told = await opened(press(shown, 'Outlets side by side'));
    expect(told.content).toMatch(/^Something went wrong \(\w+\)\.$/);
    expect(shown.versions).toHaveLength(1);
  });

  it('that turns a page which is gone leaves the page and says so', async () => {
    await start({ archive: many() });
    const page = await opened(press(await mentioned(QUESTION), 'More quotes'));
    const before = page.content;
    await restart(archive);
    const told = await followupOf(press(page, 'More quotes'));
    expect(told.content).toMatch(/^The archive has no further quotes on this any more\./);
    expect(isPrivate(told)).toBe(true);
    expect(page.content).toBe(before);
  });

  it('to share what cannot be posted brings the button back', async () => {
    await start();
    const shown = await askedFor({ private: true });
    discord.failNext('POST', /^\/webhooks\//, {
      status: 403,
      body: { code: 50013, message: 'Missing Permissions' },
    });
    press(shown, 'Share');
    await logLine('Discord refused');
    expect(labelsIn(shown)).toContain('Share');
    await followupOf(press(shown, 'Share'));
  });
});

describe('A vote', () => {
  it('is noted in private, one a person, and can be changed', async () => {
    await start();
    const shown = await mentioned(QUESTION);
    expect((await opened(press(shown, '👍'))).content).toBe(
      'Noted: this helped. The other button changes it.',
    );
    await opened(press(shown, '👍', 'another'));
    await opened(press(shown, '👎'));
    const people = openServerDataFile(folder);
    expect(await people.tally(shown.id)).toEqual({ up: 1, down: 1 });
    await people.close();
  });
});

describe('After a restart', () => {
  it('every button of an earlier answer works', async () => {
    await start({ archive: many() });
    const shown = await mentioned(QUESTION);
    const secret = await askedFor({ private: true });
    const page = await opened(press(shown, 'More quotes'));
    await restart(many());
    for (const label of labelsIn(shown))
      expect((await opened(press(shown, String(label)))).content).toMatch(
        /Further|Outlets side|Context of|Noted/,
      );
    await press(page, 'More quotes').response(({ content }) => content.includes('4 to 4 of 4'));
    expect((await followupOf(press(secret, 'Share'))).content).toContain('Shared by');
  });
});

describe('A button of another version', () => {
  it.each(['0:m:0:x', '1:zz', '1:c:9:x', '1:toString', 'next', '1:m:0:2025', 'gone|1'])(
    'says so in private: %s',
    async (id) => {
      await start();
      const shown = await mentioned(QUESTION);
      shown.components = [{ type: 1, components: [{ type: 2, style: 2, label: 'Old', custom_id: id }] }];
      const told = await opened(press(shown, 'Old'));
      expect(told.content).toMatch(
        /(?:of another version of Attest|not in the archive any more)\. Ask the question again\.$/,
      );
    },
  );
});

describe('A custom id that a message does not have', () => {
  const forge = (message: StoredMessage, customId: string, values?: string[]) =>
    discord.button(customId, message.id, { forged: true, ...(values && { values }) });
  const DECLINED =
    /^(?:This button is of another version of Attest|What this button was for is not in the archive)/;

  it('changes no public answer, whatever a client of its own sends', async () => {
    await start({ archive: many() });
    const answer = await mentioned(QUESTION);
    const card = await discord.command('source', { title: 'bridge' }).response();
    const more = idIn(answer, 'More quotes');
    const context = idIn(answer, 'Context');
    for (const [message, customId, values] of [
      [answer, more.replace('1:m:', '1:p:')],
      [answer, context.replace('1:c:', '1:x:')],
      [answer, context.replace('1:c:0', '1:c:1')],
      [answer, '1:s'],
      [answer, '1:v:1:'],
      [answer, more.replace('1:m:0:', '1:n:')],
      [answer, `${more.replace('1:m:0:', '1:r:')}:0:4:Nobody`],
      [card, 'quotes|0||||mayor lena brandt|'],
      [card, 'timeline|0||||bridge'],
      [card, 'source|', [ARTICLES[2]!.id]],
      [card, 'source|'],
      [answer, 'source|', [ARTICLES[2]!.id]],
    ] as const) {
      const told = await forge(message, customId, values && [...values]).response();
      expect(told.content).toMatch(DECLINED);
      expect(isPrivate(told)).toBe(true);
    }
    expect(answer.versions).toHaveLength(1);
    expect(card.versions.at(-1)!.content).toContain('Harbour bridge');
    expect(discord.messages(GENERAL_ID).filter((message) => !isPrivate(message))).toEqual([
      expect.objectContaining({ content: expect.stringContaining(QUESTION) as string }),
      answer,
      card,
    ]);
  });

  it('nor does one that stands there, but cannot be pressed', async () => {
    await start({ archive: many() });
    const answer = await mentioned(QUESTION);
    const page = await opened(press(answer, 'Context'));
    const told = await forge(page, idIn(page, 'Quote 1')).response();
    expect(told.content).toMatch(DECLINED);
  });
});
