// Questions that follow others, through the real discord.js client: chains of replies, threads, what the asker is told.
import { beforeEach, describe, expect, it } from 'vitest';
import { BOT_ID, GENERAL_ID, POST_ID, THREADLESS_ID, VOICE_ID } from '../support/loopback/types.ts';
import { isPrivate } from '../support/loopback/state.ts';
import {
  bot,
  discord,
  followupOf,
  heldUp,
  lines,
  mentioned,
  messaged,
  posts,
  QUESTION,
  QUOTE,
  replied,
  restart,
  setBeforehand,
  start,
  startOn,
  typing,
} from '../support/running-bot.ts';
import { ARTICLES, SmallArchive } from '../support/small-archive.ts';

const BRANDT = 'What did Lena Brandt say about the harbour bridge?';
const asked = (content: string) => /^-# Question: (.*)$/m.exec(content)?.[1];

describe('A chain of replies', () => {
  beforeEach(() => start());

  it('keeps the person and the topic, and shows the question as it was read', async () => {
    const first = await mentioned(BRANDT);
    const second = await replied(first.id, 'and what did she say about reopening?');
    expect(asked(second.content)).toBe('What did Lena Brandt say about reopening (on harbour bridge)?');
    expect(asked((await replied(second.id, 'and about reporters?')).content)).toBe(
      'What did Lena Brandt say about reporters?',
    );
  });

  it('lets the earlier topic go where it would only give the earlier answer again', async () => {
    const first = await mentioned(BRANDT);
    expect(asked((await replied(first.id, 'and what did she say about Aalders?')).content)).toBe(
      'What did Lena Brandt say about Aalders?',
    );
  });

  it('goes on after a restart', async () => {
    const first = await mentioned(BRANDT);
    await restart();
    expect(asked((await replied(first.id, 'What did she promise the growers?')).content)).toBe(
      'What did Lena Brandt promise the growers?',
    );
  });

  it('leaves a full question as it is', async () => {
    const first = await mentioned(BRANDT);
    expect(asked((await replied(first.id, QUESTION)).content)).toBe(QUESTION);
  });

  it('does not read the message of a person that is replied to', async () => {
    const theirs = discord.mention(BRANDT, { user: 'somebody else' });
    await discord.sent();
    expect(asked((await replied(theirs, `<@${BOT_ID}> and what did she say about reopening?`)).content)).toBe(
      'and what did she say about reopening?',
    );
  });

  it('takes nothing from a message that is no answer, or from another channel’s last answer', async () => {
    const help = await mentioned('');
    expect(asked((await replied(help.id, 'What did she say?')).content)).toBe('What did she say?');
    await mentioned(BRANDT);
    expect(asked((await mentioned('What did she say?')).content)).toBe('What did she say?');
  });

  it('is not answered where it only thanks, and goes on behind that', async () => {
    const first = await mentioned(BRANDT);
    discord.reply(first.id, 'thanks! 👍');
    expect(asked((await replied(first.id, 'and what did she say about reopening?')).content)).toMatch(
      /^What did Lena Brandt say about reopening/,
    );
    expect((await mentioned('hello')).content).toMatch(/^Ask a question/);
  });

  it('shows with "more?" what the answer held back, once', async () => {
    await bot.stop();
    const many = Array.from({ length: 5 }, (_, i) => ({ ...ARTICLES[0]!, id: `00000000000000b${i}` }));
    await startOn({ archive: new SmallArchive(many) });
    await discord.ready();
    const first = await mentioned(BRANDT);
    const rest = await replied(first.id, 'More?');
    expect(asked(rest.content)).toBe(BRANDT);
    expect(rest.content).toMatch(/\n-# \[4\] [^]*\n-# \[5\] /);
    expect(rest.content).not.toContain('\n-# [1] ');
    expect((await replied(rest.id, 'more')).content).toContain(
      '**No answer.** The archive has no further quotes on this.',
    );
  });

  it('in private needs no reply', async () => {
    await messaged(BRANDT);
    expect(asked((await messaged('What did she promise the growers?')).content)).toBe(
      'What did Lena Brandt promise the growers?',
    );
  });

  it('is answered though the message replied to was deleted', async () => {
    const first = await mentioned(BRANDT);
    await restart();
    discord.failNext('GET', /messages\/\d+$/, {
      status: 404,
      body: { code: 10008, message: 'Unknown Message' },
    });
    expect(asked((await replied(first.id, QUESTION)).content)).toBe(QUESTION);
  });
});

describe('What the earlier question was limited to', () => {
  const limitsOf = (content: string) => content.split('\n')[1];
  const askLimited = async (limits: Record<string, string>) => {
    const { id } = await discord.command('ask', { question: BRANDT, ...limits }).response();
    return id;
  };

  it('still holds for the follow-ups, and is shown on top of each, also after a restart', async () => {
    await start();
    const first = await askLimited({ outlet: 'tidewater gazette', from: '2025-03-01' });
    const second = await replied(first, 'and what did she say about reopening?');
    expect(limitsOf(second.content)).toBe('-# Only from 1 March 2025, in Tidewater Gazette');
    await restart();
    expect(limitsOf((await replied(second.id, 'and what did she promise the growers?')).content)).toBe(
      '-# Only from 1 March 2025, in Tidewater Gazette',
    );
  });

  it('still holds where there was no answer', async () => {
    await start();
    const none = await replied(
      await askLimited({ to: '2025-01-31' }),
      'and what did she say about reopening?',
    );
    expect(none.content).toContain('-# Only to 31 January 2025\n**No answer.**');
    expect((await replied(none.id, 'and what did she promise the growers?')).content).toContain(
      '-# Only to 31 January 2025\n**No answer.**',
    );
  });

  it('keeps out what it kept out before', async () => {
    await start();
    expect(
      (await replied(await askLimited({ outlet: 'Tidewater Gazette' }), 'and what did she say about cables?'))
        .content,
    ).not.toContain('Saltmarsh Post');
  });

  it('is let go by a question that stands by itself', async () => {
    await start();
    const { content } = await replied(
      await askLimited({ outlet: 'Tidewater Gazette', asof: '2025-03-31' }),
      QUESTION,
    );
    expect(content).not.toContain('-# Only');
    expect(content).toContain('Saltmarsh Post');
  });

  it('gives way to what the new one says itself: days in words, or in the options of /ask', async () => {
    await setBeforehand(null, { answers: 'thread' });
    await start();
    const id = discord.mention(BRANDT);
    await discord.sent();
    const inThread = (question: string, more: Record<string, string | boolean> = {}) =>
      discord.command('ask', { question, ...more }, { channel: id });
    const limited = { from: '2025-01-01', to: '2025-02-28', outlet: 'Tidewater Gazette' };
    await inThread('What did Lena Brandt say about the cables?', limited).response();
    const anew = inThread('and what did she say about reopening?', { from: '2025-03-01', explain: true });
    expect(limitsOf((await anew.response()).content)).toBe('-# Only from 1 March 2025, in Tidewater Gazette');
    const explained = await followupOf(anew);
    expect(explained.content).toContain('\n- limits: Only in Tidewater Gazette\n');
    const dated = await inThread('And in April 2025?').response();
    expect(asked(dated.content)).toMatch(/ in April 2025\?$/);
    expect(limitsOf(dated.content)).toBe('-# Only in Tidewater Gazette');
  });

  it('is refused with a sentence where its outlet is not allowed any more, or gone from the archive', async () => {
    await start();
    const first = await askLimited({ outlet: 'Tidewater Gazette' });
    await setBeforehand(null, { outlets: ['Saltmarsh Post'] });
    const { content } = await replied(first, 'and what did she say about reopening?');
    expect(content).toContain('limited to an outlet that is gone.');
    expect(content).toContain('Questions here are answered from Saltmarsh Post only.');
    expect(content).not.toContain('Tidewater');
    await setBeforehand(null, { outlets: [] });
    await restart(new SmallArchive(ARTICLES.slice(1, 2)));
    expect((await replied(first, 'and what did she say about reopening?')).content).toContain(
      'limited to an outlet that is gone.',
    );
  });
});

describe('A channel whose questions are answered in threads', () => {
  const threads = async () => {
    await setBeforehand(null, { answers: 'thread' });
    return start();
  };

  it('has a thread opened on the question, and the talk goes on in it', async () => {
    await threads();
    const id = discord.mention(BRANDT);
    const answer = await discord.sent();
    expect(answer.channel_id).toBe(id);
    expect(posts(/threads$/)[0]!.body).toMatchObject({ name: BRANDT });
    const second = await mentioned('and what did she say about reopening?', { channel: id });
    expect(second.channel_id).toBe(id);
    expect(asked(second.content)).toBe('What did Lena Brandt say about reopening (on harbour bridge)?');
    expect(posts(/threads$/)).toHaveLength(1);
  });

  it('knows nothing of what somebody asked in private in the thread', async () => {
    await threads();
    const id = discord.mention(QUESTION);
    await discord.sent();
    const asks = { question: BRANDT, outlet: 'Tidewater Gazette', private: true };
    await discord.command('ask', asks, { channel: id, user: 'somebody else' }).response();
    const { content } = await mentioned('and what did she say about reopening?', { channel: id });
    expect(asked(content)).not.toContain('Lena Brandt');
    expect(content).not.toContain('-# Only');
  });

  it('is answered by a reply where the bot may not open one, and the log says so', async () => {
    await threads();
    const id = discord.mention(QUESTION, { channel: THREADLESS_ID });
    expect((await discord.sent()).message_reference?.message_id).toBe(id);
    expect(posts(/threads$/)).toHaveLength(0);
    expect(lines('no thread can be opened, so the answer is a reply')).toHaveLength(1);
  });

  it.each([
    [403, 50013, 'Missing Permissions'],
    [400, 160004, 'A thread has already been created for this message'],
  ])('is answered by a reply when Discord refuses with %i %i', async (status, code, message) => {
    await threads();
    discord.failNext('POST', /threads$/, { status, body: { code, message } });
    const id = discord.mention(QUESTION);
    const answer = await discord.sent();
    expect([answer.channel_id, answer.message_reference?.message_id]).toEqual([GENERAL_ID, id]);
    expect(lines('no thread can be opened, so the answer is a reply')).toMatchObject([{ reason: message }]);
  });

  it.each([VOICE_ID, POST_ID])('is answered by a reply where there can be none: in %s', async (channel) => {
    await threads();
    const id = discord.mention(QUESTION, { channel });
    const answer = await discord.sent();
    expect([answer.channel_id, answer.message_reference?.message_id]).toEqual([channel, id]);
    expect(answer.content).toContain(QUOTE);
    expect(posts(/threads$/)).toHaveLength(0);
  });

  it('is answered by a reply where somebody has opened one on the question meanwhile', async () => {
    const open = heldUp();
    await threads();
    const id = discord.mention(QUESTION);
    await typing();
    discord.openThread(id, 'My thread');
    open();
    const answer = await discord.sent();
    expect(answer.message_reference?.message_id).toBe(id);
    expect(answer.content).toContain(QUOTE);
  });

  it('goes on in a thread that was archived while the bot was away, with what is set for its channel', async () => {
    await setBeforehand(GENERAL_ID, { language: 'de' });
    await threads();
    const id = discord.mention(QUESTION);
    await discord.sent();
    await bot.stop();
    discord.archiveThread(id);
    await startOn({ archive: new SmallArchive() });
    await discord.ready();
    const { channel_id, content } = await mentioned(QUESTION, { channel: id });
    expect(channel_id).toBe(id);
    expect(content).toMatch(/^-# Frage: /);
  });

  it('keeps to the outlets of its channel in a thread that Discord has told nothing of', async () => {
    await setBeforehand(GENERAL_ID, { outlets: ['Saltmarsh Post'] });
    await threads();
    const id = discord.mention(QUESTION);
    await discord.sent();
    await bot.stop();
    discord.archiveThread(id);
    discord.unarchivesQuietly = true;
    await startOn({ archive: new SmallArchive() });
    await discord.ready();
    const { channel_id, content } = await mentioned(QUESTION, { channel: id });
    expect(channel_id).toBe(id);
    expect(content).toContain('> Ferry captains doubt');
    expect(content).not.toContain(QUOTE);
  });

  it('may have it channel by channel', async () => {
    await setBeforehand(null, { answers: 'thread' });
    await setBeforehand(GENERAL_ID, { answers: 'reply' });
    await start();
    const id = discord.mention(QUESTION);
    expect((await discord.sent()).message_reference?.message_id).toBe(id);
    expect(posts(/threads$/)).toHaveLength(0);
  });
});

describe('/ask explain:true', () => {
  it('tells the asker alone what was carried, the days, the confidence and why each quote', async () => {
    await setBeforehand(null, { answers: 'thread' });
    await start();
    const id = discord.mention(BRANDT);
    await discord.sent();
    const question = 'and what did she say about reopening?';
    const told = discord.command('ask', { question, explain: true }, { channel: id });
    expect(isPrivate(await told.response())).toBe(false);
    const explained = await followupOf(told);
    expect(isPrivate(explained)).toBe(true);
    expect(explained.content).toMatch(
      /^\*\*How this was answered\*\* \(only you see this\)\nAsked: What did Lena Brandt say about reopening \(on harbour bridge\)\?\nCarried over from the earlier question:\n- person: Lena Brandt\n- topic: harbour bridge\nDays: none named, as of /,
    );
    expect(explained.content).toContain('Confidence: 0.90');
    expect(explained.content).toContain('- [1] Tidewater Gazette, 4 March 2025: score 1.0: ');
  });

  it('outside of a conversation carries nothing, and says so', async () => {
    await start({ archive: new SmallArchive(ARTICLES) });
    const told = discord.command('ask', { question: QUESTION, explain: true, private: true });
    const explained = await followupOf(told);
    expect(explained.content).toContain('Carried over: nothing.');
  });
});
