// The sentences of the interface in its three languages: /status and /reindex.
import { english, german, phrase, row, russian } from './rows.ts';

export const ARCHIVE_SENTENCES = {
  // /status and /reindex
  articles: phrase(
    (n: number) => english(n, 'article', 'articles'),
    (n) => german(n, 'Artikel', 'Artikel'),
    (n) => russian(n, 'статья', 'статьи', 'статей'),
  ),
  passages: phrase(
    (n: number) => english(n, 'passage', 'passages'),
    (n) => german(n, 'Passage', 'Passagen'),
    (n) => russian(n, 'отрывок', 'отрывка', 'отрывков'),
  ),
  outlets: phrase(
    (n: number) => english(n, 'outlet', 'outlets'),
    (n) => german(n, 'Medium', 'Medien'),
    (n) => russian(n, 'издание', 'издания', 'изданий'),
  ),
  moreOutlets: phrase(
    (n: number) => `… and ${english(n, 'more outlet', 'more outlets')}`,
    (n) => `… und ${german(n, 'weiteres Medium', 'weitere Medien')}`,
    (n) => `… и ещё ${russian(n, 'издание', 'издания', 'изданий')}`,
  ),
  datesCovered: row('Dates covered', 'Zeitraum', 'Период'),
  noDates: row('none', 'keiner', 'нет'),
  model: row('Model', 'Modell', 'Модель'),
  lastBuilt: row('Last built', 'Zuletzt gebaut', 'Последняя сборка'),
  missingHere: phrase(
    (names: string) => `Missing in this channel: ${names}. Mentions may stay unanswered here.`,
    (names) => `In diesem Kanal fehlt: ${names}. Erwähnungen bleiben hier vielleicht ohne Antwort.`,
    (names) => `В этом канале не хватает прав: ${names}. Упоминания здесь могут остаться без ответа.`,
  ),
  nMore: phrase(
    (n: number) => `… and ${n} more`,
    (n) => `… und ${n} weitere`,
    (n) => `… и ещё ${n}`,
  ),
  nMoreListed: phrase(
    (n: number, command: string) => `… and ${n} more; \`${command}\` lists them all.`,
    (n, command) => `… und ${n} weitere; \`${command}\` nennt sie alle.`,
    (n, command) => `… и ещё ${n}; полный список даёт \`${command}\`.`,
  ),

  // /reindex
  modelStage: row('Downloading the model', 'Modell wird heruntergeladen', 'Загрузка модели'),
  readingStage: row('Reading articles', 'Artikel werden gelesen', 'Чтение статей'),
  embeddingStage: row('Indexing articles', 'Artikel werden indexiert', 'Индексация статей'),
  vectorsStage: row('Linking passages', 'Passagen werden verknüpft', 'Связывание отрывков'),
  howFar: phrase(
    (stage: string, done: number, total: number, percent: number) =>
      `${stage}: ${done} of ${total} (${percent} %)`,
    (stage, done, total, percent) => `${stage}: ${done} von ${total} (${percent} %)`,
    (stage, done, total, percent) => `${stage}: ${done} из ${total} (${percent} %)`,
  ),
  rebuilding: phrase(
    (progress: string) => `Rebuilding the index. ${progress}`,
    (progress) => `Der Index wird neu gebaut. ${progress}`,
    (progress) => `Индекс перестраивается. ${progress}`,
  ),
  rebuildingAlready: phrase(
    (progress: string) => `The index is being rebuilt already: ${progress}.`,
    (progress) => `Der Index wird schon neu gebaut: ${progress}.`,
    (progress) => `Индекс уже перестраивается: ${progress}.`,
  ),
  awaitReport: row('Wait for its report.', 'Bitte den Bericht abwarten.', 'Дождитесь отчёта.'),
  rebuilt: phrase(
    (seconds: string) => `**Index rebuilt** in ${seconds} s. Answers come from it now.`,
    (seconds) => `**Index neu gebaut** in ${seconds} s. Antworten kommen jetzt daraus.`,
    (seconds) => `**Индекс перестроен** за ${seconds} с. Ответы теперь берутся из него.`,
  ),
  builtOf: phrase(
    (counts: string, embedded: number, reused: number, removed: number) =>
      `${counts} (${embedded} embedded, ${reused} reused); ${english(removed, 'article', 'articles')} removed.`,
    (counts, embedded, reused, removed) =>
      `${counts} (${embedded} eingebettet, ${reused} übernommen); ${german(removed, 'Artikel', 'Artikel')} entfernt.`,
    (counts, embedded, reused, removed) =>
      `${counts} (новых: ${embedded}, прежних: ${reused}); удалено: ${russian(removed, 'статья', 'статьи', 'статей')}.`,
  ),
  problems: phrase(
    (n: number) => `${english(n, 'problem', 'problems')}:`,
    (n) => `${german(n, 'Problem', 'Probleme')}:`,
    (n) => `${russian(n, 'ошибка', 'ошибки', 'ошибок')}:`,
  ),
  inLine: phrase(
    (file: string, line: number) => `${file}, line ${line}`,
    (file, line) => `${file}, Zeile ${line}`,
    (file, line) => `${file}, строка ${line}`,
  ),
  stoppingBuild: row(
    'Attest is stopping; the earlier index stays.',
    'Attest wird gerade beendet; der bisherige Index bleibt.',
    'Attest завершает работу; прежний индекс остаётся.',
  ),
  reindexAgain: row(
    'Run /reindex again afterwards.',
    'Danach bitte /neu-indexieren noch einmal ausführen.',
    'Затем выполните /переиндексация ещё раз.',
  ),
} as const;
