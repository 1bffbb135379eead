// Words for days in German and Russian, put into English, where the reader of dates understands them. Pure.
import { listOf, oneOf, oneOfWords } from '../text/patterns.ts';
import type { Span } from '../types.ts';

/** A text with its words for days in English. */
export interface InEnglish {
  text: string;
  /** Where a span of it stands in the text that was typed; whole words for what was put into English. */
  typed(span: Span): Span;
}

const MONTHS = listOf(
  'January February March April May June July August September October November December',
);
const GERMAN_MONTHS = listOf(
  'januar|jänner februar|feber märz|maerz april mai juni juli august september oktober november dezember',
);
const RUSSIAN_MONTHS = listOf(
  'январ[ьяе] феврал[ьяе] марта?|марте апрел[ьяе] ма[йяе] июн[ьяе] июл[ьяе] августа?|августе сентябр[ьяе] октябр[ьяе] ноябр[ьяе] декабр[ьяе]',
);
const DAYS = listOf('Monday Tuesday Wednesday Thursday Friday Saturday Sunday');
const GERMAN_DAYS = listOf('montag dienstag mittwoch donnerstag freitag samstag|sonnabend sonntag');
const RUSSIAN_DAYS = listOf('понедельник вторник сред[уа] четверг пятниц[уа] суббот[уа] воскресенье');
const NUMBERS = listOf('one two three four five six seven eight nine ten');
const GERMAN_NUMBERS = listOf('eine[mnr]?|ein zwei drei vier fünf sechs sieben acht neun zehn');
const RUSSIAN_NUMBERS = listOf('один|одну|одна дв[ае] три четыре пять шесть семь восемь девять десять');
const GERMAN_UNITS = { day: 'tag(?:en?)?', week: 'wochen?', month: 'monat(?:en?)?', year: 'jahr(?:en?)?' };
const RUSSIAN_UNITS = {
  day: 'день|дни|дня|дней',
  week: 'недел[юиья]|недель',
  month: 'месяц(?:а|ев)?',
  year: 'год[а]?|лет',
};

const ORDINALS = listOf('first second third fourth');
const GERMAN_ORDINALS = listOf('ersten zweiten dritten vierten');
const RUSSIAN_ORDINALS = listOf('первом втором третьем четвертом|четвёртом');

const MONTH_NAMES = oneOf(...GERMAN_MONTHS, ...RUSSIAN_MONTHS);
const DAY_NAMES = oneOf(...GERMAN_DAYS, ...RUSSIAN_DAYS);
const UNIT_NAMES = oneOf(...Object.values(GERMAN_UNITS), ...Object.values(RUSSIAN_UNITS));

/** The English word in the place of the pattern that a word matches. */
const ofLists =
  (english: readonly string[], ...lists: readonly (readonly string[])[]) =>
  (word: string): string =>
    english[
      lists
        .map((list) => list.findIndex((form) => new RegExp(`^(?:${form})$`, 'iu').test(word)))
        .find((at) => at >= 0) ?? -1
    ] ?? word;
const month = ofLists(MONTHS, GERMAN_MONTHS, RUSSIAN_MONTHS);
const day = ofLists(DAYS, GERMAN_DAYS, RUSSIAN_DAYS);
const number = ofLists(NUMBERS, GERMAN_NUMBERS, RUSSIAN_NUMBERS);
const nth = ofLists(ORDINALS, GERMAN_ORDINALS, RUSSIAN_ORDINALS);
const unit = ofLists(Object.keys(GERMAN_UNITS), Object.values(GERMAN_UNITS), Object.values(RUSSIAN_UNITS));

