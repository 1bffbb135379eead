// The phrases by which a question refers to the one before it, in English, German and Russian. Data only.
import { oneOf, oneOfWords } from '../../text/patterns.ts';
import { wordSet } from '../../text/words.ts';

/** The phrases of one language by which a follow-up is recognised and rewritten. */
export interface Phrases {
  /** Function words by which a text is known to be of it; English is what is of no other. */
  known: RegExp;
  /** "And …": says nothing but that something went before. */
  joining: RegExp;
  /** "No, I meant …" */
  correcting: RegExp;
  /** "What about …?", "How about …?" */
  asking: RegExp;
  /** "about …", "on …" at the start of what a question is about. */
  about: RegExp;
  /** The preposition that joins a topic to a question. */
  on: string;
  /** Begins a bare name of somebody whose words are asked for: what they speak of would have a preposition or an article. */
  somebody: RegExp | null;
  /** A preposition of place or time, or of what goes along. */
  placing: RegExp;
  /** A question word with nothing behind it: the earlier question, asked otherwise. */
  bare: RegExp;
  /** "More?", "Who else?": what the earlier question found besides. */
  more: RegExp;
  /** He, she, they, and their forms. */
  pronoun: RegExp;
  female: RegExp;
  male: RegExp;
  /** Pronouns that a name takes the place of as it is, and those that want its genitive. */
  plain: RegExp;
  possessive: RegExp;
  /** It, that, this, there: stands for a thing or a place, or for what was said. */
  thing: RegExp;
  /** "Who is she?": asks for the person alone. */
  whoIs: RegExp;
  /** A question word, or a verb that opens a question: what begins so is no bare name of a thing. */
  clause: RegExp;
  /** "Who won?", "How many hectares?": a question word and one word. */
  clipped: RegExp;
  /** Whose words are asked for: `who`. */
  speech: readonly RegExp[];
  /** The end of a verb that stands behind the topic. */
  closing: RegExp | null;
  /** "About", before a noun. */
  aboutWord: string;
  /** Asked of somebody's words without anything behind it, it is asked of those words: "Why did she say that?" */
  ofWords: RegExp;
  saidThat: (how: string, who: string) => string;
  /** Asks for people. */
  who: RegExp;
  /** Who else: the others whose words are asked for. */
  others: string;
  /** Words that may stand before a pronoun without being what it stands for. */
  opening: ReadonlySet<string>;
  /** Words that are no topic, beside those that no English question is about. */
  stop: ReadonlySet<string>;
  /** Days, where chrono-node does not read them. */
  days: RegExp | null;
  genitive: string;
}

/** One of the forms, wherever a word may stand; `\b` knows no letters but English ones. */
const word = (...forms: readonly string[]): string =>
  `(?<![\\p{L}\\p{N}])${oneOf(...forms)}(?![\\p{L}\\p{N}])`;
/** A text that holds one of the forms. */
const any = (...forms: readonly string[]): RegExp => new RegExp(word(...forms), 'iu');
/** A text that opens with one of the forms; what parts it from the rest is matched too. */
const opens = (...forms: readonly string[]): RegExp =>
  new RegExp(`^${oneOf(...forms)}(?![\\p{L}\\p{N}])[\\s,:–-]*`, 'iu');
/** A text that is one of the forms and nothing more. */
const whole = (...forms: readonly string[]): RegExp => new RegExp(`^${oneOf(...forms)}$`, 'iu');

const EN_SAY = [
  'say|said|saying|tell|told|think|claim|claimed|promise|promised|argue|argued|want|suggest',
  'comment|respond|react|reply|deny|denied|admit|warn|explain|announce|propose|insist|believe',
].join('|');
const EN_QUESTION_WORDS = oneOf(
  'why(?: (?:so|not|is that|that))?|when|where|how|how (?:much|many|long|often|so|come|far|big|old)',
  'who|whose|whom|what|which(?: ones?)?',
);
const EN_PLACING = 'in|at|under|near|inside|during|before|after|with|without|for|from|since|until';

