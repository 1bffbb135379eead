// Who speaks in each sentence of a text, by the attributions in it and in the sentences beside it. Pure.
// A wrong name is worse than none: where two are named, or "he" may stand for either of two, no speaker is given.
import { addressees, partners } from './attribution.ts';
import { maskedSentences, type MaskedSentence } from './masked-sentences.ts';
import { fullName, matchesPronoun, namesInFull } from './introduction.ts';
import { personOfRole, roleHolders, type RoleHolder } from './role-holders.ts';
import { nameThatOpens, personsIn, subjectOfSentence, type SpeakerReference } from './noun-phrases.ts';
import { isPlace } from './places.ts';
import { setOf } from '../text/patterns.ts';
import { isOrganisation, isRole, nameAtEnd, writtenWords, type Name } from './speaker-names.ts';
import { COMPANY_NOUNS, OUTLET_NOUNS, OUTLETS_LIKE_NAMES, STATE_WORDS } from './speaker-words.ts';
import { placesOf } from '../text/word-places.ts';
import { firstAfter } from '../text/words.ts';
import type { Span } from '../types.ts';

/** How many sentences back the person or organisation is looked for that a pronoun stands for. */
const MAX_SENTENCES_BACK = 6;
/** A name that is mentioned less often is not taken for the company that an article is about. */
const MIN_MENTIONS = 3;
/** A sentence of no more words is nothing but an attribution: "The minister added." */
const MAX_TAG_WORDS = 5;

/** Who speaks in a sentence; "unnamed" when somebody speaks whom the article does not name, null when nobody speaks. */
type FoundSpeaker = Name | 'unnamed' | null;

/** Sentences that follow each other in a text; the maps remember what is found out about them, as it is asked for often. */
export interface Speech {
  text: string;
  sentences: readonly MaskedSentence[];
  /** By the sentence's index. */
  speakers: Map<number, FoundSpeaker>;
  /** By role and name: "President|Biden". */
  fullNames: Map<string, string | null>;
  /** By the noun of their role, in lower case: "governor". */
  holders: Map<string, RoleHolder[]>;
  /** Of each name that stands alone, by its index, whether it is that of the quotation below it. */
  labelsAbove: Map<number, boolean>;
  /** Of each quotation that follows others in its paragraph, by its index, the sentence before them all that attributes them. */
  besides: Map<number, number | null>;
}

/** The sentences from `start` to `end`, which are line ends of the text. */
export const speechOf = (text: string, start: number, end: number): Speech => ({
  text,
  sentences: maskedSentences(text, start, end),
  speakers: new Map(),
  fullNames: new Map(),
  holders: new Map(),
  labelsAbove: new Map(),
  besides: new Map(),
});

/** The one speaker of all that is said in a span of sentences, with full name and role; null when there is none or several. */
export function speakerIn(speech: Speech, span: Span): string | null {
  let speaker: Name | null = null;
  for (let i = firstAfter(speech.sentences, span.start); i < speech.sentences.length; i++) {
    if (speech.sentences[i]!.end > span.end) break;
    const found = speakerOfSentence(speech, i);
    if (found === null) continue;
    if (found === 'unnamed' || (speaker && !sameName(speaker, found))) return null;
    speaker = fuller(speaker, found);
  }
  if (!speaker) return null;
  const full = fullNameOf(speech, speaker);
  return full !== null && isNamesakeNear(speech.text, speaker, full, span.end) ? null : full;
}

/** So many characters before a quotation somebody else of the last name may be meant by it. */
const NEAR = 500;
/** A person who is named so many times as often as all others of the name is meant all the same. */
const MAIN_SHARE = 3;

/** Whether another person of the same last name is the last who was named in full before a place. */
function isNamesakeNear(text: string, { name, role }: Name, full: string, at: number): boolean {
  if (name.includes(' ') || role !== '') return false;
  const named = namesInFull(text, name);
  const chosen = nameAtEnd(writtenWords(full.split(', ')[0]!));
  const isOther = (each: Name) => chosen === null || !sameName(chosen, each);
  const last = named.findLast(({ end }) => end <= at);
  if (last === undefined || at - last.end > NEAR || !isOther(last)) return false;
  const others = named.filter(isOther).length;
  return named.length - others < MAIN_SHARE * others;
}