const SEASONS: Readonly<Record<string, string>> = {
  frühling: 'spring',
  frühjahr: 'spring',
  sommer: 'summer',
  herbst: 'autumn',
  winter: 'winter',
  весной: 'spring',
  летом: 'summer',
  осенью: 'autumn',
  зимой: 'winter',
};
const BOUNDS: readonly [RegExp, string][] = [
  [/^(?:im|in|в)$/iu, 'in'],
  [/^(?:seit|ab|со?)$/iu, 'since'],
  [/^(?:vor|до)$/iu, 'before'],
  [/^(?:nach|после)$/iu, 'after'],
  [/^(?:bis|по)$/iu, 'until'],
  [/^(?:am|во?)$/iu, 'on'],
  [/^(?:anfang|(?:в )?начале)$/iu, 'early'],
  [/^(?:mitte|(?:в )?середине)$/iu, 'mid'],
  [/^(?:ende|(?:в )?конце)$/iu, 'late'],
];
const bound = (word: string): string => BOUNDS.find(([form]) => form.test(word))?.[1] ?? word;

const word = (pattern: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])(?:${pattern})(?![\p{L}\p{N}])`, 'giu');
const PERIOD = `(?<unit>${oneOf('woche', 'monat', 'jahr', 'wochenende')})`;
const LAST = '(?:letzte|vorige|vergangene)[snrm]?';
const PARTS = oneOf('anfang', 'mitte', 'ende', '(?:в )?(?:начале|середине|конце)');
const PREPOSITIONS = oneOfWords('im in seit ab vor nach bis в с со до после по');

/** "version 3.6.2025", "the price of 12.10.2024 euros" */
const NO_VERSION = String.raw`(?<!(?:version|python|ios|android|section|firmware|release|версия|стоит|kostet|of|v) )`;

type Groups = Readonly<Record<string, string | undefined>>;

/** What is written, and its English, if it is meant so; what matches first counts. */
const RULES: readonly [RegExp, (groups: Groups) => string | null][] = [
  // "am Montag, dem 2. Juni"
  [word(`am (?:${DAY_NAMES}),? de[mn](?= \\d)`), () => 'on'],
  // "03.06.2025": with dots it is the day that comes first.
  [
    word(
      `${NO_VERSION}(?:(?<bound>${PREPOSITIONS}|am) (?:dem |den |zum )?)?(?<day>\\d{1,2})\\.(?<month>0?[1-9]|1[0-2])\\.(?<year>(?:19|20)\\d\\d)(?: г(?:ода|\\.))?`,
    ),
    ({ bound: before, day: days, month: numbered, year }) =>
      `${before ? `${bound(before)} ` : ''}${days} ${MONTHS[Number(numbered) - 1]} ${year}`,
  ],
  [
    word(
      `(?:in|während) den (?:letzten|vergangenen) (?:(?<number>\\d{1,3}|${oneOf(...GERMAN_NUMBERS)}) )?(?<unit>${oneOf(...Object.values(GERMAN_UNITS))})`,
    ),
    past,
  ],
  [
    word(
      `(?:в|за) последни[ей] (?:(?<number>\\d{1,3}|${oneOf(...RUSSIAN_NUMBERS)}) )?(?<unit>${oneOf(...Object.values(RUSSIAN_UNITS))})`,
    ),
    past,
  ],
  [word('vorgestern|позавчера'), () => 'the day before yesterday'],
  [word('gestern|вчера'), () => 'yesterday'],
  [word('heute|сегодня'), () => 'today'],
  [
    word(`(?:in der )?${LAST} ${PERIOD}|${LAST} ${PERIOD.replace('unit', 'other')}`),
    ({ unit: one, other }) => `last ${period(one ?? other!)}`,
  ],
  [word(`(?:in )?diese[srnm]? ${PERIOD}`), ({ unit: one }) => `this ${period(one!)}`],
  [word('на прошлой неделе'), () => 'last week'],
  [word('в прошлом месяце'), () => 'last month'],
  [word('в прошлом году'), () => 'last year'],
  [word('на этой неделе'), () => 'this week'],
  [word('в этом месяце'), () => 'this month'],
  [word('в этом году'), () => 'this year'],
  [
    word(
      `vor (?<number>\\d{1,3}|${oneOf(...GERMAN_NUMBERS)}) (?<unit>${oneOf(...Object.values(GERMAN_UNITS))})`,
    ),
    ago,
  ],
  [
    word(
      `(?:(?<number>\\d{1,3}|${oneOf(...RUSSIAN_NUMBERS)}) )?(?<unit>${oneOf(...Object.values(RUSSIAN_UNITS))}) назад`,
    ),
    ago,
  ],
  [
    word(`(?:${LAST}|im ${LAST}) (?<season>${oneOfWords('frühling frühjahr sommer herbst winter')})`),
    ({ season }) => `last ${SEASONS[season!.toLowerCase()]}`,
  ],
  [
    word(`прошл(?:ой|ым) (?<season>${oneOfWords('весной летом осенью зимой')})`),
    ({ season }) => `last ${SEASONS[season!.toLowerCase()]}`,
  ],
  [
    word(`(?:im )?(?<season>${Object.keys(SEASONS).join('|')}) (?<year>(?:19|20)\\d\\d)(?: года)?`),
    ({ season, year }) => `in ${SEASONS[season!.toLowerCase()]} ${year}`,
  ],
  // "im Mai letzten Jahres", "в мае прошлого года"
  [
    word(
      `(?:im |в )?(?<month>${MONTH_NAMES}) (?:(?<which>letzten|vorigen|vergangenen|dieses|diesen) jahres|(?<whose>прошлого|этого) года)`,
    ),
    ({ month: named, which, whose }) =>
      `in ${month(named!)} ${/^(?:diese[sn]|этого)$/iu.test(which ?? whose!) ? 'this' : 'last'} year`,
  ],
  // "im Januar, Februar und März 2025"
  [
    word(
      `(?:im|in|в) (?<from>${MONTH_NAMES})(?:, (?:${MONTH_NAMES}))*,? (?:und|oder|и|или) (?:im |в )?(?<to>${MONTH_NAMES})(?: (?<year>\\d{4}))?(?: года)?`,
    ),
    ({ from, to, year }) => `during ${month(from!)} to ${month(to!)}${year ? ` ${year}` : ''}`,
  ],
  [
    word(
      `(?:zwischen|von|между|с) (?<from>${MONTH_NAMES})(?: (?<start>\\d{4}))? (?:und|bis|и|по|до) (?<to>${MONTH_NAMES})(?: (?<year>\\d{4}))?`,
    ),
    ({ from, start, to, year }) =>
      `during ${month(from!)}${start ? ` ${start}` : ''} to ${month(to!)}${year ? ` ${year}` : ''}`,
  ],
  [
    word(
      `(?:(?<bound>${PREPOSITIONS}|am) )?(?<day>\\d{1,2})\\.? (?<month>${MONTH_NAMES})(?: (?<year>\\d{4}))?(?: года)?`,
    ),
    ({ bound: before, day: days, month: named, year }) =>
      `${before ? `${bound(before)} ` : ''}${days} ${month(named!)}${year ? ` ${year}` : ''}`,
  ],
  [
    word(
      `(?:(?<bound>${PREPOSITIONS}) )?(?:(?<part>${PARTS}) )?(?<month>${MONTH_NAMES})(?: (?<year>\\d{4}))?(?: года)?`,
    ),
    ({ bound: before, part, month: named, year }) => {
      // A month alone may be a name, as in English.
      if (!before && !part && !year) return null;
      const opening = before ? bound(before) : part ? 'in' : '';
      return `${opening ? `${opening} ` : ''}${part ? `${bound(part)} ` : ''}${month(named!)}${year ? ` ${year}` : ''}`;
    },
  ],
  [
    word(`(?<bound>am|seit|во?|со?) (?<day>${DAY_NAMES})`),
    ({ bound: before, day: named }) => `${/^(?:seit|со?)$/i.test(before!) ? 'since' : 'on'} ${day(named!)}`,
  ],
  [word(`${LAST} (?<day>${DAY_NAMES})`), ({ day: named }) => `last ${day(named!)}`],
  [
    word(`im (?<ordinal>${oneOf(...GERMAN_ORDINALS)}) quartal (?<year>\\d{4})`),
    ({ ordinal, year }) => `in the ${nth(ordinal!)} quarter ${year}`,
  ],
  [
    word(`в (?<ordinal>${oneOf(...RUSSIAN_ORDINALS)}) квартале (?<year>\\d{4})(?: года)?`),
    ({ ordinal, year }) => `in the ${nth(ordinal!)} quarter ${year}`,
  ],
  [
    word(`(?:in den |в )(?<decade>(?:19|20)\\d0)(?:er(?: jahren)?|-х(?: годах)?)`),
    ({ decade }) => `in the ${decade}s`,
  ],
  [
    word(`(?:(?<bound>seit|vor|nach|bis) (?:dem )?(?:jahr )?|im jahre? |in )(?<year>(?:19|20)\\d\\d)`),
    ({ bound: before, year }) => `${before ? bound(before) : 'in'} ${year}`,
  ],
  [
    word(`(?<bound>в|с|до|после) (?<year>(?:19|20)\\d\\d) году?а?`),
    ({ bound: before, year }) => `${bound(before!)} ${year}`,
  ],
];

function period(named: string): string {
  const known = named.toLowerCase();
  return known === 'wochenende' ? 'weekend' : unit(known);
}

function past({ number: many, unit: named }: Groups): string {
  return `in the past ${many === undefined ? 'few' : number(many)} ${unit(named!)}s`;
}

function ago({ number: many, unit: named }: Groups): string {
  return `${many === undefined ? 'one' : number(many)} ${unit(named!)}s ago`.replace(/^one (\w+)s/, 'one $1');
}

/** What speaks for German or Russian: in other texts nothing is looked for. */
const FOREIGN = new RegExp(
  String.raw`(?<!\p{L})(?:${oneOf(MONTH_NAMES, DAY_NAMES, UNIT_NAMES, '\\d{1,2}\\.\\d{1,2}\\.\\d{4}|gestern|vorgestern|heute|seit|im|nach|vor|bis|(?:letzte|vorige|vergangene|diese)[snrm]?', '[а-яё]+')})(?!\p{L})`,
  'iu',
);

/** A text with its German and Russian words for days in English. */
export function datesInEnglish(text: string): InEnglish {
  const replaced: (Span & { english: string })[] = [];
  if (FOREIGN.test(text))
    for (const [form, english] of RULES)
      for (const match of text.matchAll(form)) {
        const [start, end] = [match.index, match.index + match[0].length];
        const said = english(match.groups ?? {});
        if (said !== null && !replaced.some((other) => start < other.end && other.start < end))
          replaced.push({ start, end, english: said });
      }
  replaced.sort((a, b) => a.start - b.start);
  let [english, at] = ['', 0];
  /** Each piece that was put into English: where it stands now, and where it was. */
  const pieces: { now: Span; was: Span }[] = [];
  for (const piece of replaced) {
    english += text.slice(at, piece.start);
    pieces.push({ now: { start: english.length, end: english.length + piece.english.length }, was: piece });
    english += piece.english;
    at = piece.end;
  }
  english += text.slice(at);
  const typedAt = (offset: number, isEnd: boolean): number => {
    let shift = 0;
    for (const { now, was } of pieces) {
      if (isEnd ? offset <= now.start : offset < now.start) break;
      if (isEnd ? offset <= now.end : offset < now.end) return isEnd ? was.end : was.start;
      shift = was.end - now.end;
    }
    return offset + shift;
  };
  return {
    text: english,
    typed: ({ start, end }) => ({ start: typedAt(start, false), end: typedAt(end, true) }),
  };
}
