// Whom the words beside a verb of saying point to: a name, a pronoun, a role, an organisation, or somebody unnamed. Pure.
import {
  isPossessive,
  isRole,
  leavesName,
  nameAtEnd,
  nameAtStart,
  nameOrRoleAtEnd,
  writtenWords,
  type Name,
} from './speaker-names.ts';
import { setOf } from '../text/patterns.ts';
import {
  ORGANISATION_NOUNS,
  COMPANY_NOUNS,
  DATA_WORDS,
  ORGANISATION_KINDS,
  FUNCTION_WORDS,
  OUTLET_NOUNS,
  PREPOSITIONS,
  SPEAKING_NOUNS,
} from './speaker-words.ts';

/** How an attribution refers to the speaker; what is not a name is resolved with the sentences before. */
export type SpeakerReference =
  | { kind: 'name'; name: Name }
  /** `replies`: to somebody else, who may have spoken last. */
  | { kind: 'pronoun'; female: boolean; replies?: boolean }
  /** "the former Arkansas governor", without the article. */
  | { kind: 'role'; words: string[] }
  /**
   * "the paper", "the board", "it": an organisation named before. `phrase`: what else tells which it is: "the harbour board",
   * without the article.
   */
  | { kind: 'organisation'; noun: string; phrase?: string }
  /** Somebody unnamed: "officials", "a spokesman"; or a thing: "according to the report". */
  | {
      kind: 'unnamed';
      thing?: true;
      /** Of whom it is said that they did not say it, or only might, or in a forgery. */
      denied?: SpeakerReference;
    };

export const UNNAMED: SpeakerReference = { kind: 'unnamed' };
const THING: SpeakerReference = { kind: 'unnamed', thing: true };

/** Longer phrases than this many characters are cut: no name is so long. */
const REACH = 240;
const MAX_PHRASE_WORDS = 6;

const named = (name: Name): SpeakerReference => ({ kind: 'name', name });
const isPreposition = (word: string | undefined): boolean =>
  word !== undefined && PREPOSITIONS.has(word.toLowerCase());
const isThe = (word: string | undefined): boolean => word === 'the' || word === 'The';

/** Who the noun phrase at the end of a text is; null when there is none. */
export function phraseAtEnd(text: string): SpeakerReference | null {
  const all = writtenWords(text.slice(-REACH));
  const found = nameOrRoleAtEnd(all);
  if (!found) return withoutName(all);
  const left = all[all.length - found.length - 1] ?? '';
  // "Calder’s alleged message"
  if (isPossessive(found.name)) return UNNAMED;
  if (found.name === '') return isThe(left) ? { kind: 'role', words: writtenWords(found.role) } : UNNAMED;
  const length = found.length + (isDeterminer(left) ? 1 : 0);
  const before = all[all.length - length - 1];
  if (isPreposition(before)) return behindPreposition(all.slice(0, all.length - length - 1));
  // Two speak: whose words these are is not told. "A Briton" is anyone.
  if (/^(?:and|or|&)$/.test(before ?? '') || /^an?$/.test(left)) return UNNAMED;
  // "Young the Giant" is more than "the Giant".
  if (isThe(left) && /^\p{Lu}[^,.]*$/u.test(before ?? '')) return UNNAMED;
  return named(found);
}

const isDeterminer = (word: string): boolean =>
  /^(?:the|their|his|her|its|our|my)$/i.test(word) || (/^\p{Lu}/u.test(word) && isPossessive(word));

/** "Ines Calder of the Harbour Office" is Calder; "a spokesman for the Harbour Office" stays unnamed. */
function behindPreposition(before: readonly string[]): SpeakerReference | null {
  const head = nameAtEnd(before);
  if (!head) return before.length === 0 || before.at(-1)!.endsWith(',') ? null : UNNAMED;
  return isPreposition(before[before.length - head.length - 1]) ? UNNAMED : named(head);
}

