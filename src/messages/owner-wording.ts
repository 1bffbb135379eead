// What stands on the owner's page, in the words of each language. Data.
import type { Language, Messages } from './messages.ts';

export interface OwnerWords {
  title: string;
  skip: string;
  lead: string;
  // How it is.
  connected(connected: number, shards: number): string;
  servers: string;
  articles: string;
  passages: string;
  waiting: string;
  lastBuild: string;
  neverBuilt: string;
  building(progress: string): string;
  // Asking.
  ask: string;
  question: string;
  askButton: string;
  askNote: string;
  nearest: string;
  // How an answer was chosen.
  how: string;
  found: string;
  foundBy(keyword: number, vector: number): string;
  read: string;
  readOf(of: number, time: string): string;
  quoted: string;
  quotedOf(articles: number): string;
  took: string;
  sure(threshold: string): string;
  evidence: string;
  adds: string;
  sum: string;
  hits: string;
  hitsAbout: string;
  article: string;
  byWords: string;
  byMeaning: string;
  cosine: string;
  score: string;
  notFound: string;
  whyQuotes: string;
  answers: string;
  contextShare: string;
  articleShare: string;
  // The archive.
  archive: string;
  months: string;
  years: string;
  chart(first: string, last: string, most: number, when: string): string;
  asTable: string;
  month: string;
  year: string;
  all: string;
  others: string;
  outlet: string;
  // Index and files.
  health: string;
  lookedAt(time: string): string;
  looking: string;
  lookFailed(why: string): string;
  lookAgain: string;
  reload: string;
  sound: string;
  files: string;
  noProblems: string;
  where: string;
  wrong: string;
  remedy: string;
  moreProblems(n: number): string;
  // What was asked.
  unanswered: string;
  insightsUnknown: string;
  noTexts: string;
  asked: string;
  like(n: number): string;
  // What is refused.
  refused: Record<400 | 403 | 404 | 405 | 413 | 421 | 429 | 503, string>;
  back: string;
}

/** The words of a language. */
export const ownerWords = (messages: Messages): OwnerWords => WORDS[messages.language](messages);

const en = ({ counted }: Messages): OwnerWords => ({
  title: 'Attest: the archive and the bot',
  skip: 'To the content',
  lead: 'For whoever runs it. Nothing on this page goes to Discord.',
  connected: (connected, shards) =>
    connected === shards ? 'connected to Discord' : `${connected} of ${shards} connections to Discord`,
  servers: 'Servers',
  articles: 'Articles',
  passages: 'Passages',
  waiting: 'Questions waiting',
  lastBuild: 'Last build',
  neverBuilt: 'none yet',
  building: (progress) => `An index is being built: ${progress}`,
  ask: 'Ask',
  question: 'Question',
  askButton: 'Ask the archive',
  askNote: 'It waits for its turn like any other question, counts for the same limits, and is not kept.',
  nearest: 'Nearest passages',
  how: 'How the answer was chosen',
  found: 'passages found',
  foundBy: (keyword, vector) => `${keyword} by words, ${vector} by meaning`,
  read: 'sentences read',
  readOf: (of, time) => `of ${of}, in ${time}`,
  quoted: 'quotes shown',
  quotedOf: (articles) => `of ${counted(articles, { one: 'article', other: 'articles' })}`,
  took: 'in all',
  sure: (threshold) => `How sure (it answers from ${threshold})`,
  evidence: 'What speaks for it, or against',
  adds: 'Adds',
  sum: 'Sum (log-odds)',
  hits: 'The passages it was chosen from',
  hitsAbout: 'Ranks by words and by meaning; the score joins both with title and article.',
  article: 'Article',
  byWords: 'Words',
  byMeaning: 'Meaning',
  cosine: 'Cosine',
  score: 'Score',
  notFound: 'not found that way',
  whyQuotes: 'Why these quotes',
  answers: 'It answers, says the reader',
  contextShare: 'Of the question, in quote and neighbours',
  articleShare: 'Of the question, in its article',
  archive: 'The archive',
  months: 'Articles by month and outlet',
  years: 'Articles by year and outlet',
  chart: (first, last, most, when) => `Articles from ${first} to ${last}; the most, ${most}, in ${when}.`,
  asTable: 'As a table',
  month: 'Month',
  year: 'Year',
  all: 'All',
  others: 'Others',
  outlet: 'Outlet',
  health: 'Index and files',
  lookedAt: (time) => `Looked at on ${time}.`,
  looking: 'It is being looked at; load this page again in a few seconds.',
  lookFailed: (why) => `The last look came to nothing: ${why}`,
  lookAgain: 'Look again',
  reload: 'Load this page again',
  sound: 'The index is sound.',
  files: 'Problems with files',
  noProblems: 'No file has a problem.',
  where: 'File',
  wrong: 'What is wrong',
  remedy: 'What to do',
  moreProblems: (n) => `${n} more: npm run attest -- status`,
  unanswered: 'Asked and not answered',
  insightsUnknown: 'Settings and votes cannot be read; npm run attest -- doctor says why.',
  noTexts: 'Texts of questions are kept only where a server has set it: /settings texts:True.',
  asked: 'Asked',
  like: (n) => `and ${n} like it`,
  refused: {
    400: 'That is no question.',
    403: 'That came from another page. Open this one anew and ask here.',
    404: 'There is nothing at this address.',
    405: 'That cannot be done here.',
    413: 'That is too long.',
    421: 'That name is not one that this page is served under. Open it by its address, such as http://127.0.0.1:9464.',
    429: 'Too much at once. Try again in a minute.',
    503: 'The archive cannot be asked now.',
  },
  back: 'Back to the page',
});

