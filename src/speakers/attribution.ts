// Who a sentence says is speaking, by its grammar alone: whoever stands beside a verb of saying, or behind
// "according to". Pure.
import {
  behindApposition,
  nameThatStarts,
  UNNAMED,
  ofPronoun,
  phraseAtEnd,
  phraseAtStart,
  sourceIn,
  subjectOfSentence,
  type SpeakerReference,
} from './noun-phrases.ts';
import { besideQuotations } from './beside-quotation.ts';
import { attributionsInOtherLanguages } from './other-languages.ts';
import { oneOf, oneOfWords } from '../text/patterns.ts';
import { isAsserted, isMadeUp, isObject, isPlayed } from './asserted.ts';
import {
  ADDRESSING_VERBS,
  NOUN_VERBS,
  OBJECT_VERBS,
  PLURAL_VERBS,
  QUOTING_VERBS,
  REPLYING_VERBS,
  TELLING_VERBS,
  VERBS,
} from './speaker-words.ts';

const SAYS = new RegExp(`(?<![\\p{L}\\p{N}’'_-])(?:${VERBS})(?![\\p{L}\\p{N}’'_-])`, 'gu');
const ACCORDING = /\b[Aa]ccording to\s+/g;
/** "Calder left at noon, saying …": the subject of the sentence speaks. */
const PARTICIPLE =
  /, (?:saying|telling|writing|tweeting|warning|arguing|claiming|insisting|explaining)(?![\p{L}’'-])/gu;

/** "Calder was falsely quoted as saying …" */
const MISQUOTED =
  /\s(?:(?:has|have|had) been|is|was|were) (?:falsely|wrongly) (?:quoted|cited|reported) as saying(?![\p{L}’'-])/gu;

/** "as Calder put it", "with Calder calling it a shame" */
const AS_PUT = /(?<![\p{L}’'-])[Aa]s ([^,;:“”"_]{2,60}) (?:put|puts) it(?![\p{L}’'-])/gu;
const WITH_SAYING =
  /(?<![\p{L}’'-])with ([^,;:“”"_]{2,60}) (?:saying|calling|telling|warning|arguing|claiming|insisting|adding|describing)(?![\p{L}’'-])/gu;

/** "denied having said", "denied that she ever wrote" */
const SAYING_DENIED =
  /^(?:ever )?(?:having |that (?:he|she|they|it) (?:had )?)?(?:ever )?(?:said|saying|told|telling|wrote|written|writing|sent|sending|posted|posting|used|using|uttered|uttering|made|making|published|tweeted|tweeting|shouted|shouting|radioed|texted)(?![\p{L}’'-])/u;

/** "Ron Haskell (Ret.)", "Calder (D-Ore.)" */
const ASIDE = / \((?=\p{Lu}|ret\b|no )[^()_“”"]{1,40}\)/gu;

/** “…,” Calder quoted him as saying; Calder heard Reed say: “…”; Calder said the letter read: “…” */
const AT_SECOND_HAND = new RegExp(
  oneOf(
    String.raw`(?:quoted|quotes|quoting|recalls|recalled|recalling|heard|hears|remembers|remembered) (?:him|her|them|(?:(?:his|her|their|a|the) )?[\p{L}’'-]+(?: [\p{L}’'-]+){0,3}?) (?:as )?(?:saying|say|shout|shouting|telling|tell|reply|replying)[.,:]`,
    String.raw`(?:letter|note|sign|message|text|email|e-mail|card|plaque|banner|post|poster|leaflet|inscription) (?:which |that )?(?:read|reads|said|says|saying|reading)[,:]? ?[“"]`,
    String.raw`, who (?:then )?(?:told|replied|answered|shouted|asked|responded)(?: [\p{L}’'-]+){0,3}: ?[“"]`,
  ),
  'u',
);

/** What is longer, in characters, is a table or a list, and no sentence that could be quoted. */
const MAX_LENGTH = 1500;

/** All attributions of a sentence whose quotations are masked, in order. */
export function attributions(sentence: string): SpeakerReference[] {
  if (sentence.length > MAX_LENGTH) return [];
  const masked = sentence.replace(ASIDE, '');
  if (AT_SECOND_HAND.test(masked)) return [UNNAMED];
  const found: SpeakerReference[] = [];
  let replies = false;
  for (const match of masked.matchAll(SAYS)) {
    const before = masked.slice(0, match.index).trimEnd();
    const after = masked.slice(match.index + match[0].length).trimStart();
    if (!counts(match[0], masked, before, after)) continue;
    const beside = speakerBeside(match[0], before, after);
    const isDenial =
      isMadeUp(masked, match[0], after) || (/^den/.test(match[0]) && SAYING_DENIED.test(after));
    const reference = beside && isDenial ? denied(beside) : beside;
    replies ||= isReply(match[0], after);
    if (reference) found.push(reference);
  }
  if (found.length === 0) found.push(...attributionsInOtherLanguages(masked));
  if (found.length === 0) found.push(...besideQuotations(masked));
  for (const match of masked.matchAll(ACCORDING))
    found.push(sourceIn(masked.slice(match.index + match[0].length)));
  for (const match of masked.matchAll(PARTICIPLE)) {
    const reference = subjectOfSentence(masked.slice(0, match.index));
    if (reference) found.push(reference);
  }
  const asides = [
    ...(masked.includes(' it') ? masked.matchAll(AS_PUT) : []),
    ...(masked.includes('with ') ? masked.matchAll(WITH_SAYING) : []),
  ];
  for (const match of asides) {
    const reference = pronounAtEnd(match[1]!) ?? phraseAtEnd(match[1]!);
    if (reference && reference.kind !== 'unnamed') found.push(reference);
  }
  for (const match of masked.matchAll(MISQUOTED)) {
    const reference = subject(masked.slice(0, match.index), 'said');
    if (reference) found.push(denied(reference));
  }
  return found.map((reference) => (reference.kind === 'pronoun' ? { ...reference, replies } : reference));
}

/** Whether a verb tells of a reply: whoever it is said of is not who spoke before. */
const isReply = (verb: string, after: string): boolean =>
  REPLYING_VERBS.has(verb) || (verb === 'shot' && /^back/.test(after));

const ADDRESSING = new RegExp(`(?<![\\p{L}\\p{N}’'_-])${oneOf(ADDRESSING_VERBS)}\\s+`, 'gu');
/** "was questioned by", "met", "spoke with" */
const WITH = /(?<![\p{L}’'-])(?:by|with|met|meets|joined|faced|beside|alongside)\s+/gu;

/** "asked the fisheries minister, Paul Strand" */
const ITS_ROLE = /^(?:the|an?|his|her|their) [\p{Ll}’' -]{2,60}, (?=\p{Lu})/u;

const namedBehind = (masked: string, words: RegExp): SpeakerReference[] =>
  [...masked.matchAll(words)].flatMap(
    ({ 0: word, index }) => nameThatStarts(masked.slice(index + word.length).replace(ITS_ROLE, '')) ?? [],
  );

/** Those whom a sentence says somebody spoke to, by its grammar: "told skipper Jon Dunnet". */
export const addressees = (masked: string): SpeakerReference[] => namedBehind(masked, ADDRESSING);

/** Those with whom a sentence says somebody was: "was questioned by Jon Dunnet". */
export const partners = (masked: string): SpeakerReference[] => namedBehind(masked, WITH);

/** Whether a verb is one of saying where it stands. */
function counts(verb: string, masked: string, before: string, after: string): boolean {
  if (verb === 'pointed') return after.startsWith('out ');
  if (verb === 'went') return after.startsWith('on');
  if (verb === 'shot') return after.startsWith('back');
  if (GREETING.test(after) || NOTHING.test(after)) return false;
  // "asked whether the order had the words “…”": whose words they are is the question.
  if (/^ask/.test(verb) && /^(?:[^,“”"_]{0,60} )?(?:whether|if|about|for)\b/.test(after)) return false;
  if (NOUN_VERBS.has(verb)) return /^(?:that|in|on)\b|^["“.,]/.test(after) || /[,”"]$/.test(before);
  if (TELLING_VERBS.has(verb)) return /^[^,;:.]{1,60} that\b/.test(after) || /["“”_]/.test(masked);
  if (/["“”_]/.test(masked)) return true;
  if (OBJECT_VERBS.has(verb)) return SPEECH_AFTER.test(after) || /[,”"]$/.test(before);
  return !QUOTING_VERBS.has(verb);
}

/** "says goodbye to its last tenants" */
const GREETING = /^(?:hello|good-?bye|farewell|grace|a prayer|thank you|thanks|yes to|no to)\b/;

/** "said nothing", "said nothing of the sort" */
const NOTHING =
  /^(?:nothing|little|no more|no such|not (?:a word|much|one word|anything)|neither)(?![\p{L}’'-])/u;

/** What follows a verb that is said of words, and not of a shop: "added that", "added: ". */
const SPEECH_AFTER = /^(?:that|he|she|it|they|there|in|on|to|via)\b|^[:.,]|^$/;

/** "can say", "to tell": nobody is said to have said it. */
const INFINITIVE =
  /(?:^|\s)(?:to|can|will|could|would|may|might|not|must|should|cannot|of|the|a|did|does|do|let)$/;

const NEGATION =
  /\s(?:never|(?:has|have|had|did|does|do) (?:not|never)|(?:had|has|have|did|does|do)n[’']t|allegedly|reportedly|apparently|supposedly|purportedly|reputedly|apocryphally)(?: (?:ever|once|actually|yet))?$/iu;

const withoutNegation = (before: string): string => before.replace(NEGATION, '');

/** Somebody of whom it is not said that they spoke. */
const denied = (reference: SpeakerReference): SpeakerReference =>
  reference.kind === 'unnamed' ? reference : { kind: 'unnamed', denied: reference };

/** "Poole was told by Calder: “…”", "was described by Calder as “…”": whoever does it speaks. */
const PASSIVE = /(?<![\p{L}’'-])(?:was|were|is|are|been|being)$/u;
const SAID_OF = new RegExp(
  `^${oneOfWords(`told asked warned called described dubbed labelled labeled praised hailed condemned blamed criticised criticized urged
    accused reminded assured informed advised`)}$`,
);

function speakerBeside(verb: string, before: string, after: string): SpeakerReference | null {
  const negated = withoutNegation(before);
  if (negated !== before) {
    const reference = pronounAtEnd(negated) ?? phraseBefore(negated);
    return reference && denied(reference);
  }
  if (PLURAL_VERBS.has(verb)) return INFINITIVE.test(before) ? null : UNNAMED;
  if (PASSIVE.test(before)) {
    const agent = after.startsWith('by ') && SAID_OF.test(verb) ? phraseAtStart(after.slice(3)) : null;
    if (agent) return agent;
  }
  if (/^tell|^told/.test(verb)) return subject(before, verb);
  if (/[”"'_]$|[”"],$/.test(before)) return phraseAtStart(after) ?? subject(before, verb);
  if (before !== '' && !/[,–—-]$|^(?:But|And|So|Yet|Still)$/.test(before)) return subject(before, verb);
  const left = subject(before, verb);
  return left && left.kind !== 'unnamed' ? left : (phraseAtStart(after) ?? left);
}

/** Matches begin at the start of a run of white space: else long runs would be searched again from every character. */
const PARENTHESIS = /(?<!\s)\s*\([^()]*\)$/;
/** What may stand between whoever speaks and the verb. */
const BETWEEN = new RegExp(
  String.raw`(?<!\s)\s+${oneOf(
    oneOfWords(`also later then has have had previously repeatedly earlier often once recently already still just now
      again first himself herself itself even`),
    // "repeatedly"
    String.raw`\p{L}+ly`,
    // "on Monday"
    String.raw`(?:on )?\p{Lu}\p{Ll}+day`,
    '(?:this|last) (?:week|month|year)',
    'in (?:a|an) (?:statement|interview|email|tweet|letter|post|report|release)',
  )}$`,
  'u',
);
/** So many such may stand in a row. */
const MAX_BETWEEN = 6;
const NO_SUBJECT =
  /(?:^|\s)(?:was|were|is|are|been|being|be|having|to|not|never|\p{L}+n[’']t|get|got|who|which|that|what|as|when|by)$/iu;
const LAST_WORD = /(?:^|[\s(“"–—-])(\p{L}+)$/u;

/** Who speaks by the words before the verb; somebody unnamed where it is not said that they spoke. */
function subject(before: string, verb: string): SpeakerReference | null {
  let rest = before.replace(PARENTHESIS, '');
  if (/(?:^|\s)(?:and|but|then)(?: also)?$/.test(rest)) {
    const found = subjectOfSentence(rest);
    return found && CONDITION.test(rest) ? denied(found) : found;
  }
  for (let left = MAX_BETWEEN; left > 0 && BETWEEN.test(rest); left--) rest = rest.replace(BETWEEN, '');
  if (rest === '' || NO_SUBJECT.test(rest)) return null;
  const found = pronounAtEnd(rest) ?? phraseBefore(rest);
  if (!found) return null;
  const leading = governing(rest.replace(RELATIVE, ''), found);
  if (isObject(leading) || isPlayed(rest)) return UNNAMED;
  return isAsserted(leading, verb) ? found : denied(found);
}

/** "If Calder returns and says …" */
const CONDITION = /^(?:If|Unless|Whether|Suppose|Imagine|Had|Should|Were|Until|Before|Once|When) /;

/** "The board, which paid for it,": a clause that is put in between. */
const RELATIVE = /, (?:who|whom|whose|which)\s[^,;:“”"_]*,$/u;

const pronounAtEnd = (rest: string): SpeakerReference | null =>
  ofPronoun(LAST_WORD.exec(rest)?.[1]?.toLowerCase() ?? '');

const phraseBefore = (rest: string): SpeakerReference | null =>
  /,[”"]?$/.test(rest) ? (behindApposition(rest) ?? UNNAMED) : phraseAtEnd(rest);

const DETERMINER = /(?<![\p{L}’'-])(?:the|an?|his|her|its|their|our|my)\s*$/iu;

function wordsOfPhrase(reference: SpeakerReference): number {
  if (reference.kind === 'role') return reference.words.length;
  return reference.kind === 'organisation' ? (reference.phrase?.split(' ').length ?? 1) : 1;
}

/** What stands before the phrase of whoever speaks. */
function governing(rest: string, reference: SpeakerReference): string {
  if (reference.kind !== 'name') {
    let before = rest;
    for (let left = wordsOfPhrase(reference); left > 0; left--) {
      before = before.trimEnd();
      before = before.slice(0, before.lastIndexOf(' ') + 1);
    }
    return before.replace(DETERMINER, '');
  }
  const { name, role } = reference.name;
  const at = rest.lastIndexOf(name.split(' ')[0]!);
  const inRole = role === '' ? -1 : rest.lastIndexOf(role.split(' ')[0]!, at);
  return rest.slice(0, inRole < 0 ? Math.max(0, at) : inRole).replace(DETERMINER, '');
}
