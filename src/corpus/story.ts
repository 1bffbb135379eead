// What of an article is its story, and what can stand alone. Captions, credits, bylines and the outlet's own adverts
// are no story; a sentence that opens with "He" or "The company" needs the one before it. Pure.
import { oneOf, oneOfWords } from '../text/patterns.ts';
import { countWords, MAX_QUOTE_CHARACTERS } from '../text/words.ts';

/** Agencies and outlets that photographs are credited to. */
const AGENCIES = oneOf('AP', 'AFP', 'EPA', 'Reuters', 'Getty', 'Shutterstock', 'USA Today Network');
/** The credit of a photograph or a film: what stands before it is a caption, and often what stands after it. */
const CREDIT = new RegExp(
  oneOf(
    String.raw`\b(?:Getty Images|AP Photo|Handout via|Courtesy of|Screengrab)\b`,
    String.raw`\bvia (?:AP|AFP|Reuters|Getty)\b`,
    // "Ann Lee/AP"
    String.raw`[\p{L}.]\/${AGENCIES}\b`,
    String.raw`\bPhotograph(?:er)?:`,
    String.raw`\((?:Photo|Picture|Image)s? by\b`,
    '©',
  ),
  'iu',
);
/** Characters at the head of a sentence within which a credit belongs to the caption before it. */
const CREDIT_HEAD = 60;

/** What labels a line that leads to something else. */
const LABELS = oneOf(
  'related',
  'more',
  'photos?',
  'pictured?',
  'images?',
  'credit',
  'source',
  'video',
  'interactive',
  'live updates',
  'opinion',
  'advertisement',
  'contributing',
  "editor[’']s note",
  'recommended',
);
/** The outlet speaking of itself: newsletters, other stories, its reporters' addresses, corrections of the page. */
const INVITATION = new RegExp(
  `^${oneOf(
    String.raw`(?:sign up|subscribe|click|tap) (?:here|for|to|now|today)\b`,
    '(?:read|see|watch|listen|hear)(?: (?:more|also|next|our|here))*:',
    String.raw`read (?:more|our|next|the full)\b`,
    // "Related:", "Photos of the day"
    String.raw`${LABELS}\s*(?::|:?$|of the (?:day|week)\b)`,
    String.raw`follow (?:every|us|along|[^.]{2,60}\bon (?:twitter|x|facebook|instagram|threads|bluesky))\b`,
    // "Contact Ann Lee at …"
    String.raw`(?:contact|reach|email) [^.]{2,60}\bat\b`,
    String.raw`download (?:the|our)\b`,
    String.raw`like us\b`,
    String.raw`support local\b`,
    String.raw`join (?:us|our)\b`,
    'this (?:article|story) (?:originally|first|has been|was) ',
  )}`,
  'i',
);
const ADVERT = new RegExp(
  oneOf(
    String.raw`\bsign up (?:for|to|here|now)\b[^.]*\b(?:newsletter|alerts?|free|e-?mail)\b`,
    String.raw`\bour (?:free )?[\p{L}’' -]*newsletter\b`,
    String.raw`\bsign up here to\b`,
    String.raw`^would you like to receive\b`,
    String.raw`^(?:the|this) (?:[\p{L}’'-]+ ){0,4}newsletter provides\b`,
    String.raw`\byour newsletter subscription\b`,
    String.raw`\bclick here\b`,
    String.raw`\bon (?:twitter|instagram|facebook|x) (?:at )?@\w`,
    // A mail address.
    String.raw`\S@\S+\.(?:com|org|net)\b`,
    String.raw`\bstory continues below\b`,
    String.raw`\bhide caption\b`,
  ),
  'iu',
);
/**
 * A link amid the story: its label is glued to the title that it leads to, "Harbour bridge:What the delay means". Such a
 * paragraph is no part of the story up to its end.
 */
