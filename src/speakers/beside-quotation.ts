// Who says a quotation by where the name stands beside its marks, whatever the verb: “…,” Calder murmured, “…,” came back Reed,
// Calder’s advice was “…”, Calder: “…”. Pure.
import { isUncertain } from './asserted.ts';
import {
  nameThatOpens,
  nameThatStarts,
  ofPronoun,
  phraseAtEnd,
  type SpeakerReference,
} from './noun-phrases.ts';
import { nameAtEnd, nameAtStart, writtenWords } from './speaker-names.ts';
import { oneOfWords } from '../text/patterns.ts';

/** A quotation with a comma before its closing mark, which only an attribution follows. */
const GOES_ON = /_,[”"]\s+(?=\S)/g;
/** Characters behind it that may hold pronoun or name, and verb. */
const REACH = 160;

/** What is said of whoever does not speak: “…,” he was told, “…,” she read. */
const NOT_SPEAKING = new RegExp(
  String.raw`^${oneOfWords(`is was are were be been has have had does did do will would can could may might must should and or but who
    which that reads read hears heard sees saw finds found gets got receives received means meant knew knows felt`)}$`,
);
const VERB = /^(?:\p{Ll}+(?:ed|s)|wrote|told|began|went|came|put|broke|sang|swore)$/u;
const saysSo = (word: string | undefined): boolean => {
  const verb = word?.replace(/[,.;:]$/, '') ?? '';
  return VERB.test(verb) && !NOT_SPEAKING.test(verb);
};
const isAdverb = (word: string | undefined): boolean =>
  /^\p{Ll}+ly$|^(?:also|then|later|once|again)$/u.test(word ?? '');

/** “…,” he murmured; “…,” Calder murmured; “…,” came back Calder. */
function behindQuotation(after: string): SpeakerReference | null {
  const words = writtenWords(after.slice(0, REACH));
  const verbAt = (at: number) => (isAdverb(words[at]) ? words[at + 1] : words[at]);
  const pronoun = ofPronoun(words[0]!.toLowerCase());
  if (pronoun) return pronoun.kind === 'pronoun' && saysSo(verbAt(1)) ? pronoun : null;
  if (saysSo(words[0])) {
    const named = nameAtStart(words.slice(/^(?:back|in|up|on|out)$/.test(words[1] ?? '') ? 2 : 1));
    return named?.name && named.ends ? { kind: 'name', name: named } : null;
  }
  const subject = nameAtStart(words);
  const speaks = subject?.name && !subject.ends && saysSo(verbAt(subject.next));
  return speaks ? { kind: 'name', name: subject } : null;
}

const SAYINGS =
  oneOfWords(`verdict advice comment comments answer reply response retort view opinion explanation words summary
  conclusion suggestion motto quip remark remarks assessment`);
/** "Calder’s verdict on the pitch was that it was “…”", "Calder’s own comment was shorter: “…”" */
const POSSESSED = new RegExp(
  String.raw`^(?<before>[^“"_]{0,120}?)[’'](?:s|(?<=s’))(?: (?:own|only|first|last|final|short|simple|usual))? ${SAYINGS}(?: [^“"_.]{1,80})?(?: (?:was|is|were|are)(?: [^“"_]{0,40})?|:) ?[“"]`,
  'u',
);
/** “…” was Calder’s advice, “…” is the answer of Bryony Castellan */
const POSSESSOR_BEHIND = new RegExp(
  String.raw`_,?[”"],? (?:was|is) (?<name>[^“"_,.]{2,60})[’']s (?:own |only |first |last )?${SAYINGS}(?![\p{L}-])`,
  'u',
);
const OF_BEHIND = new RegExp(String.raw`_,?[”"],? (?:was|is) the ${SAYINGS} of (?<rest>[^“"_]{2,80})`, 'u');

/** "Calder was blunter: “…”", "Calder again: “…”", "Calder: “…”" */
const COLON =
  /^(?<before>[^“"_:]{2,120}?),?(?: (?:was|is) (?:more |less |equally |rather |very )?\p{Ll}+| again| once more)?: ?[“"]/u;

/** "Calder turned to the clerk: “…”": whoever a sentence begins with speaks behind its colon, */
const BEFORE_COLON = /^(?<before>[^“"_:]{8,160}): ?[“"]/u;
/** but not where a thing speaks, or where somebody only hears or sees it. */
const NOT_SPOKEN = new RegExp(
  String.raw`(?<!\p{L})${oneOfWords(`nothing note notes sign signs letter letters plaque poster posters slogan banner banners headline inscription label message
    text texts shirt t-shirt hat motto lyrics line lines words entry read reads found finds saw sees heard hears received receives noticed
    wore wears wearing carried carries holds held quoted quotes cited cites remembered remembers recalled imagines imagined imagine knows knew
    learned learnt discovered got gets thinks thought wondered wonders hoped rehearsed rehearses practised practiced sang sings recited
    recites titled called named entitled`)}(?!\p{L})|(?<!\p{L})(?:was|were|is|are|been) \p{L}+ by `,
  'u',
);

function speakerBeforeColon(masked: string): SpeakerReference | null {
  const before = BEFORE_COLON.exec(masked)?.groups?.before;
  if (before === undefined || NOT_SPOKEN.test(before)) return null;
  const name = nameThatOpens(before);
  return name && (name.name.includes(' ') || name.role !== '' || /^\p{Lu}\S+ \p{Ll}/u.test(before))
    ? { kind: 'name', name }
    : null;
}

const nameAlone = (reference: SpeakerReference | null): SpeakerReference[] =>
  reference?.kind === 'name' && !reference.name.organisation ? [reference] : [];

/** "Ines Calder, harbour master,", "Her co-author, Mateus Anjos", "And from Ines Calder, who is there": a phrase that is all a name. */
function wholeName(phrase: string): SpeakerReference | null {
  const pieces = phrase.replace(/^(?:(?:And|This|Then|Next),? )?(?:this )?from /i, '').split(/, /);
  for (const piece of [pieces[0]!, pieces.at(-1)!]) {
    const words = writtenWords(piece);
    const found = nameAtEnd(words);
    if (
      found?.length === words.length &&
      (found.role !== '' || found.name.includes(' ') || pieces.length === 1)
    )
      return { kind: 'name', name: found };
  }
  return null;
}

/** Those who say the quotations of a sentence, where no verb of saying tells. */
export function besideQuotations(masked: string): SpeakerReference[] {
  if (isUncertain(masked)) return [];
  const found = [...masked.matchAll(GOES_ON)].flatMap(
    ({ 0: marks, index }) => behindQuotation(masked.slice(index + marks.length)) ?? [],
  );
  if (found.length > 0) return found;
  const possessed = POSSESSED.exec(masked)?.groups?.before ?? POSSESSOR_BEHIND.exec(masked)?.groups?.name;
  if (possessed !== undefined) return nameAlone(phraseAtEnd(possessed));
  const of = OF_BEHIND.exec(masked)?.groups?.rest;
  if (of !== undefined) return nameAlone(nameThatStarts(of));
  const before = COLON.exec(masked)?.groups?.before;
  const named = before === undefined ? [] : nameAlone(wholeName(before));
  return named.length > 0 ? named : nameAlone(speakerBeforeColon(masked));
}
