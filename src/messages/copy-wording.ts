// What `copy` and `embed-worker` say, in the words of each language. Data.
import type { CopyFault } from '../indexing/copy-index.ts';
import type { WorkerEvent } from '../indexing/embed-worker.ts';
import type { Language, Messages, WordsFor } from './messages.ts';
import { worded } from './told.ts';

interface Words {
  faults: WordsFor<CopyFault>;
  /** The closing report of a copy. */
  copied(articles: number, passages: number, place: string, seconds: number): string;
  events: WordsFor<WorkerEvent, string>;
  needsDatabase: readonly [says: string, remedy: string];
}

/** The words of a language, with how a refusal and an event are told. */
export function copyWords(messages: Messages) {
  const { faults, events, ...words } = WORDS[messages.language](messages);
  return {
    ...words,
    refused: (fault: CopyFault) => worded(faults, fault),
    told: (event: WorkerEvent) => worded(events, event),
  };
}

const en = ({ articles, passages, seconds }: Messages): Words => ({
  faults: {
    'no place': ({ named }) => [
      `${named || 'Nothing'} is no place of an index.`,
      'Name a folder, embedded, or an address such as postgres://attest@host/database.',
    ],
    'same place': ({ name }) => [`${name} is where the index is.`, 'Name another place with --to or --from.'],
    unfinished: ({ name }) => [
      `The index in ${name} was never finished.`,
      'Run npm run index there, then copy.',
    ],
    'other corpus': ({ name, there, copied }) => [
      `In ${name} is an index of the articles in ${there}, not of those in ${copied}.`,
      'To lose it for the copy: --replace.',
    ],
    'other model': ({ name }) => [
      `In ${name} is the index of another model or version.`,
      'To lose it for the copy: --replace.',
    ],
    'damaged target': ({ name }) => [
      `In ${name} is an index that is damaged, so that nobody can say of which articles.`,
      'To lose it for the copy: --replace.',
    ],
  },
  copied: (a, p, place, s) =>
    `${articles(a)}, ${passages(p)} copied to ${place}, none embedded anew; ${seconds(s)}`,
  events: {
    began: ({ name, model }) => `Embedding for ${name} with the model ${model}.`,
    'no build': ({ name }) => `There is no index of this model in ${name} yet: waiting for a build.`,
    idle: ({ done }) => `Waiting for passages: ${done} embedded so far.`,
    embedded: ({ done, perSecond }) => `${passages(done)} embedded, ${perSecond} a second.`,
    lost: ({ says }) => `${says} Trying again until it does.`,
    ended: ({ done }) => `${passages(done)} embedded.`,
  },
  needsDatabase: [
    'An embed-worker embeds for an index in PostgreSQL, and ATTEST_INDEX names none.',
    'Set ATTEST_INDEX to the one of npm run index, such as postgres://attest:password@host/database.',
  ],
});

const de = ({ articles, passages, seconds }: Messages): Words => ({
  faults: {
    'no place': ({ named }) => [
      `${named || 'Nichts'} ist kein Ort eines Index.`,
      'Einen Ordner nennen, embedded, oder eine Adresse wie postgres://attest@host/database.',
    ],
    'same place': ({ name }) => [
      `${name} ist, wo der Index schon ist.`,
      'Mit --to oder --from einen anderen Ort nennen.',
    ],
    unfinished: ({ name }) => [
      `Der Index in ${name} wurde nie fertig.`,
      'Dort npm run index ausführen, dann kopieren.',
    ],
    'other corpus': ({ name, there, copied }) => [
      `In ${name} ist ein Index der Artikel in ${there}, nicht derer in ${copied}.`,
      'Soll er der Kopie weichen: --replace.',
    ],
    'other model': ({ name }) => [
      `In ${name} ist der Index eines anderen Modells oder einer anderen Version.`,
      'Soll er der Kopie weichen: --replace.',
    ],
    'damaged target': ({ name }) => [
      `In ${name} ist ein beschädigter Index; von welchen Artikeln, kann niemand sagen.`,
      'Soll er der Kopie weichen: --replace.',
    ],
  },
  copied: (a, p, place, s) =>
    `${articles(a)}, ${passages(p)} nach ${place} kopiert, nichts neu eingebettet; ${seconds(s)}`,
  events: {
    began: ({ name, model }) => `Bettet für ${name} mit dem Modell ${model} ein.`,
    'no build': ({ name }) => `In ${name} gibt es noch keinen Index dieses Modells: wartet auf einen.`,
    idle: ({ done }) => `Wartet auf Passagen; bisher eingebettet: ${done}.`,
    embedded: ({ done, perSecond }) => `${passages(done)} eingebettet, ${perSecond} je Sekunde.`,
    lost: ({ says }) => `${says} Es wird weiter versucht.`,
    ended: ({ done }) => `${passages(done)} eingebettet.`,
  },
  needsDatabase: [
    'Ein embed-worker bettet für einen Index in PostgreSQL ein, und ATTEST_INDEX nennt keinen.',
    'ATTEST_INDEX auf den von npm run index setzen, etwa postgres://attest:password@host/database.',
  ],
});

const ru = ({ articles, passages, seconds }: Messages): Words => ({
  faults: {
    'no place': ({ named }) => [
      `${named || 'Пусто'} — не место для индекса.`,
      'Укажите папку, embedded или адрес вида postgres://attest@host/database.',
    ],
    'same place': ({ name }) => [
      `${name} — там индекс уже и находится.`,
      'Укажите другое место в --to или --from.',
    ],
    unfinished: ({ name }) => [
      `Индекс в ${name} так и не был достроен.`,
      'Запустите там npm run index, затем копируйте.',
    ],
    'other corpus': ({ name, there, copied }) => [
      `В ${name} индекс статей из ${there}, а не из ${copied}.`,
      'Чтобы заменить его копией: --replace.',
    ],
    'other model': ({ name }) => [
      `В ${name} индекс другой модели или версии.`,
      'Чтобы заменить его копией: --replace.',
    ],
    'damaged target': ({ name }) => [
      `В ${name} повреждённый индекс: каких статей — сказать нельзя.`,
      'Чтобы заменить его копией: --replace.',
    ],
  },
  copied: (a, p, place, s) =>
    `Скопировано в ${place}: ${articles(a)}, ${passages(p)}; новых эмбеддингов: 0; ${seconds(s)}`,
  events: {
    began: ({ name, model }) => `Эмбеддинги для ${name}, модель ${model}.`,
    'no build': ({ name }) => `В ${name} пока нет индекса этой модели: ожидание сборки.`,
    idle: ({ done }) => `Ожидание отрывков; обработано: ${done}.`,
    embedded: ({ done, perSecond }) => `Обработано: ${passages(done)}, в секунду: ${perSecond}.`,
    lost: ({ says }) => `${says} Попытки продолжаются.`,
    ended: ({ done }) => `Обработано: ${passages(done)}.`,
  },
  needsDatabase: [
    'embed-worker работает для индекса в PostgreSQL, а ATTEST_INDEX не задан.',
    'Задайте тот же ATTEST_INDEX, что и для npm run index, например postgres://attest:password@host/database.',
  ],
});

const WORDS: Record<Language, (messages: Messages) => Words> = { en, de, ru };