/** Of whom a span of sentences says that they did not say it, or only might; null where of nobody, or of several. */
export function deniedIn(speech: Speech, span: Span): string | null {
  const found = new Set<string>();
  for (let i = firstAfter(speech.sentences, span.start); i < speech.sentences.length; i++) {
    if (speech.sentences[i]!.end > span.end) break;
    for (const reference of speech.sentences[i]!.references) {
      if (reference.kind !== 'unnamed' || !reference.denied) continue;
      const person = resolveReference(speech, i, reference.denied);
      const name = person === null || person === 'unnamed' ? null : fullNameOf(speech, person);
      if (name !== null) found.add(name);
    }
  }
  return found.size === 1 ? [...found][0]! : null;
}

/** Whether a sentence is nothing but the name of whoever speaks before or behind it. */
export const isLabel = ({ sentences }: Speech, { start }: Span): boolean =>
  sentences[firstAfter(sentences, start)]?.isLabel ?? false;

/** The speaker of one sentence. */
function speakerOfSentence(speech: Speech, at: number): FoundSpeaker {
  const known = speech.speakers.get(at);
  if (known !== undefined) return known;
  const { references, quoted } = speech.sentences[at]!;
  const found =
    references.length > 0 ? attributedSpeaker(speech, at) : quoted ? speakerOfQuotation(speech, at) : null;
  speech.speakers.set(at, found);
  return found;
}

