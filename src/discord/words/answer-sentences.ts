// The sentences of the interface in its three languages: answers, why there is none, and what their buttons open.
import type { Lapse } from '../../wording.ts';
import { english, german, phrase, row, russian } from './rows.ts';

const GERMAN_UNITS: Record<Lapse['unit'], readonly [string, string]> = {
  minute: ['Minute', 'Minuten'],
  hour: ['Stunde', 'Stunden'],
  day: ['Tag', 'Tage'],
  month: ['Monat', 'Monate'],
  year: ['Jahr', 'Jahre'],
};
const RUSSIAN_UNITS: Record<Lapse['unit'], readonly [string, string, string]> = {
  minute: ['минута', 'минуты', 'минут'],
  hour: ['час', 'часа', 'часов'],
  day: ['день', 'дня', 'дней'],
  month: ['месяц', 'месяца', 'месяцев'],
  year: ['год', 'года', 'лет'],
};

const after = (places: string): string => places && `: ${places}`;

export const ANSWER_SENTENCES = {
  // An answer. The word before the question is how it is read back from a message: those sent so far must stay readable.
  question: row('Question', 'Frage', 'Вопрос'),
  only: phrase(
    (limits: string) => `Only ${limits}`,
    (limits) => `Nur ${limits}`,
    (limits) => `Только ${limits}`,
  ),
  asOf: phrase(
    (day: string) => `as of ${day}`,
    (day) => `Stand ${day}`,
    (day) => `по состоянию на ${day}`,
  ),
  sameIn: phrase(
    (places: string) => `The same in ${places}`,
    (places) => `Dasselbe in ${places}`,
    (places) => `То же самое: ${places}`,
  ),
  quotesLeftOut: phrase(
    (n: number, more: boolean, places: string) =>
      `${more ? english(n, 'more quote', 'more quotes') : english(n, 'quote', 'quotes')} left out, too long for this message${after(places)}`,
    (n, more, places) =>
      `${more ? german(n, 'weiteres Zitat', 'weitere Zitate') : german(n, 'Zitat', 'Zitate')} ausgelassen, zu lang für diese Nachricht${after(places)}`,
    (n, more, places) =>
      `${more ? 'Ещё ' : ''}${russian(n, 'цитата не вошла', 'цитаты не вошли', 'цитат не вошло')}, слишком длинно для этого сообщения${after(places)}`,
  ),
  passagesLeftOut: phrase(
    (n: number, more: boolean, places: string) =>
      `${more ? english(n, 'more passage', 'more passages') : english(n, 'passage', 'passages')} left out, too long for this message${after(places)}`,
    (n, more, places) =>
      `${more ? german(n, 'weitere Passage', 'weitere Passagen') : german(n, 'Passage', 'Passagen')} ausgelassen, zu lang für diese Nachricht${after(places)}`,
    (n, more, places) =>
      `${more ? 'Ещё ' : ''}${russian(n, 'отрывок не вошёл', 'отрывка не вошли', 'отрывков не вошло')}, слишком длинно для этого сообщения${after(places)}`,
  ),
  differing: phrase(
    (given: string) => `The articles give different figures: ${given}.`,
    (given) => `Die Artikel nennen unterschiedliche Zahlen: ${given}.`,
    (given) => `В статьях приводятся разные цифры: ${given}.`,
  ),
  and: row(' and ', ' und ', ' и '),
  or: row(' or ', ' oder ', ' или '),
  quoted: phrase(
    (text: string) => `“${text}”`,
    (text) => `„${text}“`,
    (text) => `«${text}»`,
  ),
  lapse: phrase(
    (n: number, unit: Lapse['unit']) => english(n, unit, `${unit}s`),
    (n, unit) => german(n, ...GERMAN_UNITS[unit]),
    (n, unit) => russian(n, ...RUSSIAN_UNITS[unit]),
  ),
  aged: phrase(
    (quotes: number, age: string, day: string) =>
      `${quotes === 1 ? 'This' : 'The newest of these'} is ${age} old (${day}).`,
    (quotes, age, day) =>
      `${quotes === 1 ? 'Dieses Zitat' : 'Das neueste dieser Zitate'} ist ${age} alt (${day}).`,
    (quotes, age, day) => `${quotes === 1 ? 'Этой цитате' : 'Самой новой из этих цитат'} ${age} (${day}).`,
  ),
  indexAge: phrase(
    (age: string) => `index ${age} old`,
    (age) => `Index ${age} alt`,
    (age) => `индексу ${age}`,
  ),
  indexNew: row('index just built', 'Index gerade erst gebaut', 'индекс только что построен'),
  indexIncomplete: row('index not complete', 'Index unvollständig', 'индекс не достроен'),

  // Why there is no answer.
  noAnswer: row('No answer.', 'Keine Antwort.', 'Ответа нет.'),
  noQuestion: row('There is no question.', 'Es wurde keine Frage gestellt.', 'Вопрос не задан.'),
  nothingToLookFor: row(
    'The question holds no word to look for.',
    'Die Frage enthält kein Wort, nach dem sich suchen ließe.',
    'В вопросе нет слов, которые можно искать.',
  ),
  noSubject: row(
    'The question names a period, but no subject.',
    'Die Frage nennt einen Zeitraum, aber kein Thema.',
    'В вопросе назван период, но не тема.',
  ),
  noMatch: row(
    'Nothing in the archive matches the question.',
    'Nichts im Archiv passt zur Frage.',
    'В архиве нет ничего, что подходило бы к вопросу.',
  ),
  noMore: row(
    'The archive has no further quotes on this.',
    'Das Archiv hat dazu keine weiteren Zitate.',
    'Других цитат об этом в архиве нет.',
  ),
  unclear: row(
    'The archive holds no clear answer to this question.',
    'Das Archiv hat keine klare Antwort auf diese Frage.',
    'В архиве нет ясного ответа на этот вопрос.',
  ),
  noDays: row(
    'The period of the question lies outside the days that it is limited to.',
    'Der Zeitraum der Frage liegt außerhalb der Tage, auf die sie beschränkt ist.',
    'Период, названный в вопросе, лежит вне дней, которыми он ограничен.',
  ),
  daysWithoutArticles: phrase(
    (days: string) => `The archive has no article of that period: it covers ${days}.`,
    (days) => `Das Archiv hat keinen Artikel aus diesem Zeitraum; es umfasst ${days}.`,
    (days) => `В архиве нет статей за этот период (он охватывает ${days}).`,
  ),
  itHas: phrase(
    (outlets: string) => `It has: ${outlets}.`,
    (outlets) => `Vorhanden sind: ${outlets}.`,
    (outlets) => `В нём есть: ${outlets}.`,
  ),
  unknownNames: phrase(
    (names: string) => `No article names ${names}.`,
    (names) => `Kein Artikel nennt ${names}.`,
    (names) => `Ни в одной статье не упоминается ${names}.`,
  ),
  unknownWords: phrase(
    (list: string) => `The archive holds no clear answer: no article has the word ${list}.`,
    (list) => `Das Archiv hat keine klare Antwort: Kein Artikel enthält das Wort ${list}.`,
    (list) => `В архиве нет ясного ответа: слово ${list} не встречается ни в одной статье.`,
  ),
  foreignQuestion: phrase(
    (language: string, held: string, ask: string) =>
      `This archive is in ${held}; the question seems to be in ${language}. Ask in ${ask}.`,
    (language, held, ask) =>
      `Dieses Archiv ist auf ${held}; die Frage scheint auf ${language} zu sein. Bitte auf ${ask} fragen.`,
    (language, held) =>
      `Язык архива: ${held}; язык вопроса, по-видимому: ${language}. Спросите на языке архива.`,
  ),
  onlyHere: phrase(
    (outlets: string) => `Questions here are answered from ${outlets} only.`,
    (outlets) => `Fragen werden hier nur aus ${outlets} beantwortet.`,
    (outlets) => `Здесь ответы берутся только из этих изданий: ${outlets}.`,
  ),
  notHere: phrase(
    (outlet: string) => `“${outlet}” is not asked here.`,
    (outlet) => `„${outlet}“ wird hier nicht befragt.`,
    (outlet) => `«${outlet}» здесь не используется.`,
  ),
  chooseOfThose: row('Choose one of those.', 'Bitte eines davon wählen.', 'Выберите одно из них.'),

  // Its buttons, and what they open.
  share: row('Share', 'Teilen', 'Поделиться'),
  moreQuotes: row('More quotes', 'Weitere Zitate', 'Ещё цитаты'),
  sideBySide: row('Outlets side by side', 'Medien nebeneinander', 'Сравнить издания'),
  context: row('Context', 'Kontext', 'Контекст'),
  back: row('Back', 'Zurück', 'Назад'),
  quoteNumber: phrase(
    (n: number) => `Quote ${n}`,
    (n) => `Zitat ${n}`,
    (n) => `Цитата ${n}`,
  ),
  further: phrase(
    (first: number, last: number, all: number) => `Further quotes, less close: ${first} to ${last} of ${all}`,
    (first, last, all) => `Weitere Zitate, weniger treffend: ${first} bis ${last} von ${all}`,
    (first, last, all) => `Другие цитаты, менее точные: ${first}–${last} из ${all}`,
  ),
  newestFirst: row(
    'Outlets side by side, the newest first',
    'Medien nebeneinander, das Neueste zuerst',
    'Сравнение изданий, сначала новое',
  ),
  contextOf: phrase(
    (n: number) => `Context of quote ${n}, which is in bold`,
    (n) => `Kontext von Zitat ${n} (fett hervorgehoben)`,
    (n) => `Контекст цитаты ${n} (выделена жирным)`,
  ),
  quoteTooLong: row(
    'The quote is too long for this message.',
    'Das Zitat ist zu lang für diese Nachricht.',
    'Цитата слишком длинная для этого сообщения.',
  ),
  askQuestionAgain: row(
    'Ask the question again.',
    'Bitte die Frage noch einmal stellen.',
    'Задайте вопрос ещё раз.',
  ),
  noFurther: row(
    'The archive has no further quotes on this any more.',
    'Das Archiv hat dazu keine weiteren Zitate mehr.',
    'Других цитат об этом в архиве больше нет.',
  ),
  buttonLost: row(
    'What this button was for is not in the archive any more.',
    'Wofür diese Schaltfläche stand, ist nicht mehr im Archiv.',
    'Того, к чему относилась эта кнопка, в архиве больше нет.',
  ),
  noAnswerNow: row(
    'The archive has no answer to this any more.',
    'Das Archiv hat darauf keine Antwort mehr.',
    'Ответа на этот вопрос в архиве больше нет.',
  ),
  quotedGone: row(
    'The article of this quote is not in the archive any more.',
    'Der Artikel dieses Zitats ist nicht mehr im Archiv.',
    'Статьи с этой цитатой в архиве больше нет.',
  ),
  quotedChanged: row(
    'The article of this quote has changed since.',
    'Der Artikel dieses Zitats hat sich seither geändert.',
    'Статья с этой цитатой с тех пор изменилась.',
  ),
  sharedBy: phrase(
    (who: string) => `Shared by ${who}`,
    (who) => `Geteilt von ${who}`,
    (who) => `Поделился участник ${who}`,
  ),
  sharedAlready: row(
    'This answer is shared already.',
    'Diese Antwort ist schon geteilt.',
    'Этим ответом уже поделились.',
  ),
  lookInChannel: row('Look for it in the channel.', 'Sie steht im Kanal.', 'Он есть в канале.'),
  votedUp: row(
    'Noted: this helped. The other button changes it.',
    'Vermerkt: Das hat geholfen. Die andere Schaltfläche ändert es.',
    'Учтено: это помогло. Другая кнопка меняет голос.',
  ),
  votedDown: row(
    'Noted: this did not help. The other button changes it.',
    'Vermerkt: Das hat nicht geholfen. Die andere Schaltfläche ändert es.',
    'Учтено: это не помогло. Другая кнопка меняет голос.',
  ),
} as const;