const de = ({ counted }: Messages): OwnerWords => ({
  title: 'Attest: das Archiv und der Bot',
  skip: 'Zum Inhalt',
  lead: 'Für alle, die ihn betreiben. Nichts von dieser Seite geht zu Discord.',
  connected: (connected, shards) =>
    connected === shards ? 'mit Discord verbunden' : `${connected} von ${shards} Verbindungen zu Discord`,
  servers: 'Server',
  articles: 'Artikel',
  passages: 'Passagen',
  waiting: 'Wartende Fragen',
  lastBuild: 'Letzter Bau',
  neverBuilt: 'noch keiner',
  building: (progress) => `Ein Index wird gebaut: ${progress}`,
  ask: 'Fragen',
  question: 'Frage',
  askButton: 'Das Archiv fragen',
  askNote:
    'Sie wartet wie jede andere, bis sie dran ist, zählt zu denselben Grenzen und wird nicht aufbewahrt.',
  nearest: 'Nächstgelegene Passagen',
  how: 'Wie die Antwort gewählt wurde',
  found: 'Passagen gefunden',
  foundBy: (keyword, vector) => `${keyword} durch Wörter, ${vector} durch Bedeutung`,
  read: 'Sätze gelesen',
  readOf: (of, time) => `von ${of}, in ${time}`,
  quoted: 'Zitate gezeigt',
  quotedOf: (articles) => `aus ${counted(articles, { one: 'Artikel', other: 'Artikeln' })}`,
  took: 'insgesamt',
  sure: (threshold) => `Wie sicher (geantwortet wird ab ${threshold})`,
  evidence: 'Was dafür spricht oder dagegen',
  adds: 'Beitrag',
  sum: 'Summe (Log-Odds)',
  hits: 'Die Passagen, aus denen gewählt wurde',
  hitsAbout: 'Ränge nach Wörtern und nach Bedeutung; die Wertung verbindet beide mit Titel und Artikel.',
  article: 'Artikel',
  byWords: 'Wörter',
  byMeaning: 'Bedeutung',
  cosine: 'Kosinus',
  score: 'Wertung',
  notFound: 'so nicht gefunden',
  whyQuotes: 'Warum diese Zitate',
  answers: 'Beantwortet die Frage, sagt das Lesemodell',
  contextShare: 'Von der Frage in Zitat und Nachbarn',
  articleShare: 'Von der Frage im Artikel',
  archive: 'Das Archiv',
  months: 'Artikel nach Monat und Medium',
  years: 'Artikel nach Jahr und Medium',
  chart: (first, last, most, when) => `Artikel von ${first} bis ${last}; die meisten, ${most}, in ${when}.`,
  asTable: 'Als Tabelle',
  month: 'Monat',
  year: 'Jahr',
  all: 'Alle',
  others: 'Andere',
  outlet: 'Medium',
  health: 'Index und Dateien',
  lookedAt: (time) => `Zuletzt angesehen: ${time}.`,
  looking: 'Er wird gerade angesehen; die Seite in einigen Sekunden neu laden.',
  lookFailed: (why) => `Das letzte Ansehen misslang: ${why}`,
  lookAgain: 'Noch einmal ansehen',
  reload: 'Die Seite neu laden',
  sound: 'Der Index ist in Ordnung.',
  files: 'Probleme mit Dateien',
  noProblems: 'Keine Datei hat ein Problem.',
  where: 'Datei',
  wrong: 'Was nicht stimmt',
  remedy: 'Was zu tun ist',
  moreProblems: (n) => `${n} weitere: npm run attest -- status`,
  unanswered: 'Gefragt und nicht beantwortet',
  insightsUnknown: 'Einstellungen und Stimmen sind nicht lesbar; npm run attest -- doctor sagt, warum.',
  noTexts: 'Texte von Fragen werden nur aufbewahrt, wo ein Server es will: /settings texts:True.',
  asked: 'Gefragt',
  like: (n) => `und ${n} ähnliche`,
  refused: {
    400: 'Das ist keine Frage.',
    403: 'Das kam von einer anderen Seite. Diese neu öffnen und hier fragen.',
    404: 'Unter dieser Adresse liegt nichts.',
    405: 'Das geht hier nicht.',
    413: 'Das ist zu lang.',
    421: 'Unter diesem Namen gibt es die Seite nicht. Bitte über ihre Adresse öffnen, etwa http://127.0.0.1:9464.',
    429: 'Zu viel auf einmal. Bitte in einer Minute noch einmal.',
    503: 'Das Archiv kann gerade nicht gefragt werden.',
  },
  back: 'Zurück zur Seite',
});

