// The words of asking as people type them in a chat, spelled out: "wat did u hear abt the bridge" asks "what did you hear about
// the bridge". They are words of asking only where they stand as such: "U.S.", "Y Combinator" and "R. Kelly" are none. Pure, and data.
import { replaceUnquoted } from './quoted.ts';
import { oneOfWords, setOf } from '../text/patterns.ts';

/** What is meant by each, wherever it stands. Empty: nothing is. */
const ANYWHERE = new Map(
  Object.entries({
    what: 'wut whut wht waht wat',
    "what's": 'wats wuts',
    when: 'whn wen',
    where: 'wher whr',
    how: 'hw',
    you: 'yu yall',
    your: 'ur',
    please: 'plz pls plss plse',
    because: 'cuz bc bcuz coz becuz bcoz cus becos',
    about: 'abt abot bout',
    the: 'teh hte',
    and: 'nd adn',
    though: 'tho',
    through: 'thru',
    that: 'tht taht',
    could: 'cud cld',
    should: 'shud shld',
    would: 'wud wld wuld',
    'going to': 'gonna gona gunna',
    'want to': 'wanna wana',
    'got to': 'gotta',
    'have to': 'hafta',
    'kind of': 'kinda',
    'do not know': 'dunno',
    'let me': 'lemme',
    'give me': 'gimme',
    does: 'dose deos duz',
    did: 'didd',
    is: 'iz',
    before: 'b4',
    'right now': 'rn',
    "didn't": 'didnt',
    "don't": 'dont',
    "doesn't": 'doesnt',
    "isn't": 'isnt',
    "aren't": 'arent',
    "wasn't": 'wasnt',
    "weren't": 'werent',
    "can't": 'cant',
    "couldn't": 'couldnt',
    "wouldn't": 'wouldnt',
    "shouldn't": 'shouldnt',
    "haven't": 'havent',
    "hasn't": 'hasnt',
    "hadn't": 'hadnt',
    "who's": 'whos',
    "where's": 'wheres',
    "when's": 'whens',
    "how's": 'hows',
    "why's": 'whys',
    "there's": 'theres',
    "they're": 'theyre',
    "you're": 'youre',
    "I'm": 'im',
    "I've": 'ive',
    '': 'lol lmao lmfao rofl omg tbh imo imho ngl btw fyi smh idk haha hahaha wtf pleasee',
  }).flatMap(([meant, typed]) => typed.split(' ').map((word) => [word, meant] as const)),
);

/** Words of a text in lower case, which nothing ties to what stands beside them: "u", not the one of "u.s.", "u-boat" or "at&t". */
const WORD =
  /(?<![\p{L}\p{N}\p{M}.'’&/@#$-])[\p{L}\p{N}]+(?:\/o?(?=\s))?(?![\p{L}\p{N}\p{M}&/@-]|['’.][\p{L}\p{N}])/gu;

const FIRST = setOf('hey hi hello yo ok okay so um hmm');
/** Also names ("Angkor Wat", "Ur", "a title bout"), or words of their own: words of asking only where asking is to be expected. */
const IF_FIRST = setOf('wat wen dose bout ur cos bc whos');

const WH = setOf('what wat wut who where when how why which y wht whos');
const PERSONS = setOf('you u they there we the these those');
const AFTER_Y = new RegExp(
  `^${oneOfWords('r are is was were did do does didnt dont doesnt isnt arent has have had cant would should')}$`,
);
const AFTER_W = setOf('the a an his her their its ur u your my our this that these those all ppl people no');
const NOT_AFTER_U = setOf('s k n boat boats turn turns haul of');
const PREPOSITION_BEFORE = setOf(
  'is are was were said say says tell know hear heard anything something else think thinks',
);

/** Words that hardly a German question is without, and no English one has: "im" and "wen" are words there. */
const GERMAN = new RegExp(
  `[äöüß]|\\b${oneOfWords(`und ist nicht ein eine einen einem einer der das dem zum zur wer wie wann warum wessen welche welcher
    welches welchen wurde wurden wird werden sagte sagten gibt`)}\\b`,
  'i',
);

/** A question in which the words of asking are spelled out; what is in quotation marks stays, and so does every name. */
export function spelledOut(text: string): string {
  if (GERMAN.test(text)) return text;
  const shouted = !/\p{Ll}/u.test(text);
  const tokens = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word, index }));
  const numbers = new Map(tokens.map(({ index }, i) => [index, i]));
  const at = (i: number) => tokens[i]?.word.toLowerCase() ?? '';
  return replaceUnquoted(text, WORD, (word, index) => {
    const i = numbers.get(index)!;
    // A capital within a question is a name's.
    if (!shouted && word !== word.toLowerCase() && i > 0) return word;
    if (!shouted && word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase())
      return word;
    return (
      meant(at(i), { i, before: at(i - 1), after: at(i + 1) }, () => allAsking(tokens.slice(0, i))) ?? word
    );
  })
    .replace(/\s+/g, ' ')
    .trim();
}

interface Place {
  i: number;
  before: string;
  after: string;
}

/** What a word of asking means where it stands; undefined when it is none there. */
function meant(word: string, { i, before, after }: Place, leads: () => boolean): string | undefined {
  switch (word) {
    case 'w/':
      return 'with';
    case 'w/o':
      return 'without';
    case 'u':
      return NOT_AFTER_U.has(after) ? undefined : 'you';
    case 'r':
      return WH.has(before) || PERSONS.has(before) || PERSONS.has(after) ? 'are' : undefined;
    case 'y':
      return (AFTER_Y.test(after) || (i === 0 && after === '')) && leads() ? 'why' : undefined;
    case 'n':
      return i > 0 && after !== '' && before.length > 1 && after.length > 1 ? 'and' : undefined;
    case 'w':
      return AFTER_W.has(after) ? 'with' : undefined;
    case 'bout':
      return PREPOSITION_BEFORE.has(before) ? 'about' : undefined;
    case 'bc':
      // "Vancouver, BC", "300 bc".
      return i > 0 && after !== '' && !/\d/.test(before) ? 'because' : undefined;
    case 'ur':
      return after === '' ? undefined : 'your';
  }
  if (FIRST.has(word) && i === 0 && after !== '') return '';
  if (IF_FIRST.has(word) && !leads()) return undefined;
  return ANYWHERE.get(word);
}

const LEADING = setOf(
  'plz pls please tell me know do you u hey hi hello yo ok okay so and n but can could lol btw omg',
);
const allAsking = (tokens: readonly { word: string }[]): boolean =>
  tokens.every(({ word }) => LEADING.has(word.toLowerCase()));

/** Short forms of words that carry meaning: they are read where the archive has not the short form, but has the word. */
export const SHORT_FORMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    people: 'ppl peeps',
    government: 'govt gov goverment',
    president: 'prez potus',
    video: 'vid',
    videos: 'vids',
    year: 'yr',
    years: 'yrs',
    birthday: 'bday',
    vaccinated: 'vaxxed vaxed',
    vaccine: 'vax vaxx',
    vaccines: 'vaxxes',
    tomorrow: 'tmrw tmw',
    tonight: 'tonite 2nite',
    minutes: 'mins',
    hours: 'hrs',
    weeks: 'wks',
    hospital: 'hosp',
    apartment: 'apt',
    favorite: 'fav fave',
    number: 'nr',
    money: 'moolah',
    children: 'kiddos',
    police: 'popo',
    information: 'infos',
    message: 'msg',
    messages: 'msgs',
  }).flatMap(([meant, typed]) => typed.split(' ').map((word) => [word, meant] as const)),
);