const LINK = /^[^.!?:\n“"]{2,70}:(?=["“‘']?\p{Lu})/u;
/** Headings and notices in capitals, "WHAT IS A NEAP TIDE?", in a script that has any; some words of them. */
const CAPITALS = /^(?=.*\p{Lu}{2})[^\p{Ll}\p{Lo}“"]+$/su;
const MIN_CAPITALS_WORDS = 3;
const BYLINE = new RegExp(
  oneOf(
    // "By Ann Lee and Tom Ray, The Herald"
    String.raw`^By \p{Lu}[\p{L}.’'-]+ \p{Lu}[^.!?]{0,80}$`,
    // "Updated 3:05 PM ET, Tue March 8, 2022"
    String.raw`^(?:updated|published|posted)\b.{0,20}\d`,
    // "— Ann Lee and Tom Ray contributed to this report."
    String.raw`^[^.]{3,160}\bcontributed (?:to this (?:report|story|article|piece)|reporting)\b`,
    // "10:32 a.m. ET"
    String.raw`^\d{1,2}[:.]\d\d ?[ap]\.?m\.?`,
  ),
  'iu',
);

/**
 * Whether a sentence is no part of the story.
 * @param next the sentence after it, which may open with the credit of this caption
 */
export function isBoilerplate(sentence: string, next = ''): boolean {
  // A longer one is no quote, whatever it is.
  const looked = sentence.slice(0, MAX_QUOTE_CHARACTERS + 1);
  return (
    [CREDIT, INVITATION, ADVERT, BYLINE, LINK].some((pattern) => pattern.test(looked)) ||
    (CAPITALS.test(sentence) && countWords(sentence) >= MIN_CAPITALS_WORDS) ||
    CREDIT.test(next.slice(0, CREDIT_HEAD))
  );
}

/** Whether a sentence opens a paragraph that is a link to something else, whatever follows in it. */
export const opensLink = (sentence: string): boolean => LINK.test(sentence);

/**
 * Whether a paragraph of one sentence is the heading of those that follow: a question in nobody's mouth, which the text
 * below it answers. It is none itself.
 */
export const isHeading = (paragraph: string): boolean => /\?$/.test(paragraph) && !/["“”]/.test(paragraph);

/** What stands between a place and the report from it. */
const DASH = String.raw`(?:—|–|−|-{1,2})`;
const PLACE = String.raw`\p{Lu}[\p{Lu}.’'-]+(?: \p{Lu}[\p{Lu}.’'-]+){0,3}`;
const REGION = String.raw`, \p{Lu}[\p{L}.]+(?: \p{Lu}[\p{L}.]+){0,2}`;
const DATELINE = new RegExp(
  String.raw`^${oneOf(
    // "LONDON (AP) —", "Pellowick, Maine (AP)", "(CNN) —", "PELLOWICK, Maine —"
    String.raw`(?:\p{Lu}[\p{L}.’'-]+(?: \p{Lu}[\p{L}.’'-]+){0,3})?(?:${REGION})?\s?\((?:${AGENCIES}|CNN)\)\s?${DASH}?\s*`,
    String.raw`${PLACE}${REGION}\s${DASH}\s+`,
    // "LONDON —", but not "OPEC — Norway is none of it — met": what has a dash again goes on after the first.
    String.raw`(?=\p{Lu}{4}|\p{Lu}[\p{Lu}.’'-]+ \p{Lu})${PLACE}\s${DASH}\s+(?!.*\s${DASH}\s)`,
    String.raw`CNN\s${DASH}\s+`,
  )}(?=["“‘']?\p{Lu}|\d)`,
  'su',
);

/** The mark of an entry in a list. */
const BULLET = /^(?:[►•▪●◦■]\s*|\*\s+)(?=[\p{L}\p{N}"“‘'$£€])/u;

/** A bullet and a dateline take less, and whatever tells that a dash is of the sentence. */
const MAX_OPENING = 1000;

/** Characters before the first word of a paragraph that a bullet and a dateline take, "► LONDON (AP) — "; 0 where there is none. */
export function openingLength(paragraph: string): number {
  const bullet = BULLET.exec(paragraph)?.[0].length ?? 0;
  return bullet + (DATELINE.exec(paragraph.slice(bullet, MAX_OPENING))?.[0].length ?? 0);
}

/** "the company", "the man", "the bill": which one, only an earlier sentence tells. */
const GENERIC = oneOf(
  oneOfWords(`
    company firm agency group organi[sz]ation department ministry office team club school union panel
    committee court council bank airline network man woman men women boy girl child children couple pair
    duo two three suspects? victims? driver officers? actor actress singer rapper star athlete player
    coach author director producer billionaire teenager politician senator congressman congresswoman
    minister governor mayor lawmaker bill law measure legislation ruling decision move announcement
    incident attack crash report study survey article film movie series show book song album game event
    tournament storm fire vessel ship aircraft plane researchers? scientists? authors?`),
  'former (?:president|prime minister|minister)',
  'latter',
  'former',
);
const CONJUNCTION = oneOfWords('And But So Yet Still Then Also However Meanwhile Instead Now Later');
const PRONOUN = oneOfWords(`[Hh]e [Ss]he [Tt]hey [Ii]t [Hh]is [Hh]er [Tt]heir [Ii]ts [Tt]his [Tt]hese [Tt]hose
  [Ss]uch [Bb]oth [Nn]either [Aa]nother [Oo]thers`);
const DEPENDENT = new RegExp(
  `^(?:${CONJUNCTION},? )?${oneOf(
    String.raw`${PRONOUN}\b`,
    // But not "the company's chairman", "the man of the hour".
    String.raw`(?:[Tt]he|[Tt]hat) (?:\d+-year-old|${GENERIC})\b(?!’s|'s| (?:of|for)\b)`,
  )}`,
  'u',
);

/** Whether a sentence opens with a word for somebody or something that only the sentence before it names. */
export const isDependent = (sentence: string): boolean => DEPENDENT.test(sentence);

const SAID = oneOfWords('said says added adds told asked wrote explained continued replied recalled');
const WHO = oneOfWords('he she they');
/** "“It opens in May,” she said.": who she is stands before it. */
const SAID_BY_PRONOUN = new RegExp(`^["“][^]*[”"] (?:${SAID} )?${WHO}\\b`);
const DAYS =
  oneOfWords(`January February March April May June July August September October November December Jan\\. Feb\\.
  Aug\\. Sept\\. Oct\\. Nov\\. Dec\\. Monday Tuesday Wednesday Thursday Friday Saturday Sunday`);
const INTRODUCING =
  oneOfWords(`In On At By After Before When While During Since Until From As Once If Although Though Because
  Last This Next For With Despite Without Earlier Soon Then`);
/** "In March 2019, he …", "When she was twelve, …": no name stands before the word that needs one. */
const OPENS_TO_PRONOUN = new RegExp(
  `^${INTRODUCING} (?:(?:${DAYS}|[\\p{Ll}\\d][\\p{L}\\d’'-]*),? ){0,9}?(?:${WHO}|his|their)\\b`,
  'u',
);

/** Whether a reader needs the sentence before it to know who is meant, whether it opens with that or not. */
export const leansOnOneBefore = (sentence: string): boolean =>
  [DEPENDENT, SAID_BY_PRONOUN, OPENS_TO_PRONOUN].some((pattern) => pattern.test(sentence));
