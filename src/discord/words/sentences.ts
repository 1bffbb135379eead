// The sentences of the interface in its three languages: limits, refusals, pages, /quotes and /source.
import { english, german, phrase, row, russian } from './rows.ts';

/** "Ines Calder, harbour master," amid a sentence. */
const enclosed = (speaker: string): string => (/, /.test(speaker) ? `${speaker},` : speaker);

export const SENTENCES = {
  // Days, counts, limits.
  period: phrase(
    (from: string, to: string) => `${from} to ${to}`,
    (from, to) => `${from} bis ${to}`,
    (from, to) => `${from} — ${to}`,
  ),
  onlyFrom: phrase(
    (day: string) => `from ${day}`,
    (day) => `ab ${day}`,
    (day) => `с ${day}`,
  ),
  onlyTo: phrase(
    (day: string) => `to ${day}`,
    (day) => `bis ${day}`,
    (day) => `по ${day}`,
  ),
  onlyIn: phrase(
    (outlet: string) => `in ${outlet}`,
    (outlet) => `in ${outlet}`,
    (outlet) => `в издании ${outlet}`,
  ),
  archive: phrase(
    (n: number, days: string) => `Archive: ${english(n, 'article', 'articles')}${days && `, ${days}`}`,
    (n, days) => `Archiv: ${german(n, 'Artikel', 'Artikel')}${days && `, ${days}`}`,
    (n, days) => `Архив: ${russian(n, 'статья', 'статьи', 'статей')}${days && `, ${days}`}`,
  ),
  emptyArchive: row('The archive is empty.', 'Das Archiv ist leer.', 'Архив пуст.'),

  // What is refused, and what to do about it.
  notADay: phrase(
    (typed: string) => `“${typed}” is not a day.`,
    (typed) => `„${typed}“ ist kein Datum.`,
    (typed) => `«${typed}» — не дата.`,
  ),
  writeADay: row(
    'Write it as YYYY-MM-DD, for example 2023-07-31.',
    'Bitte als JJJJ-MM-TT schreiben, zum Beispiel 2023-07-31.',
    'Укажите её как ГГГГ-ММ-ДД, например 2023-07-31.',
  ),
  endsBefore: phrase(
    (from: string, to: string) => `The period ends (${to}) before it begins (${from}).`,
    (from, to) => `Der Zeitraum endet (${to}), bevor er beginnt (${from}).`,
    (from, to) => `Период заканчивается (${to}) раньше, чем начинается (${from}).`,
  ),
  swapDays: row('Swap the days.', 'Bitte die Tage tauschen.', 'Поменяйте даты местами.'),
  noOutlet: phrase(
    (outlet: string) => `The archive has no outlet “${outlet}”.`,
    (outlet) => `Im Archiv gibt es kein Medium „${outlet}“.`,
    (outlet) => `В архиве нет издания «${outlet}».`,
  ),
  chooseShown: row(
    'Choose one of those shown while you type.',
    'Bitte einen der Vorschläge wählen, die beim Tippen erscheinen.',
    'Выберите один из вариантов, показанных при вводе.',
  ),
  outletGone: row(
    'The outlet that this list is limited to is no longer in the archive.',
    'Das Medium, auf das diese Liste beschränkt ist, ist nicht mehr im Archiv.',
    'Издания, которым ограничен этот список, больше нет в архиве.',
  ),
  articleGone: row(
    'This article is no longer in the archive.',
    'Dieser Artikel ist nicht mehr im Archiv.',
    'Этой статьи больше нет в архиве.',
  ),
  askAgain: row(
    'Run the command again.',
    'Bitte den Befehl noch einmal ausführen.',
    'Выполните команду ещё раз.',
  ),
  oldButton: row(
    'This button is of another version of Attest.',
    'Diese Schaltfläche stammt von einer anderen Version von Attest.',
    'Эта кнопка — от другой версии Attest.',
  ),
  stopping: row('Attest is stopping.', 'Attest wird gerade beendet.', 'Attest завершает работу.'),
  inAMinute: row(
    'Ask again in a minute.',
    'Bitte in einer Minute noch einmal fragen.',
    'Спросите ещё раз через минуту.',
  ),
  wentWrong: phrase(
    (id: string) => `Something went wrong (${id}).`,
    (id) => `Etwas ist schiefgegangen (${id}).`,
    (id) => `Что-то пошло не так (${id}).`,
  ),

  // Pages and what does not fit.
  newer: row('Newer', 'Neuere', 'Новее'),
  older: row('Older', 'Ältere', 'Старее'),
  earlier: row('Earlier', 'Früher', 'Раньше'),
  later: row('Later', 'Später', 'Позже'),
  page: phrase(
    (n: number) => `page ${n}`,
    (n) => `Seite ${n}`,
    (n) => `страница ${n}`,
  ),
  pageOf: phrase(
    (n: number, all: number) => `page ${n} of ${all}`,
    (n, all) => `Seite ${n} von ${all}`,
    (n, all) => `страница ${n} из ${all}`,
  ),
  beyondEnd: row(
    'There is nothing on this page: the archive has changed since.',
    'Auf dieser Seite steht nichts: Das Archiv hat sich seither geändert.',
    'На этой странице ничего нет: архив с тех пор изменился.',
  ),
  moreUnreachable: row(
    'There is more; narrow it with from, to or outlet to see it.',
    'Es gibt mehr; mit von, bis oder medium eingrenzen, um es zu sehen.',
    'Есть ещё; сузьте период или издание, чтобы увидеть остальное.',
  ),
  tooLong: row(
    'Too long to be shown here:',
    'Zu lang, um hier gezeigt zu werden:',
    'Слишком длинно, чтобы показать здесь:',
  ),

  // /quotes
  saidBy: phrase(
    (speaker: string) => `What ${enclosed(speaker)} said`,
    (speaker) => `Was ${enclosed(speaker)} gesagt hat`,
    (speaker) => `Что говорит ${speaker}`,
  ),
  about: phrase(
    (topic: string) => `about “${topic}”`,
    (topic) => `zu „${topic}“`,
    (topic) => `на тему «${topic}»`,
  ),
  nothingSaid: row(
    'The archive has nothing that they said within these limits.',
    'Im Archiv steht innerhalb dieser Grenzen keine Äußerung.',
    'В этих рамках в архиве нет высказываний.',
  ),
  noSpeaker: phrase(
    (typed: string) => `Nobody called “${typed}” is quoted in the archive.`,
    (typed) => `Niemand namens „${typed}“ wird im Archiv zitiert.`,
    (typed) => `В архиве нет цитат человека по имени «${typed}».`,
  ),
  severalSpeakers: phrase(
    (typed: string) => `Several speakers match “${typed}”. Name one of them:`,
    (typed) => `Mehrere Personen passen zu „${typed}“. Bitte eine davon nennen:`,
    (typed) => `Имени «${typed}» соответствует несколько человек. Назовите одного из них:`,
  ),
  quotations: phrase(
    (n: number) => english(n, 'quotation', 'quotations'),
    (n) => german(n, 'Zitat', 'Zitate'),
    (n) => russian(n, 'цитата', 'цитаты', 'цитат'),
  ),
  andMore: row('… and more', '… und weitere', '… и другие'),

  // /source
  noArticle: phrase(
    (typed: string) => `No article matches “${typed}”.`,
    (typed) => `Kein Artikel passt zu „${typed}“.`,
    (typed) => `Нет статьи, соответствующей «${typed}».`,
  ),
  otherWords: row(
    'Try fewer or other words, or wider limits.',
    'Bitte weniger oder andere Wörter versuchen oder die Grenzen weiter fassen.',
    'Попробуйте меньше слов, другие слова или более широкие рамки.',
  ),
  also: row('Also', 'Auch', 'Также'),
  showOther: row('Show another article', 'Einen anderen Artikel zeigen', 'Показать другую статью'),
} as const;
