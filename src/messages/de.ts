// What Attest says in German. Data: see messages.ts.
import type { Lapse } from '../text/lapse.ts';
import { formatsOf, type Forms } from './formats.ts';
import type { Messages } from './messages.ts';
import { after, enclosed, megabytes, REBUILD, UPDATE, worded } from './told.ts';

const formats = formatsOf('de');
const { counted, day, decimal, list } = formats;
const UNITS: Record<Lapse['unit'], Forms> = {
  minute: { one: 'Minute', other: 'Minuten' },
  hour: { one: 'Stunde', other: 'Stunden' },
  day: { one: 'Tag', other: 'Tage' },
  month: { one: 'Monat', other: 'Monate' },
  year: { one: 'Jahr', other: 'Jahre' },
};

const run = (command: string): string => `Bitte ausführen: ${command}`;

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
  quoted: (text) => `„${text}“`,
  lapse: (n, unit) => counted(n, UNITS[unit]),
  aged: (quotes, age, day) =>
    `${quotes === 1 ? 'Dieses Zitat' : 'Das neueste dieser Zitate'} ist ${age} alt (${day}).`,
  otherYears: (articles, years, day) =>
    articles === 1
      ? `Die Frage nennt ${years}: Dieser Artikel ist vom ${day} und erwähnt diese Zeit nicht.`
      : `Die Frage nennt ${years}: Keiner dieser Artikel ist aus dieser Zeit oder erwähnt sie. Am nächsten liegt der vom ${day}.`,
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
  notSaid: 'Es gibt Artikel dazu, aber kein Satz darin beantwortet die Frage klar.',
  covers: (articles, outlets, days) =>
    `Das Archiv hat ${counted(articles, { one: 'Artikel', other: 'Artikel' })} aus ${counted(outlets, { one: 'Medium', other: 'Medien' })}, ${days}.`,
  noDays: 'Der Zeitraum der Frage liegt außerhalb der Tage, auf die sie beschränkt ist.',
  daysWithoutArticles: (days) => `Das Archiv hat keinen Artikel aus diesem Zeitraum; es umfasst ${days}.`,
  itHas: (outlets) => `Vorhanden sind: ${outlets}.`,
  unknownNames: (names) => `Kein Artikel nennt ${names}.`,
  unknownWords: (list) => `Das Archiv hat keine klare Antwort: Kein Artikel enthält das Wort ${list}.`,
  wordsReadAs: (words) => `Gelesen als: ${words}.`,
  didYouMean: (typed, candidates) => `Ist mit ${typed} ${candidates} gemeint?`,
  foreignQuestion: (language, held, ask) =>
    `Dieses Archiv ist auf ${held}; die Frage scheint auf ${language} zu sein. Bitte auf ${ask} fragen.`,
  onlyHere: (outlets) => `Fragen werden hier nur aus ${outlets} beantwortet.`,
  notHere: (outlet) => `„${outlet}“ wird hier nicht befragt.`,
  chooseOfThose: 'Bitte eines davon wählen.',

  // Its buttons, and what they open.
  nearest: 'Nächstliegende Passagen',
  share: 'Teilen',
  moreQuotes: 'Weitere Zitate',
  sideBySide: 'Medien nebeneinander',
  context: 'Kontext',
  back: 'Zurück',
  quoteNumber: (n) => `Zitat ${n}`,
  further: (first, last, all) => `Weitere Zitate: ${first} bis ${last} von ${all}`,
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
  wholeSentences: 'Gezeigt werden die ganzen Sätze, in denen sie stehen.',
  onlyInArticle: 'Nur im Artikel',
  onlyInText: 'nur in deinem Text',
  differenceTooLong: 'Die Unterschiede sind zu lang, um hier gezeigt zu werden.',
  absent: 'Diese Worte stehen nicht im Archiv, auch kein ähnlicher Satz.',
  notCompared: (words) =>
    `Wort für Wort steht dies nicht im Archiv; was länger ist als ${counted(words, { one: 'Wort', other: 'Wörter' })}, wird nicht weiter verglichen.`,
  textTooLong: (characters) =>
    `Der Text ist zu lang, um geprüft zu werden: höchstens ${counted(characters, { one: 'Zeichen', other: 'Zeichen' })}.`,
  noWords: 'Der Text enthält kein Wort, nach dem sich suchen ließe.',
  headline: (title, origin) =>
    `Kein Satz eines Artikels sagt dies; es steht in einer Überschrift: ${title} (${origin}).`,
  heading: (title, origin) =>
    `Kein Satz eines Artikels sagt dies; es ist eine Zwischenüberschrift im Artikel ${title} (${origin}).`,
  caption: (title, origin) =>
    `Kein Satz eines Artikels sagt dies; es gehört zu einem Bild im Artikel ${title} (${origin}).`,
  notSaidBy: (name) =>
    `Der Artikel gibt diese Worte nicht als gesagt von ${name} wieder: Er verneint, vermutet oder erfindet, dass sie fielen.`,
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
  whatSaid: (name, topic) => `Was sagte ${name} zum Thema ${topic}?`,
  couldAsk: 'Zum Beispiel lässt sich fragen:',
  waysToAsk: 'Attest mit einer Frage erwähnen, sie Attest privat schreiben oder /frage verwenden.',
  howToSetUp:
    'Wer den Server verwaltet, stellt mit /einstellungen ein, in welchen Kanälen, aus welchen Medien und in welcher Sprache Attest antwortet und wer fragen darf. /hilfe nennt alle Befehle.',
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
  firstPart: 'was das Lesemodell vom ersten Zitat hält',
  meaningPart: 'wie nah das erste Zitat der Bedeutung nach ist',
  contextPart: 'die Wörter der Frage, die um das erste Zitat stehen',
  quotePart: 'wie gut die besten Zitate antworten',
  passagePart: 'wie gut die beste Passage passt',
  namedPart: 'das beste Zitat hat die Namen, die in der Frage stehen',
  unknownWordPart: (word) => `kein Artikel hat ${word}`,
  unknownNamePart: (name) => `kein Artikel nennt ${name}`,
  notSpokenPart: 'nicht sicher von der Person gesagt, nach der gefragt ist',
  notAboutPart: 'in seinem Artikel steht nicht, wonach gefragt ist',
  sentencesRead: (sentences, of, time) =>
    `Gelesen: ${sentences} von ${of} Sätzen in ${time}${sentences < of ? ', weil die Zeit um war' : ''}.`,
  answersWith: (percent) => `; es antwortet mit ${percent} % Wahrscheinlichkeit`,
  chosenFor: (score, context, article) =>
    `Wert ${score}: Mit Titel und Nachbarsätzen deckt es ${context} % des Gewichts der Frage ab, sein Artikel ${article} %`,
  wordsTheSame: (percent) => `${percent} % der Wörter stimmen überein`,

  // Days, counts, limits.
  days: (from, to) => (from === to ? day(from) : `${day(from)} bis ${day(to)}`),
  onlyFrom: (day) => `ab ${day}`,
  onlyTo: (day) => `bis ${day}`,
  onlyIn: (outlet) => `in ${outlet}`,
  archive: (n, days) => `Archiv: ${counted(n, { one: 'Artikel', other: 'Artikel' })}${days && `, ${days}`}`,
  emptyArchive: 'Das Archiv ist leer.',

  // What is refused, and what to do about it.
  limit: {
    'no day': ({ typed }) => [
      `„${typed}“ ist kein Datum.`,
      'Bitte als JJJJ-MM-TT schreiben, zum Beispiel 2023-07-31.',
    ],
    'ends before it begins': ({ from, to }) => [
      `Der Zeitraum endet (${day(to)}), bevor er beginnt (${day(from)}).`,
      'Bitte die Tage tauschen.',
    ],
  },
  noOutlet: (outlet) => `Im Archiv gibt es kein Medium „${outlet}“.`,
  chooseShown: 'Bitte einen der Vorschläge wählen, die beim Tippen erscheinen.',
  outletGone: 'Das Medium, auf das diese Liste beschränkt ist, ist nicht mehr im Archiv.',
  articleGone: 'Dieser Artikel ist nicht mehr im Archiv.',
  askAgain: 'Bitte den Befehl noch einmal ausführen.',
  oldButton: 'Diese Schaltfläche stammt von einer anderen Version von Attest.',
  stopping: 'Attest wird gerade beendet.',
  restarted: 'Attest wurde neu gestartet, während es dies beantwortete. Bitte noch einmal fragen.',
  inAMinute: 'Bitte in einer Minute noch einmal fragen.',
  wentWrong: (id) => `Etwas ist schiefgegangen (${id}).`,
  indexDamaged:
    'Das Archiv ist beschädigt und wird aus seinen Artikeln neu gemacht. Bitte in ein paar Minuten noch einmal fragen.',
  machineTrouble:
    'Das geht gerade nicht: Auf dem Rechner dieses Bots stimmt etwas nicht. Was, steht in seinem Protokoll.',

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
  severalSpeakers: (typed) => `Mehrere Personen passen zu „${typed}“. Wer ist gemeint?`,
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
    `Attest darf in #${channel} nicht antworten: Es fehlt die Berechtigung ${list(names.map((name) => `„${name}“`))}.`,
  giveIt: 'Wer den Kanal verwaltet, kann sie erteilen; /frage funktioniert auch ohne.',
  refusedAnswer: (channel, names) =>
    `Discord hat abgelehnt, was Attest in #${channel} geschrieben hat: Wahrscheinlich fehlt die Berechtigung ${list(names.map((name) => `„${name}“`))}.`,
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

  // Wer fragen darf, und wo
  excluded: 'Hier darfst du nicht fragen.',
  rolesOnly: 'Hier dürfen nur Mitglieder mit bestimmten Rollen fragen.',
  askServerManager: 'Ändern können das die, die den Server verwalten.',
  askOwner: 'Ändern kann das, wem der Bot gehört.',
  serverNotAllowed: 'Auf diesem Server antwortet Attest nicht.',
  leavesServer: 'Auf diesem Server darf Attest nicht antworten und verlässt ihn.',
  notInPrivate: 'Privat antwortet Attest nicht.',
  notElsewhere: 'Hier antwortet Attest nicht.',
  membersOnly: 'Hier dürfen nur Mitglieder bestimmter Server fragen.',
  nothingInCommon:
    'Was auf deinen Servern gilt, lässt hier kein Medium übrig, aus dem geantwortet werden kann.',
  serversUnknown: 'Discord sagt gerade nicht, auf welchen Servern du bist.',
  askInServer: 'Bitte in einem Kanal eines Servers fragen, auf dem Attest ist.',

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
  stages: {
    model: 'Modell wird heruntergeladen',
    reading: 'Artikel werden gelesen',
    copying: 'Artikel werden kopiert',
    embedding: 'Artikel werden indexiert',
    vectors: 'Passagen werden verknüpft',
  },
  howFar: (stage, done, total, percent) => `${stage}: ${done} von ${total} (${percent} %)`,
  rebuilding: (progress) => `Der Index wird neu gebaut. ${progress}`,
  rebuildingAlready: (progress) => `Der Index wird schon neu gebaut: ${progress}.`,
  awaitReport: 'Bitte den Bericht abwarten.',
  rebuilt: (seconds) => `**Index neu gebaut** in ${seconds} s. Antworten kommen jetzt daraus.`,
  embedded: (anew, reused) => `${anew} eingebettet, ${reused} übernommen`,
  removed: (n) => `${counted(n, { one: 'Artikel', other: 'Artikel' })} entfernt`,
  problems: (n) => counted(n, { one: 'Problem', other: 'Probleme' }),
  problem: {
    empty: () => ['Die Datei ist leer.', 'Bitte füllen oder löschen.'],
    binary: () => ['Die Datei ist binär oder UTF-16.', 'Bitte als UTF-8-Text speichern.'],
    'not UTF-8': () => ['Die Zeile ist nicht UTF-8.', 'Bitte die Datei als UTF-8 speichern.'],
    'other type': () => [
      'Dies ist keine .txt- oder .md-Datei.',
      'Bitte umwandeln oder aus dem Korpusordner nehmen.',
    ],
    'link out': () => [
      'Die Verknüpfung führt aus dem Korpusordner hinaus.',
      'Bitte stattdessen die Datei in den Ordner kopieren.',
    ],
    'no header': () => ['Der Kopf fehlt.', 'Die Datei muss mit „date JJJJ-MM-TT https://…“ beginnen.'],
    'no title': () => [
      'Der Titel fehlt.',
      'Bitte vor den Text setzen: als „title:“ oder als erste Zeile „# …“.',
    ],
    'no date': () => ['Der Tag der Veröffentlichung fehlt.', 'Bitte „published: JJJJ-MM-TT“ ergänzen.'],
    'odd name': () => ['Der Name der Datei ist nicht UTF-8.', 'Bitte die Datei umbenennen.'],
    'unreadable folder': ({ reason }) => [
      `Der Ordner lässt sich nicht lesen: ${reason}.`,
      'Bitte erlauben oder in .attestignore nennen; bekannte Artikel daraus bleiben.',
    ],
    'open front matter': ({ end }) => [
      'Der Vorspann hat kein Ende.',
      `Bitte eine Zeile „${end}“ dahinter setzen.`,
    ],
    'not text': ({ field }) => [
      `„${field}“ enthält eine Liste oder weitere Felder, wo ein Text stehen muss.`,
      `Bitte in eine Zeile schreiben: ${field}: …`,
    ],
    'no outlet name': ({ written }) => [
      `„${written}“ nennt kein Medium und bleibt außer Acht.`,
      'Bitte „Host: Name“ schreiben, je Zeile eines.',
    ],
    'no text': () => ['Nach dem Titel steht kein Text.', 'Bitte den Text ergänzen oder die Datei löschen.'],
    unreadable: ({ reason }) => [
      `Die Datei lässt sich nicht lesen: ${reason}.`,
      'Bitte prüfen, ob es sie gibt und ob sie gelesen werden darf.',
    ],
    'unreadable front matter': ({ syntax, reason, field }) => [
      `Der Vorspann lässt sich nicht als ${syntax} lesen${field === null ? '' : `, in „${field}“`}: ${reason.replace(/\.$/, '')}.`,
      syntax === 'YAML'
        ? 'Bitte den Wert in eine Zeile schreiben oder alle seine Zeilen gleich einrücken.'
        : `Bitte das ${syntax} berichtigen: Texte stehen in geraden doppelten Anführungszeichen.`,
    ],
    'too large': ({ bytes, most }) => [
      `${decimal(megabytes(bytes), 1)} MB sind mehr als die ${decimal(megabytes(most), 1)} MB, die ein Artikel haben darf.`,
      'Bitte in eine Datei je Artikel aufteilen.',
    ],
    'front matter too long': ({ length, most }) => [
      `Der Vorspann ist ${length} Zeichen lang; mehr als ${most} darf er nicht haben.`,
      'Bitte nur title, url, published, outlet und byline angeben und das Ende dahinter setzen.',
    ],
    'title too long': ({ length }) => [
      `Ein Titel von ${length} Zeichen sieht nach dem Text aus.`,
      'Bitte den Titel in eine Zeile vor den Text setzen.',
    ],
    'outlet too long': ({ length }) => [
      `Ein Name eines Mediums von ${length} Zeichen sieht nach einem anderen Feld aus.`,
      'Bitte dort den Namen des Mediums angeben oder das Feld weglassen.',
    ],
    'no day': ({ typed }) => [
      `„${typed}“ ist kein Datum.`,
      'Bitte den Tag der Veröffentlichung als JJJJ-MM-TT schreiben.',
    ],
    'day ahead': ({ day, today }) => [
      `Der Tag der Veröffentlichung, ${day}, liegt nach heute (${today}).`,
      'Bitte den Tag oder die Uhr dieses Rechners berichtigen.',
    ],
    'day too early': ({ day }) => [
      `${day} ist zu früh für einen Tag der Veröffentlichung.`,
      'Bitte das Jahr berichtigen.',
    ],
    'no address': ({ typed }) => [
      `„${typed}“ ist keine Webadresse.`,
      'Bitte die vollständige https://-Adresse des Artikels angeben.',
    ],
    'same URL': ({ url, first }) => [
      `Die URL ${url} hat auch ${first}.`,
      'Bitte eine der beiden Dateien löschen; indexiert ist die erste.',
    ],
  },
  skippedFiles: (n) => `${counted(n, { one: 'Datei', other: 'Dateien' })} übersprungen`,
  skip: {
    README: () => ['Eine README, kein Artikel.', 'Falls doch, bitte umbenennen.'],
    template: () => ['Eine Vorlage, kein Artikel.', 'Falls doch, bitte aus dem Ordner der Vorlagen nehmen.'],
    draft: () => ['Ein Entwurf.', 'Nach der Veröffentlichung bitte die Kennzeichnung entfernen.'],
    'section page': () => ['Die Seite einer Rubrik, kein Artikel.', 'Falls doch, bitte umbenennen.'],
    'daily note': () => ['Eine Tagesnotiz, kein Artikel.', 'Falls doch, bitte title oder url angeben.'],
    note: () => [
      'Eine Notiz: sie hat einen Tag, aber weder Adresse noch Autor noch Medium.',
      'Falls es ein Artikel ist, bitte „published: JJJJ-MM-TT“ ergänzen.',
    ],
    'no date and no address': () => [
      'Sie hat weder einen Tag der Veröffentlichung noch eine Adresse.',
      'Falls es ein Artikel ist, bitte „published: JJJJ-MM-TT“ ergänzen.',
    ],
    link: () => ['Eine Verknüpfung mit etwas, das an seinem Ort gelesen wird.', 'Es ist nichts zu tun.'],
  },
  passedOver: (other, hidden, ignored) =>
    `Übergangen: ${other} anderer Art (Bilder und dergleichen), ${hidden} versteckt, ${ignored} nach .attestignore.`,
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
  everybodyAsks: 'alle dürfen fragen',
  onlyRoles: (names) => `nur ${names} dürfen fragen`,
  nobodyBlocked: 'niemand ist ausgeschlossen',
  blockedPeople: (names) => `nicht fragen dürfen: ${names}`,
  askersInServer: 'Wer fragen darf, gilt für den ganzen Server.',
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

  // On the terminal.
  prompt: 'frage',
  chatHint: 'Eine Frage eingeben; Strg+D beendet. Für Antworten in Discord DISCORD_TOKEN setzen (README.md).',
  readAs: (question) => `Gelesen als: ${question}`,
  noArticles:
    'Es gibt keinen Artikel, aus dem geantwortet werden könnte. Bitte .txt- oder .md-Dateien in den Korpusordner legen (docs/articles.md), dann ausführen: npm run index',
  seconds: (n) => `${decimal(n, 1)} s`,
  megabytes: (n) => `${decimal(n, 1)} MB`,
  timeLeft: (time) => `noch ${time}`,
  exampleLeftOut: 'Die Beispielartikel bleiben weg, da andere in corpus liegen.',
  resumedBuild: 'Ein früherer Bau war vorzeitig beendet worden; dieser ging von dort weiter.',
  goingOn: 'Der Index ist unvollständig: Sein Bau wurde vorzeitig beendet. Er geht jetzt weiter.',
  buildingIt: 'Er wird gebaut.',
  waitingForBuild: 'Es wird gewartet, bis er fertig ist.',
  madeAnew: 'Er wird neu gemacht.',
  otherCorpus: (made, named) =>
    `Der Index wurde aus den Artikeln in ${made} gemacht, und CORPUS_DIR ist jetzt ${named}.`,
  broughtUpToDate: 'Er wird auf den neuesten Stand gebracht.',
  answersOn: 'Er antwortet weiter.',
  following: (folder) => `${folder} wird beobachtet; Strg+C beendet es.`,
  polling: (reason) =>
    `Das System kann nicht sagen, was sich im Korpus ändert (${reason}): Stattdessen wird alle paar Sekunden nachgesehen.`,
  folderGone: (folder) =>
    `${folder} ist verschwunden; der Index bleibt, wie er ist, bis der Ordner wiederkommt.`,
  folderBack: (folder) => `${folder} ist wieder da und wird weiter beobachtet.`,
  registeredEverywhere: (names) => `Überall angemeldet: ${names}.`,
  registeredIn: (names, server) => `Auf dem Server ${server} angemeldet: ${names}.`,
  inviteToServer: 'Auf einen Server (dort ist das Recht „Server verwalten“ nötig):',
  inviteToPerson: 'Für dich allein, überall (zuerst unter Installation „User Install“ einschalten):',
  filesWithProblems: (n) => `${counted(n, { one: 'Datei hat', other: 'Dateien haben' })} Probleme:`,
  nothingIndexed: 'Nichts wurde indexiert.',
  mendFiles: 'Bitte beheben oder --strict weglassen.',
  notDays: (typed) => `„${typed}“ ist keine Zahl von Tagen.`,
  chooseDays: (most) => `Bitte eine von 1 bis ${most} wählen.`,

  // Der Chat im Terminal
  chatTypedHint:
    'Eine Frage eingeben, hilfe für alles Weitere oder ende zum Beenden. Für Antworten in Discord DISCORD_TOKEN setzen (README.md).',
  chatHelp: {
    more: [':mehr', 'weitere Zitate zur letzten Frage'],
    context: [':kontext 2', 'die Sätze um Zitat [2] herum, und seine Adresse'],
    quotes: [':zitate NAME', 'was jemand gesagt hat, das Neueste zuerst'],
    check: [':prüfen TEXT', 'ob das im Archiv steht: wörtlich, ähnlich oder gar nicht'],
    help: [
      'hilfe',
      'diese Liste. Alles andere ist eine Frage, auch im Anschluss an die letzte: „und wer hat das gesagt?“',
    ],
    quit: ['ende', 'beenden, wie Strg+D'],
  },
  whatDidTheySay: (speaker) => `Was hat ${speaker} gesagt?`,
  chatHasMore: (n) => `:mehr zeigt ${counted(n, { one: 'weiteres Zitat', other: 'weitere Zitate' })}.`,
  chatUsage: (usage) => `So wird es eingegeben: ${usage}`,
  chatAskFirst: 'Bitte zuerst etwas fragen.',
  chatNoQuote: (typed, there) => `Ein Zitat ${typed} gibt es hier nicht, nur ${there}.`,
  chatNoCommand: (typed, nearest) =>
    `Einen Befehl ${typed} gibt es nicht.${nearest === null ? '' : ` War ${nearest} gemeint?`} Mit hilfe erscheinen alle.`,
  chatGreeting: 'Bitte eine Frage in einem eigenen Satz stellen, oder hilfe eingeben.',
  chatReply: 'Weitere Fragen gern; zum Beenden ende eingeben.',
  chatOnceMore: 'Zum Beenden noch einmal Strg+C drücken oder ende eingeben.',
  chatSearching: 'Suche läuft',
  chatHistoryNotKept: (reason) =>
    `Die Eingaben werden nicht für später aufbewahrt: ${reason}. Mit HISTORY=off ist das so gewollt.`,

  // The state of an index, and what `verify` finds.
  index: (fingerprint) => `Der Index ${fingerprint}`,
  unlinked: (n) => `${counted(n, { one: 'Passage', other: 'Passagen' })} noch nicht verknüpft.`,
  noVectorLibrary: (reason) =>
    `Die Vektorbibliothek hnswlib-node ${reason === null ? 'ist nicht installiert' : `lässt sich nicht laden (${reason})`}: Fragen werden mit allen Passagen verglichen, etwa 0,3 s bei 150.000. Schneller geht es mit einem C++-Compiler und Python, dann ausführen: npm ci`,
  vectorTrouble: {
    missing: ({ path }) => `Der Vektorindex ${path} fehlt`,
    'no manifest': ({ path }) => `Der Vektorindex ${path} hat kein lesbares Verzeichnis`,
    'of another index': ({ path }) => `Der Vektorindex ${path} gehört zu einem anderen Index`,
    'not as written': ({ path }) =>
      `Der Vektorindex ${path} ist nicht, was geschrieben wurde (die Prüfsumme ist eine andere)`,
    'of another length': ({ path, length, needed }) =>
      `Der Vektorindex ${path} hat Vektoren der Länge ${length}, das Modell macht ${needed}`,
    ahead: ({ path }) => `Der Vektorindex ${path} ist neuer als die Datenbank`,
  },
  keywordsFind: 'Stichwörter finden, was er nicht findet.',
  buildRunning: (process) => `Ein Bau läuft gerade (Prozess ${process}).`,
  buildEndedEarly: 'Ein Bau wurde vorzeitig beendet. Weiter geht er mit: npm run index',
  corpusUnchanged: 'Der Korpus hat sich seither nicht geändert.',
  corpusSince: (added, changed, gone) =>
    `Seither im Korpus: ${added} neu, ${changed} geändert, ${gone} verschwunden.`,
  run,
  finding: {
    database: ({ says }) => [`SQLite meldet: ${says}`, run(UPDATE)],
    'vector index': ({ trouble }) => [`${worded(de.vectorTrouble, trouble)}.`, run(UPDATE)],
    refused: ({ message, remedy }) => [message, remedy],
    'refused corpus': ({ message, remedy }) => [message, remedy],
    article: ({ file }) => [`Der Artikel ${file} ist nicht, was geschrieben wurde.`, run(UPDATE)],
    passages: ({ file }) => [`Die Passagen von ${file} sind nicht die, in die es geteilt wird.`, run(UPDATE)],
    places: ({ file, at }) => [
      `${file} wird falsch gelesen: Der Text steht ab Zeichen ${at} nicht so in der Datei.`,
      'Melden Sie es, mit der Datei.',
    ],
    passage: ({ file, id }) => [`Passage ${id} von ${file} ist nicht, was eingebettet wurde.`, run(UPDATE)],
    embedding: ({ file, id }) => [
      `Die Einbettung von Passage ${id} von ${file} ist kein Einheitsvektor.`,
      run(UPDATE),
    ],
    quotations: ({ file }) => [`Die Zitate von ${file} sind nicht die, die es hat.`, run(UPDATE)],
    'not linked': ({ file, id }) => [`Passage ${id} von ${file} steht nicht im Vektorindex.`, run(REBUILD)],
    gone: ({ file }) => [`${file} ist im Index, aber nicht mehr im Korpus.`, run(UPDATE)],
    broken: ({ problem: { file, line, cause } }) => {
      const [fact, remedy] = worded(de.problem, cause);
      return [`${file}:${line}: ${fact} Der frühere Text ist im Index.`, remedy];
    },
    'changed unseen': ({ file }) => [
      `${file} hat sich geändert, seit es indexiert wurde, und das Dateisystem sagt, es sei gleich geblieben.`,
      run(REBUILD),
    ],
    problem: ({ problem: { file, line, cause } }) => {
      const [fact, remedy] = worded(de.problem, cause);
      return [`${file}:${line}: ${fact}`, remedy];
    },
    changed: ({ file }) => [`${file} hat sich geändert, seit es indexiert wurde.`, run(UPDATE)],
    'not indexed': ({ file }) => [`${file} ist noch nicht indexiert.`, run(UPDATE)],
  },
  moreFindings: (n) => `und ${n} weitere: --json nennt alle.`,
  moreSkipped: (n) => `und ${n} weitere übersprungen: npm run attest -- status --json nennt alle.`,
  verified: (counts, seconds) => `${counts} geprüft in ${seconds}`,
  damages: (n) => (n === 0 ? 'kein Schaden' : counted(n, { one: 'Schaden', other: 'Schäden' })),
  behind: (n) => `${n} hinter dem Korpus zurück`,

  // What an import brings, and why something does not come.
  imported: (c) => `${c.new} neu, ${c.updated} erneuert, ${c.known} schon bekannt, ${c.refused} abgelehnt`,
  wouldImport: (c) =>
    `Es kämen: ${c.new} neu, ${c.updated} erneuert; ${c.known} schon bekannt, ${c.refused} abgelehnt. Nichts wurde geschrieben.`,
  passedOverFiles: (n) => `${counted(n, { one: 'andere Datei', other: 'andere Dateien' })} übergangen`,
  importedInto: (folder) => `Sie liegen in ${folder}. Um aus ihnen zu antworten: npm run index`,
  refusal: {
    'no title': () => ['Es gibt keinen Titel.', 'Nennen Sie das Feld, in dem er steht: --map title=…'],
    'title too long': ({ length, most }) => [
      `Ein Titel von ${length} Zeichen sieht aus wie der Text.`,
      `Nennen Sie das Feld mit dem Titel (höchstens ${most} Zeichen): --map title=…`,
    ],
    'no day': ({ typed }) => [
      typed === null ? 'Es gibt keinen Tag der Veröffentlichung.' : `„${typed}“ ist nicht sicher ein Tag.`,
      'Nennen Sie das Feld, in dem er steht (--map published=…), oder geben Sie ihn für alle an: --set published=JJJJ-MM-TT',
    ],
    'impossible day': ({ day }) => [
      `Am ${day} kann es nicht erschienen sein.`,
      'Berichtigen Sie den Tag in der Quelle.',
    ],
    'no text': () => ['Es gibt keinen Text.', 'Nennen Sie das Feld, in dem er steht: --map text=…'],
    teaser: ({ characters }) => [
      `Die ${characters} Zeichen sind nur der Anfang eines Artikels.`,
      'Importieren Sie die Seite selbst, gespeichert oder mit ihrer Adresse.',
    ],
    'no article': () => [
      'Auf der Seite wurde kein Artikel gefunden.',
      'Speichern Sie die Seite eines Artikels, und zwar ganz.',
    ],
    scanned: () => [
      'Sie hat keinen Text, nur Bilder davon.',
      'Lassen Sie den Text erkennen (OCR), und importieren Sie sie noch einmal.',
    ],
    encrypted: () => [
      'Sie ist mit einem Passwort gesperrt.',
      'Speichern Sie sie ohne Passwort, und importieren Sie sie noch einmal.',
    ],
    'not a record': ({ reason }) => [
      `Der Datensatz kann nicht gelesen werden: ${reason}.`,
      'Bessern Sie ihn in der Quelle aus.',
    ],
    unreadable: ({ reason }) => [
      `Sie kann nicht gelesen werden: ${reason}.`,
      'Prüfen Sie, ob sie ganz ist und von der Art, die ihr Name nennt.',
    ],
    entities: () => [
      'Sie erklärt XML-Entitäten, die kein Feed braucht.',
      'Nehmen Sie die Zeilen <!ENTITY …> heraus.',
    ],
    'too large': ({ bytes, most }) => [
      `${decimal(megabytes(bytes), 1)} MB sind mehr als die ${decimal(megabytes(most), 1)} MB, die sie haben darf.`,
      'Teilen Sie sie.',
    ],
    'no such source': () => [
      'Eine solche Datei oder einen solchen Ordner gibt es nicht.',
      'Prüfen Sie den Namen.',
    ],
    'unknown type': () => [
      'Dateien dieser Art können nicht importiert werden.',
      'Nennen Sie Dateien in HTML, PDF, RSS, Atom, JSON, JSONL, CSV, EML oder MBOX, Ordner davon oder Webadressen.',
    ],
    'not http': ({ address }) => [
      `„${address}“ ist keine Webadresse.`,
      'Nur http:// und https:// werden geholt, und ohne Kennwort.',
    ],
    'private address': ({ host, address }) => [
      `${host} ist ${address}, und das liegt nicht im offenen Internet.`,
      'Speichern Sie die Seite und importieren Sie die Datei.',
    ],
    'not fetched': ({ address, reason }) => [
      `${address} wurde nicht geholt: ${reason}.`,
      'Versuchen Sie es später, oder speichern Sie die Seite und importieren Sie die Datei.',
    ],
    twice: ({ file }) => [`Es ist noch einmal der Artikel von ${file}.`, 'Es ist nichts zu tun.'],
    'changed by hand': ({ file }) => [
      `Die Quelle hat sich geändert, aber ${file} auch, von Hand; die Datei blieb, wie sie ist.`,
      'Löschen Sie die Datei, um sie neu zu bekommen.',
    ],
  },
};
