// Who says a quotation in German, French and Russian articles, by the words beside its marks, and by the plainest of reported speech:
// what is further away takes the grammar of the language. Pure.
import type { SpeakerReference } from './noun-phrases.ts';
import { oneOf, oneOfWords } from '../text/patterns.ts';
import type { Span } from '../types.ts';

const GERMAN = oneOfWords(`
  sagte sagt erklärte erklärt betonte betont meinte meint antwortete antwortet fragte fragt rief ruft berichtete berichtet versicherte
  versichert beteuerte warnte warnt forderte fordert schrieb schreibt erzählte erzählt ergänzte bekräftigte kritisierte entgegnete entgegnet
  erwiderte erwidert konterte mahnte mahnt klagte klagt verkündete urteilte bilanzierte widersprach räumte bestätigte bestätigt lobte
  schimpfte spottete scherzte seufzte nannte befand teilte kündigte fügte rief hatte`);
const FRENCH = oneOfWords(`
  dit déclare explique affirme assure souligne répond réplique ajoute estime soupire rappelle précise lance raconte confie indique regrette
  insiste note juge reconnaît conclut poursuit prévient plaide constate demande recommande annonce martèle ironise tranche`);
const FRENCH_PARTICIPLE = oneOfWords(`
  dit déclaré expliqué affirmé assuré souligné répondu répliqué ajouté estimé rappelé précisé lancé raconté regretté confié indiqué
  insisté noté jugé reconnu conclu prévenu plaidé promis annoncé demandé constaté averti salué lâché`);
const RUSSIAN = oneOfWords(`
  сказал сказала заявил заявила сообщил сообщила отметил отметила пояснил пояснила ответил ответила добавил добавила объяснил
  объяснила рассказал рассказала подчеркнул подчеркнула спросил спросила вздыхает говорит объясняет отозвалась отозвался пообещал
  пообещала уточнил уточнила признал признала предупредил предупредила считает напомнил напомнила заверил заверила возразил возразила воскликнул воскликнула призналась признался уверяет уверена утверждает`);
const SAID = oneOf(
  GERMAN,
  FRENCH,
  RUSSIAN,
  `(?:a|ont) ${FRENCH_PARTICIPLE}`,
  "(?:s[’']est|s[’']était) écriée?",
);
const WORD = String.raw`(?!(?:Dr|Prof|Mag)\.)(?:[dDlL][’'])?\p{Lu}[\p{L}\p{M}.’'-]+`;
const PARTICLE = String.raw`(?:${oneOfWords(`von van de du des der den zu zum d’ d' da dos la le`)}\s+)*`;
/** Articles, which open no name. */
const NO_ARTICLE = String.raw`(?!${oneOfWords('Der Die Das Den Dem Ein Eine Einer Le La Les Un Une Seine Ihre Sein Ihr Son Sa Ses Im Am Vom Beim Zum In An Auf Auch Und Aber Nach Laut Selon Au Aux Dans En ТАСС РИА Интерфакс Интерфаксу Рейтер США')}\s)`;
/** What stands behind a preposition is a place, and behind a word of kin somebody whose kin it is. */
const NO_PLACE = String.raw`(?<!(?<!\p{L})${oneOfWords('из в во на от с к по для муж жена сын дочь отец мать брат сестра вдова герой героиня aus von in bei nach de à du des en sur')}\s)`;
const FULL_NAME = String.raw`${NO_PLACE}${NO_ARTICLE}(?![dDlL][’'])${WORD}(?:\s+${PARTICLE}${WORD}){1,4}`;
/** A name does not begin within a word. */
const NOT_WITHIN = String.raw`(?<![\p{L}\p{M}.’'-])`;
/** "la maire," and "начальник порта" before the name. */
const ROLE = String.raw`(?:[\p{Ll}’'-]+\s+){0,4}[\p{Ll}’'-]+,?\s+`;
/** A single word behind an article may be any noun in German: alone, only a name stands beside the verb. */
const NAME = String.raw`(?:(?:${ROLE})?(?<name>${FULL_NAME})|(?<last>${PARTICLE}${WORD}))`;
const NOT_FOLLOWED = String.raw`(?=\s*(?:[,.;:!?—–]|\s[\p{Ll}(]|$))`;
/** ", chef des urgences," behind the name. */
const APPOSITION = String.raw`(?:(?:, [^,“”"_]{2,80})?,)?`;

