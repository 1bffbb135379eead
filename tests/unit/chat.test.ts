// The chat in the terminal: what a line means, what is said to it, and what of that a terminal shows in which way.
import { PassThrough } from 'node:stream';
import { clearLine, cursorTo, moveCursor, type Direction } from 'node:readline';
import { WriteStream } from 'node:tty';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { showsLinks } from '../../src/config.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import { LANGUAGES } from '../../src/messages/messages.ts';
import { chat, type Terminal } from '../../src/terminal/chat.ts';
import { isGoodbye, readChatLine } from '../../src/terminal/chat-command.ts';
import { openSession } from '../../src/terminal/chat-session.ts';
import { renderAnswer } from '../../src/terminal/answer-view.ts';
import { clickable, lookOf, PLAIN } from '../../src/terminal/look.ts';
import { whileShown } from '../../src/terminal/spinner.ts';
import { ENGLISH } from '../support/english.ts';
import { HOSTILE } from '../support/hostile-texts.ts';
import { answerOf, ARTICLES, MORE, quoteOf, SERIES, SmallArchive } from '../support/small-archive.ts';

const COLUMNS = 80;
const BRIDGE = 'When does the harbour bridge reopen?';

const sessionOf = (archive = new SmallArchive(), isTyped = true, messages = ENGLISH) =>
  openSession(archive, { messages, look: PLAIN, columns: () => COLUMNS, isTyped });

describe('A line', () => {
  test.each([
    [':more', 'more', ''],
    ['  :Context  2 ', 'context', '2'],
    [':quotes Ines Calder', 'quotes', 'Ines Calder'],
    [':check "We will not open it"', 'check', '"We will not open it"'],
    [':ZITATE Brandt', 'quotes', 'Brandt'],
    [':pru\u0308fen Das stimmt.', 'check', 'Das stimmt.'],
    [':ещё', 'more', ''],
    ['help', 'help', ''],
    ['Hilfe', 'help', ''],
    ['?', 'help', ''],
    ['exit', 'quit', ''],
    ['quit', 'quit', ''],
    [':quit', 'quit', ''],
    ['выход', 'quit', ''],
  ])('%j is the command %s', (line, command, rest) => {
    expect(readChatLine(line, true)).toEqual({ kind: 'command', command, rest });
  });

  test.each([
    'more?',
    'What is the exit of the station?',
    ':) hello',
    ': what is that',
    'q',
    'h',
    'context 2',
  ])('%j is a question', (line) =>
    expect(readChatLine(line, true)).toEqual({ kind: 'question', text: line }),
  );

  test.each(['help', 'exit', 'quit'])('%j of a program is a question, for it has no colon', (line) => {
    expect(readChatLine(line, false)).toEqual({ kind: 'question', text: line });
  });

  test.each([
    [':mroe', ':more'],
    [':cont 2', ':context'],
    [':qoutes Brandt', ':quotes'],
    [':x', null],
    [':weather today', null],
  ])('%j is no command; the nearest is %s', (line, nearest) => {
    expect(readChatLine(line, true)).toMatchObject({ kind: 'unknown command', nearest });
  });
});

