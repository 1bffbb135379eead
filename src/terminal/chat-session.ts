// One person's chat with the archive, a line at a time: questions that may lean on the one before, and the chat's own commands.
// Text in, text out; whoever reads and prints the lines is elsewhere.
import { partOf, type Archive } from '../archive.ts';
import { askAfter, type Earlier } from '../conversation.ts';
import type { Messages } from '../messages/messages.ts';
import { speakersNamed } from '../named-speakers.ts';
import { smallTalkOf } from '../question/small-talk.ts';
import { words } from '../text/words.ts';
import type { Article, Quote, QuotedSpeaker } from '../types.ts';
import { renderAnswer, renderContext, renderQuote } from './answer-view.ts';
import { readChatLine, type ChatCommand } from './chat-command.ts';
import { renderCheck } from './check-report.ts';
import { inColumns, lineWidth, printable, wrap } from './lines.ts';
import type { Look } from './look.ts';

/** Of what somebody said, so many at a time. */
const PAGE_QUOTES = 3;
/** Speakers that are looked up and listed when a name fits several. */
const MAX_SPEAKERS = 25;
const MAX_LISTED = 10;

interface Circumstances {
  messages: Messages;
  look: Look;
  columns: () => number;
  /** False: a program writes the lines, and every one without a colon is a question. */
  isTyped: boolean;
}

export interface ChatSession {
  /** What is said to a line; null when it says goodbye. */
  reply(line: string): Promise<string | null>;
  /** What a line that is being typed may become, whole. */
  complete(line: string): Promise<string[]>;
}

/** What is left to show of the last answer, and how many quotes that is. */
interface Rest {
  left: number;
  take: () => Promise<Quote[]>;
}