const MARK = /["“”]/;

/** The speaker whom all attributions of a sentence name; one without a name does not count beside one with a name. */
function attributedSpeaker(speech: Speech, at: number): FoundSpeaker {
  const { references, masked } = speech.sentences[at]!;
  const isSomebodyElse = references.some(({ kind }) => kind === 'unnamed');
  const isDenied = references.some(
    (reference) => reference.kind === 'unnamed' && reference.denied && reference.denied.kind !== 'pronoun',
  );
  // "The satirical paper joked that Calder said “…”", "Reed claimed that Calder had said “…”"
  if (isDenied && MARK.test(masked)) return 'unnamed';
  let speaker: Name | null = null;
  for (const reference of references) {
    // "When Reed told Calder so, she replied: “…”": two speak.
    if (speaker && reference.kind === 'pronoun' && reference.replies) return 'unnamed';
    if (speaker && reference.kind !== 'name') continue;
    // "Fishermen say so, the harbour board has admitted": whose words these are is not told.
    if (reference.kind === 'organisation' && isSomebodyElse) continue;
    const found = resolveReference(speech, at, reference);
    if (found === null || found === 'unnamed') continue;
    if (speaker && !sameName(speaker, found)) return 'unnamed';
    speaker = fuller(speaker, found);
  }
  return speaker ?? 'unnamed';
}

/**
 * The speaker of a sentence that is nothing but quotation, by the attribution of the sentence that opens or closes the
 * quotation. All sentences of the quotation have the same speaker, so it is noted for all at once: there may be many.
 */
function speakerOfQuotation(speech: Speech, at: number): FoundSpeaker {
  const { sentences } = speech;
  const goesOn = (i: number) => sentences[i]!.joint !== 'paragraph' && sentences[i - 1]!.unfinished;
  let [first, last] = [at, at];
  while (first > 0 && sentences[first]!.quoted && goesOn(first)) first--;
  while (sentences[last + 1]?.quoted && goesOn(last + 1)) last++;
  const attributed = attributingSentence(speech, first, last);
  const speaker = attributed === null ? null : speakerOfSentence(speech, attributed);
  for (let i = first; i <= last; i++) if (sentences[i]!.quoted) speech.speakers.set(i, speaker);
  return speaker;
}

/** The index of the sentence whose attribution holds for the quotation from one sentence to another; null when there is none. */
function attributingSentence(speech: Speech, first: number, last: number): number | null {
  const { sentences } = speech;
  const opening = sentences[first]!;
  if (!opening.quoted && opening.references.length > 0) return first;
  if (opening.quoted && isLabelledAbove(speech, first)) return first - 1;
  const closing = sentences[last + 1];
  const isBeside = closing && (closing.joint !== 'paragraph' || closing.isLabel);
  if (isBeside && closing.references.length > 0 && (sentences[last]!.unfinished || isTag(closing)))
    return last + 1;
  if (!opening.quoted) return null;
  // "He went on:", and a quotation that goes on in the next paragraph.
  const before = sentences[first - 1];
  if (before && (before.unfinished || before.masked.endsWith(':'))) return first - 1;
  return sentenceBeside(speech, first);
}

/** Whether a page names whoever speaks above each quotation, and not below it: the first name has none above it. */
function isLabelledAbove({ sentences, labelsAbove }: Speech, first: number): boolean {
  const chain: number[] = [];
  let isAbove = false;
  for (let label = first - 1; sentences[label]?.isLabel;) {
    chain.push(label);
    const known = labelsAbove.get(label);
    let before = label - 1;
    while (known === undefined && sentences[before]?.quoted) before--;
    isAbove = known ?? before === label - 1;
    if (known !== undefined || isAbove) break;
    label = before;
  }
  for (const label of chain) labelsAbove.set(label, isAbove);
  return isAbove;
}

/**
 * “…,” said Calder. “…”: the attribution of the quotation before, which the paragraph goes on from; none of a question. It is
 * the same for all quotations that follow each other, so it is noted for all at once: there may be many.
 */
function sentenceBeside({ text, sentences, besides }: Speech, first: number): number | null {
  let at = first;
  while (at > 0 && !besides.has(at) && sentences[at]!.quoted && sentences[at]!.joint !== 'paragraph') at--;
  const { quoted, references, masked, start, end } = sentences[at]!;
  const isAttribution = !quoted && references.length > 0;
  const isOfQuestion = () => ASKS.test(masked) && text.slice(start, end).includes('?');
  const beside = besides.get(at) ?? (isAttribution && !isOfQuestion() ? at : null);
  for (let i = at; i <= first; i++) besides.set(i, beside);
  return beside;
}

const ASKS = /(?<!\p{L})(?:asks|asked|wonders|wondered)(?!\p{L})/u;

type Pronoun = Extract<SpeakerReference, { kind: 'pronoun' }>;

const isTag = ({ masked, quoted, isLabel }: MaskedSentence): boolean =>
  isLabel || (!quoted && masked.split(/\s+/).length <= MAX_TAG_WORDS);

/** The speaker to whom a reference points, read in the sentences before it. */
function resolveReference(speech: Speech, at: number, reference: SpeakerReference): FoundSpeaker {
  switch (reference.kind) {
    case 'name':
      return reference.name;
    case 'pronoun':
      return personBefore(speech, at, reference);
    case 'role':
      return personOfRole(
        speech.text,
        speech.sentences[at]!.end,
        reference.words,
        roleHoldersIn(speech, reference.words.at(-1)!),
      );
    case 'organisation':
      return (
        ownOrganisation(speech, at, reference.noun) ??
        organisationBefore(speech, at, reference.noun) ??
        (reference.phrase ? { name: reference.phrase, role: '', organisation: true } : null)
      );
    case 'unnamed':
      return 'unnamed';
  }
}

function roleHoldersIn({ text, holders }: Speech, noun: string): RoleHolder[] {
  const key = noun.toLowerCase();
  const known = holders.get(key) ?? roleHolders(text, key);
  holders.set(key, known);
  return known;
}

/** The person whom the sentences before it quote or are about; null when the sentence itself is about somebody else. */
function personBefore(speech: Speech, at: number, pronoun: Pronoun): FoundSpeaker {
  const { masked } = speech.sentences[at]!;
  if (isAboutSomebody(masked) && !APPOSED_PRONOUN.test(masked)) return null;
  const own = nameThatOpens(masked) ?? topicOf(speech.sentences[at]!);
  const before = lastPerson(speech, at, pronoun);
  if (!own || own.organisation || before === null || before === 'unnamed' || sameName(own, before))
    return before;
  return fullNameOf(speech, own)?.includes(' ') ? null : before;
}

function lastPerson(speech: Speech, at: number, { female, replies = false }: Pronoun): FoundSpeaker {
  for (let i = at - 1; i >= Math.max(0, at - MAX_SENTENCES_BACK); i--) {
    const before = speech.sentences[i]!;
    if (before.heading) return null;
    const speaks = before.references.some((reference) => reference.kind !== 'unnamed' || !reference.thing);
    const found = speaks
      ? (speakerOfMainClause(speech, i) ?? whoDenies(before) ?? speakerOfSentence(speech, i))
      : topicOf(before);
    if (found === 'unnamed' || (!speaks && SECOND_SUBJECT.test(before.masked))) return null;
    if (!found && !speaks && isAboutSomebody(before.masked)) return null;
    if (!found || found.organisation || isOrganisation(found.name)) continue;
    const full = fullNameOf(speech, found);
    if (full === null || (!speaks && !full.includes(' '))) {
      if (!speaks && isAboutSomebody(before.masked)) return null;
      continue;
    }
    const fits = matchesPronoun(full, female);
    if (namedSince(speech, i, at, found).some((other) => mayBe(speech, other, female))) return null;
    const others = otherPersons(speech, before, found, replies);
    // Whoever has just spoken does not reply to it.
    if (others.length === 0)
      return fits && !(replies && speaks && !ASKED.test(speech.sentences[at]!.masked)) ? found : null;
    const fitting = others.filter((other) => mayBe(speech, other, female));
    if (fitting.length === 0) return fits && !replies ? found : null;
    return fits || fitting.length > 1 ? null : fitting[0]!;
  }
  return null;
}

/** "Calder never said so.": she is the one whom the sentence is about, though she did not speak. */
function whoDenies({ references }: MaskedSentence): Name | null {
  const [first, ...others] = references;
  if (others.length > 0 || first?.kind !== 'unnamed' || first.denied?.kind !== 'name') return null;
  return first.denied.name;
}

const SUBORDINATE = /^(?:After|When|As|While|Before|Although|Though|Because|Once) [^“”"_]/;

/** "After Wren told parents so, caretaker Amadi said …": whoever speaks last goes on speaking; null where a sentence is not so. */
function speakerOfMainClause(speech: Speech, at: number): FoundSpeaker {
  const { masked, references } = speech.sentences[at]!;
  const last = references.at(-1)!;
  return references.length > 1 && last.kind === 'name' && SUBORDINATE.test(masked) ? last.name : null;
}

/** Other persons whom the sentences after one, up to another, name: whoever is named last may be meant. */
const namedSince = (speech: Speech, from: number, to: number, person: Name): Name[] =>
  personsAmong(
    speech,
    speech.sentences.slice(from + 1, to + 1).flatMap(({ masked }) => personsIn(masked)),
    person,
  );

const mayBe = (speech: Speech, name: Name, female: boolean): boolean =>
  matchesPronoun(fullNameOf(speech, name) ?? name.name, female);

/** Persons whom a sentence says its speaker spoke or had to do with; where somebody replies, all others whom it names, too. */
function otherPersons(speech: Speech, { masked }: MaskedSentence, speaker: Name, replies: boolean): Name[] {
  const others = [...addressees(masked), ...partners(masked), ...(replies ? personsIn(masked) : [])];
  return personsAmong(speech, others, speaker);
}

/** The persons to whom references point, each once, but for one. */
function personsAmong(speech: Speech, references: readonly SpeakerReference[], but: Name): Name[] {
  const names = references.flatMap((reference) => (reference.kind === 'name' ? [reference.name] : []));
  return names.filter(
    (name, i) =>
      !name.organisation &&
      !sameName(name, but) &&
      names.findIndex((other) => sameName(other, name)) === i &&
      isPersonHere(speech, name),
  );
}

/** Whether a name is a person's in this text, and no outlet's: "told Reuters". */
function isPersonHere(speech: Speech, name: Name): boolean {
  const full = fullNameOf(speech, name);
  const isOutlet = OUTLETS_LIKE_NAMES.has(wordsOf(name)[0]!) || /(?<!\p{L})\p{Lu}{2}/u.test(name.name);
  return full !== null && full.includes(' ') && !isOutlet;
}

const PERSONS = setOf(
  `man woman boy girl men women boys girls resident residents neighbour neighbor neighbours neighbors person people witness passenger passer-by
  caller tourist mother father child children teenager couple fisherman fishermen docker dockers fan fans cousin rival opponent sailor sailors
  refugee refugees hotelier patient patients local locals villager villagers brother sister son daughter wife husband widow uncle aunt nephew niece
  friend colleague colleagues customer customers shopper carpenter welder voter voters parent parents pensioner marcher protester stranger
  veteran survivor parishioner guest visitor visitors spectator onlooker bystander relative voice crowd`,
);
const isSomebody = (word: string): boolean => {
  const noun = word.replace(/[,.;:]$/, '').replace(/[’']s$/, '');
  return isRole(noun) || PERSONS.has(noun) || /^\d{1,3}-year-old$/.test(noun);
};
const DETERMINED =
  /^(?:(?:But|And|Then|So) )?(?:[Tt]he|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|\p{Lu}[\p{L}-]*[’']s(?: own)?) (?<phrase>.{1,80})/u;
const INDEFINITE =
  /(?<!\p{L})(?:[Aa]n?|[Aa]nother|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]ome|[Ss]everal|[Mm]any|[Tt]he last)(?: of the| of them, a)? (?=(?<phrase>[^.;:“"_]{1,60}))/gu;
const NOBODY_NAMED = /^(?:Someone|Somebody|Another|Others|Nobody|No one|One|Many|Some|Few)(?!\p{L})/u;
const MAX_PHRASE_WORDS = 4;

/** "A resident stood up.", "At the gate a docker waited.", "Reed’s brother laughed.": somebody without a name, whom "she" may stand for. */
function isAboutSomebody(masked: string): boolean {
  if (NOBODY_NAMED.test(masked)) return true;
  const phrases = [DETERMINED.exec(masked), ...masked.slice(0, MAX_READ).matchAll(INDEFINITE)];
  return phrases.some((found) => found?.groups?.phrase?.split(' ', MAX_PHRASE_WORDS).some(isSomebody));
}

/** Characters of a sentence in which somebody nameless is looked for. */
const MAX_READ = 400;

/** "A teacher for most of her life, she said": the phrase is of her. */
const APPOSED_PRONOUN = /^[^,:;“"_]{1,80}, (?:he|she) /;

/** "Asked about the crane, she replied": it is told whom she answers. */
const ASKED = /^(?:When |After being )?[Aa]sked\b/;
/** A second clause with a subject of its own: who "he" is then cannot be told. */
const SECOND_SUBJECT = /[,;] (?:and|but|while|as|so) \p{Lu}/u;

function topicOf(sentence: MaskedSentence): Name | null {
  const subject = subjectOfSentence(sentence.masked);
  return subject?.kind === 'name' ? subject.name : null;
}

/** "The Ministry of Ports will send a mediator, it said": what the sentence itself is about. */
function ownOrganisation(speech: Speech, at: number, noun: string): FoundSpeaker {
  const own = noun === 'it' ? topicOf(speech.sentences[at]!) : null;
  return own?.organisation ? own : null;
}

/** The organisation that the sentences before quote, or are about: the last for "it" and "the paper", else one of that noun. */
function organisationBefore(speech: Speech, at: number, noun: string): FoundSpeaker {
  for (let i = at - 1; i >= Math.max(0, at - MAX_SENTENCES_BACK); i--) {
    const before = speech.sentences[i]!;
    if (before.heading) return null;
    const found = before.references.length > 0 ? speakerOfSentence(speech, i) : topicOf(before);
    if (found === 'unnamed') return null;
    if (found === null) continue;
    if (COMPANY_NOUNS.has(noun)) return isCompany(speech, found) ? { ...found, organisation: true } : null;
    if (noun === 'it' || OUTLET_NOUNS.has(noun)) return found.organisation ? found : null;
    if (found.organisation && wordsOf(found).includes(noun)) return found;
  }
  return null;
}

const wordsOf = ({ name }: Name): string[] => name.toLowerCase().split(' ');

/** "Quay Lines", "Ikea": no person of a longer name, no place, and nothing of the state. */
const isCompany = (speech: Speech, name: Name): boolean =>
  name.role === '' &&
  placesOf(speech.text, name.name).length >= MIN_MENTIONS &&
  !isPlace(name.name) &&
  !wordsOf(name).some((word) => STATE_WORDS.has(word)) &&
  (name.organisation || fullNameOf(speech, name) === name.name);

function fullNameOf({ text, fullNames }: Speech, name: Name): string | null {
  const key = `${name.role}|${name.name}`;
  if (!fullNames.has(key)) fullNames.set(key, fullName(text, name));
  return fullNames.get(key)!;
}

/** One name is the other or ends it: "Peskov" and "Dmitry Peskov". */
const sameName = (a: Name, b: Name): boolean =>
  ` ${a.name}`.endsWith(` ${b.name}`) || ` ${b.name}`.endsWith(` ${a.name}`);

const lengthOf = ({ name, role }: Name): number => name.length + role.length;
const fuller = (a: Name | null, b: Name): Name => (a && lengthOf(a) >= lengthOf(b) ? a : b);
