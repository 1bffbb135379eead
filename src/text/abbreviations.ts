// Abbreviations of English, German, French and Russian: whether a period belongs to one, and so ends no sentence. Pure.
import { englishWords, isWordForm } from './dictionary.ts';
import { oneOf, oneOfWords, setOf } from './patterns.ts';
import { oneForm } from './word-forms.ts';

/** Titles before a name: their period never ends a sentence. */
export const TITLES = setOf(
  `mr mrs ms mx dr prof sen rep reps sens gov gen lt ltjg col sgt ssgt tsgt msgt sfc cpl pvt pte pfc spc ens capt cpt cmdr cdr
  maj brig adm rev fr br msgr hon rt pres supt insp det dep asst atty ofc pc messrs mme mlle sra srta dott ing mt mfg v
  ald amb assoc ven comm bzw mio mrd sog evtl hr geb inkl проф акад доц ген полк подполк кап серж им ул просп см`,
);
/** The same where they are written with a capital: "Ft. Hale", "Wm. Reed", but "5 ft. Nobody …". */
const NAME_OPENERS = setOf('Ft Pt Ste Wm Geo Jas Chas Thos Jos Dist MM');
/** Their period ends a sentence unless a number follows. */
const BEFORE_NUMBERS = setOf(
  `no nos jan feb mar apr jun jul aug sep sept oct nov dec fig vol vols p pp ch para art sec c ca ft tel
  abs nr bd kap ziff стр рис гл ст ч п д кв`,
);
/** "The answer was no. 11 people left." */
const REFUSAL = /(?<![\p{L}])(?:is|was|be|been|say|says|said|answered|voted)[,:]? no$/u;
/** American states behind a town: "Teasel, Mass." */
const STATES = setOf(
  `ala ariz ark calif colo conn del fla ga ill ind kan ky mass md mich minn miss mo mont neb nev okla ore pa penn tenn tex va vt
  wash wis wyo ont que`,
);
/** Their period ends a sentence only before a word that usually starts one. */
const ABBREVIATIONS = setOf(
  `inc corp ltd co jr sr st ave blvd rd bros vs etc cf al approx dept est univ assn u.s u.k u.n
  fed reg cir ct supp ret e.u d.c a.m p.m e.g i.e ph.d m.d b.a m.a l.a`,
);
/** Words that usually start a sentence. */
export const STARTERS = new RegExp(
  String.raw`^["“‘']?${oneOfWords(`The A An He She It They We I You In On At As But And However This That These Those There When While After Before
    For If His Her Its Their Our Not No Since With By From According Meanwhile Earlier Last One Two Some Many Most What Who Why How`)}\b`,
);

/** "z. B.", "d.h.": of several parts, each with its period; a sentence hardly ever ends with one. */
const IN_PARTS = oneOf(
  ...['z. ?B', 'd. ?h', 'u. ?a', 'v. ?a', 'i. ?d. ?R', 's. ?o', 'u. ?U', 'o. ?Ä', 'v. ?Chr', 'n. ?Chr'],
  ...['т. ?е', 'т. ?к', 'т. ?н', 'и. ?о'],
).replaceAll('.', String.raw`\.`);
const BEHIND_PART = new RegExp(String.raw`(?<![\p{L}.])(?:${IN_PARTS})$`, 'u');
const BEFORE_PART = new RegExp(String.raw`^(?:${IN_PARTS})\.`, 'u');

/** "am 3. Oktober", "im 19. Jahrhundert": a German ordinal. */
const ORDINAL =
  /(?<!\p{L})(?:der|die|das|den|dem|des|am|im|ab|zum|zur|vom|beim|bis|seit|ihr|sein|[Dd]ie|[Dd]er|[Dd]as|Am|Im|Seit|Ab) \d{1,3}$/u;

/** "1. The first lock opened.", "IV. …", "a. …": the number of an item, at the start of its line. */
const ITEM = /(?<![^\n])[ \t]*(?:\d{1,3}|[ivxIVX]{1,4}|[a-z])$/u;

/** "г. Москва": a town, where no year stands before it. */
const TOWN = /(?<!\d ?|\p{L})г$/u;

/** What may follow "U.S." and the like as a part of a name, though it is a plural. */
const NAMED_PLURALS = setOf(
  'news forces marines airways airlines steels rangers seals capitols courts postal states bancorps',
);

/** "They went to the U.S. Officials declined.": many of something open a sentence, with a verb behind them. */
function opensWithMany(next: string): boolean {
  const many = /^(\p{Lu}\p{Ll}{2,}s) \p{Ll}/u.exec(next)?.[1]?.toLowerCase();
  return many !== undefined && !NAMED_PLURALS.has(many) && isWordForm(englishWords(), oneForm(many));
}

/**
 * Whether the period at `dot` belongs to an abbreviation that ends no sentence there.
 * @param next what stands behind it, without white space
 */
export function isAbbreviation(text: string, dot: number, next: string): boolean {
  const before = text.slice(Math.max(0, dot - 20), dot);
  if (/^\p{L}/u.test(next) && (ORDINAL.test(before) || TOWN.test(before))) return true;
  if (ITEM.test(before)) return true;
  if (BEHIND_PART.test(before) || BEFORE_PART.test(`${/\p{L}*$/u.exec(before)![0]}. ${next}`)) return true;
  const token = /[\p{L}.]+$/u.exec(text.slice(Math.max(0, dot - 12), dot))?.[0] ?? '';
  // After a glued joint ("them.Dr. Piers", "ChairsCapt. Ines") the word is only what follows it.
  const last =
    /(?:^|\.|(?<=\p{Ll})(?=\p{Lu}))\p{L}\p{Ll}*$/u.exec(token)?.[0].replace('.', '').toLowerCase() ?? '';
  const whole = token.toLowerCase();
  if (TITLES.has(last) || NAME_OPENERS.has(token)) return true;
  // "Hafenstr. 12"
  if (/\p{L}str$/u.test(token)) return /^\d/.test(next);
  if (BEFORE_NUMBERS.has(last) && !/(?:^|\.)\p{Lu}$/u.test(token))
    return /^\d/.test(next) && !REFUSAL.test(before);
  const isState = STATES.has(last) && /, \p{Lu}\p{Ll}+$/u.test(text.slice(Math.max(0, dot - 12), dot));
  if (isState || ABBREVIATIONS.has(whole) || ABBREVIATIONS.has(last))
    return !STARTERS.test(next) && !opensWithMany(next);
  // "J. Smith" and "J.P. Morgan", but "Plan B. The" and "vitamin C. He"
  return /^(?:\p{Lu}\.)*\p{Lu}$/u.test(token) && !STARTERS.test(next);
}
