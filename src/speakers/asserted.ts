// Whether a sentence says that somebody said something, or only denies, supposes or imagines it. Pure.
import { oneOf, oneOfWords } from '../text/patterns.ts';

const endsWith = (...alternatives: string[]): RegExp =>
  new RegExp(String.raw`(?<![\p{L}’'-])${oneOf(...alternatives)}\s*$`, 'iu');
const AUXILIARY = oneOfWords('has had have did does do is was were will would can could');

/** What makes the clause behind it a condition, a question or a denial. */
const DOUBT = endsWith(
  oneOfWords(
    `if unless whether lest suppose supposing imagine imagining pretend pretending pretends pretended provided assuming
    what whatever wherever whoever whenever however than nobody`,
  ),
  'not even',
  'if only',
  'no one',
  'in case',
  'as though',
  `${oneOfWords('neither nor never rarely hardly')}(?: ${AUXILIARY})?`,
  String.raw`(?:in|by|on|under|through) which`,
);
/** "Here is what the weather service says to do: …" */
const TELLING = /(?<![\p{L}’'-])(?:here|this|that)(?: is|’s|'s) what\s*$/iu;
/** "Had Calder said that …, …", "Should she say so, …": a condition without a word for it. */
const INVERTED = /(?:^|[,;:“”"—–]\s*|\bnot\s+)(?:Had|Should|Were|had|should|were)\s*$/u;
/** A claim without "that": "a post that claims Reed said". */
const CLAIM = endsWith(
  oneOfWords(
    `claim claims claimed claiming show shows showed suggest suggests suggested alleges allege alleged alleging implies implied
    think thinks thought believe believes believed doubt doubts doubted hope hopes hoped wish wishes wished fear fears feared rumour
    rumor rumours rumors pretends insinuated purporting purports supposedly allegedly reportedly`,
  ),
);
const THAT = /(?<![\p{L}’'-])that\s*$/iu;
/** What is known by those who say so: "it emerged that Reed said". */
const KNOWN = endsWith(
  oneOfWords(
    `emerged emerges revealed reveals confirmed confirms recalled recalls remembered remembers noted shows showed show heard hears
    added adds proves proved established clear`,
  ),
);
const NEGATED =
  /(?<![\p{L}’'-])(?:no|not|never|nobody|nothing|neither|nor|without|false|falsely|untrue|\p{L}+n[’']t)(?![\p{L}’'-])/iu;

/** "The man who shot NAME said", "an actor playing NAME said": the name is whom the speaker did something to, or is not. */
const OBJECT = new RegExp(
  String.raw`(?<![\p{L}’'-])${oneOf(
    String.raw`(?:who|whom|whose|which)\s[^,;:“”"_]*`,
    oneOfWords(
      `playing portraying impersonating opposing starring hunting killing attacking chasing suing accusing defending representing
      interviewing seeking murdering shooting`,
    ),
    '(?:posing|disguised|dressed|masquerading) as',
    '(?:pretending|claiming|purporting) to be',
  )}\s*$`,
  'u',
);

/** Characters of a clause that such a name may end. */
const MAX_CLAUSE = 500;

/** Whether a name stands there as the object of another verb, and not as whoever speaks. */
export const isObject = (governing: string): boolean => OBJECT.test(governing.slice(-MAX_CLAUSE).trimEnd());

/** Whoever says so in the future has not said it yet: "when Calder says that …, the fund will pay". */
const TIME = endsWith(oneOfWords('when whenever once until till before'), 'as soon as', 'by the time');
const PRESENT = /s$/;

const FORGED = oneOfWords(
  `forged fake faked doctored deepfake deepfaked bogus fictional fictitious satirical manipulated fabricated invented imagined imaginary
  hoax altered spoof parody AI-generated`,
);
const FICTION = oneOfWords(
  `play novel musical opera sketch comedy cartoon sitcom fable legend myth tale dream joke rehearsal script screenplay pantomime episode
  movie film drama skit satire`,
);
/** "In the forged film, …" */
const IN_A_FORGERY = new RegExp(
  String.raw`^(?:In|On|According to) [^,“”"_]{0,60}?(?<![\p{L}-])${FORGED}(?![\p{L}-])`,
  'u',
);
/** "In the play, Reed tells the king …": what happens in a work is told in the present. */
const IN_A_WORK = new RegExp(
  String.raw`^(?:In|On|Throughout|During) (?:the|a|an|one|his|her|its|this|that|their) (?:[\p{L}’'-]+ ){0,3}?${FICTION}(?![\p{L}-])`,
  'u',
);

/** Whether the sentence tells of a forgery or a work of fiction, in which people say what they did not say. */
export const isMadeUp = (masked: string, verb: string): boolean =>
  IN_A_FORGERY.test(masked) || (IN_A_WORK.test(masked) && PRESENT.test(verb));

/**
 * Whether it is told as a fact that somebody said something.
 * @param governing the words before whoever is said to speak, from the start of the sentence
 * @param verb the verb of saying, as it stands
 */
export function isAsserted(governing: string, verb: string): boolean {
  const clause = governing.trimEnd();
  if (TELLING.test(clause)) return true;
  if (DOUBT.test(clause) || INVERTED.test(clause) || CLAIM.test(clause)) return false;
  if (TIME.test(clause)) return !PRESENT.test(verb);
  if (!THAT.test(clause)) return true;
  const matrix = clause.replace(THAT, '').trimEnd();
  return KNOWN.test(matrix) && !NEGATED.test(matrix);
}
