// The sentences of the interface in its three languages: /settings, /insights and /forget-me.
import { english, german, phrase, row, russian } from './rows.ts';

export const SETTINGS_SENTENCES = {
  // /settings
  thisServer: row('This server', 'Dieser Server', 'Этот сервер'),
  channelsThatDiffer: row('Channels that differ', 'Abweichende Kanäle', 'Каналы с другими настройками'),
  everyQuestion: row(
    'every question is answered',
    'jede Frage wird beantwortet',
    'ответ даётся на каждый вопрос',
  ),
  whenMentioned: row('answers when mentioned', 'antwortet auf Erwähnungen', 'ответ даётся на упоминание'),
  inThread: row('answers in a thread', 'Antworten stehen in einem Thread', 'ответы даются в отдельной ветке'),
  asReply: row('answers as a reply', 'Antworten stehen im Kanal', 'ответы даются прямо в канале'),
  privately: row(
    'commands answer in private',
    'Befehle antworten privat',
    'ответы на команды видит только автор команды',
  ),
  forAll: row(
    'commands answer for all',
    'Befehle antworten für alle sichtbar',
    'ответы на команды видят все',
  ),
  allOutlets: row('from all outlets', 'aus allen Medien', 'по всем изданиям'),
  onlyOutlets: phrase(
    (names: string) => `only from ${names}`,
    (names) => `nur aus ${names}`,
    (names) => `только по изданиям: ${names}`,
  ),
  ownLanguage: row(
    "interface in each person's own language",
    'Oberfläche in der Sprache jeder Person',
    'интерфейс на языке каждого участника',
  ),
  oneLanguage: phrase(
    (language: string) => `interface in ${language}`,
    (language) => `Oberfläche auf ${language}`,
    (language) => `язык интерфейса: ${language}`,
  ),
  textsKept: row(
    'texts of questions are kept',
    'Texte von Fragen werden aufbewahrt',
    'тексты вопросов хранятся',
  ),
  noTextsKept: row(
    'no texts of questions are kept',
    'Texte von Fragen werden nicht aufbewahrt',
    'тексты вопросов не хранятся',
  ),
  everyInChannels: row(
    'Every question is answered in channels only.',
    'Ohne Erwähnung wird nur in Kanälen geantwortet.',
    'Без упоминания бот отвечает только в каналах.',
  ),
  sayChannel: row(
    'Say in which one: channel:',
    'Bitte angeben, in welchem: kanal:',
    'Укажите, в каком: канал:',
  ),
  textsInServer: row(
    'Texts are kept for the whole server, or not.',
    'Texte werden für den ganzen Server aufbewahrt oder gar nicht.',
    'Тексты хранятся для всего сервера или не хранятся вовсе.',
  ),
  leaveChannelOut: row('Leave channel: out.', 'Bitte kanal: weglassen.', 'Не указывайте канал:'),
  fromNextStart: row(
    'Every question there is answered **from the next start of Attest on**. Discord hands over the text of all messages only with the privileged *Message Content Intent*: switch it on at <https://discord.com/developers/applications> (the application, Bot), then start Attest again. Without it, Attest starts as before and says so in its log.',
    'Jede Frage dort wird **vom nächsten Start von Attest an** beantwortet. Discord gibt den Text aller Nachrichten nur mit dem privilegierten *Message Content Intent* heraus: unter <https://discord.com/developers/applications> (die Anwendung, Bot) einschalten, dann Attest neu starten. Ohne ihn startet Attest wie bisher und sagt es in seinem Protokoll.',
    'На каждый вопрос там бот начнёт отвечать **со следующего запуска Attest**. Discord передаёт текст всех сообщений только с привилегией *Message Content Intent*: включите её на <https://discord.com/developers/applications> (приложение, Bot) и перезапустите Attest. Без неё Attest запустится как раньше и сообщит об этом в журнале.',
  ),
  everyOutlet: row('all: no limit', 'all: ohne Grenze', 'all: без ограничений'),

  // /insights
  figures: phrase(
    (days: number, asked: number, people: number, answered: number, abstained: number) =>
      `Last ${english(days, 'day', 'days')}: ${english(asked, 'question', 'questions')} of ${english(people, 'asker', 'askers')}; ${answered} answered, ${abstained} without an answer.`,
    (days, asked, people, answered, abstained) =>
      `${days === 1 ? 'Letzter Tag' : `Letzte ${german(days, 'Tag', 'Tage')}`}: ${german(asked, 'Frage', 'Fragen')} von ${german(people, 'Person', 'Personen')}; ${answered} beantwortet, ${abstained} ohne Antwort.`,
    (days, asked, people, answered, abstained) =>
      `За ${russian(days, 'день', 'дня', 'дней')}: ${russian(asked, 'вопрос', 'вопроса', 'вопросов')} от ${russian(people, 'человека', 'человек', 'человек')}; с ответом: ${answered}, без ответа: ${abstained}.`,
  ),
  votes: phrase(
    (up: number, down: number) => `Votes: ${up} for, ${down} against.`,
    (up, down) => `Stimmen: ${up} dafür, ${down} dagegen.`,
    (up, down) => `Голоса: за — ${up}, против — ${down}.`,
  ),
  times: phrase(
    (ms: number) => `Half of them took no longer than ${ms} ms; the slowest:`,
    (ms) => `Die Hälfte dauerte nicht länger als ${ms} ms; die langsamsten:`,
    (ms) => `Половина заняла не более ${ms} мс; самые долгие:`,
  ),
  milliseconds: phrase(
    (ms: number) => `${ms} ms`,
    (ms) => `${ms} ms`,
    (ms) => `${ms} мс`,
  ),
  textNotKept: row(
    'a question whose text is not kept',
    'eine Frage, deren Text nicht aufbewahrt ist',
    'вопрос, текст которого не хранится',
  ),
  votedAgainst: row('Voted against:', 'Dagegen gestimmt:', 'Голоса против:'),
  downToUp: phrase(
    (down: number, up: number) => `${down} to ${up}`,
    (down, up) => `${down} zu ${up}`,
    (down, up) => `${down} к ${up}`,
  ),
  withoutText: phrase(
    (n: number) =>
      `Without an answer and without a text: ${n}. Their text is kept only where /settings says so (texts: True).`,
    (n) =>
      `Ohne Antwort und ohne Text: ${n}. Texte werden nur aufbewahrt, wenn /einstellungen es so sagt (texte: True).`,
    (n) =>
      `Без ответа и без текста: ${n}. Тексты хранятся, только если так задано в /настройки (тексты: True).`,
  ),
  everyAnswered: row(
    'Every question was answered.',
    'Jede Frage wurde beantwortet.',
    'На все вопросы нашёлся ответ.',
  ),
  byLikeness: row(
    'Without an answer, by likeness: what to add to the archive.',
    'Ohne Antwort, nach Ähnlichkeit: was dem Archiv fehlt.',
    'Без ответа, по сходству: чего не хватает архиву.',
  ),
  alike: phrase(
    (n: number) => `(and ${english(n, 'question', 'questions')} like it)`,
    (n) => `(und ${german(n, 'ähnliche Frage', 'ähnliche Fragen')})`,
    (n) => `(и ${russian(n, 'похожий вопрос', 'похожих вопроса', 'похожих вопросов')})`,
  ),

  // /forget-me
  deleted: phrase(
    (questions: number, votes: number) =>
      `Deleted: ${english(questions, 'question', 'questions')} and ${english(votes, 'vote', 'votes')} of yours.`,
    (questions, votes) =>
      `Gelöscht: ${german(questions, 'Frage', 'Fragen')} und ${german(votes, 'Stimme', 'Stimmen')} von dir.`,
    (questions, votes) =>
      `Удалено: ${russian(questions, 'ваш вопрос', 'ваших вопроса', 'ваших вопросов')} и ${russian(votes, 'голос', 'голоса', 'голосов')}.`,
  ),
  nothingKept: row(
    'Nothing was kept of you.',
    'Über dich war nichts gespeichert.',
    'О вас ничего не хранилось.',
  ),
} as const;
