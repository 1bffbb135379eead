// What Attest says in German. Data: see messages.ts.
import type { Lapse } from '../wording.ts';
import { formatsOf, type Forms } from './formats.ts';
import type { Messages } from './messages.ts';

const formats = formatsOf('de');
const { counted, day } = formats;
const UNITS: Record<Lapse['unit'], Forms> = {
  minute: { one: 'Minute', other: 'Minuten' },
  hour: { one: 'Stunde', other: 'Stunden' },
  day: { one: 'Tag', other: 'Tage' },
  month: { one: 'Monat', other: 'Monate' },
  year: { one: 'Jahr', other: 'Jahre' },
};

const after = (places: string): string => places && `: ${places}`;

/** "Ines Calder, harbour master," amid a sentence. */
const enclosed = (speaker: string): string => (/, /.test(speaker) ? `${speaker},` : speaker);

export const de: Messages = {
  ...formats,
  language: 'de',

  // An answer. The word before the question is how it is read back from a message: those sent so far must stay readable.
  question: 'Frage',
  only: (limits) => `Nur ${limits}`,
  asOf: (day) => `Stand ${day}`,
  sameIn: (places) => `Dasselbe in ${places}`,
  quotesLeftOut: (n, more, places) =>
    `${more ? counted(n, { one: 'weiteres Zitat', other: 'weitere Zitate' }) : counted(n, { one: 'Zitat', other: 'Zitate' })} ausgelassen, zu lang für diese Nachricht${after(places)}`,
  passagesLeftOut: (n, more, places) =>
    `${more ? counted(n, { one: 'weitere Passage', other: 'weitere Passagen' }) : counted(n, { one: 'Passage', other: 'Passagen' })} ausgelassen, zu lang für diese Nachricht${after(places)}`,
  differing: (given) => `Die Artikel nennen unterschiedliche Zahlen: ${given}.`,
  and: ' und ',
  or: ' oder ',
  quoted: (text) => `„${text}“`,
  lapse: (n, unit) => counted(n, UNITS[unit]),
  aged: (quotes, age, day) =>
    `${quotes === 1 ? 'Dieses Zitat' : 'Das neueste dieser Zitate'} ist ${age} alt (${day}).`,
  indexAge: (age) => `Index ${age} alt`,
  indexNew: 'Index gerade erst gebaut',
  indexIncomplete: 'Index unvollständig',

  // Why there is no answer.
  noAnswer: 'Keine Antwort.',
  noQuestion: 'Es wurde keine Frage gestellt.',
  nothingToLookFor: 'Die Frage enthält kein Wort, nach dem sich suchen ließe.',
  noSubject: 'Die Frage nennt einen Zeitraum, aber kein Thema.',
  noMatch: 'Nichts im Archiv passt zur Frage.',
  noMore: 'Das Archiv hat dazu keine weiteren Zitate.',
  unclear: 'Das Archiv hat keine klare Antwort auf diese Frage.',
  noDays: 'Der Zeitraum der Frage liegt außerhalb der Tage, auf die sie beschränkt ist.',
  daysWithoutArticles: (days) => `Das Archiv hat keinen Artikel aus diesem Zeitraum; es umfasst ${days}.`,
  itHas: (outlets) => `Vorhanden sind: ${outlets}.`,
  unknownNames: (names) => `Kein Artikel nennt ${names}.`,
  unknownWords: (list) => `Das Archiv hat keine klare Antwort: Kein Artikel enthält das Wort ${list}.`,
  foreignQuestion: (language, held, ask) =>
    `Dieses Archiv ist auf ${held}; die Frage scheint auf ${language} zu sein. Bitte auf ${ask} fragen.`,
  onlyHere: (outlets) => `Fragen werden hier nur aus ${outlets} beantwortet.`,
  notHere: (outlet) => `„${outlet}“ wird hier nicht befragt.`,
  chooseOfThose: 'Bitte eines davon wählen.',

  // Its buttons, and what they open.
  share: 'Teilen',
  moreQuotes: 'Weitere Zitate',
  sideBySide: 'Medien nebeneinander',
  context: 'Kontext',
  back: 'Zurück',
  quoteNumber: (n) => `Zitat ${n}`,
  further: (first, last, all) => `Weitere Zitate, weniger treffend: ${first} bis ${last} von ${all}`,
  newestFirst: 'Medien nebeneinander, das Neueste zuerst',
  contextOf: (n) => `Kontext von Zitat ${n} (fett hervorgehoben)`,
  quoteTooLong: 'Das Zitat ist zu lang für diese Nachricht.',
  askQuestionAgain: 'Bitte die Frage noch einmal stellen.',
  noFurther: 'Das Archiv hat dazu keine weiteren Zitate mehr.',
  buttonLost: 'Wofür diese Schaltfläche stand, ist nicht mehr im Archiv.',
  noAnswerNow: 'Das Archiv hat darauf keine Antwort mehr.',
  quotedGone: 'Der Artikel dieses Zitats ist nicht mehr im Archiv.',
  quotedChanged: 'Der Artikel dieses Zitats hat sich seither geändert.',
  sharedBy: (who) => `Geteilt von ${who}`,
  sharedAlready: 'Diese Antwort ist schon geteilt.',
  lookInChannel: 'Sie steht im Kanal.',
  votedUp: 'Vermerkt: Das hat geholfen. Die andere Schaltfläche ändert es.',
  votedDown: 'Vermerkt: Das hat nicht geholfen. Die andere Schaltfläche ändert es.',

  // /check
  exact: 'Wörtlich',
  near: 'Ähnlich, nicht wörtlich',
  notFound: 'Nicht gefunden',
  exactPlaces: (n, more) =>
    `Diese Worte stehen im Archiv, an ${more ? 'mehr als ' : ''}${counted(n, { one: 'Stelle', other: 'Stellen' })}.`,
  sameWords: (percent) => `${percent} % der Wörter stimmen überein. Näher kommt im Archiv nichts.`,
  sameButOrder: 'Die Wörter sind dieselben, aber einige fehlen oder sind anders geschrieben.',
  legend: '**__Nur im Artikel__**, ~~nur in deinem Text~~:',
  differenceTooLong: 'Die Unterschiede sind zu lang, um hier gezeigt zu werden.',
  absent: 'Diese Worte stehen nicht im Archiv, auch kein ähnlicher Satz.',
  notCompared: 'Wort für Wort steht dies nicht im Archiv; ein so langer Text wird nicht weiter verglichen.',
  textTooLong: 'Der Text ist zu lang, um geprüft zu werden.',
  noWords: 'Der Text enthält kein Wort, nach dem sich suchen ließe.',
  headline: (title, origin) =>
    `Kein Satz eines Artikels sagt dies; es steht in einer Überschrift: ${title}, ${origin}.`,
  foreign: (language, held) => `Dieses Archiv ist auf ${held}; der Text scheint auf ${language} zu sein.`,
  nearestOnly: 'Nächstliegende Passage (sie sagt dies nicht):',

  // Find sources
  messageHasNoText:
    'Diese Nachricht enthält keinen Text zum Nachschlagen; Bilder und Anhänge werden nicht gelesen.',
  messageHasNoClaim: 'Diese Nachricht enthält keinen ganzen Satz, der sich nachschlagen ließe.',
  messageIsOwn: 'Diese Nachricht ist von Attest: Was darin zitiert ist, stammt schon aus dem Archiv.',
  onlyFirst: (n, all) => `Nur die ersten ${n} von ${all} Sätzen werden nachgeschlagen.`,
  nothingNear: 'Nichts im Archiv kommt dem nahe.',

  // /timeline
  timelineOf: (topic, n) => `Chronik zu „${topic}“: ${counted(n, { one: 'Tag', other: 'Tage' })}`,
  noTimeline: (topic) => `Das Archiv hat nichts, was klar von „${topic}“ handelt.`,
  nearestPassages: 'Nächstliegende Passagen (keine Antwort):',

  // /help
  helpIntro:
    'Attest antwortet mit wörtlichen Zitaten aus einem Archiv von Nachrichtenartikeln, jeweils mit Namen, Medium, Datum und Link zum Satz. Es schreibt keinen eigenen Text und sagt es, wenn das Archiv keine Antwort hat.',
  helpAsk:
    'So wird gefragt: den Bot erwähnen, auf eine seiner Nachrichten antworten, ihm privat schreiben oder einen Befehl geben:',
  helpMenu: 'Im Menü jeder Nachricht, unter Apps:',
  howAnswered: '**Wie diese Antwort zustande kam** (nur du siehst dies)',
  askedAs: 'Gefragt',
  carriedOver: 'Aus der früheren Frage übernommen:',
  nothingCarried: 'Übernommen: nichts.',
  carriedPerson: 'Person',
  carriedTopic: 'Thema',
  carriedQuestion: 'Frage',
  carriedLimits: 'Grenzen',
  noDaysNamed: (asOf) => `Tage: keine genannt, Stand ${asOf}.`,
  daysRead: (isLimit, days, asOf) => `Tage: ${isLimit ? 'nur' : 'vorzugsweise'} ${days}, Stand ${asOf}.`,
  upTo: (day) => `bis ${day}`,
  confidence: (value, threshold) =>
    `Sicherheit: ${value}; ab ${threshold} ist es eine Antwort. Was dafür spricht und was dagegen:`,
  biasPart: 'ohne jeden Beleg',
  quotePart: 'wie gut die besten Zitate antworten',
  passagePart: 'wie gut die beste Passage passt',
  namedPart: 'das beste Zitat hat die Namen, die in der Frage stehen',
  unknownNamePart: (name) => `kein Artikel nennt ${name}`,
  notSpokenPart: 'nicht sicher von der Person gesagt, nach der gefragt ist',
  notAboutPart: 'in seinem Artikel steht nicht, wonach gefragt ist',
  chosenFor: (score, context, article) =>
    `Wert ${score}: Mit Titel und Nachbarsätzen deckt es ${context} % des Gewichts der Frage ab, sein Artikel ${article} %`,

  // Days, counts, limits.
  days: (from, to) => (from === to ? day(from) : `${day(from)} bis ${day(to)}`),
  onlyFrom: (day) => `ab ${day}`,
  onlyTo: (day) => `bis ${day}`,
  onlyIn: (outlet) => `in ${outlet}`,
  archive: (n, days) => `Archiv: ${counted(n, { one: 'Artikel', other: 'Artikel' })}${days && `, ${days}`}`,
  emptyArchive: 'Das Archiv ist leer.',

  // What is refused, and what to do about it.
  notADay: (typed) => `„${typed}“ ist kein Datum.`,
  writeADay: 'Bitte als JJJJ-MM-TT schreiben, zum Beispiel 2023-07-31.',
  endsBefore: (from, to) => `Der Zeitraum endet (${to}), bevor er beginnt (${from}).`,
  swapDays: 'Bitte die Tage tauschen.',
  noOutlet: (outlet) => `Im Archiv gibt es kein Medium „${outlet}“.`,
  chooseShown: 'Bitte einen der Vorschläge wählen, die beim Tippen erscheinen.',
  outletGone: 'Das Medium, auf das diese Liste beschränkt ist, ist nicht mehr im Archiv.',
  articleGone: 'Dieser Artikel ist nicht mehr im Archiv.',
  askAgain: 'Bitte den Befehl noch einmal ausführen.',
  oldButton: 'Diese Schaltfläche stammt von einer anderen Version von Attest.',
  stopping: 'Attest wird gerade beendet.',
  inAMinute: 'Bitte in einer Minute noch einmal fragen.',
  wentWrong: (id) => `Etwas ist schiefgegangen (${id}).`,

  // Pages and what does not fit.
  newer: 'Neuere',
  older: 'Ältere',
  earlier: 'Früher',
  later: 'Später',
  page: (n) => `Seite ${n}`,
  pageOf: (n, all) => `Seite ${n} von ${all}`,
  beyondEnd: 'Auf dieser Seite steht nichts: Das Archiv hat sich seither geändert.',
  moreUnreachable: 'Es gibt mehr; mit von, bis oder medium eingrenzen, um es zu sehen.',
  tooLong: 'Zu lang, um hier gezeigt zu werden:',

  // /quotes
  saidBy: (speaker) => `Was ${enclosed(speaker)} gesagt hat`,
  about: (topic) => `zu „${topic}“`,
  nothingSaid: 'Im Archiv steht innerhalb dieser Grenzen keine Äußerung.',
  noSpeaker: (typed) => `Niemand namens „${typed}“ wird im Archiv zitiert.`,
  severalSpeakers: (typed) => `Mehrere Personen passen zu „${typed}“. Bitte eine davon nennen:`,
  quotations: (n) => counted(n, { one: 'Zitat', other: 'Zitate' }),
  andMore: '… und weitere',

  // /source
  noArticle: (typed) => `Kein Artikel passt zu „${typed}“.`,
  otherWords: 'Bitte weniger oder andere Wörter versuchen oder die Grenzen weiter fassen.',
  also: 'Auch',
  showOther: 'Einen anderen Artikel zeigen',

  // How to ask, and who has to wait.
  howToAsk:
    'So wird gefragt, etwa „Was hat die Bürgermeisterin über die Brücke gesagt?“: Attest damit erwähnen, es Attest privat schreiben oder /frage verwenden.',
  beforeYours: (n) => `${counted(n, { one: 'Frage', other: 'Fragen' })} vor deiner …`,
  earlierOutletGone: 'Die frühere Frage war auf ein Medium beschränkt, das nicht mehr da ist.',
  askInFull: 'Bitte vollständig fragen.',
  toldInPrivate: 'Wer gefragt hat, erfährt es privat.',
  youAsked: (n) => `Du hast innerhalb einer Minute ${counted(n, { one: 'Mal', other: 'Mal' })} gefragt.`,
  serverAsked: (n) =>
    `Auf diesem Server wurde innerhalb einer Minute ${counted(n, { one: 'Mal', other: 'Mal' })} gefragt.`,
  inSeconds: (n) => `Bitte in ${counted(n, { one: 'Sekunde', other: 'Sekunden' })} noch einmal fragen.`,
  lineFull: (n) => `Die Warteschlange ist voll (${counted(n, { one: 'Frage', other: 'Fragen' })}).`,

  // Permissions, as Discord's own settings call them in each language.
  'View Channels': 'Kanäle anzeigen',
  'Send Messages': 'Nachrichten senden',
  'Send Messages in Threads': 'Nachrichten in Threads senden',
  'Create Public Threads': 'Öffentliche Threads erstellen',
  'Read Message History': 'Nachrichtenverlauf anzeigen',

  // Of voice channels.
  Connect: 'Verbinden',
  mayNotAnswer: (channel, names) =>
    `Attest darf in #${channel} nicht antworten: Es fehlt die Berechtigung „${names.join('“ und „')}“.`,
  giveIt: 'Wer den Kanal verwaltet, kann sie erteilen; /frage funktioniert auch ohne.',
  refusedAnswer: (channel, names) =>
    `Discord hat abgelehnt, was Attest in #${channel} geschrieben hat: Wahrscheinlich fehlt die Berechtigung „${names.join('“ und „')}“.`,
  inTimeout: (channel) =>
    `Attest darf in #${channel} nicht antworten: Auf diesem Server hat es einen Timeout.`,
  endTimeout: 'Wer den Server moderiert, kann ihn aufheben.',
  threadLocked: (channel) => `Attest darf in #${channel} nicht antworten: Der Thread ist gesperrt.`,
  unlockThread: 'Wer Threads verwaltet, kann ihn entsperren.',
  managersOnly: 'Das dürfen nur Personen, die den Server verwalten.',
  managersRebuild: 'Den Index dürfen nur Personen neu bauen, die den Server verwalten.',
  askManager: 'Bitte eine von ihnen fragen.',
  noCommand: (name) => `Attest hat keinen Befehl ${name} mehr.`,
  reloadDiscord: 'Bitte Discord neu laden, um die vorhandenen zu sehen.',

  // /status and /reindex
  articles: (n) => counted(n, { one: 'Artikel', other: 'Artikel' }),
  passages: (n) => counted(n, { one: 'Passage', other: 'Passagen' }),
  outlets: (n) => counted(n, { one: 'Medium', other: 'Medien' }),
  moreOutlets: (n) => `… und ${counted(n, { one: 'weiteres Medium', other: 'weitere Medien' })}`,
  datesCovered: 'Zeitraum',
  noDates: 'keiner',
  model: 'Modell',
  lastBuilt: 'Zuletzt gebaut',
  missingHere: (names) =>
    `In diesem Kanal fehlt: ${names}. Erwähnungen bleiben hier vielleicht ohne Antwort.`,
  nMore: (n) => `… und ${n} weitere`,
  nMoreListed: (n, command) => `… und ${n} weitere; \`${command}\` nennt sie alle.`,

  // /reindex
  modelStage: 'Modell wird heruntergeladen',
  readingStage: 'Artikel werden gelesen',
  embeddingStage: 'Artikel werden indexiert',
  vectorsStage: 'Passagen werden verknüpft',
  howFar: (stage, done, total, percent) => `${stage}: ${done} von ${total} (${percent} %)`,
  rebuilding: (progress) => `Der Index wird neu gebaut. ${progress}`,
  rebuildingAlready: (progress) => `Der Index wird schon neu gebaut: ${progress}.`,
  awaitReport: 'Bitte den Bericht abwarten.',
  rebuilt: (seconds) => `**Index neu gebaut** in ${seconds} s. Antworten kommen jetzt daraus.`,
  builtOf: (counts, embedded, reused, removed) =>
    `${counts} (${embedded} eingebettet, ${reused} übernommen); ${counted(removed, { one: 'Artikel', other: 'Artikel' })} entfernt.`,
  problems: (n) => `${counted(n, { one: 'Problem', other: 'Probleme' })}:`,
  inLine: (file, line) => `${file}, Zeile ${line}`,
  stoppingBuild: 'Attest wird gerade beendet; der bisherige Index bleibt.',
  reindexAgain: 'Danach bitte /neu-indexieren noch einmal ausführen.',

  // /settings
  thisServer: 'Dieser Server',
  channelsThatDiffer: 'Abweichende Kanäle',
  everyQuestion: 'jede Frage wird beantwortet',
  whenMentioned: 'antwortet auf Erwähnungen',
  inThread: 'Antworten stehen in einem Thread',
  asReply: 'Antworten stehen im Kanal',
  privately: 'Befehle antworten privat',
  forAll: 'Befehle antworten für alle sichtbar',
  allOutlets: 'aus allen Medien',
  onlyOutlets: (names) => `nur aus ${names}`,
  ownLanguage: 'Oberfläche in der Sprache jeder Person',
  oneLanguage: (language) => `Oberfläche auf ${language}`,
  textsKept: 'Texte von Fragen werden aufbewahrt',
  noTextsKept: 'Texte von Fragen werden nicht aufbewahrt',
  everyInChannels: 'Ohne Erwähnung wird nur in Kanälen geantwortet.',
  sayChannel: 'Bitte angeben, in welchem: kanal:',
  textsInServer: 'Texte werden für den ganzen Server aufbewahrt oder gar nicht.',
  leaveChannelOut: 'Bitte kanal: weglassen.',
  fromNextStart:
    'Jede Frage dort wird **vom nächsten Start von Attest an** beantwortet. Discord gibt den Text aller Nachrichten nur mit dem privilegierten *Message Content Intent* heraus: unter <https://discord.com/developers/applications> (die Anwendung, Bot) einschalten, dann Attest neu starten. Ohne ihn startet Attest wie bisher und sagt es in seinem Protokoll.',
  everyOutlet: 'all: ohne Grenze',

  // /insights
  figures: (days, asked, people, answered, abstained) =>
    `${days === 1 ? 'Letzter Tag' : `Letzte ${counted(days, { one: 'Tag', other: 'Tage' })}`}: ${counted(asked, { one: 'Frage', other: 'Fragen' })} von ${counted(people, { one: 'Person', other: 'Personen' })}; ${answered} beantwortet, ${abstained} ohne Antwort.`,
  votes: (up, down) => `Stimmen: ${up} dafür, ${down} dagegen.`,
  times: (ms) => `Die Hälfte dauerte nicht länger als ${ms} ms; die langsamsten:`,
  milliseconds: (ms) => `${ms} ms`,
  textNotKept: 'eine Frage, deren Text nicht aufbewahrt ist',
  votedAgainst: 'Dagegen gestimmt:',
  downToUp: (down, up) => `${down} zu ${up}`,
  withoutText: (n) =>
    `Ohne Antwort und ohne Text: ${n}. Texte werden nur aufbewahrt, wenn /einstellungen es so sagt (texte: True).`,
  everyAnswered: 'Jede Frage wurde beantwortet.',
  byLikeness: 'Ohne Antwort, nach Ähnlichkeit: was dem Archiv fehlt.',
  alike: (n) => `(und ${counted(n, { one: 'ähnliche Frage', other: 'ähnliche Fragen' })})`,

  // /forget-me
  deleted: (questions, votes) =>
    `Gelöscht: ${counted(questions, { one: 'Frage', other: 'Fragen' })} und ${counted(votes, { one: 'Stimme', other: 'Stimmen' })} von dir.`,
  nothingKept: 'Über dich war nichts gespeichert.',
};