describe('In the chat', () => {
  test('a question is answered, a follow-up read after it, and a command in between keeps it', async () => {
    const session = sessionOf();
    expect(await session.reply(BRIDGE)).toMatch(/^│ Ferry captains doubt|^│ The harbour bridge/);
    expect(await session.reply(':context 1')).toContain('│ ');
    expect(await session.reply('and what did Lena Brandt say about it?')).toMatch(/^Read as: .*bridge/);
  });

  test.each(['hello', 'hi!', 'Hallo', 'привет'])('%j is greeted, not searched', async (greeting) => {
    const archive = new SmallArchive();
    archive.delay = () => Promise.reject(new Error('It was searched.'));
    expect(await sessionOf(archive).reply(greeting)).toMatch(/^Ask a question in a sentence/);
    expect(await sessionOf(archive).reply('thanks!')).toBe('Ask on, or type exit to leave.');
  });

  test(':more shows what was held back, once, and then says that there is none', async () => {
    const session = sessionOf(new SmallArchive([...ARTICLES, ...MORE]));
    const first = await session.reply(BRIDGE);
    expect(first).toMatch(/:more has 4 further quotes\.$/);
    const more = await session.reply(':more');
    expect(more!.match(/^ {2}\[\d\]/gm)).toEqual(['  [4]', '  [5]', '  [6]', '  [7]']);
    expect(await session.reply(':more')).toBe(ENGLISH.noMore);
    expect(await session.reply('more?')).toContain(ENGLISH.noMore);
    expect(await session.reply(':context 5')).toMatch(/Before it\.[^]*After it\./);
  });

  test(':more shows no quote whose article has changed since the answer', async () => {
    const archive = new SmallArchive([...ARTICLES, ...MORE]);
    const session = sessionOf(archive);
    await session.reply(BRIDGE);
    const articles = archive.articles as (typeof ARTICLES)[number][];
    articles.splice(0, articles.length, ...articles.map((each) => ({ ...each, text: `New. ${each.text}` })));
    expect(await session.reply(':more')).toBe(ENGLISH.quotedChanged);
  });

  test('"more?" shows the same as :more', async () => {
    const archive = new SmallArchive([...ARTICLES, ...MORE]);
    const [typed, command] = [sessionOf(archive), sessionOf(archive)];
    await Promise.all([typed.reply(BRIDGE), command.reply(BRIDGE)]);
    expect(await typed.reply('more?')).toBe(await command.reply(':more'));
  });

  test(':context shows the sentences around a quote and an address that can be copied', async () => {
    const session = sessionOf();
    const answer = await session.reply('What have repairs of the bridge cost in crowns?');
    expect(answer).toMatch(/^│ Repairs have cost/);
    const context = await session.reply(':context');
    expect(context!.replace(/\s*\n│ /g, ' ')).toContain(`│ ${ARTICLES[0]!.text.replace('\n', ' ')}`);
    expect(context).toMatch(/\n {2}https:\/\/tidewater-gazette\.example\/2025\/03\/04\/harbour-bridge$/);
  });

  test(':context of an article that has changed or gone says so instead', async () => {
    const archive = new SmallArchive([...ARTICLES]);
    const session = sessionOf(archive);
    await session.reply(BRIDGE);
    const articles = archive.articles as (typeof ARTICLES)[number][];
    articles.splice(0, 2, ...articles.slice(0, 2).map((each) => ({ ...each, text: `New. ${each.text}` })));
    expect(await session.reply(':context')).toBe(ENGLISH.quotedChanged);
    articles.splice(0);
    expect(await session.reply(':context')).toBe(ENGLISH.quotedGone);
  });

  test('a command that lacks something says what', async () => {
    const session = sessionOf();
    expect(await session.reply(':context')).toBe('Ask something first.');
    expect(await session.reply(':more')).toBe('Ask something first.');
    expect(await session.reply(':quotes')).toBe('It is typed so: :quotes NAME');
    expect(await session.reply(':check')).toBe('It is typed so: :check TEXT');
    await session.reply(BRIDGE);
    expect(await session.reply(':context two')).toBe('It is typed so: :context 2');
    expect(await session.reply(':context 9')).toBe('There is no quote [9] here, only [1] and [2].');
    expect(await session.reply(':cntext 1')).toBe(
      'There is no command :cntext. Did you mean :context? Type help to see all.',
    );
  });

  test(':quotes shows what somebody said, the newest first, and :more goes on', async () => {
    const session = sessionOf(new SmallArchive(SERIES));
    const first = await session.reply(':quotes Ines Calder');
    expect(first).toMatch(/^What harbour master Ines Calder said\n\n│ The ferry was late again on pier 9/);
    expect(first).toMatch(/:more has 7 further quotes\.$/);
    const pages = [await session.reply(':more'), await session.reply('more?'), await session.reply(':more')];
    expect(pages.map((page) => page!.match(/pier \d/g))).toEqual([
      ['pier 6', 'pier 5', 'pier 4'],
      ['pier 3', 'pier 2', 'pier 1'],
      ['pier 0'],
    ]);
    expect(await session.reply(':more')).toBe(ENGLISH.noMore);
  });

  test(':quotes with a name of nobody, or of several, says who there is', async () => {
    const session = sessionOf(new SmallArchive([...ARTICLES, ...SERIES]));
    expect(await session.reply(':quotes Nobody')).toBe(ENGLISH.noSpeaker('Nobody'));
    const many = new SmallArchive([
      ...SERIES,
      { ...SERIES[0]!, id: 'c'.repeat(16), text: 'The pier is new, Ines Brandt said on Monday.' },
    ]);
    expect(await sessionOf(many).reply(':quotes ines')).toBe(
      [
        'Several speakers match “ines”. Whom do you mean?',
        '- harbour master Ines Calder · 10 quotations',
        '- Ines Brandt · 1 quotation',
      ].join('\n'),
    );
  });

  test.each(['harbour master Ines Calder', 'Ines Calder, harbour master', 'INES CALDER', 'calder'])(
    ':quotes knows "%s", as people are shown or called',
    async (name) => {
      const session = sessionOf(new SmallArchive(SERIES));
      expect(await session.reply(`:quotes ${name}`)).toMatch(/^What harbour master Ines Calder said/);
    },
  );

  test('what follows :quotes may lean on the person', async () => {
    const session = sessionOf(new SmallArchive([...ARTICLES, ...SERIES]));
    await session.reply(':quotes Ines Calder');
    expect(await session.reply('and about the ferry?')).toMatch(
      /^Read as: What did .*Calder say about the ferry/,
    );
  });

  test(':check looks a text up', async () => {
    const session = sessionOf();
    expect(await session.reply(':check Repairs have cost 4.2 million crowns')).toMatch(/^Exact: /);
    expect(await session.reply(':check The moon is made of cheese')).toMatch(/^Not found/);
    // What was found before can be asked on about.
    expect(await session.reply(':context')).not.toBe(messagesFor('en').chatAskFirst);
  });

  test('the Tab key completes commands, and names after :quotes', async () => {
    const session = sessionOf(new SmallArchive(SERIES));
    expect(await session.complete(':c')).toEqual([':context', ':check']);
    expect(await session.complete(':quotes  cal')).toEqual([':quotes  ines calder']);
    expect(await session.complete('What ')).toEqual([]);
    expect(await session.complete('')).toEqual([]);
  });

  test('of a program, greetings are asked and nothing is added that a person would be told', async () => {
    const session = sessionOf(new SmallArchive([...ARTICLES, ...MORE]), false);
    expect(await session.reply('hello')).toMatch(/^The archive|^There/);
    expect(await session.reply(BRIDGE)).not.toContain(':more');
  });

  test.each(LANGUAGES)('every command that help names in %s is one', async (language) => {
    const messages = messagesFor(language);
    for (const [command, [usage]] of Object.entries(messages.chatHelp))
      expect(readChatLine(usage, true), usage).toMatchObject({ kind: 'command', command });
    const session = sessionOf(new SmallArchive(), true, messages);
    expect(await session.reply('help')).toContain(messages.chatHelp.context[0]);
    for (const said of [messages.chatTypedHint, messages.chatOnceMore, messages.chatReply])
      expect(said).toContain(messages.chatHelp.quit[0]);
    expect(isGoodbye(messages.chatHelp.quit[0])).toBe(true);
  });
});

