// The kind of question: what one sentence answers (who, when, where, why, yes or no), and what only several do (lists,
// accounts of what happened, comparisons), with what it is about apart from the words of asking. Pure.
import { oneOf, oneOfWords } from '../text/patterns.ts';

/** What one quote may answer. */
type SingleKind =
  'who' | 'when' | 'where' | 'figure' | 'why' | 'yes or no' | 'statement' | 'definition' | 'other';

/** A question by what answers it; `topic` is its text without the words that only ask. */
export type QuestionKind =
  | { kind: SingleKind; topic: string }
  /** "Which outlets reported …": one quote of each outlet. "Who said what about …": one of each speaker. */
  | { kind: 'outlets' | 'speakers'; topic: string }
  /** "What happened in …", "a summary of …": one quote of each day, in the order of time. */
  | { kind: 'events'; topic: string }
  /** "How do A and B differ on …": one quote on each; `on` is empty where they are compared in everything. */
  | { kind: 'comparison'; topic: string; sides: readonly [string, string]; on: string };

/** Those that several quotes answer. */
export const SEVERAL_KINDS: ReadonlySet<QuestionKind['kind']> = new Set([
  'outlets',
  'speakers',
  'events',
  'comparison',
]);

/** What may stand before a question, politely or not. */
const BEFORE_QUESTION = new RegExp(
  `^(?:${oneOf(
    oneOfWords('so and but well ok okay hey hi hello please pls also btw'),
    '(?:can|could|would|will) (?:you|u)(?: please)?(?: (?:tell|show|give) me)?',
    '(?:do|does) (?:you|anyone|anybody) know',
    "(?:i(?:'d| would) like|i want) to know",
    '(?:tell|give|show) me',
    'any idea',
  )}[,:]?\\s+)+`,
  'i',
);

const OUTLETS = String.raw`(?:(?:news|media|other) )?${oneOfWords(
  'outlets? (?:news)?papers? publications? media magazines? broadcasters? sites? sources? organi[sz]ations?',
)}`;
const REPORTED = oneOfWords(
  'report reports reported reporting cover covers covered covering write wrote written carry carried publish published mention mentioned ran',
);
const ON = String.raw`(?:\s+(?:about|on|of|over|that))?`;
const HAVE = oneOfWords('have has had are is were was all');
const SUMMARY = oneOfWords(
  'summary overview recap rundown timeline chronology history brief digest outline account',
);
const PEOPLE = oneOfWords(
  'people everyone everybody they others politicians experts critics leaders officials',
);
const ABOUT = oneOfWords('about on of to over regarding concerning');
const TOPIC = '(?<topic>.+)';
const SIDE = String.raw`[\p{L}\p{N}][\p{L}\p{N}.&’' -]{0,60}?`;

const OUTLET_LISTS = [
  `^(?:which|what) (?:of the )?${OUTLETS}(?: ${HAVE})* ${REPORTED}${ON} ${TOPIC}`,
  `^(?:who|who all|who else)(?: ${HAVE})* (?:reported|covered)${ON} ${TOPIC}`,
  `^(?:how|what) (?:did|do|have|has) (?:the |different |various |other )*${OUTLETS} (?:${REPORTED}|say|said)${ON} ${TOPIC}`,
  `^(?:media|news|press) coverage of ${TOPIC}`,
];
const SPEAKER_LISTS = [
  `^who (?:has |have )?(?:said|says|say) what ${ABOUT} ${TOPIC}`,
  `^what (?:did|do|have|has) (?:the |different |other |some )*${PEOPLE} (?:say|said|think|saying) ${ABOUT} ${TOPIC}`,
  `^(?:what (?:are|were) (?:the |some )?)?(?:reactions?|responses?) (?:to|on) ${TOPIC}`,
  `^how (?:did|do|have|has) (?:the )?${PEOPLE} (?:react|reacted|respond|responded) to ${TOPIC}`,
];
const ACCOUNTS = [
  String.raw`^what(?:'s|’s| is| has| was)? ?(?:happened|happening|been happening|going on|went on) (?:in|with|at|during|between|around|since|after) ${TOPIC}`,
  `^(?:an?|the|quick|short|brief|full) (?:quick |short |brief |full )*${SUMMARY} (?:of|on|about|for) ${TOPIC}`,
  `^${SUMMARY} (?:of|on|about|for) ${TOPIC}`,
  String.raw`^(?:what(?:'s|’s| is) the )${SUMMARY} (?:of|on|about) ${TOPIC}`,
  String.raw`^(?:summari[sz]e|sum up|outline|recap) ${TOPIC}`,
  String.raw`^(?:catch me up|bring me up to (?:date|speed)|fill me in) on ${TOPIC}`,
  String.raw`^what (?:do|did) (?:you|we) know about ${TOPIC}`,
  String.raw`^what (?:was|is|has been|were) (?:reported|written|published|known)(?: (?:in|on|since|between|during|last|this) [\p{L}\d ]{1,30}?)? about ${TOPIC}`,
];
const MATTER = String.raw`,?\s+(?:on|over|about|regarding|in terms of|when it comes to|concerning)\s+${TOPIC}`;
const OVER = `(?:${MATTER})?`;
const COMPARISONS = [
  `^how (?:do|does|did) (?<one>${SIDE}) and (?<other>${SIDE}) (?:differ|disagree|compare|diverge)${OVER}$`,
  `^how (?:do|does|did) (?<one>${SIDE}) (?:differ from|compare (?:to|with)) (?<other>${SIDE})${OVER}$`,
  `^(?:what (?:is|are|was|were) )?(?:the )?differences? between (?<one>${SIDE}) and (?<other>${SIDE})${OVER}$`,
  `^(?:compare|contrast) (?<one>${SIDE}) (?:and|with|to) (?<other>${SIDE})${OVER}$`,
  // A match of two teams is no comparison.
  `^(?!${oneOfWords('what which who when where how why')}\\b)(?<one>${SIDE}) (?:vs\\.?|versus) (?<other>${SIDE})${MATTER}$`,
];

