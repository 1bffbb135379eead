// Who says a quotation in German, French and Russian articles, by the words beside its marks alone: what is further away takes
// the grammar of the language. Pure.
import type { SpeakerReference } from './noun-phrases.ts';
import { oneOfWords } from '../text/patterns.ts';

const VERB = oneOfWords(`
  sagte sagt erklärte erklärt betonte betont meinte meint antwortete antwortet fragte fragt rief ruft berichtete berichtet versicherte
  beteuerte warnte warnt forderte schrieb schreibt erzählte erzählt ergänzte bekräftigte kritisierte
  dit déclare explique affirme assure souligne répond réplique ajoute estime soupire rappelle précise lance raconte
  сказал сказала заявил заявила сообщил сообщила отметил отметила пояснил пояснила ответил ответила добавил добавила объяснил
  объяснила рассказал рассказала подчеркнул подчеркнула спросил спросила вздыхает говорит объясняет отозвалась отозвался`);
const PARTICIPLE = oneOfWords(`
  dit déclaré expliqué affirmé assuré souligné répondu répliqué ajouté estimé rappelé précisé lancé raconté regretté`);
const SAID = String.raw`(?:${VERB}|(?:a|ont) ${PARTICIPLE}|s’est écriée?|s'est écriée?)`;
const WORD = String.raw`\p{Lu}[\p{L}\p{M}.’'-]+`;
const PARTICLE = String.raw`(?:${oneOfWords(`von van de du des der den zu zum d’ d' da dos la le`)}\s+)*`;
const FULL_NAME = String.raw`${WORD}(?:\s+${PARTICLE}${WORD}){1,4}`;
/** "la maire," and "начальник порта" before the name. */
const ROLE = String.raw`(?:[\p{Ll}’'-]+\s+){0,4}[\p{Ll}’'-]+,?\s+`;
/** A single word behind an article may be any noun in German: alone, only a name stands beside the verb. */
const NAME = String.raw`(?:(?:${ROLE})?(?<name>${FULL_NAME})|(?<last>${PARTICLE}${WORD}))`;
const NOT_FOLLOWED = String.raw`(?=\s*(?:[,.;:!?—–]|\s[\p{Ll}(]|$))`;

/** “…”, sagte NAME: behind the marks, */
const BEHIND = new RegExp(
  String.raw`[”"]\s{0,2}[,.]?\s{0,2}[—–-]?\s{0,2}${SAID}\s+${NAME}${NOT_FOLLOWED}`,
  'gu',
);
/** and NAME sagte: “…” before them. */
const BEFORE = new RegExp(
  String.raw`(?<![\p{L}\p{M}.’'-])(?<name>${FULL_NAME})\s+${SAID}(?:\s+[\p{Ll}]+){0,4}\s*:\s*[“"]`,
  'gu',
);

/** Those whom a sentence of another language than English names beside a quotation. */
export const attributionsInOtherLanguages = (masked: string): SpeakerReference[] =>
  !/[“"]/.test(masked)
    ? []
    : [...masked.matchAll(BEHIND), ...masked.matchAll(BEFORE)].map(({ groups }) => ({
        kind: 'name',
        name: { name: (groups!.name ?? groups!.last!).replace(/\.$/, ''), role: '', organisation: false },
      }));