describe('What a terminal shows', () => {
  const terminal = (env: Record<string, string>) => {
    const stream = new PassThrough() as PassThrough & { isTTY: boolean };
    const getColorDepth = () => WriteStream.prototype.getColorDepth(env);
    return Object.assign(stream, { isTTY: true, getColorDepth });
  };
  const QUOTE = { ...quoteOf(ARTICLES[0]!, { start: 0, end: 73 }, 1), answer: { start: 31, end: 37 } };
  const rendered = (look: ReturnType<typeof lookOf>) =>
    renderAnswer(answerOf([QUOTE]), 60, ENGLISH, { look });

  test('are bold words and links behind the outlets', () => {
    const shown = rendered(lookOf(terminal({ TERM: 'xterm-256color' }), true));
    expect(shown).toContain('\u001b[1min May\u001b[22m');
    expect(shown).toContain(
      `\u001b]8;;${QUOTE.link!}\u001b\\Tidewater Gazette\u001b]8;;\u001b\\, 4 March 2025`,
    );
    expect(stripVTControlCharacters(shown)).not.toContain('https:');
  });

  test.each([
    ['NO_COLOR', { TERM: 'xterm-256color', NO_COLOR: '1' }],
    ['a dumb one', { TERM: 'dumb' }],
  ])('with %s are no escapes, and addresses that are short', (_, env) => {
    const shown = rendered(lookOf(terminal(env), true));
    expect(shown).not.toContain('\u001b');
    expect(shown).toContain(`\n  ${ARTICLES[0]!.url!}\n`);
  });

  test.each([
    [{ TERM: 'xterm-256color' }, true],
    [{ TERM: 'tmux-256color', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.4' }, true],
    [{ TERM: 'screen', TERM_PROGRAM: 'tmux', TERM_PROGRAM_VERSION: '3.3a' }, false],
    [{ TERM: 'screen-256color' }, false],
    [{ TERM: 'linux' }, false],
    [{ TERM: 'xterm-256color', TERM_PROGRAM: 'Apple_Terminal' }, false],
  ])('has links to click unless it would drop them: %j', (environment, has) => {
    expect(showsLinks(environment)).toBe(has);
  });

  test('is an address to read where it would drop a link without a trace', () => {
    const shown = rendered(lookOf(terminal({ TERM: 'linux' }), false));
    expect(shown).not.toContain('\u001b]8');
    expect(stripVTControlCharacters(shown)).toContain(`\n  ${ARTICLES[0]!.url!}\n`);
  });

  test('is nothing of that in a pipe: whole addresses, for programs', () => {
    const pipe = new PassThrough();
    expect(lookOf(pipe, true).addresses).toBe('whole');
    expect(rendered(lookOf(pipe, true))).toBe(rendered(PLAIN));
    expect(rendered(PLAIN)).toContain(`\n  ${QUOTE.link!}\n`);
  });

  test.each([
    ['javascript:alert(1)', 'x'],
    ['file:///etc/passwd', 'x'],
    ['no address', 'x'],
    ['https://a.example/\u001b\\\u0007\u009d8;;https://evil.example', null],
    ['https://a.example/ü?q=мост#:~:text=a b', null],
  ])('leads only to the web, whatever an address holds: %j', (address, shown) => {
    const link = clickable('x', address);
    if (shown !== null) return expect(link).toBe(shown);
    expect(link).toMatch(/^\u001b\]8;;https:\/\/a\.example\/[!-~]*\u001b\\x\u001b\]8;;\u001b\\$/);
  });

  test('leads to an article whose link to the quote is too long for terminals', () => {
    expect(clickable('x', `https://a.example/b#:~:text=${'y'.repeat(3000)}`)).toContain(
      ';;https://a.example/b\u001b',
    );
  });

  test('cannot be steered by an article', () => {
    const look = lookOf(terminal({ TERM: 'xterm-256color' }), true);
    for (const text of [
      ...HOSTILE,
      'a\u001b]8;;https://evil.example\u0007b\u009b31m',
      '\u001b[2J\u001b]0;x\u0007',
    ]) {
      const article = { ...ARTICLES[0]!, text, title: text, outlet: text.replace(/\n/g, ' ') };
      const quote = { ...quoteOf(article, { start: 0, end: text.length }, 1, text), link: ARTICLES[0]!.url };
      const shown = renderAnswer(
        answerOf([{ ...quote, also: [{ article, link: article.url }] }]),
        60,
        ENGLISH,
        { look },
      );
      // Its own sequences taken away, none is left.
      const own = /\u001b\[(?:1|2|22|36|39)m|\u001b\]8;;(?:https:[!-~]*)?\u001b\\/g;
      expect(shown.replace(own, '')).not.toMatch(/[^\P{Cc}\n]/u);
    }
  });
});