const compiled = (patterns: readonly string[]) => patterns.map((pattern) => new RegExp(pattern, 'iu'));
const SEVERAL = [
  { kind: 'outlets', patterns: compiled(OUTLET_LISTS) },
  { kind: 'speakers', patterns: compiled(SPEAKER_LISTS) },
  { kind: 'events', patterns: compiled(ACCOUNTS) },
] as const;
const SIDES = compiled(COMPARISONS);

const DETERMINER = '(?:(?:an?|the) )';
/** The first that fits; each at the start of a question, or after a comma: "In 2019, who …". */
const SINGLE: readonly [SingleKind, RegExp][] = [
  [
    'statement',
    /^(?:what|how) (?:did|does|do|has|have|had) .+ (?:say|said|think|claim|argue|respond|react|tell|warn)\b/i,
  ],
  [
    'who',
    /^(?:who|whose|whom|(?:which|what) (?:person|man|woman|actor|actress|singer|player|president|minister|politician))\b/i,
  ],
  [
    'when',
    /^(?:when|since when|(?:on |in )?(?:what|which) (?:day|date|year|month|week|time)|(?:at )?what time)\b/i,
  ],
  [
    'where',
    /^(?:where|(?:in |at |to |from )?(?:which|what) (?:country|city|town|state|place|region|county|village))\b/i,
  ],
  [
    'figure',
    /^(?:by |for |at )?(?:how (?:many|much|long|old|far|big|large|often|tall|fast|high|deep|wide|heavy)|what (?:share|number|amount|percentage|percent|proportion))\b/i,
  ],
  [
    'why',
    /^(?:why|how come|what (?:caused|causes|led to|is the reason|was the reason|are the reasons|made)|for (?:what|which) reason)\b/i,
  ],
  [
    'yes or no',
    /^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might|must)(?:n['’]t)?\b/i,
  ],
  [
    'definition',
    new RegExp(
      String.raw`^(?:define |what(?:'s|’s| is| are)\s+${DETERMINER}?(?:[\p{L}\p{N}’'-]+ ){0,3}[\p{L}\p{N}’'-]+$|what (?:does|do) (?:[\p{L}\p{N}’'-]+ ){1,4}mean$)`,
      'iu',
    ),
  ],
];

/** Where the word of asking stands within: "… died this week at what age?", "… will travel to which US state?" */
const WITHIN: readonly [SingleKind, RegExp][] = [
  ['when', /\b(?:in|on|since|until|by) (?:what|which) (?:day|date|year|month|week)\b|\bat what time\b/i],
  [
    'where',
    /\b(?:what|which) (?:\p{L}+ ){0,2}?(?:country|city|town|state|island|county|village|continent)\b/iu,
  ],
  ['figure', /\bhow (?:many|much|long|old|far)\b|\bwhat (?:percentage|percent|share|age|proportion)\b/i],
  [
    'who',
    /\b(?:by|from|to|with|for|of) whom?\b|\bwhich (?:\p{L}+ ){0,2}?(?:actor|actress|singer|politician|president)\b/iu,
  ],
];

/**
 * The kind of a question.
 * @param text as typed; what stands before its last sentence is taken to lead up to it
 */
export function questionKind(text: string): QuestionKind {
  const asked = bare(text);
  const sides = SIDES.map((pattern) => pattern.exec(asked)?.groups).find(Boolean);
  if (sides) {
    const { one, other, topic = '' } = sides as { one: string; other: string; topic?: string };
    return { kind: 'comparison', topic: `${one} ${other} ${topic}`.trim(), sides: [one, other], on: topic };
  }
  for (const { kind, patterns } of SEVERAL) {
    const topic = patterns.map((pattern) => pattern.exec(asked)?.groups?.topic).find(Boolean);
    if (topic) return { kind, topic };
  }
  const clauses = [asked, ...asked.split(/,\s+/).slice(1)];
  const single = clauses.flatMap((clause) => SINGLE.find(([, pattern]) => pattern.test(clause))?.[0] ?? []);
  const within = WITHIN.find(([, pattern]) => pattern.test(asked))?.[0];
  return { kind: single[0] ?? within ?? 'other', topic: text };
}

/** The last sentence of a text, without what stands before the question and the marks after it. */
function bare(text: string): string {
  const sentences = text.trim().split(/(?<=[!?]|\p{Ll}{3}\.)\s+(?=\p{Lu})/u);
  return sentences
    .at(-1)!
    .replace(/[\s?!.]+$/, '')
    .replace(BEFORE_QUESTION, '');
}
