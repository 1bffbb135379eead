// The kind of answer that a question asks for (how many, how much, which country), and whether a sentence holds one. Pure.
import type { Question } from './question.ts';
import { listOf, literally, setOf } from '../text/patterns.ts';
import { stem, words } from '../text/words.ts';

/** What a question asks for. */
export interface AnswerKind {
  /** A figure of any kind: "how many", "how old", "what share". */
  figure: boolean;
  /** Stems of what is counted: "how many fishing boats". */
  counted: ReadonlySet<string>;
  /** What the figure must look like: money, a share, a time, an age. */
  measure: RegExp | null;
  /** What a figure must look like to be one that another may differ from. */
  comparable: RegExp | null;
  country: boolean;
}

/** What a sentence holds of it, each 0 or 1. */
interface KindEvidence {
  figure: number;
  counted: number;
  measure: number;
  country: number;
}

const ASKS_FIGURE =
  /\bhow (?:many|much|long|old|far|big|large|often|tall|fast)\b|\bpercent|\bwhat (?:share|number|amount|percentage)\b/i;
const ASKS_COUNT = /\bhow (?:many|much)\s+(?<counted>(?:[\p{L}-]+\s+){0,3})/iu;
/** "How many boats did Ann Lee see?" counts boats, "How much does the bridge cost?" nothing. */
const AUXILIARIES = setOf('do does did is are was were will would has have had can could should may might');
const ASKS_COUNTRY = /\b(?:which|what)\s+(?:\p{L}+\s+){0,2}(?:country|countries|nation|nations)\b/iu;

export const FIGURE_WORDS =
  'two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[ -](?:one|two|three|four|five|six|seven|eight|nine)\\b)?|dozens?|hundreds?|thousands?|million|billion|half|twice|third';
const FIGURE = new RegExp(String.raw`\d|\b(?:${FIGURE_WORDS})\b`, 'i');
/** A figure with up to three words that follow it. */
const FIGURE_OF = new RegExp(
  String.raw`(?:\d[\d,.]*|\b(?:${FIGURE_WORDS}))(?<followers>(?:[\s-]+[\p{L}’'-]+){1,3})`,
  'giu',
);

const MEASURES: readonly { asked: RegExp; looks: RegExp; comparable?: RegExp }[] = [
  {
    asked: /\bhow much\b|[$£€]|\bcosts?\b|\bworth\b|\bpaid\b|\bprice\b|\bfined?\b|\bsalary\b/i,
    looks: /[$£€]\s?\d|\d (?:million |billion )?(?:dollars|pounds|euros|cents)\b/i,
  },
  { asked: /\bpercent|\bshare of\b/i, looks: /\d\s?%|\bper ?cent\b/i },
  {
    asked: /\bhow long\b/i,
    looks: new RegExp(
      String.raw`(?:\d|\b(?:${FIGURE_WORDS}))[ -](?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?)`,
      'i',
    ),
  },
  {
    asked: /\bhow old\b/i,
    looks: /\b\d{1,3}\b|\byears? old\b|\baged\b/i,
    comparable: /[ -]years?[ -]old$/i,
  },
];

/** The kind of answer that a question asks for. */
export function answerKind({ read: text, stems }: Question): AnswerKind {
  const named = words(ASKS_COUNT.exec(text)?.groups?.counted ?? '');
  const end = named.findIndex((word) => AUXILIARIES.has(word));
  const counted = named.slice(0, end < 0 ? undefined : end).map(stem);
  const measure = MEASURES.find(({ asked }) => asked.test(text));
  return {
    figure: ASKS_FIGURE.test(text),
    counted: new Set(counted.filter((word) => stems.includes(word))),
    measure: measure?.looks ?? null,
    comparable: measure?.comparable ?? measure?.looks ?? null,
    country: ASKS_COUNTRY.test(text),
  };
}

/** What a sentence holds of the kind of answer asked for; `asked` is the question's text. */
export function kindEvidence(kind: AnswerKind, sentence: string, asked: string): KindEvidence {
  return {
    figure: Number(kind.figure && FIGURE.test(sentence)),
    counted: Number(kind.counted.size > 0 && counts(sentence, kind.counted)),
    measure: Number(kind.measure?.test(sentence) ?? false),
    country: Number(kind.country && countriesIn(sentence).some((country) => !asked.includes(country))),
  };
}

function counts(sentence: string, counted: ReadonlySet<string>): boolean {
  return [...sentence.matchAll(FIGURE_OF)].some(({ groups }) =>
    words(groups!.followers!).some((word) => isCounted(word, counted)),
  );
}

/** Whether a word is one of those counted. */
export const isCounted = (word: string, counted: ReadonlySet<string>): boolean =>
  words(word).some((each) => counted.has(stem(each)));

/** Names that news uses beside the official ones. */
const SHORT_NAMES = listOf('America Britain England Scotland Wales Korea Congo Turkey Palestine');
const COUNTRY = new RegExp(
  String.raw`(?<![\p{L}])(?:U\.?S\.?A?\.?|U\.?K\.?|UAE|${countryNames().join('|')})(?![\p{L}])`,
  'gu',
);

/** The English names of all countries, as the runtime's own locale data has them. */
function countryNames(): string[] {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters.flatMap((first) => letters.map((second) => first + second));
  const known = codes.flatMap((code) => names.of(code) ?? []);
  return [...known, ...SHORT_NAMES].map(literally);
}

const countriesIn = (text: string): string[] => text.match(COUNTRY) ?? [];
