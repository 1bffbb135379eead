// Whether a sentence says that somebody said something, or only denies, supposes or imagines it. Pure.
import { oneOf, oneOfWords } from '../text/patterns.ts';

const endsWith = (...alternatives: string[]): RegExp =>
  new RegExp(String.raw`(?<![\p{L}’'-])${oneOf(...alternatives)}\s*$`, 'iu');
const AUXILIARY = oneOfWords('has had have did does do is was were will would can could');

/** What makes the clause behind it a condition, a question or a denial. */
const DOUBT = endsWith(
  oneOfWords(
    `if unless whether lest suppose supposing imagine imagining pretend pretending pretends pretended provided assuming
    what whatever wherever whoever whenever however nobody`,
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
    rumor rumours rumors joke jokes joked joking quip quips quipped pretends insinuated purporting purports supposedly allegedly reportedly`,
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

/** "The man who shot NAME said", "an actor playing NAME said": the name is whom the speaker did something to, or is not, or is compared. */
const OBJECT = new RegExp(
  String.raw`(?<![\p{L}’'-])${oneOf(
    String.raw`(?:who|whom|whose|which)\s[^,;:“”"_]*`,
    oneOfWords(
      `playing portraying impersonating opposing starring hunting killing attacking chasing suing accusing defending representing
      interviewing seeking murdering shooting`,
    ),
    '(?:posing|disguised|dressed|masquerading) as',
    '(?:pretending|claiming|purporting) to be',
    // "four times as much as Calder has admitted", "more than Calder said": what she said is something else.
    String.raw`as (?:[\p{L}’'-]+ ){1,2}as`,
    'than',
    // "The parody account NAME wrote", "a note signed NAME said"
    oneOfWords(
      `account chatbot bot avatar hologram puppet impersonator lookalike statue ghost signed bearing titled`,
    ),
  )}\s*$`,
  'u',
);

/** Characters of a clause that such a name may end. */
const MAX_CLAUSE = 500;

/** Whether a name stands there as the object of another verb, and not as whoever speaks. */
export const isObject = (governing: string): boolean => OBJECT.test(governing.slice(-MAX_CLAUSE).trimEnd());

/** "Calder, played by Dunn, says": told of a part, and not of whoever it is named after. */
export const isPlayed = (before: string): boolean =>
  /, (?:played|portrayed|voiced|impersonated) by [^,;:“”"_]*,?$|, as [^,;:“”"_]*,$/u.test(before);

/** Whoever says so in the future has not said it yet: "when Calder says that …, the fund will pay". */
const TIME = endsWith(oneOfWords('when whenever once until till before'), 'as soon as', 'by the time');
const PRESENT = /s$/;

const FORGED = oneOf(
  oneOfWords(
    `forged fake faked doctored deepfake deepfaked bogus fictional fictitious satirical manipulated fabricated invented imagined imaginary
    hoax altered spoof parody AI-generated`,
  ),
  '(?:made|generated|created|produced) (?:by|with|using) (?:AI|A\\.I\\.|an? (?:chatbot|computer)|artificial intelligence|software)',
);
const MEDIUM = oneOfWords(
  `clip video recording audio letter post tweet message interview photo image screenshot speech statement article account call memo email
  footage advert ad leaflet voicemail broadcast`,
);
const FICTION = oneOfWords(
  `play novel musical opera sketch comedy cartoon sitcom fable legend myth tale dream nightmare joke rehearsal script screenplay
  pantomime skit satire poem soap serial miniseries`,
);
/** Of these some are of what was said: "In the film, she recalled …" */
const FILM = oneOf(oneOfWords('movie film drama episode'), 'series(?! of)');
/** "In the forged film, …" */
const IN_A_FORGERY = new RegExp(
  String.raw`^(?:In|On|According to) (?:(?!(?:about|on|over|rejecting|denouncing|condemning|against|after|following|describing|calling) )[^,“”"_]){0,60}?(?<![\p{L}-])${FORGED}(?![\p{L}-])`,
  'u',
);
/** "According to a false post, …" */
const OF_A_RUMOUR = new RegExp(
  String.raw`[Aa]ccording to (?:an?|the|some|one|several) (?:[\p{L}-]+ )?(?:false|untrue|debunked|unfounded|baseless|unverified|${FORGED}) `,
  'u',
);
/** "Claim: Calder said …" */
const LABELLED_FALSE =
  /^(?:Claim|False|Fact[ -]?check|Myth|Rumou?r|Fiction|Fake|Misleading|Satire|Hoax|Debunked)\s?[:—–-]/iu;
/** "An AI-generated Ines Calder says …" */
const FORGED_PERSON = new RegExp(
  String.raw`(?<![\p{L}-])(?:${FORGED}|purported|supposed|so-called) \p{Lu}\p{Ll}`,
  'u',
);
/** "says Calder in a clip that was shown to be faked", "says in the hoax recording" */
const BEHIND_VERB = String.raw`^(?:\p{Lu}[\p{L}.’'-]* ){0,4}(?:in|on|from|via) (?:an?|the|one|this|that) (?:[\p{L}-]+ ){0,3}?`;
const FORGED_BEHIND = new RegExp(
  oneOf(
    String.raw`${BEHIND_VERB}${FORGED} (?:[\p{L}-]+ )?${MEDIUM}(?![\p{L}-])`,
    String.raw`${BEHIND_VERB}${MEDIUM},? (?:(?:that|which) (?:was|were|is|has|had|turned|proved|police|experts|\p{L}+ly) )?(?:[\p{L}-]+ ){0,5}?${FORGED}(?![\p{L}-])`,
  ),
  'u',
);
const IN_ITS = String.raw`^(?:In|On|Throughout|During) (?:the|a|an|one|my|his|her|its|our|this|that|their|(?:\p{Lu}[\p{L}.-]* ){0,3}\p{Lu}[\p{L}.-]*[’']s?) (?:[\p{L}’'-]+ ){0,3}?`;
/** "In the play, Reed tells the king …" */
const IN_A_WORK = new RegExp(String.raw`${IN_ITS}${FICTION}(?![\p{L}-])`, 'u');
/** What happens in a film is told in the present. */
const IN_A_FILM = new RegExp(String.raw`${IN_ITS}${FILM}(?![\p{L}-])`, 'u');

/** Words beside which only a verb of saying tells that somebody said something. */
const UNCERTAIN = new RegExp(
  String.raw`(?<!\p{L})${oneOf(
    FORGED,
    FICTION,
    FILM,
    oneOfWords(`if would might could imagine imagined imagines suppose supposed never not as-if pretend pretends pretended dreams dreamt dreamed
    actor actress plays played playing character hero heroine rumour rumor allegedly supposedly purported`),
    String.raw`\p{L}+n[’']t`,
  )}(?!\p{L})`,
  'iu',
);

/** Whether a sentence denies, supposes or imagines something, or tells of a forgery or a work of fiction. */
export const isUncertain = (masked: string): boolean => UNCERTAIN.test(masked);

/**
 * Whether the sentence tells of a forgery or a work of fiction, in which people say what they did not say.
 * @param after the words behind the verb
 */
export const isMadeUp = (masked: string, verb: string, after: string): boolean =>
  IN_A_FORGERY.test(masked) ||
  OF_A_RUMOUR.test(masked) ||
  LABELLED_FALSE.test(masked) ||
  FORGED_PERSON.test(masked) ||
  FORGED_BEHIND.test(after) ||
  IN_A_WORK.test(masked) ||
  (IN_A_FILM.test(masked) && PRESENT.test(verb));

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
