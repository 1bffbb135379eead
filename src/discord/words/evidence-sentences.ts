// The sentences of the interface in its three languages: /check, "Find sources", /timeline and /help.
import { english, german, phrase, row, russian } from './rows.ts';

export const EVIDENCE_SENTENCES = {
  // /check
  exact: row('Exact', 'Wörtlich', 'Дословно'),
  near: row('Near, not exact', 'Ähnlich, nicht wörtlich', 'Похоже, но не дословно'),
  notFound: row('Not found', 'Nicht gefunden', 'Не найдено'),
  exactPlaces: phrase(
    (n: number, more: boolean) =>
      `The archive has these words, in ${more ? 'more than ' : ''}${english(n, 'place', 'places')}.`,
    (n, more) =>
      `Diese Worte stehen im Archiv, an ${more ? 'mehr als ' : ''}${german(n, 'Stelle', 'Stellen')}.`,
    (n, more) =>
      `Эти слова есть в архиве, ${more ? 'более чем ' : ''}в ${russian(n, 'месте', 'местах', 'местах')}.`,
  ),
  sameWords: phrase(
    (percent: number) => `${percent} % of the words are the same. This is the closest the archive has.`,
    (percent) => `${percent} % der Wörter stimmen überein. Näher kommt im Archiv nichts.`,
    (percent) => `Совпадает ${percent} % слов. Ближе в архиве ничего нет.`,
  ),
  sameButOrder: row(
    'The words are the same, but some are left out or written otherwise.',
    'Die Wörter sind dieselben, aber einige fehlen oder sind anders geschrieben.',
    'Слова те же, но некоторые пропущены или написаны иначе.',
  ),
  legend: row(
    '**__Only in the article__**, ~~only in your text~~:',
    '**__Nur im Artikel__**, ~~nur in deinem Text~~:',
    '**__Только в статье__**, ~~только в вашем тексте~~:',
  ),
  differenceTooLong: row(
    'The differences are too long to be shown here.',
    'Die Unterschiede sind zu lang, um hier gezeigt zu werden.',
    'Различия слишком длинны, чтобы показать их здесь.',
  ),
  absent: row(
    'The archive does not hold these words, nor a sentence close to them.',
    'Diese Worte stehen nicht im Archiv, auch kein ähnlicher Satz.',
    'В архиве нет ни этих слов, ни похожего предложения.',
  ),
  notCompared: row(
    'The archive does not hold this word for word; so long a text is not compared further.',
    'Wort für Wort steht dies nicht im Archiv; ein so langer Text wird nicht weiter verglichen.',
    'Дословно этого в архиве нет; столь длинный текст далее не сравнивается.',
  ),
  textTooLong: row(
    'The text is too long to be checked.',
    'Der Text ist zu lang, um geprüft zu werden.',
    'Текст слишком длинный для проверки.',
  ),
  noWords: row(
    'The text holds no word to look for.',
    'Der Text enthält kein Wort, nach dem sich suchen ließe.',
    'В тексте нет слов, которые можно искать.',
  ),
  headline: phrase(
    (title: string, origin: string) =>
      `No sentence of an article says this; it stands in a headline: ${title}, ${origin}.`,
    (title, origin) =>
      `Kein Satz eines Artikels sagt dies; es steht in einer Überschrift: ${title}, ${origin}.`,
    (title, origin) =>
      `Этого нет ни в одном предложении статей, это стоит в заголовке: ${title} (${origin}).`,
  ),
  foreign: phrase(
    (language: string, held: string) => `This archive is in ${held}; the text seems to be in ${language}.`,
    (language, held) => `Dieses Archiv ist auf ${held}; der Text scheint auf ${language} zu sein.`,
    (language, held) => `Язык архива: ${held}; язык текста, по-видимому: ${language}.`,
  ),
  nearestOnly: row(
    'Nearest passage (it does not say this):',
    'Nächstliegende Passage (sie sagt dies nicht):',
    'Ближайший отрывок (он этого не утверждает):',
  ),

  // Find sources
  messageHasNoText: row(
    'This message holds no text to look up; pictures and attachments are not read.',
    'Diese Nachricht enthält keinen Text zum Nachschlagen; Bilder und Anhänge werden nicht gelesen.',
    'В этом сообщении нет текста для проверки; изображения и вложения не читаются.',
  ),
  messageHasNoClaim: row(
    'This message holds no whole sentence that could be looked up.',
    'Diese Nachricht enthält keinen ganzen Satz, der sich nachschlagen ließe.',
    'В этом сообщении нет целого предложения для проверки.',
  ),
  messageIsOwn: row(
    'This message is by Attest: what it quotes is from the archive already.',
    'Diese Nachricht ist von Attest: Was darin zitiert ist, stammt schon aus dem Archiv.',
    'Это сообщение от Attest: то, что в нём цитируется, уже из архива.',
  ),
  onlyFirst: phrase(
    (n: number, all: number) => `Only the first ${n} of ${all} sentences are looked up.`,
    (n, all) => `Nur die ersten ${n} von ${all} Sätzen werden nachgeschlagen.`,
    (n, all) => `Проверены только первые ${n} из ${all} предложений.`,
  ),
  nothingNear: row(
    'Nothing in the archive is near.',
    'Nichts im Archiv kommt dem nahe.',
    'В архиве нет ничего близкого.',
  ),

  // /timeline
  timelineOf: phrase(
    (topic: string, n: number) => `Timeline of “${topic}”: ${english(n, 'day', 'days')}`,
    (topic, n) => `Chronik zu „${topic}“: ${german(n, 'Tag', 'Tage')}`,
    (topic, n) => `Хроника «${topic}»: ${russian(n, 'день', 'дня', 'дней')}`,
  ),
  noTimeline: phrase(
    (topic: string) => `The archive holds nothing that is clearly about “${topic}”.`,
    (topic) => `Das Archiv hat nichts, was klar von „${topic}“ handelt.`,
    (topic) => `В архиве нет ничего, что явно относилось бы к «${topic}».`,
  ),
  nearestPassages: row(
    'Nearest passages (not an answer):',
    'Nächstliegende Passagen (keine Antwort):',
    'Ближайшие отрывки (это не ответ):',
  ),

  // /help
  helpIntro: row(
    'Attest answers with verbatim quotes from an archive of news articles, each with who said it, outlet, date and a link to the sentence. It writes no text of its own, and says so when the archive has no answer.',
    'Attest antwortet mit wörtlichen Zitaten aus einem Archiv von Nachrichtenartikeln, jeweils mit Namen, Medium, Datum und Link zum Satz. Es schreibt keinen eigenen Text und sagt es, wenn das Archiv keine Antwort hat.',
    'Attest отвечает дословными цитатами из архива новостных статей; при каждой — кто это сказал, издание, дата и ссылка на само предложение. Он ничего не сочиняет и прямо говорит, если в архиве нет ответа.',
  ),
  helpAsk: row(
    'Ask by mentioning the bot, replying to one of its messages, writing to it in private, or with a command:',
    'So wird gefragt: den Bot erwähnen, auf eine seiner Nachrichten antworten, ihm privat schreiben oder einen Befehl geben:',
    'Чтобы спросить, упомяните бота, ответьте на его сообщение, напишите ему лично или используйте команду:',
  ),
  helpMenu: row(
    'In the menu of any message, under Apps:',
    'Im Menü jeder Nachricht, unter Apps:',
    'В меню любого сообщения, в разделе «Приложения»:',
  ),
} as const;