const ru = ({ counted }: Messages): OwnerWords => ({
  title: 'Attest: архив и бот',
  skip: 'К содержанию',
  lead: 'Для того, кто его запускает. Ничто с этой страницы не попадает в Discord.',
  connected: (connected, shards) =>
    connected === shards ? 'есть связь с Discord' : `соединений с Discord: ${connected} из ${shards}`,
  servers: 'Серверы',
  articles: 'Статьи',
  passages: 'Отрывки',
  waiting: 'Вопросы в очереди',
  lastBuild: 'Последняя сборка',
  neverBuilt: 'ещё не было',
  building: (progress) => `Собирается индекс: ${progress}`,
  ask: 'Спросить',
  question: 'Вопрос',
  askButton: 'Спросить архив',
  askNote: 'Он ждёт очереди, как любой другой, учитывается в тех же пределах и не сохраняется.',
  nearest: 'Ближайшие отрывки',
  how: 'Как был выбран ответ',
  found: 'отрывков найдено',
  foundBy: (keyword, vector) => `по словам ${keyword}, по смыслу ${vector}`,
  read: 'предложений прочитано',
  readOf: (of, time) => `из ${of}, за ${time}`,
  quoted: 'цитат показано',
  quotedOf: (articles) =>
    `из ${counted(articles, { one: 'статьи', few: 'статей', many: 'статей', other: 'статей' })}`,
  took: 'всего',
  sure: (threshold) => `Уверенность (ответ даётся от ${threshold})`,
  evidence: 'Что говорит за или против',
  adds: 'Вклад',
  sum: 'Сумма (логарифм шансов)',
  hits: 'Отрывки, из которых выбирался ответ',
  hitsAbout: 'Места по словам и по смыслу; оценка соединяет их с заголовком и статьёй.',
  article: 'Статья',
  byWords: 'Слова',
  byMeaning: 'Смысл',
  cosine: 'Косинус',
  score: 'Оценка',
  notFound: 'так не найден',
  whyQuotes: 'Почему эти цитаты',
  answers: 'Отвечает, по мнению читающей модели',
  contextShare: 'От вопроса — в цитате и рядом',
  articleShare: 'От вопроса — в статье',
  archive: 'Архив',
  months: 'Статьи по месяцам и изданиям',
  years: 'Статьи по годам и изданиям',
  chart: (first, last, most, when) => `Статьи с ${first} по ${last}; больше всего, ${most}, — ${when}.`,
  asTable: 'Таблицей',
  month: 'Месяц',
  year: 'Год',
  all: 'Все',
  others: 'Другие',
  outlet: 'Издание',
  health: 'Индекс и файлы',
  lookedAt: (time) => `Проверено: ${time}.`,
  looking: 'Идёт проверка; обновите страницу через несколько секунд.',
  lookFailed: (why) => `Последняя проверка не удалась: ${why}`,
  lookAgain: 'Проверить снова',
  reload: 'Обновить страницу',
  sound: 'Индекс в порядке.',
  files: 'Проблемы с файлами',
  noProblems: 'Ни с одним файлом проблем нет.',
  where: 'Файл',
  wrong: 'Что не так',
  remedy: 'Что сделать',
  moreProblems: (n) => `ещё ${n}: npm run attest -- status`,
  unanswered: 'Вопросы без ответа',
  insightsUnknown: 'Настройки и голоса не читаются; почему, скажет npm run attest -- doctor.',
  noTexts: 'Тексты вопросов хранятся только там, где сервер этого хочет: /settings texts:True.',
  asked: 'Задан',
  like: (n) => `и похожих: ${n}`,
  refused: {
    400: 'Это не вопрос.',
    403: 'Запрос пришёл с другой страницы. Откройте эту заново и спросите здесь.',
    404: 'По этому адресу ничего нет.',
    405: 'Здесь этого сделать нельзя.',
    413: 'Это слишком длинно.',
    421: 'Под этим именем страницы нет. Откройте её по адресу, например http://127.0.0.1:9464.',
    429: 'Слишком много сразу. Попробуйте через минуту.',
    503: 'Сейчас спросить архив нельзя.',
  },
  back: 'Назад к странице',
});

const WORDS: Record<Language, (messages: Messages) => OwnerWords> = { en, de, ru };