/** "the mayor", "the paper", "the Henan police"; everybody else stays unnamed. */
function withoutName(all: readonly string[]): SpeakerReference | null {
  const noun = all.at(-1) ?? '';
  if (!/^[\p{L}’'-]+$/u.test(noun)) return null;
  const start = Math.max(all.lastIndexOf('the'), all.lastIndexOf('The'));
  const phrase = all.slice(start + 1);
  const whole = start >= 0 && phrase.length <= MAX_PHRASE_WORDS && phrase.every(isPlain);
  const organisation = ORGANISATION_NOUNS.has(noun) ? organisationOfNoun(whole ? phrase : all, all) : null;
  if (organisation) return organisation;
  if (!whole) return UNNAMED;
  // "Priya Wendling of the supporters’ trust", "48 % of the study group", "Legal Aid and the legal services group"
  const before = all[start - 1];
  if (isPreposition(before)) return behindPreposition(all.slice(0, start - 1)) ?? UNNAMED;
  if (/^(?:and|or|&)$/.test(before ?? '')) return UNNAMED;
  if ([OUTLET_NOUNS, ORGANISATION_KINDS, COMPANY_NOUNS].some((nouns) => nouns.has(noun)))
    return { kind: 'organisation', noun, ...(isTellingWhich(phrase) && { phrase: phrase.join(' ') }) };
  return isRole(noun) ? { kind: 'role', words: phrase } : UNNAMED;
}

/** "the harbour board" tells which board it is, "the new board" and "the company" do not. */
const isTellingWhich = (phrase: readonly string[]): boolean =>
  phrase.length > 1 &&
  ORGANISATION_KINDS.has(phrase.at(-1)!) &&
  phrase.every((word, i) => !WHICHEVER.has(word) && (i === 0 || /^\p{Ll}/u.test(word)));

const WHICHEVER =
  setOf(`a an the this that same new old whole entire other another first second third last next two three main big bigger biggest large larger
  largest small smaller smallest local national federal state own current former latest previous independent nonprofit non-profit private
  public advocacy trade rival`);

/** "the Henan police": capitalised words before a noun of organisations; unnamed in "officials from the Henan office". */
function organisationOfNoun(phrase: readonly string[], all: readonly string[]): SpeakerReference | null {
  const noun = phrase.at(-1)!;
  // "A gunman killed Tom Fox, police said."
  if (phrase.at(-2)?.endsWith(',')) return null;
  const found = nameAtEnd(phrase.slice(0, -1));
  if (!found) return null;
  const before = all.slice(0, all.length - 1 - found.length).filter((word) => !isThe(word));
  return isPreposition(before.at(-1))
    ? UNNAMED
    : named({ name: `${found.name} ${noun}`, role: '', organisation: true });
}

const isPlain = (word: string): boolean =>
  !FUNCTION_WORDS.has(word) && !PREPOSITIONS.has(word) && !/[,;:_“”"]/.test(word);

/**
 * Who stands before a comma with something put in between: "Ines Calder, the harbour master, (said)",
 * "the harbour master, Ines Calder, (said)".
 */
export function behindApposition(before: string): SpeakerReference | null {
  const pieces = before
    .slice(-2 * REACH)
    .replace(/,[”"]?$/, '')
    .split(/, /);
  const apposed = nameAsApposition(pieces);
  if (apposed) return apposed;
  // "Ines Calder, the harbour master, and Amos Reed, the mayor, (said)"
  if (pieces.some((piece) => /^and (?:the )?\p{Lu}/u.test(piece))) return UNNAMED;
  let nearest: SpeakerReference | null = null;
  for (let at = pieces.length - 1; at > 0 && isApposition(pieces[at]!); at--) {
    const head = phraseAtEnd(pieces.slice(0, at).join(', '));
    if (head?.kind === 'name' && !isApposition(pieces[at - 1]!)) return head;
    nearest ??= head?.kind === 'unnamed' ? null : head;
  }
  return nearest;
}

/** "the harbour master, Ines Calder": the last piece is a name, the one before it ends with a role. */
function nameAsApposition(pieces: readonly string[]): SpeakerReference | null {
  const [before, last] = [writtenWords(pieces.at(-2) ?? ''), withoutArticle(writtenWords(pieces.at(-1)!))[0]];
  const alone = nameAtEnd(last);
  if (alone?.length !== last.length || !isRole(before.at(-1) ?? '')) return null;
  return named({ ...alone, role: alone.role || roleAtEnd(before) });
}

/** The words of a role at the end, without its article. */
function roleAtEnd(all: readonly string[]): string {
  const article = Math.max(...['the', 'The', 'a', 'an', 'An', 'A'].map((word) => all.lastIndexOf(word)));
  return article >= 0 && all.length - article <= MAX_PHRASE_WORDS ? all.slice(article + 1).join(' ') : '';
}

const isApposition = (piece: string): boolean =>
  /^(?:\p{Ll}|\d|[DRI]-\p{Lu})/u.test(piece) || writtenWords(piece).some(isRole);

/** Who a pronoun stands for, in lower case; null for other words. */
export function ofPronoun(word: string): SpeakerReference | null {
  if (word === 'he' || word === 'she') return { kind: 'pronoun', female: word === 'she' };
  if (word === 'it') return { kind: 'organisation', noun: 'it' };
  return /^(?:they|we|i|you|others|some|many|one)$/.test(word) ? UNNAMED : null;
}

/** "…,” said Ines Calder on Monday": whom the words behind the verb name, when the phrase ends there. */
export function phraseAtStart(after: string): SpeakerReference | null {
  const all = writtenWords(withoutParentheses(after.slice(0, REACH)));
  const first = /^(\p{L}+)([.,]?)$/u.exec(all[0] ?? '');
  const pronoun = first && ofPronoun(first[1]!.toLowerCase());
  if (pronoun) return first[2] !== '' || all.length === 1 || isPreposition(all[1]) ? pronoun : null;
  const found = nameAtStart(all);
  if (!found?.name) return roleAtStart(all);
  if (found.ends) return named(found);
  const next = all[found.next];
  if (/^(?:and|or)$/.test(next ?? '') && /^\p{Lu}/u.test(all[found.next + 1] ?? '')) return UNNAMED;
  return leavesName(next) && !AUXILIARY.test(next ?? '') ? named(found) : UNNAMED;
}

/** The name that a text begins with, whatever follows: "Ines Calder a question". */
export function nameThatStarts(text: string): SpeakerReference | null {
  const found = nameAtStart(writtenWords(withoutParentheses(text.slice(0, REACH))));
  return found?.name ? named(found) : null;
}

/** "Hugo Marsh (D-Ore.)", "Maj. Gen. (ret.) Hugo Marsh": what stands in parentheses is no part of the name. */
const withoutParentheses = (text: string): string => text.replace(/ \([^()]{1,40}\)/g, '');

const AUXILIARY = /^(?:was|is|were|are|has|had|have|would|will|could|did|does|can|may|might|should)$/;

/** "said the paper", "said one official", "said the programme’s director, Ines Calder". */
function roleAtStart(all: readonly string[]): SpeakerReference | null {
  const end = all.findIndex((word) => /[.,;:]$/.test(word) || !isPlain(word));
  const last = end >= 0 && isPlain(all[end]!.slice(0, -1)) && /[.,;:]$/.test(all[end]!);
  const phrase = all
    .slice(0, end < 0 ? all.length : end + Number(last))
    .map((word) => word.replace(/[.,;:]$/, ''));
  if (phrase.length === 0 || !/^(?:the|an?|one|some|\p{L}+s)$/u.test(phrase[0]!)) return null;
  const name =
    last && all[end]!.endsWith(',') && isOfPersons(phrase.at(-1)!) ? nameAtStart(all.slice(end + 1)) : null;
  if (name?.name && name.role === '' && name.ends) return named({ ...name, role: phrase.slice(1).join(' ') });
  return withoutName(phrase);
}

/** A noun before a name that may tell what a person is: "the notary, Eugenia Platt". */
const isOfPersons = (noun: string): boolean => !SPEAKING_NOUNS.has(noun);

/** "according to NAME", "according to data from NAME". */
export function sourceIn(after: string): SpeakerReference {
  const reached = withoutParentheses(after.slice(0, REACH));
  const behind = /^(?:[\p{L}’'-]+\s+){1,9}?(?:by|from)\s+(?:the\s+)?(?=(?:[\p{L}’'-]+\s+){0,3}?\p{Lu})/u.exec(
    reached,
  );
  if (behind && writtenWords(behind[0]).some((word) => DATA_WORDS.has(word))) {
    const source = nameAtStart(writtenWords(reached.slice(behind[0].length)));
    if (source?.name) return named(source);
  }
  const [all, definite] = withoutArticle(writtenWords(reached));
  const found = nameAtStart(all);
  if (!found?.name) return THING;
  return found.ends || leavesName(all[found.next])
    ? named({ ...found, organisation: found.organisation || (definite && found.role === '') })
    : UNNAMED;
}

const withoutArticle = (all: string[]): [string[], boolean] =>
  isThe(all[0]) ? [all.slice(1), true] : [all, false];

const OPENING =
  /^(?:(?:But|And|So|Yet|Still|Meanwhile|However),? )?(?:\p{Lu}\p{L}*\b[^,“"_]{2,80}, (?=\p{Lu}|he |she |the ))?/u;

/** "Ines Calder, the harbour master, disagreed." */
const APPOSED = /^(?=\p{Lu}[^,“"_]* \p{Lu})[^,“"_]*, (?:the|who) [^,“"_]{2,80}, \p{Ll}/u;

/** Without a first phrase; a name with its apposition is none. */
function withoutOpening(masked: string): string {
  const isApposed = APPOSED.test(masked) && nameAtStart(writtenWords(masked.slice(0, REACH)))?.ends;
  return isApposed ? masked : masked.replace(OPENING, '');
}

/** The name or pronoun that a sentence is about: it opens the sentence, or follows a first phrase and a comma. */
export function subjectOfSentence(masked: string): SpeakerReference | null {
  const opening = withoutOpening(masked);
  const pronoun = /^(?:he|she)\b/i.exec(opening)?.[0];
  if (pronoun) return ofPronoun(pronoun.toLowerCase());
  const [all, definite] = withoutArticle(writtenWords(opening.slice(0, REACH)));
  const found = nameAtStart(all);
  if (!found?.name || all[found.next] === undefined) return null;
  const verb = all[found.next]!;
  // Behind a first phrase a comma may as well end a list of places: "in Pellowick, Louisiana, she …"
  return (found.ends && opening === masked) || (/^\p{Ll}/u.test(verb) && verb !== 'and')
    ? named({ ...found, organisation: found.organisation || (definite && found.role === '') })
    : null;
}

/** The name that a sentence begins with, before a verb: "Ines Calder disagreed: the phrase, she said, …". */
export function nameThatOpens(masked: string): Name | null {
  const all = writtenWords(masked.slice(0, REACH));
  const found = nameAtStart(all);
  const verb = found && !found.ends ? all[found.next] : undefined;
  return found?.name && verb !== undefined && /^\p{Ll}/u.test(verb) && verb !== 'and' ? found : null;
}

const CAPITALISED = /(?<![\p{L}\p{M}’'-])\p{Lu}[\p{L}\p{M}’'-]+/gu;

/** Characters of a sentence in which names are looked for; what is longer is a list. */
const MAX_LENGTH = 3000;

/** The names that stand anywhere in a sentence, each as it begins there. */
export function personsIn(masked: string): SpeakerReference[] {
  const found: SpeakerReference[] = [];
  let behind = 0;
  for (const { index } of masked.slice(0, MAX_LENGTH).matchAll(CAPITALISED)) {
    if (index < behind) continue;
    const name = nameAtStart(writtenWords(masked.slice(index, index + REACH)));
    if (!name?.name || name.organisation) continue;
    found.push(named(name));
    behind = index + masked.slice(index, index + REACH).indexOf(name.name) + name.name.length;
  }
  return found;
}
