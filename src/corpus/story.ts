// What of an article is its story, and what can stand alone. Captions, credits, bylines and the outlet's own adverts
// are no story; a sentence that opens with "He" or "The company" needs the one before it. Pure.

/** The credit of a photograph or a film: what stands before it is a caption, and often what stands after it. */
const CREDIT =
  /\b(?:Getty Images|AP Photo|Handout via|Courtesy of|Screengrab)\b|\bvia (?:AP|AFP|Reuters|Getty)\b|[\p{L}.]\/(?:AP|AFP|EPA|Reuters|Getty|Shutterstock|USA Today Network)\b|\bPhotograph(?:er)?:|©/iu;
/** Characters at the head of a sentence within which a credit belongs to the caption before it. */
const CREDIT_HEAD = 60;

/** The outlet speaking of itself: newsletters, other stories, its reporters' addresses, corrections of the page. */
const INVITATION =
  /^(?:(?:sign up|subscribe|click|tap) (?:here|for|to|now|today)\b|(?:read|see|watch|listen|hear)(?: (?:more|also|next|our|here))*:|read (?:more|our|next|the full)\b|(?:related|more|photos?|video|opinion|advertisement|contributing|editor[’']s note|recommended)\s*(?::|:?$|of the (?:day|week)\b)|follow (?:every|us|along|[^.]{2,60}\bon (?:twitter|x|facebook|instagram|threads|bluesky))\b|(?:contact|reach|email) [^.]{2,60}\bat\b|download (?:the|our)\b|like us\b|support local\b|join (?:us|our)\b|this (?:article|story) (?:originally|first|has been|was) )/i;
const ADVERT =
  /\bsign up (?:for|to|here|now)\b[^.]*\b(?:newsletter|alerts?|free|e-?mail)\b|\bour (?:free )?[\p{L}’' -]*newsletter\b|\bclick here\b|\bon (?:twitter|instagram|facebook|x) (?:at )?@\w|\S@\S+\.(?:com|org|net)\b|\bstory continues below\b|\bhide caption\b/iu;
/** "By Ann Lee and Tom Ray, The Herald", "Updated 3:05 PM ET, Tue March 8, 2022", "10:32 a.m. ET". */
const BYLINE =
  /^By \p{Lu}[\p{L}.’'-]+ \p{Lu}[^.!?]{0,80}$|^(?:updated|published|posted)\b.{0,20}\d|^\d{1,2}[:.]\d\d ?[ap]\.?m\.?/iu;

/**
 * Whether a sentence is no part of the story.
 * @param next the sentence after it, which may open with the credit of this caption
 */
export function isBoilerplate(sentence: string, next = ''): boolean {
  return (
    [CREDIT, INVITATION, ADVERT, BYLINE].some((pattern) => pattern.test(sentence)) ||
    CREDIT.test(next.slice(0, CREDIT_HEAD))
  );
}

const GENERIC =
  'company|firm|agency|group|organi[sz]ation|department|ministry|office|team|club|school|union|panel|committee|court|council|bank|airline|network|man|woman|men|women|boy|girl|child|children|couple|pair|duo|two|three|suspects?|victims?|driver|officers?|actor|actress|singer|rapper|star|athlete|player|coach|author|director|producer|billionaire|teenager|politician|senator|congressman|congresswoman|minister|governor|mayor|lawmaker|bill|law|measure|legislation|ruling|decision|move|announcement|incident|attack|crash|report|study|survey|article|film|movie|series|show|book|song|album|game|event|tournament|storm|fire|vessel|ship|aircraft|plane|researchers?|scientists?|authors?|former (?:president|prime minister|minister)|latter|former';
const DEPENDENT = new RegExp(
  String.raw`^(?:(?:And|But|So|Yet|Still|Then|Also|However|Meanwhile|Instead|Now|Later),? )?(?:(?:[Hh]e|[Ss]he|[Tt]hey|[Ii]t|[Hh]is|[Hh]er|[Tt]heir|[Ii]ts|[Tt]his|[Tt]hese|[Tt]hose|[Ss]uch|[Bb]oth|[Nn]either|[Aa]nother|[Oo]thers)\b|(?:[Tt]he|[Tt]hat) (?:\d+-year-old|${GENERIC})\b(?!’s|'s| (?:of|for)\b))`,
  'u',
);

/** Whether a sentence opens with a word for somebody or something that only the sentence before it names. */
export const isDependent = (sentence: string): boolean => DEPENDENT.test(sentence);
