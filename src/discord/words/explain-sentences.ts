// The sentences of the interface in its three languages: how an answer came about.
import { phrase, row } from './rows.ts';

export const EXPLAIN_SENTENCES = {
  howAnswered: row(
    '**How this was answered** (only you see this)',
    '**Wie diese Antwort zustande kam** (nur du siehst dies)',
    '**Как получился этот ответ** (это видите только вы)',
  ),
  askedAs: row('Asked', 'Gefragt', 'Вопрос'),
  carriedOver: row(
    'Carried over from the earlier question:',
    'Aus der früheren Frage übernommen:',
    'Взято из предыдущего вопроса:',
  ),
  nothingCarried: row(
    'Carried over: nothing.',
    'Übernommen: nichts.',
    'Из предыдущего вопроса ничего не взято.',
  ),
  carriedPerson: row('person', 'Person', 'человек'),
  carriedTopic: row('topic', 'Thema', 'тема'),
  carriedQuestion: row('question', 'Frage', 'вопрос'),
  carriedLimits: row('limits', 'Grenzen', 'рамки'),
  noDaysNamed: phrase(
    (asOf: string) => `Days: none named, as of ${asOf}.`,
    (asOf) => `Tage: keine genannt, Stand ${asOf}.`,
    (asOf) => `Дни: не названы (по состоянию на ${asOf}).`,
  ),
  daysRead: phrase(
    (isLimit: boolean, days: string, asOf: string) =>
      `Days: ${isLimit ? 'only' : 'preferably'} ${days}, as of ${asOf}.`,
    (isLimit, days, asOf) => `Tage: ${isLimit ? 'nur' : 'vorzugsweise'} ${days}, Stand ${asOf}.`,
    (isLimit, days, asOf) =>
      `Дни: ${isLimit ? 'только' : 'предпочтительно'} ${days} (по состоянию на ${asOf}).`,
  ),
  upTo: phrase(
    (day: string) => `up to ${day}`,
    (day) => `bis ${day}`,
    (day) => `по ${day}`,
  ),
  confidence: phrase(
    (value: string, threshold: string) =>
      `Confidence: ${value}; from ${threshold} on it is an answer. What speaks for it, and against:`,
    (value, threshold) =>
      `Sicherheit: ${value}; ab ${threshold} ist es eine Antwort. Was dafür spricht und was dagegen:`,
    (value, threshold) =>
      `Уверенность: ${value}; начиная с ${threshold} это ответ. Что говорит за и что против:`,
  ),
  biasPart: row('without any evidence', 'ohne jeden Beleg', 'без всяких свидетельств'),
  quotePart: row(
    'how well the best quotes answer',
    'wie gut die besten Zitate antworten',
    'насколько хорошо отвечают лучшие цитаты',
  ),
  passagePart: row(
    'how well the best passage matches',
    'wie gut die beste Passage passt',
    'насколько подходит лучший отрывок',
  ),
  namedPart: row(
    'the best quote has the names that the question has',
    'das beste Zitat hat die Namen, die in der Frage stehen',
    'в лучшей цитате есть имена из вопроса',
  ),
  unknownNamePart: phrase(
    (name: string) => `no article names ${name}`,
    (name) => `kein Artikel nennt ${name}`,
    (name) => `ни в одной статье не упоминается ${name}`,
  ),
  notSpokenPart: row(
    'not known to be said by whom was asked for',
    'nicht sicher von der Person gesagt, nach der gefragt ist',
    'неизвестно, сказал ли это тот, о ком спрашивают',
  ),
  notAboutPart: row(
    'its article does not hold what was asked about',
    'in seinem Artikel steht nicht, wonach gefragt ist',
    'в его статье нет того, о чём спрашивают',
  ),
  chosenFor: phrase(
    (score: string, context: number, article: number) =>
      `score ${score}: with title and neighbours it holds ${context} % of the question's weight, its article ${article} %`,
    (score, context, article) =>
      `Wert ${score}: Mit Titel und Nachbarsätzen deckt es ${context} % des Gewichts der Frage ab, sein Artikel ${article} %`,
    (score, context, article) =>
      `оценка ${score}: с заголовком и соседними предложениями охвачено ${context} % веса вопроса, статьёй — ${article} %`,
  ),
} as const;