/** A chat that has just begun. */
export function openSession(archive: Archive, circumstances: Circumstances): ChatSession {
  const { messages, look, columns, isTyped } = circumstances;
  const part = partOf(archive, null);
  let earlier: Earlier | null = null;
  /** What `:context` can open, and what `:more` goes on with. */
  let shown: readonly Quote[] = [];
  let rest: Rest | null = null;

  const width = () => lineWidth(columns());
  const told = (...sentences: string[]) => wrap(printable(sentences.join(' ')), width());
  const rendered = (quotes: readonly Quote[]) =>
    quotes.map((quote) => renderQuote(quote, width(), messages, look));
  /** That there is more, told to a person: it is what the buttons are in Discord. */
  const more = () => (isTyped && rest ? [look.dim(told(messages.chatHasMore(rest.left)))] : []);
  const usage = (command: ChatCommand) => told(messages.chatUsage(messages.chatHelp[command][0]));

  async function answer(question: string): Promise<string> {
    const talk = smallTalkOf(question);
    if (talk !== null && isTyped)
      return told(talk === 'greeting' ? messages.chatGreeting : messages.chatReply);
    const found = await askAfter(part, talk === null ? earlier : null, { question });
    const { answer: given, reading, filter } = found;
    // Typed, "more?" goes on with whatever was shown last.
    if (reading.more && isTyped && rest) return showMore();
    const read = reading.carried.length > 0 ? [told(messages.readAs(given.question))] : [];
    const text = renderAnswer(given, columns(), messages, { look });
    if (talk !== null) return text;
    const quotes = given.kind === 'answered' ? given.quotes : given.nearest;
    shown = reading.more ? [...shown, ...quotes] : quotes;
    const further = given.kind === 'answered' ? given.further : [];
    rest = further.length === 0 ? null : { left: further.length, take: () => stillThere(further) };
    earlier = { question: given.question, filter, hasMore: rest !== null };
    return [...read, text, ...more()].join('\n\n');
  }

  async function showMore(): Promise<string> {
    if (!rest) return told(shown.length === 0 ? messages.chatAskFirst : messages.noMore);
    const { take } = rest;
    rest = null;
    if (earlier) earlier = { ...earlier, hasMore: false };
    const quotes = await take();
    if (quotes.length === 0) return told(messages.quotedChanged);
    shown = [...shown, ...quotes];
    return [...rendered(quotes), ...more()].join('\n\n');
  }

  /** The quotes whose articles still have them: the index may be another than when they were found. */
  async function stillThere(quotes: readonly Quote[]): Promise<Quote[]> {
    const found = await Promise.all(
      quotes.map(async (quote) => {
        const article = await part.article({ id: quote.article.id });
        return article && standsIn(article, quote) ? [quote] : [];
      }),
    );
    return found.flat();
  }

  async function showContext(typed: string): Promise<string> {
    if (shown.length === 0) return told(messages.chatAskFirst);
    const [, number] = /^\[?(\d{1,4})\]?$/.exec(typed) ?? [];
    if (typed !== '' && number === undefined) return usage('context');
    const wanted = number === undefined ? shown[0]!.citation : Number(number);
    const quotes = shown.filter(({ citation }) => citation === wanted);
    const there = [...new Set(shown.map(({ citation }) => `[${citation}]`))];
    if (quotes.length === 0) return told(messages.chatNoQuote(`[${wanted}]`, messages.list(there)));
    return [...new Set(await Promise.all(quotes.map(contextOf)))].join('\n\n');
  }

  async function contextOf(quote: Quote): Promise<string> {
    const article = await part.article({ id: quote.article.id });
    if (!article) return told(messages.quotedGone);
    if (!standsIn(article, quote)) return told(messages.quotedChanged);
    return renderContext(quote, article.text, width(), messages, look);
  }

  async function showQuotations(typed: string): Promise<string> {
    if (typed === '') return usage('quotes');
    const found = await speakersNamed(part, typed, MAX_SPEAKERS);
    const [first] = found;
    if (!first) return told(messages.noSpeaker(typed));
    if (found.length > 1) return speakerList(typed, found);
    // What follows may lean on the person: "and about the bridge?"
    earlier = { question: messages.whatDidTheySay(first.speaker), filter: {}, hasMore: false };
    return quotations(first, 0, [told(messages.saidBy(first.speaker))]);
  }

  function speakerList(typed: string, found: readonly QuotedSpeaker[]): string {
    const lines = found
      .slice(0, MAX_LISTED)
      .map(({ speaker, quotations: n }) => `- ${speaker} · ${messages.quotations(n)}`);
    const after = found.length > MAX_LISTED ? [`- ${messages.andMore}`] : [];
    return [messages.severalSpeakers(typed), ...lines, ...after].map((line) => told(line)).join('\n');
  }

  async function quotations(speaker: QuotedSpeaker, skip: number, head: string[]): Promise<string> {
    const next = await page(speaker, skip);
    shown = next;
    rest = restOf(speaker, skip + next.length);
    if (next.length === 0) return told(messages.nothingSaid);
    return [...head, ...rendered(next), ...more()].join('\n\n');
  }

  const page = ({ key }: QuotedSpeaker, skip: number) =>
    part.quotations({ speaker: key, topic: '', limit: PAGE_QUOTES, skip });

  function restOf(speaker: QuotedSpeaker, skip: number): Rest | null {
    const left = speaker.quotations - skip;
    if (left <= 0) return null;
    const take = async () => {
      const next = await page(speaker, skip);
      rest = next.length === 0 ? null : restOf(speaker, skip + next.length);
      return next;
    };
    return { left, take };
  }

  async function lookUp(text: string): Promise<string> {
    if (text === '') return usage('check');
    const check = await part.check({ text });
    const found = check.kind === 'not found' ? check.nearest : check.places;
    // What finds nothing leaves what was shown to be asked on about.
    if (found.length > 0) shown = found;
    rest = null;
    return renderCheck(check, columns(), messages, { look });
  }

  const help = () => inColumns(Object.values(messages.chatHelp), width(), look.mark);

  const commands: Record<ChatCommand, (typed: string) => string | null | Promise<string>> = {
    more: showMore,
    context: showContext,
    quotes: showQuotations,
    check: lookUp,
    help,
    quit: () => null,
  };

  return {
    async reply(line) {
      const read = readChatLine(line, isTyped);
      if (read.kind === 'question') return answer(line);
      if (read.kind === 'command') return commands[read.command](read.rest);
      return told(messages.chatNoCommand(read.typed, read.nearest));
    },
    async complete(line) {
      const names = Object.values(messages.chatHelp).map(([usage]) => usage.split(' ')[0]!);
      const read = readChatLine(line, isTyped);
      const isName = read.kind === 'command' && read.command === 'quotes' && read.rest !== '';
      if (!isName) return line === '' ? [] : names.filter((name) => name.startsWith(line));
      const typed = read.rest;
      const found = await part.speakers({ name: words(typed).join(' '), limit: MAX_SPEAKERS });
      return found.map(({ key }) => line.slice(0, line.lastIndexOf(typed)) + key);
    },
  };
}

const standsIn = (article: Pick<Article, 'text'>, { start, end, text }: Quote): boolean =>
  article.text.slice(start, end) === text;