describe('A sign of life', () => {
  const stream = (isTTY: boolean) => {
    let written = '';
    const through = new PassThrough().on('data', (piece: Buffer) => (written += piece.toString()));
    const steering = {
      cursorTo: (column: number) => cursorTo(through, column),
      clearLine: (direction: Direction) => clearLine(through, direction),
      moveCursor: (columns: number, rows: number) => moveCursor(through, columns, rows),
    };
    const terminal = Object.assign(through, { isTTY, ...steering }) as unknown as WriteStream;
    return { stream: terminal, written: () => written };
  };
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test.each([
    [true, /Searching/],
    [false, /^$/],
  ])('comes after 0.3 s where a terminal is (%s), and goes with the answer', async (isTTY, shown) => {
    const { stream: errors, written } = stream(isTTY);
    let answer!: (text: string) => void;
    const result = whileShown(
      errors,
      'Searching',
      () => new Promise<string>((resolve) => (answer = resolve)),
    );
    await vi.advanceTimersByTimeAsync(299);
    expect(written()).toBe('');
    await vi.advanceTimersByTimeAsync(1);
    expect(written()).toMatch(shown);
    answer('done');
    expect(await result).toBe('done');
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('At a prompt', () => {
  /** The chat with a person who types; gives all that they see. */
  function typed(archive = new SmallArchive()) {
    const [input, output, errors] = [new PassThrough(), new PassThrough(), new PassThrough()].map((stream) =>
      Object.assign(stream, { isTTY: true, columns: COLUMNS }),
    );
    let seen = '';
    output!.on('data', (piece: Buffer) => (seen += piece.toString()));
    const terminal = { input, output, errors } as unknown as Terminal;
    const ended = chat(archive, ENGLISH, { HISTORY: false }, terminal);
    const until = async (pattern: RegExp) => {
      while (!pattern.test(stripVTControlCharacters(seen)))
        await new Promise((resolve) => setTimeout(resolve, 5));
    };
    return { ended, until, type: (keys: string) => input!.write(keys), seen: () => seen };
  }

  test('a person is told how to get help and how to leave, and leaves', async () => {
    const { ended, until, type, seen } = typed();
    await until(/or exit to leave\.[^]*ask> $/);
    type('exit\r');
    await ended;
    expect(seen()).not.toContain('Read as');
  });

  test('Ctrl+C clears the line, then says how to leave, then leaves', async () => {
    const { ended, until, type } = typed();
    await until(/ask> $/);
    type('what is\u0003');
    await until(/what is.*ask> $/s);
    type('\u0003');
    await until(/Press Ctrl\+C once more to leave, or type exit\.\s+ask> $/);
    type('\u0003');
    await ended;
  });

  test('Ctrl+C twice leaves while an answer is still to come', async () => {
    const archive = new SmallArchive();
    let isAsked = false;
    archive.delay = () => {
      isAsked = true;
      return new Promise(() => {});
    };
    const { ended, until, type } = typed(archive);
    await until(/ask> $/);
    type(`${BRIDGE}\r`);
    while (!isAsked) await new Promise((resolve) => setTimeout(resolve, 5));
    type('\u0003\u0003');
    await ended;
  });
});