/** “…”, sagte NAME: behind the marks, */
const BEHIND = new RegExp(
  String.raw`[”"]\s{0,2}[,.]?\s{0,2}[—–-]?\s{0,2}${SAID}\s+${NAME}${NOT_FOLLOWED}`,
  'gu',
);
/** and NAME sagte: “…”, NAME hielt dagegen: “…” before them. */
const BEFORE = new RegExp(
  String.raw`${NOT_WITHIN}(?<name>${FULL_NAME})${APPOSITION}\s+(?:${SAID}|hielt|wollte)(?:\s+[\p{Ll}]+){0,4}\s*:\s*[“"]`,
  'gu',
);
/** NAME, ROLE, a plaidé que …; NAME сказал, что …; NAME sagte, dass …; NAME sagte, die Flut sei … */
const REPORTED = new RegExp(
  String.raw`${NOT_WITHIN}(?<name>${FULL_NAME})${APPOSITION}\s+(?:(?:${FRENCH}|(?:a|ont) ${FRENCH_PARTICIPLE})(?: que\s| qu[’'])|${RUSSIAN}, что\s|${GERMAN}, )`,
  'gu',
);
/** Small words without which hardly a sentence is written, of German, French and Russian: else it is English, or names alone. */
const SMALL_WORDS =
  /[а-яё]|(?<!\p{L})(?:d[ea]s|d[ei]e|der|dem|den|und|nicht|eine?|im|auf|mit|sich|für|sei|habe|hält|wird|wurde|werde|ist|zu|von|les?|la|du|une|est|que|qui|dans|pour|sur|pas|au|[dlq][’']\p{L}+)(?!\p{L})/iu;
/** Else ", so Kämmerer NAME," may be English. */
const IS_GERMAN =
  /(?<!\p{L})(?:der|das|und|nicht|dem|eine?|im|auf|mit|sich|für|sei|habe|wird|wurde|werde|ist)(?!\p{L})/iu;
/** …, сообщила главный врач NAME. */
const REPORTED_BEHIND = new RegExp(
  String.raw`, ${RUSSIAN} (?:${ROLE})?(?<name>${FULL_NAME})(?=[.,;]|$)`,
  'gu',
);
/** NAME, dessen Mais unter Wasser steht, nannte das “eine Frechheit”; NAME, a regretté “une soirée pour rien” */
const QUOTING = new RegExp(
  String.raw`${NOT_WITHIN}(?<name>${FULL_NAME})${APPOSITION}\s+(?:${SAID})(?:\s+[\p{Ll}’'-]+,?){0,5}\s*[“"]`,
  'gu',
);
/** “…”, sagte sie; “…”, assure-t-il; “…” — сказал он */
const PRONOUN = new RegExp(
  String.raw`[”"](?:\s{0,2},)?\s{0,2}(?:${oneOf(
    `${GERMAN}\\s+(?<german>er|sie)`,
    `(?:a-t-(?<perfect>il|elle)\\s+${FRENCH_PARTICIPLE}|${FRENCH}(?:-t)?-(?<french>il|elle))`,
    `[—–-]\\s*${RUSSIAN}\\s+(?<russian>он|она)`,
  )})(?!\p{L})`,
  'gu',
);
/** "…, so Kämmerer NAME weiter, …" */
const SO = new RegExp(
  String.raw`[,”"]\s+so (?:(?<name>${FULL_NAME})|(?<last>${PARTICLE}${WORD}))(?: weiter| weiters)?(?=[,.;:]|$)`,
  'gu',
);
/** "Laut NAME", "Nach Angaben von NAME", "Selon la chambre des comptes du Grésillois" */
const SOURCE = new RegExp(
  String.raw`(?:^|[.,;] )(?:[Ll]aut|[Nn]ach (?:Angaben|Worten|Einschätzung|Ansicht)(?: von| des| der)?(?: \p{Lu}\p{Ll}+(?= (?:Dr|Prof)\.))?|[Ss]elon|[Dd][’']après) (?:(?:M|Dr|Prof|h|c)\. )*(?:Mme |la [\p{Ll} ]{2,40} |le [\p{Ll} ]{2,40} )?(?<name>${FULL_NAME})(?=\s*(?:[,.;]|\s\p{Ll}))`,
  'gu',
);

/** A short sentence has none of them: “…”, sagte NAME. */
const VERBS = new RegExp(
  String.raw`(?<!\p{L})${oneOf(GERMAN, FRENCH, FRENCH_PARTICIPLE, 'hielt|wollte')}(?!\p{L})`,
  'u',
);

/** "Wenn Anna Kran sagt, …": nobody is told to have said it. */
const CONDITION = /^(?:Wenn|Falls|Ob|Dass|Sollte|Hätte|Si|Если|Пусть)\s/u;

/** Those whom a sentence of another language than English names as speakers. */
export function attributionsInOtherLanguages(masked: string): SpeakerReference[] {
  if (CONDITION.test(masked) || (!SMALL_WORDS.test(masked) && !VERBS.test(masked))) return [];
  const beside = /[“”"]/.test(masked) ? [BEHIND, BEFORE, QUOTING] : [];
  const german = IS_GERMAN.test(masked) ? [SO] : [];
  const named = [...beside, REPORTED, REPORTED_BEHIND, ...german, SOURCE]
    .flatMap((pattern) => [...masked.matchAll(pattern)])
    .map(({ groups }): SpeakerReference => ({
      kind: 'name',
      name: {
        name: (groups!.name ?? groups!.last!)
          .replace(/\.$/, '')
          .replace(/^(?:MM?|Mmes?|Mlle|Me)\.? (?=\S+ )/, ''),
        role: '',
        organisation: false,
      },
    }));
  if (named.length > 0) return named;
  return [...masked.matchAll(PRONOUN)].map(({ groups }) => {
    const pronoun = groups!.german ?? groups!.perfect ?? groups!.french ?? groups!.russian!;
    return { kind: 'pronoun', female: /^(?:sie|elle|она)$/.test(pronoun) };
  });
}

/** «…, — сказал NAME. — …» and « …, assure NAME. … » */
const WITHIN = new RegExp(
  oneOf(
    String.raw`, [—–] ${RUSSIAN} (?:[\p{Ll}-]+ ){0,3}${FULL_NAME}(?: [\p{Ll}]+){0,3}[.,] [—–] `,
    String.raw`, [—–] ${RUSSIAN} ${WORD}(?: [\p{Ll}]+){0,3}[.,] [—–] `,
    String.raw`, (?:${FRENCH}|a ${FRENCH_PARTICIPLE}) (?:[\p{Ll}’'-]+ ){0,3}${FULL_NAME}[.,] `,
    String.raw`, (?:a-t-(?:il|elle) ${FRENCH_PARTICIPLE}|${FRENCH}(?:-t)?-(?:il|elle))(?: [\p{Ll}’'-]+){0,3}[.,] `,
    String.raw`, [—–] ${RUSSIAN} (?:он|она)(?: [\p{Ll}]+){0,3}[.,] [—–] `,
  ),
  'u',
);

/** Where words within quotation marks tell who says them, from the comma before to the blank behind; null where none do. */
export function parenthesisIn(quoted: string): Span | null {
  if (!SMALL_WORDS.test(quoted)) return null;
  const found = WITHIN.exec(quoted);
  return found && { start: found.index, end: found.index + found[0].length };
}
