// The sentences of the interface in its three languages: how to ask, who has to wait, and what the bot may not do.
import { english, german, phrase, row, russian } from './rows.ts';

export const ASKING_SENTENCES = {
  // How to ask, and who has to wait.
  howToAsk: row(
    'Ask a question, such as “what did the mayor say about the bridge?”: mention Attest with it, write it to Attest in private, or use /ask.',
    'So wird gefragt, etwa „Was hat die Bürgermeisterin über die Brücke gesagt?“: Attest damit erwähnen, es Attest privat schreiben oder /frage verwenden.',
    'Задайте вопрос, например «что сказала мэр о мосте?»: упомяните Attest, напишите ему лично или используйте /вопрос.',
  ),
  beforeYours: phrase(
    (n: number) => `${english(n, 'question', 'questions')} before yours…`,
    (n) => `${german(n, 'Frage', 'Fragen')} vor deiner …`,
    (n) => `Вопросов перед вашим: ${n}…`,
  ),
  earlierOutletGone: row(
    'The earlier question was limited to an outlet that is gone.',
    'Die frühere Frage war auf ein Medium beschränkt, das nicht mehr da ist.',
    'Предыдущий вопрос был ограничен изданием, которого больше нет.',
  ),
  askInFull: row('Ask in full.', 'Bitte vollständig fragen.', 'Задайте вопрос полностью.'),
  toldInPrivate: row(
    'The asker is told in private.',
    'Wer gefragt hat, erfährt es privat.',
    'Спросивший узнаёт об этом лично.',
  ),
  youAsked: phrase(
    (n: number) => `You have asked ${english(n, 'time', 'times')} within a minute.`,
    (n) => `Du hast innerhalb einer Minute ${german(n, 'Mal', 'Mal')} gefragt.`,
    (n) => `Вы спросили ${russian(n, 'раз', 'раза', 'раз')} за минуту.`,
  ),
  serverAsked: phrase(
    (n: number) => `This server has asked ${english(n, 'time', 'times')} within a minute.`,
    (n) => `Auf diesem Server wurde innerhalb einer Minute ${german(n, 'Mal', 'Mal')} gefragt.`,
    (n) => `На этом сервере спросили ${russian(n, 'раз', 'раза', 'раз')} за минуту.`,
  ),
  inSeconds: phrase(
    (n: number) => `Ask again in ${english(n, 'second', 'seconds')}.`,
    (n) => `Bitte in ${german(n, 'Sekunde', 'Sekunden')} noch einmal fragen.`,
    (n) => `Спросите ещё раз через ${russian(n, 'секунду', 'секунды', 'секунд')}.`,
  ),
  lineFull: phrase(
    (n: number) => `The line is full (${english(n, 'question', 'questions')}).`,
    (n) => `Die Warteschlange ist voll (${german(n, 'Frage', 'Fragen')}).`,
    (n) => `Очередь заполнена (${russian(n, 'вопрос', 'вопроса', 'вопросов')}).`,
  ),

  // Permissions, as Discord's own settings call them in each language.
  'View Channels': row('View Channels', 'Kanäle anzeigen', 'Просматривать каналы'),
  'Send Messages': row('Send Messages', 'Nachrichten senden', 'Отправлять сообщения'),
  'Send Messages in Threads': row(
    'Send Messages in Threads',
    'Nachrichten in Threads senden',
    'Отправлять сообщения в ветках',
  ),
  'Create Public Threads': row(
    'Create Public Threads',
    'Öffentliche Threads erstellen',
    'Создавать публичные ветки',
  ),
  'Read Message History': row(
    'Read Message History',
    'Nachrichtenverlauf anzeigen',
    'Читать историю сообщений',
  ),
  // Of voice channels.
  Connect: row('Connect', 'Verbinden', 'Подключаться'),
  mayNotAnswer: phrase(
    (channel: string, names: readonly string[]) =>
      `Attest may not answer in #${channel}: it lacks the permission ${names.join(' and ')}.`,
    (channel, names) =>
      `Attest darf in #${channel} nicht antworten: Es fehlt die Berechtigung „${names.join('“ und „')}“.`,
    (channel, names) => `Attest не может отвечать в #${channel}: не хватает права «${names.join('» и «')}».`,
  ),
  giveIt: row(
    'Somebody who manages the channel can give it; /ask works without.',
    'Wer den Kanal verwaltet, kann sie erteilen; /frage funktioniert auch ohne.',
    'Его может дать тот, кто управляет каналом; /вопрос работает и без него.',
  ),
  refusedAnswer: phrase(
    (channel: string, names: readonly string[]) =>
      `Discord refused what Attest wrote in #${channel}: it probably lacks the permission ${names.join(' and ')}.`,
    (channel, names) =>
      `Discord hat abgelehnt, was Attest in #${channel} geschrieben hat: Wahrscheinlich fehlt die Berechtigung „${names.join('“ und „')}“.`,
    (channel, names) =>
      `Discord отклонил сообщение Attest в #${channel}: вероятно, не хватает права «${names.join('» и «')}».`,
  ),
  inTimeout: phrase(
    (channel: string) => `Attest may not answer in #${channel}: it is in a timeout in that server.`,
    (channel) => `Attest darf in #${channel} nicht antworten: Auf diesem Server hat es einen Timeout.`,
    (channel) => `Attest не может отвечать в #${channel}: на этом сервере у него тайм-аут.`,
  ),
  endTimeout: row(
    'Somebody who moderates the server can end it.',
    'Wer den Server moderiert, kann ihn aufheben.',
    'Его может снять модератор сервера.',
  ),
  threadLocked: phrase(
    (channel: string) => `Attest may not answer in #${channel}: the thread is locked.`,
    (channel) => `Attest darf in #${channel} nicht antworten: Der Thread ist gesperrt.`,
    (channel) => `Attest не может отвечать в #${channel}: ветка заблокирована.`,
  ),
  unlockThread: row(
    'Somebody who manages threads can unlock it.',
    'Wer Threads verwaltet, kann ihn entsperren.',
    'Её может разблокировать тот, кто управляет ветками.',
  ),
  managersOnly: row(
    'Only those who may manage the server can do that.',
    'Das dürfen nur Personen, die den Server verwalten.',
    'Это могут делать только те, кто управляет сервером.',
  ),
  managersRebuild: row(
    'Only those who may manage the server can rebuild the index.',
    'Den Index dürfen nur Personen neu bauen, die den Server verwalten.',
    'Перестраивать индекс могут только те, кто управляет сервером.',
  ),
  askManager: row('Ask one of them.', 'Bitte eine von ihnen fragen.', 'Обратитесь к одному из них.'),
  noCommand: phrase(
    (name: string) => `Attest has no command ${name} any more.`,
    (name) => `Attest hat keinen Befehl ${name} mehr.`,
    (name) => `У Attest больше нет команды ${name}.`,
  ),
  reloadDiscord: row(
    'Reload Discord to see those it has.',
    'Bitte Discord neu laden, um die vorhandenen zu sehen.',
    'Перезагрузите Discord, чтобы увидеть имеющиеся.',
  ),
} as const;
