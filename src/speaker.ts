// Who said a quote: the person or body that the quote itself, or the sentence beside it, names with a verb of saying.
// A wrong name is worse than none: where two are named, or only "he", there is none.
import { sentences, type Sentence } from './text.ts';
import type { Span } from './types.ts';

const SAYING =
  'said|says|told|tells|added|adds|announced|warned|warns|stated|states|argued|argues|claimed|claims|insisted|insists|noted|notes|explained|explains|wrote|writes|tweeted|declared|declares|stressed|replied|responded|acknowledged|admitted|confirmed|recalled|urged|denied|denies|testified|predicted|promised|pledged|vowed|complained|conceded|countered|concluded|remarked|commented|emphasized|emphasised|reiterated|suggested|joked|believes|estimated|maintained|alleged|accused|called';
const REPORTED =
  'has said|have said|had said|has told|had told|has warned|has claimed|has denied|has confirmed';

/** A capitalised word of a name, with particles inside: "Ursula von der Leyen", "J. K. O’Hara-Smith". */
const NAME_WORD = String.raw`(?:\p{Lu}\.(?:\p{Lu}\.)*|\p{Lu}[\p{L}\p{M}'’&-]*|(?:Dr|Mr|Mrs|Ms|Gov|Sen|Rep|Gen|Lt|Col|Sgt|Capt|Prof|Rev|St|Jr|Sr)\.)`;
const PARTICLE = 'de|del|der|den|di|da|van|von|la|le|al|bin|ibn|of|the|and|for';
const NAME = `${NAME_WORD}(?:\\s+(?:(?:${PARTICLE})\\s+){0,2}${NAME_WORD}){0,6}`;
/** Lower-case words of a role between or before names: "Kremlin spokesman Dmitry Peskov". */
const ROLE_WORD =
  '(?:vice|deputy|acting|former|prime|foreign|interior|defense|defence|finance|health|general|chief|executive|senior|lead|police|fire|harbour|harbor|town|city|county|council|club|school|union|company|site|project|head)';
const ROLE_NOUN =
  '(?:spokesman|spokeswoman|spokesperson|president|minister|secretary|mayor|governor|senator|director|officer|chief|manager|leader|chairman|chairwoman|chair|commissioner|ambassador|engineer|professor|analyst|lawyer|attorney|judge|sheriff|captain|coach|teacher|headteacher|councillor|inspector|master|owner|farmer|skipper|treasurer|resident|founder|editor|author|economist|historian|scientist|researcher|official|representative)';
const ROLE = `(?:(?:${NAME_WORD}\\s+){0,3}(?:${ROLE_WORD}\\s+){0,3}${ROLE_NOUN}\\s+)?`;
const WHO = `(?<who>${ROLE}${NAME})`;
const APPOSITION = '(?:,[^,.;“”"]{2,80},)?';
const ADVERB = '(?:\\s+(?:also|later|then|has|have|had|previously|repeatedly|earlier))?';

const PATTERNS = [
  `(?:^|[\\s”"’,—–(])${WHO}${APPOSITION}${ADVERB}\\s+(?:${REPORTED}|${SAYING})\\b`,
  `[,?!.]?[”"]\\s*(?:${SAYING})\\s+${WHO}`,
  `,\\s+(?:${SAYING})\\s+${WHO}(?=[,.]|$)`,
  `\\b[Aa]ccording to\\s+${WHO}`,
].map((pattern) => new RegExp(pattern, 'gu'));

/** Capitalised words that open a sentence and are no name. */
const NOT_NAMES = new Set(
  `he she it they we i you the a an this that these those there who what when where why how but and or so if as in on
  at by for from with without after before while since until although though however meanwhile earlier later today
  yesterday monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
  september october november december his her its their our my your some many most few one two three both all each
  another others none no not now then here also according critics officials experts people residents supporters
  opponents sources police authorities`.split(/\s+/),
);
const LEADING =
  /^(?:The|A|An|But|And|Yet|So|As|In|On|At|When|While|After|Before|Although|Though|Meanwhile|Earlier|However)\s+/;

/**
 * The speaker of a quote, with full name and role where the article gives them, or null.
 * @param text the article's text
 */
export function speakerOf(text: string, quote: Span): string | null {
  const own = namesIn(text.slice(quote.start, quote.end));
  if (own.length > 0) return own.length === 1 ? fullName(text, own[0]!) : null;
  const around = neighbours(text, quote);
  if (!around) return null;
  const named = namesIn(around);
  return named.length === 1 ? fullName(text, named[0]!) : null;
}

/**
 * The text beside a quotation that has no attribution of its own: the sentence before it in its paragraph.
 * Text outside quotation marks needs none: the article itself says it.
 */
function neighbours(text: string, quote: Span): string | null {
  if (!/^["“]/.test(text.slice(quote.start))) return null;
  const lineStart = text.lastIndexOf('\n', quote.start) + 1;
  const before: Sentence | undefined = sentences(text.slice(lineStart, quote.start)).at(-1);
  return before ? text.slice(lineStart + before.start, lineStart + before.end) : null;
}

/** Distinct names that stand with a verb of saying outside quotation marks. */
function namesIn(passage: string): string[] {
  const outside = passage.replace(
    /[“"][^”"]*[”"]/g,
    (quoted) => `“${' '.repeat(Math.max(0, quoted.length - 2))}”`,
  );
  const found = PATTERNS.flatMap((pattern) =>
    [...outside.matchAll(pattern)].map((match) => match.groups!.who!),
  );
  const names = found.map((name) => name.replace(LEADING, '').replace(/[\s,]+$/, '')).filter(isName);
  return names.filter(
    (name, i) => !names.some((other, j) => (j < i && sameName(other, name)) || longer(other, name)),
  );
}

const isName = (name: string): boolean => {
  const parts = name.split(/\s+/);
  return (
    name.length > 1 && !NOT_NAMES.has(parts[0]!.toLowerCase()) && !NOT_NAMES.has(parts.at(-1)!.toLowerCase())
  );
};

const sameName = (a: string, b: string): boolean => a === b;
const longer = (a: string, b: string): boolean => a !== b && a.endsWith(` ${b}`);

/** The longest form of a name in the article that ends like it: "Peskov" is "Kremlin spokesman Dmitry Peskov". */
function fullName(text: string, name: string): string {
  const last = name
    .split(/\s+/)
    .at(-1)!
    .replace(/[’']s$/, '');
  const escaped = last.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const forms = [
    ...text.matchAll(
      new RegExp(`(?<![\\p{L}])${ROLE}(?:${NAME_WORD}\\s+){0,3}${escaped}(?![\\p{L}’'-])`, 'gu'),
    ),
  ]
    .map((match) => match[0].replace(LEADING, ''))
    .filter((form) => form.endsWith(name) && isName(form));
  return forms.sort((a, b) => b.length - a.length)[0] ?? name;
}