export const ENGLISH: Phrases = {
  known: any('the|of|is|are|did|does|what|who|when|where|why|how|and|about|you|it|she|he|they|more|that'),
  joining: opens('and(?: (?:yet|so|then))?|but|so|ok|okay|also'),
  correcting: opens(
    '(?:(?:no|nope|sorry|actually|wait),?\\s+)*(?:i meant?|i was asking about|not that,?|rather)',
    'no,|sorry,|actually,',
  ),
  asking: opens(
    `(?:what|how) about|what of|(?:the )?same for`,
    `(?:is there )?any(?:thing|thing else)? (?:about|on)|any (?:news|details?|more) (?:about|on)`,
    `(?:is there )?any (?:response|reaction|comment|statement|word)s? (?:from|by)`,
  ),
  about: opens('about|on|regarding|concerning'),
  on: 'on',
  somebody: null,
  placing: new RegExp(`^(?:${EN_PLACING})\\s+`, 'iu'),
  bare: whole(
    String.raw`(?:(?:for|since|until|till|by|from|to|at|in) )?${EN_QUESTION_WORDS}(?: (?:exactly|precisely|then|there|though|again|now))?`,
    'really|with whom|what for|what happened(?: then| next| after that)?|(?:and )?then|says who',
    'who (?:says|said|claims) (?:so|that|this|it)|is (?:it|that) (?:true|so|right)|are you sure',
  ),
  more: whole(
    `(?:tell me |show me )?${oneOf(
      '(?:any(?:thing|body|one)|something|what|who|where) (?:else|more)',
      'what (?:do|did) others (?:say|think)(?: about it| about that)?',
      '(?:some |any )?more(?: please| of that| quotes| on (?:it|that|this))?',
      'others|go on|continue|next',
    )}(?: please)?`,
  ),
  pronoun: /\b(he|she|they|him|her|his|hers|them|their|theirs)\b(?:[’']s\b)?/i,
  female: /^(?:she|her|hers)$/i,
  male: /^(?:he|him|his)$/i,
  plain: /^/,
  possessive: /^(?:his|their)$/i,
  thing: new RegExp(
    [
      String.raw`\b(?:it|its|that|this|those|these)\b`,
      // "there" of a place, not that of "there is" and "is there".
      [
        String.raw`(?<!\b(?:is|are|was|were|be|been|has|have|had|will|would|did|does|do) )\bthere\b`,
        String.raw`(?! (?:is|are|was|were|be|has|have|had|will|would)\b)`,
      ].join(''),
      String.raw`\b(?:old|new|other|first|last|same|which|another|that) ones?\b`,
    ].join('|'),
    'i',
  ),
  whoIs: /^\W*(?:(?:and|but|so)\s+)?who(?:\s+(?:is|was|are|were)|[’']s)\s+(?:he|she|they)\W*$/i,
  clause: new RegExp(
    String.raw`^${oneOfWords(`what when where why how who whom whose which did does do is are was were will would can
      could should has have had`)}\b`,
    'i',
  ),
  clipped: new RegExp(
    [
      '^(?:(?:for|to|of|by|with|from|in|at|on) )?',
      '(?:who|what|how (?:many|much)|which)(?: (?:did|does|do|was|were))?',
      String.raw` (?!else\b)[\p{Ll}-]+$`,
    ].join(''),
    'iu',
  ),
  speech: [
    new RegExp(`${word('did|does|do|has|have|had|would')}\\s+(?<who>.{1,80}?)\\s+${word(EN_SAY)}`, 'iu'),
  ],
  closing: null,
  others: 'others',
  aboutWord: 'about',
  ofWords: whole('why|when|where'),
  saidThat: (how, who) => `${how} did ${who} say that`,
  who: /\b(?:who|anybody|anyone|others)\b/i,
  opening: wordSet(
    `and but so then also ok okay what when where why how who whom which else did does do has have had was were is are will would
    could should can about of to for from in that much many long often according s yet well`,
  ),
  stop: wordSet('others ones'),
  days: null,
  genitive: '’s',
};

const DE_QUESTION_WORDS =
  '(?:warum|wieso|weshalb|wann|wo|wie|wer|was|wen|wem|wie (?:viel|viele|lange|oft|hoch))';
const DE_SAYS = [
  'sagt|sagte|sagten|sagen|meint|meinte|meinten|denkt|dachte|erklärt|erklärte|fordert|forderte',
  'verspricht|versprach|hält|hielt',
].join('|');
const DE_SAID = 'gesagt|gemeint|erklärt|gefordert|versprochen|geäußert|gehalten';
const DE_ABOUT = 'zu|zum|zur|über|von|vom';
const DE_MONTHS = 'Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember';

const GERMAN: Phrases = {
  known: any(
    'und|wer|wie|wann|warum|wieso|weshalb|wo|sagte|sagt|gesagt|hat|haben|ist|sind|der|das|dem|im',
    'zur|zum|über|sie|ich|nein|nicht|mehr|noch|danke|es|ein|eine',
  ),
  joining: opens('und|aber|also|na und|ok|okay'),
  correcting: opens('(?:(?:nein|nee|sorry|ach|doch),?\\s+)*ich meint?e?|nein,|nicht das,'),
  asking: opens(
    'etwas (?:zu|über)|gibt es etwas (?:zu|über)|was ist mit|wie ist es mit|wie steht es mit',
    'wie sieht es (?:bei|mit)',
  ),
  about: opens(DE_ABOUT),
  on: 'zu',
  somebody: /^(?!(?:[Dd](?:er|ie|as|en|em)|[Ee]ine?[nmr]?) )\p{Lu}/u,
  placing: /^(?:im|in|am|an|bei|beim|unter|vor|nach|mit|ohne|für|seit|bis)\s+/iu,
  bare: whole(
    `(?:(?:seit|bis|von|ab|für|mit) )?${DE_QUESTION_WORDS}(?: (?:genau|denn|eigentlich|dort|da))?`,
    'wirklich|wofür|wozu|wer sagt das|stimmt das',
  ),
  more: whole(
    'mehr|noch mehr|weiter|(?:was|wer|wo) (?:noch|sonst)(?: noch)?|und sonst|noch etwas',
    'sonst noch etwas',
  ),
  pronoun: /(?<!\p{L})(er|sie|ihm|ihn|ihnen|ihr|ihre[mnrs]?|sein|seine[mnrs]?)(?!\p{L})/iu,
  female: /^$/,
  male: /^(?:er|ihm|ihn|sein|seine[mnrs]?)$/i,
  plain: /^(?:er|sie|ihm|ihn)$/i,
  possessive: /^(?:ihre[mnrs]?|sein|seine[mnrs]?)$/i,
  // "das" before a noun is its article.
  thing: new RegExp(
    word(
      '[Dd]as(?! \\p{Lu})',
      '(?:[Ee]s|[Dd]ies|[Dd]ort|[Dd]a|[Dd]aran|darüber|davon|dazu|damit|dafür|dagegen|darum|[Ee]r|[Ss]ie|ihm|ihn|ihr|dessen|deren)',
    ),
    'u',
  ),
  whoIs: /^\W*(?:(?:und|aber)\s+)?wer\s+(?:ist|war|sind)\s+(?:er|sie|das)\W*$/iu,
  clause: new RegExp(
    String.raw`^${oneOfWords(`was wer wen wem wie wann warum wieso weshalb wo woher wohin welche[mnrs]? hat haben ist
      sind war waren wird werden kann soll will`)}(?!\p{L})`,
    'iu',
  ),
  clipped: /^(?:wer|was|wie viele?|welche[mnrs]?)(?: (?:hat|haben|ist|war))? [\p{L}-]+$/iu,
  speech: [
    new RegExp(
      [
        word('was|wie|warum|wieso|weshalb|wann|wo'),
        word(DE_SAYS),
        `(?<who>.{1,80}?)(?=\\s+(?:das|${word(DE_ABOUT)})|\\s*[?!.]|$)`,
      ].join('\\s+'),
      'iu',
    ),
    new RegExp(
      `${word('hat|haben')}\\s+(?<who>.{1,80}?)(?=\\s+(?:${word(DE_ABOUT)}.*\\s)?${word(DE_SAID)})`,
      'iu',
    ),
  ],
  closing: new RegExp(`\\s+${word(DE_SAID)}`, 'iu'),
  others: 'andere',
  aboutWord: 'über',
  ofWords: whole('warum|wieso|weshalb|wann|wo'),
  saidThat: (how, who) => `${how} sagte ${who} das`,
  who: /^wer/i,
  opening: wordSet(
    `und aber also ok was wer wen wem wie wann warum wieso weshalb wo woher hat haben ist sind war waren wird werden kann soll viel viele
    lange oft sagt sagte sagten sagen meint meinte denkt erklärt erklarte von zu zum zur uber mit für fur in im`,
  ),
  stop: wordSet(
    `und oder aber also was wer wen wem wie wann warum wieso weshalb wo woher wohin welche welcher welches hat haben hatte ist sind war waren
    wird werden kann soll will der die das den dem des ein eine einen einem einer im in am an auf bei beim von vom zu zum zur uber unter mit
    ohne fur seit bis nach vor es er sie ihm ihn ihr sich nicht noch mehr viel viele sagt sagte sagten sagen gesagt meint meinte gemeint denkt
    erklart erklarte gibt gab da dort so auch nur schon denn ich meinte nein`,
  ),
  days: new RegExp(
    word(
      `(?:(?:im|seit|bis|vom|am|Anfang|Mitte|Ende) )?(?:\\d{1,2}\\. )?(?:${DE_MONTHS})(?: \\d{4})?`,
      `(?:im Jahr )?(?:19|20)\\d\\d|gestern|heute`,
      `(?:letzte|vorige|diese)[nrs]? (?:Woche|Monat|Jahr)`,
    ),
    'iu',
  ),
  genitive: 's',
};

const RU_SAY = [
  'сказал[аи]?|говорит|говорят|говорил[аи]?|думает|думают|считает|считают|заявил[аи]?|заявляет',
  'обещает|обещал[аи]?|ответил[аи]?',
].join('|');
const RU_ABOUT = 'о|об|обо|про|насчёт|насчет|по поводу|относительно';
const RU_MONTHS = [
  'январ[еяь]|феврал[еяь]|март[еа]?|апрел[еяь]|ма[йея]|июн[еяь]|июл[еяь]|август[еа]?',
  'сентябр[еяь]|октябр[еяь]|ноябр[еяь]|декабр[еяь]',
].join('|');

const RUSSIAN: Phrases = {
  known: /\p{Script=Cyrillic}/u,
  joining: opens('а|и|но|ну|так|а также|ну а'),
  correcting: opens('(?:(?:нет|извините|ой),?\\s+)*(?:я имел[а]? в виду|я про)|нет,|не то,'),
  asking: opens('как насчёт|как насчет|что насчёт|что насчет'),
  about: opens(RU_ABOUT),
  on: 'о',
  somebody: /^\p{L}/u,
  placing: /^(?:в|во|на|под|у|при|с|со|без|для|до|после|перед|за)\s+/iu,
  bare: whole(
    '(?:почему|зачем|когда|где|куда|откуда|как|кто|кого|что|сколько|как долго)(?: (?:именно|же|там))?',
    'правда|неужели|с каких пор|до каких пор|кто это (?:сказал|говорит)|это правда|чей|кем',
  ),
  more: whole('ещё|еще|(?:кто|что|где) (?:ещё|еще)|больше|дальше|ещё что-нибудь|еще что-нибудь|подробнее'),
  pronoun: /(?<!\p{L})(он|она|они|его|её|ее|ему|ей|их|им|него|неё|нее|нём|нем|ней|них|ним|ними)(?!\p{L})/iu,
  female: /^(?:она|её|ее|ей|неё|нее|ней)$/i,
  male: /^(?:он|его|ему|него|нём|нем)$/i,
  plain: /^(?:он|она|они)$/i,
  possessive: /^$/,
  thing: any(
    'это|этого|этому|этим|этом|там|туда|оттуда|тогда|он|она|оно|они|его|её|ее|ему|ей|их|им|нём',
    'нем|ней|него|них|неё|нее',
  ),
  whoIs: /^[^\p{L}]*(?:а\s+)?кто\s+(?:он|она|они|это)(?:\s+так(?:ой|ая|ие))?[^\p{L}]*$/iu,
  clause: new RegExp(
    String.raw`^${oneOfWords(`что кто кого кому как какой какая какие когда почему зачем где куда откуда сколько чей
      чья чьи`)}(?!\p{L})`,
    'iu',
  ),
  clipped: /^(?:кто|что|сколько|какой|какая|какие) [\p{L}-]+$/iu,
  speech: [
    new RegExp(
      `${word('что|как')}\\s+${word(RU_SAY)}\\s+(?<who>.{1,80}?)(?=\\s+${word(RU_ABOUT)}|\\s*[?!.]|$)`,
      'iu',
    ),
    new RegExp(
      `${word('что|как|почему|зачем|когда|где')}\\s+(?<who>.{1,80}?)\\s+(?:так\\s+)?${word(RU_SAY)}`,
      'iu',
    ),
  ],
  closing: null,
  others: 'другие',
  aboutWord: 'о',
  ofWords: whole('почему|зачем|когда|где'),
  saidThat: (how, who) => `${how} ${who} так говорит`,
  who: /^кто/i,
  opening: wordSet(
    `а и но ну так что кто кого кому как когда почему зачем где куда откуда сколько было была был будет сказал сказала сказали говорит говорят
    говорил говорила думает считает заявил заявила о об обо про в на к с у от для`,
  ),
  stop: wordSet(
    `а и но ну так или что кто кого кому как какои какая какие когда почему зачем где куда откуда сколько чеи чья был была было были будет есть
    сказал сказала сказали говорит говорят говорил говорила говорили думает думают считает считают заявил заявила заявили о об обо про
    насчет по поводу в во на под у при с со без для до после перед за к от из это этого этому этим этом там туда тогда он она оно они
    его ее ему еи их им нем неи него них не ни же ли бы то еще я имел имела виду нет`,
  ),
  days: new RegExp(
    word(
      `(?:(?:в|с|до|за|в начале|в конце) )?(?:\\d{1,2} )?(?:${RU_MONTHS})(?: \\d{4}(?: года)?)?`,
      `в \\d{4}(?: году)?|вчера|сегодня|на прошлой неделе|в прошлом (?:месяце|году)`,
    ),
    'iu',
  ),
  genitive: '',
};

/** The phrases of the language that a text is in; English where it is none of the others. */
export function phrasesOf(text: string): Phrases {
  if (RUSSIAN.known.test(text)) return RUSSIAN;
  return GERMAN.known.test(text) && !ENGLISH.known.test(text) ? GERMAN : ENGLISH;
}
