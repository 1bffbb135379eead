// A question as somebody else might type it: with a slip, in small letters, as in a chat, in the other spelling of English, with a
// synonym. Each is made by chance out of a seed, and the same seed makes the same. Pure.
import { listOf, setOf } from '../../src/text/patterns.ts';

/** A number in [0, 1), the next one with every call. */
export type Chance = () => number;

/** Makes another text of a question; the same where it holds nothing to change. */
export type Variation = (question: string, chance: Chance) => string;

/** Mulberry32: the same numbers for the same seed, on every machine. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words that say nothing by themselves: a slip in them is no test. */
const SMALL = setOf(
  `about after again against also another because been before being between could does doing during every first following from
  have having into last many more most much next only other over same should since some such than that their them then there
  these they this those through under until very week were what when where which while whose will with would year years`,
);
const SHORTEST = 5;
const KEYS = listOf('qwertyuiop asdfghjkl zxcvbnm');

const pick = <T>(from: readonly T[], chance: Chance): T => from[Math.floor(chance() * from.length)]!;

/** Where the words of a text stand that carry meaning. */
const contentWords = (text: string) =>
  [...text.matchAll(/(?<![\p{L}\p{N}'’])[\p{L}]+(?![\p{L}\p{N}])/gu)]
    .map(({ 0: word, index }) => ({ word, index }))
    .filter(({ word }) => word.length >= SHORTEST && !SMALL.has(word.toLowerCase()));

/** One slip of the fingers in one word of content. */
export const withTypo: Variation = (question, chance) => {
  const words = contentWords(question);
  if (words.length === 0) return question;
  const { word, index } = pick(words, chance);
  return question.slice(0, index) + mistyped(word, chance) + question.slice(index + word.length);
};

function mistyped(word: string, chance: Chance): string {
  // The first letter is hardly ever wrong (Yannakoudakis and Fawthrop, 1983).
  const at = 1 + Math.floor(chance() * (word.length - 2));
  const [before, letter, after] = [word.slice(0, at), word[at]!, word.slice(at + 1)];
  const made = pick(
    [
      before + after,
      before + letter + letter + after,
      before + after.slice(0, 1) + letter + after.slice(1),
      before + beside(letter, chance) + after,
      before + letter + beside(letter, chance) + after,
    ],
    chance,
  );
  return made === word ? before + after : made;
}

/** A key beside that of a letter. */
function beside(letter: string, chance: Chance): string {
  const row = KEYS.find((keys) => keys.includes(letter.toLowerCase()));
  if (!row) return 'e';
  const at = row.indexOf(letter.toLowerCase());
  return pick(
    [row[at - 1], row[at + 1]].filter((key) => key !== undefined),
    chance,
  );
}

/** In small letters, without the question mark. */
export const inSmallLetters: Variation = (question) => question.toLowerCase().replace(/\s*\?+\s*$/, '');

/** What chats make of words; the first that fits is taken. */
const CHAT: readonly [RegExp, readonly string[]][] = [
  [/\bwhat\b/g, ['wat', 'wht', 'wut']],
  [/\bwhy\b/g, ['y', 'why']],
  [/\bare\b/g, ['r']],
  [/\byou\b/g, ['u']],
  [/\byour\b/g, ['ur']],
  [/\bthe\b/g, ['the', 'the', 'teh']],
  [/\band\b/g, ['n', '&']],
  [/\babout\b/g, ['abt']],
  [/\bpeople\b/g, ['ppl']],
  [/\bbecause\b/g, ['cuz', 'bc']],
  [/\bgovernment\b/g, ['govt']],
  [/\bgoing to\b/g, ['gonna']],
  [/\bpresident\b/g, ['prez', 'president']],
  [/\bwould\b/g, ['wud', 'would']],
  [/\bwithout\b/g, ['w/o']],
  [/\bthrough\b/g, ['thru']],
  [/(?<=\p{L}{3})ing\b/gu, ['in', 'ing']],
  [/(?<=\p{L})['’](?=\p{L})/gu, ['']],
];
const BEFORE = ['', '', 'hey ', 'yo ', 'plz tell me ', 'so '];
const AFTER = ['', '', ' plz', ' lol', ' tho', ' btw'];

/** As in a chat. */
export const asInChat: Variation = (question, chance) => {
  const small = inSmallLetters(question, chance);
  const typed = CHAT.reduce((text, [word, forms]) => text.replace(word, () => pick(forms, chance)), small);
  return pick(BEFORE, chance) + typed + pick(AFTER, chance);
};

/** British and American spellings, beginnings first. */
const SPELLINGS = listOf(
  `colour:color favour:favor labour:labor honour:honor neighbour:neighbor behaviour:behavior harbour:harbor rumour:rumor humour:humor
  armour:armor tumour:tumor endeavour:endeavor organis:organiz recognis:recogniz criticis:criticiz legalis:legaliz apologis:apologiz
  authoris:authoriz hospitalis:hospitaliz summaris:summariz prioritis:prioritiz finalis:finaliz emphasis:emphasiz analys:analyz
  centre:center theatre:theater metre:meter litre:liter fibre:fiber defence:defense offence:offense licence:license programme:program
  travell:travel cancell:cancel labell:label fuell:fuel modell:model jewellery:jewelry grey:gray tyre:tire cheque:check
  aluminium:aluminum sceptic:skeptic plough:plow mould:mold ageing:aging judgement:judgment enrol:enroll fulfil:fulfill
  paediatric:pediatric anaesth:anesth haem:hem leukaemia:leukemia manoeuvr:maneuver catalogue:catalog dialogue:dialog
  aeroplane:airplane kerb:curb maths:math mum:mom pyjama:pajama moustache:mustache artefact:artifact`,
).map((pair) => pair.split(':') as [string, string]);

/** In the other spelling of English: every word that has one. */
export const respelled: Variation = (question) =>
  question.replace(/\p{L}+/gu, (word) => {
    const small = word.toLowerCase();
    for (const [british, american] of SPELLINGS)
      for (const [from, to] of [
        [british, american],
        [american, british],
      ] as const)
        if (
          small.startsWith(from) &&
          !(from === american && small.startsWith(british)) &&
          isRest(small, from)
        )
          return word.slice(0, 1) + (to + small.slice(from.length)).slice(1);
    return word;
  });

/** What may follow: "checkpoint" is no cheque, "center" no "center" that goes on. */
const isRest = (word: string, from: string): boolean =>
  /^(?:|s|es|ed|e|er|ers|ing|ation|ations|ational|ite|ites|ful|able|ably|hood|hoods|ment|al|ly|ism|ia|orrhage|etic)$/.test(
    word.slice(from.length),
  );

/** Words of news and others that mean the same there. */
const SYNONYMS = new Map(
  listOf(
    `actor:performer actress:performer agreed:consented aircraft:plane airline:carrier announced:unveiled arrested:detained
    attack:assault author:writer award:prize ban:prohibition banned:outlawed became:turned began:started biggest:largest billionaire:tycoon
    book:novel boss:chief bought:purchased buy:purchase cancelled:scrapped canceled:scrapped captured:seized car:automobile
    children:kids city:town claimed:asserted company:firm cost:price country:nation court:tribunal crash:collision created:made
    crime:offense criticized:slammed cut:reduced dead:deceased deal:agreement death:demise died:perished doctor:physician
    drug:medication earthquake:quake ended:finished film:movie fired:sacked fire:blaze fled:escaped flooding:inundation
    game:match gun:firearm hit:struck hospitalized:admitted house:home hurricane:storm illness:disease injured:wounded
    investigation:probe job:post joined:entered killed:slain king:monarch largest:biggest launched:started lawsuit:suit leader:head
    lost:misplaced lawyer:attorney mission:expedition money:cash mother:mum movie:film murder:homicide named:called nation:country
    officials:authorities opened:launched percentage:share performed:played phone:cellphone plane:aircraft player:athlete police:cops
    popular:favorite prime:first prison:jail prize:award protest:demonstration protesters:demonstrators quit:resigned
    record:milestone released:issued replaced:succeeded resigned:quit revealed:disclosed rich:wealthy rules:regulations scientists:researchers
    sentenced:condemned series:show shooting:gunfire shut:closed singer:vocalist soldiers:troops song:track sold:auctioned soccer:football
    spacecraft:probe star:celebrity stepped:moved strike:walkout student:pupil students:pupils successful:triumphant suspended:barred
    teenager:teen thrown:hurled town:city trip:visit vaccine:jab victory:win virus:pathogen voted:elected war:conflict weapons:arms
    wealthy:rich winner:victor won:captured worker:employee workers:employees world:globe`,
  ).map((pair) => pair.split(':') as [string, string]),
);

/** A synonym for one word of content. */
export const withSynonym: Variation = (question, chance) => {
  const words = [...question.matchAll(/[\p{L}]+/gu)]
    .map(({ 0: word, index }) => ({ word, index }))
    .filter(({ word }) => SYNONYMS.has(word));
  if (words.length === 0) return question;
  const { word, index } = pick(words, chance);
  return question.slice(0, index) + SYNONYMS.get(word)! + question.slice(index + word.length);
};

export const VARIATIONS: Readonly<Record<string, Variation>> = {
  'one typo': withTypo,
  'small letters': inSmallLetters,
  chat: asInChat,
  'other spelling': respelled,
  synonym: withSynonym,
};
