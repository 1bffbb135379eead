// What Attest says in English. Data: see messages.ts.
import type { Lapse } from '../text/lapse.ts';
import { formatsOf, type Forms } from './formats.ts';
import type { Messages } from './messages.ts';
import { after, enclosed, megabytes, REBUILD, UPDATE, worded } from './told.ts';

const formats = formatsOf('en-GB');
const { counted, day, decimal, list } = formats;
const UNITS: Record<Lapse['unit'], Forms> = {
  minute: { one: 'minute', other: 'minutes' },
  hour: { one: 'hour', other: 'hours' },
  day: { one: 'day', other: 'days' },
  month: { one: 'month', other: 'months' },
  year: { one: 'year', other: 'years' },
};

const run = (command: string): string => `Run: ${command}`;

export const en: Messages = {
  ...formats,
  language: 'en',

  // An answer. The word before the question is how it is read back from a message: those sent so far must stay readable.
  question: 'Question',
  only: (limits) => `Only ${limits}`,
  asOf: (day) => `as of ${day}`,
  sameIn: (places) => `The same in ${places}`,
  quotesLeftOut: (n, more, places) =>
    `${more ? counted(n, { one: 'more quote', other: 'more quotes' }) : counted(n, { one: 'quote', other: 'quotes' })} left out, too long for this message${after(places)}`,
  passagesLeftOut: (n, more, places) =>
    `${more ? counted(n, { one: 'more passage', other: 'more passages' }) : counted(n, { one: 'passage', other: 'passages' })} left out, too long for this message${after(places)}`,
  differing: (given) => `The articles give different figures: ${given}.`,
  quoted: (text) => `“${text}”`,
  lapse: (n, unit) => counted(n, UNITS[unit]),
  aged: (quotes, age, day) => `${quotes === 1 ? 'This' : 'The newest of these'} is ${age} old (${day}).`,
  otherYears: (articles, years, day) =>
    articles === 1
      ? `The question names ${years}: this article is of ${day} and does not mention that time.`
      : `The question names ${years}: none of these articles is of that time or mentions it. The nearest is of ${day}.`,
  indexAge: (age) => `index ${age} old`,
  indexNew: 'index just built',
  indexIncomplete: 'index not complete',

  // Why there is no answer.
  noAnswer: 'No answer.',
  noQuestion: 'There is no question.',
  nothingToLookFor: 'The question holds no word to look for.',
  noSubject: 'The question names a period, but no subject.',
  noMatch: 'Nothing in the archive matches the question.',
  noMore: 'The archive has no further quotes on this.',
  unclear: 'The archive holds no clear answer to this question.',
  notSaid: 'There are articles on this, but none of their sentences clearly answers what was asked.',
  covers: (articles, outlets, days) =>
    `The archive has ${counted(articles, { one: 'article', other: 'articles' })} of ${counted(outlets, { one: 'outlet', other: 'outlets' })}, ${days}.`,
  noDays: 'The period of the question lies outside the days that it is limited to.',
  daysWithoutArticles: (days) => `The archive has no article of that period: it covers ${days}.`,
  itHas: (outlets) => `It has: ${outlets}.`,
  unknownNames: (names) => `No article names ${names}.`,
  unknownWords: (list) => `The archive holds no clear answer: no article has the word ${list}.`,
  wordsReadAs: (words) => `Read as: ${words}.`,
  didYouMean: (typed, candidates) => `Did you mean ${candidates} by ${typed}?`,
  foreignQuestion: (language, held, ask) =>
    `This archive is in ${held}; the question seems to be in ${language}. Ask in ${ask}.`,
  onlyHere: (outlets) => `Questions here are answered from ${outlets} only.`,
  notHere: (outlet) => `“${outlet}” is not asked here.`,
  chooseOfThose: 'Choose one of those.',

  // Its buttons, and what they open.
  nearest: 'Nearest passages',
  share: 'Share',
  moreQuotes: 'More quotes',
  sideBySide: 'Outlets side by side',
  context: 'Context',
  back: 'Back',
  quoteNumber: (n) => `Quote ${n}`,
  further: (first, last, all) => `Further quotes: ${first} to ${last} of ${all}`,
  newestFirst: 'Outlets side by side, the newest first',
  contextOf: (n) => `Context of quote ${n}, which is in bold`,
  quoteTooLong: 'The quote is too long for this message.',
  askQuestionAgain: 'Ask the question again.',
  noFurther: 'The archive has no further quotes on this any more.',
  buttonLost: 'What this button was for is not in the archive any more.',
  noAnswerNow: 'The archive has no answer to this any more.',
  quotedGone: 'The article of this quote is not in the archive any more.',
  quotedChanged: 'The article of this quote has changed since.',
  sharedBy: (who) => `Shared by ${who}`,
  sharedAlready: 'This answer is shared already.',
  lookInChannel: 'Look for it in the channel.',
  votedUp: 'Noted: this helped. The other button changes it.',
  votedDown: 'Noted: this did not help. The other button changes it.',

  // /check
  exact: 'Exact',
  near: 'Near, not exact',
  notFound: 'Not found',
  exactPlaces: (n, more) =>
    `The archive has these words, in ${more ? 'more than ' : ''}${counted(n, { one: 'place', other: 'places' })}.`,
  sameWords: (percent) => `${percent} % of the words are the same. This is the closest the archive has.`,
  sameButOrder: 'The words are the same, but some are left out or written otherwise.',
  wholeSentences: 'Shown are the whole sentences that hold them.',
  onlyInArticle: 'Only in the article',
  onlyInText: 'only in your text',
  differenceTooLong: 'The differences are too long to be shown here.',
  absent: 'The archive does not hold these words, nor a sentence close to them.',
  notCompared: (words) =>
    `The archive does not hold this word for word; what is longer than ${counted(words, { one: 'word', other: 'words' })} is not compared further.`,
  textTooLong: (characters) =>
    `The text is too long to be checked: ${counted(characters, { one: 'character', other: 'characters' })} at most.`,
  noWords: 'The text holds no word to look for.',
  headline: (title, origin) =>
    `No sentence of an article says this; it stands in a headline: ${title} (${origin}).`,
  heading: (title, origin) =>
    `No sentence of an article says this; it is a heading within the article ${title} (${origin}).`,
  caption: (title, origin) =>
    `No sentence of an article says this; it goes with a picture in the article ${title} (${origin}).`,
  notSaidBy: (name) =>
    `The article does not report these words as said by ${name}: it denies, supposes or makes up that they were.`,
  foreign: (language, held) => `This archive is in ${held}; the text seems to be in ${language}.`,
  nearestOnly: 'Nearest passage (it does not say this):',

  // Find sources
  messageHasNoText: 'This message holds no text to look up; pictures and attachments are not read.',
  messageHasNoClaim: 'This message holds no whole sentence that could be looked up.',
  messageIsOwn: 'This message is by Attest: what it quotes is from the archive already.',
  onlyFirst: (n, all) => `Only the first ${n} of ${all} sentences are looked up.`,
  nothingNear: 'Nothing in the archive is near.',

  // /timeline
  timelineOf: (topic, n) => `Timeline of “${topic}”: ${counted(n, { one: 'day', other: 'days' })}`,
  noTimeline: (topic) => `The archive holds nothing that is clearly about “${topic}”.`,
  nearestPassages: 'Nearest passages (not an answer):',

  // /help
  helpIntro:
    'Attest answers with verbatim quotes from an archive of news articles, each with who said it, outlet, date and a link to the sentence. It writes no text of its own, and says so when the archive has no answer.',
  helpAsk:
    'Ask by mentioning the bot, replying to one of its messages, writing to it in private, or with a command:',
  whatSaid: (name, topic) => `What did ${name} say about ${topic}?`,
  couldAsk: 'You could ask, for example:',
  waysToAsk: 'Mention Attest with a question, write it to Attest in private, or use /ask.',
  howToSetUp:
    'Those who manage the server set with /settings in which channels, from which outlets and in which language Attest answers, and who may ask. /help has all commands.',
  helpMenu: 'In the menu of any message, under Apps:',
  howAnswered: '**How this was answered** (only you see this)',
  askedAs: 'Asked',
  carriedOver: 'Carried over from the earlier question:',
  nothingCarried: 'Carried over: nothing.',
  carriedPerson: 'person',
  carriedTopic: 'topic',
  carriedQuestion: 'question',
  carriedLimits: 'limits',
  noDaysNamed: (asOf) => `Days: none named, as of ${asOf}.`,
  daysRead: (isLimit, days, asOf) => `Days: ${isLimit ? 'only' : 'preferably'} ${days}, as of ${asOf}.`,
  upTo: (day) => `up to ${day}`,
  confidence: (value, threshold) =>
    `Confidence: ${value}; from ${threshold} on it is an answer. What speaks for it, and against:`,
  biasPart: 'without any evidence',
  firstPart: 'what the reader makes of the first quote',
  meaningPart: 'how near the first quote is in meaning',
  contextPart: 'the words of the question that stand around the first quote',
  quotePart: 'how well the best quotes answer',
  passagePart: 'how well the best passage matches',
  namedPart: 'the best quote has the names that the question has',
  unknownWordPart: (word) => `no article has ${word}`,
  unknownNamePart: (name) => `no article names ${name}`,
  notSpokenPart: 'not known to be said by whom was asked for',
  notAboutPart: 'its article does not hold what was asked about',
  sentencesRead: (sentences, of, time) =>
    `Read: ${sentences} of ${of} sentences in ${time}${sentences < of ? ', for time was up' : ''}.`,
  answersWith: (percent) => `; it answers with a probability of ${percent} %`,
  chosenFor: (score, context, article) =>
    `score ${score}: with title and neighbours it holds ${context} % of the question's weight, its article ${article} %`,
  wordsTheSame: (percent) => `${percent} % of the words are the same`,

  // Days, counts, limits.
  days: (from, to) => (from === to ? day(from) : `${day(from)} to ${day(to)}`),
  onlyFrom: (day) => `from ${day}`,
  onlyTo: (day) => `to ${day}`,
  onlyIn: (outlet) => `in ${outlet}`,
  archive: (n, days) => `Archive: ${counted(n, { one: 'article', other: 'articles' })}${days && `, ${days}`}`,
  emptyArchive: 'The archive is empty.',

  // What is refused, and what to do about it.
  limit: {
    'no day': ({ typed }) => [`“${typed}” is not a day.`, 'Write it as YYYY-MM-DD, for example 2023-07-31.'],
    'ends before it begins': ({ from, to }) => [
      `The period ends (${day(to)}) before it begins (${day(from)}).`,
      'Swap the days.',
    ],
  },
  noOutlet: (outlet) => `The archive has no outlet “${outlet}”.`,
  chooseShown: 'Choose one of those shown while you type.',
  outletGone: 'The outlet that this list is limited to is no longer in the archive.',
  articleGone: 'This article is no longer in the archive.',
  askAgain: 'Run the command again.',
  oldButton: 'This button is of another version of Attest.',
  stopping: 'Attest is stopping.',
  restarted: 'Attest was restarted while it was answering this. Ask again.',
  inAMinute: 'Ask again in a minute.',
  wentWrong: (id) => `Something went wrong (${id}).`,
  indexDamaged:
    'The archive is damaged and is being made anew from its articles. Ask again in a few minutes.',
  machineTrouble:
    'This cannot be done now: something is wrong on the machine of this bot. Its log says what.',

  // Pages and what does not fit.
  newer: 'Newer',
  older: 'Older',
  earlier: 'Earlier',
  later: 'Later',
  page: (n) => `page ${n}`,
  pageOf: (n, all) => `page ${n} of ${all}`,
  beyondEnd: 'There is nothing on this page: the archive has changed since.',
  moreUnreachable: 'There is more; narrow it with from, to or outlet to see it.',
  tooLong: 'Too long to be shown here:',

  // /quotes
  saidBy: (speaker) => `What ${enclosed(speaker)} said`,
  about: (topic) => `about “${topic}”`,
  nothingSaid: 'The archive has nothing that they said within these limits.',
  noSpeaker: (typed) => `Nobody called “${typed}” is quoted in the archive.`,
  severalSpeakers: (typed) => `Several speakers match “${typed}”. Whom do you mean?`,
  quotations: (n) => counted(n, { one: 'quotation', other: 'quotations' }),
  andMore: '… and more',

  // /source
  noArticle: (typed) => `No article matches “${typed}”.`,
  otherWords: 'Try fewer or other words, or wider limits.',
  also: 'Also',
  showOther: 'Show another article',

  // How to ask, and who has to wait.
  howToAsk:
    'Ask a question, such as “what did the mayor say about the bridge?”: mention Attest with it, write it to Attest in private, or use /ask.',
  beforeYours: (n) => `${counted(n, { one: 'question', other: 'questions' })} before yours…`,
  earlierOutletGone: 'The earlier question was limited to an outlet that is gone.',
  askInFull: 'Ask in full.',
  toldInPrivate: 'The asker is told in private.',
  youAsked: (n) => `You have asked ${counted(n, { one: 'time', other: 'times' })} within a minute.`,
  serverAsked: (n) => `This server has asked ${counted(n, { one: 'time', other: 'times' })} within a minute.`,
  inSeconds: (n) => `Ask again in ${counted(n, { one: 'second', other: 'seconds' })}.`,
  lineFull: (n) => `The line is full (${counted(n, { one: 'question', other: 'questions' })}).`,

  // Permissions, as Discord's own settings call them in each language.
  'View Channels': 'View Channels',
  'Send Messages': 'Send Messages',
  'Send Messages in Threads': 'Send Messages in Threads',
  'Create Public Threads': 'Create Public Threads',
  'Read Message History': 'Read Message History',

  // Of voice channels.
  Connect: 'Connect',
  mayNotAnswer: (channel, names) =>
    `Attest may not answer in #${channel}: it lacks the permission ${list(names)}.`,
  giveIt: 'Somebody who manages the channel can give it; /ask works without.',
  refusedAnswer: (channel, names) =>
    `Discord refused what Attest wrote in #${channel}: it probably lacks the permission ${list(names)}.`,
  inTimeout: (channel) => `Attest may not answer in #${channel}: it is in a timeout in that server.`,
  endTimeout: 'Somebody who moderates the server can end it.',
  threadLocked: (channel) => `Attest may not answer in #${channel}: the thread is locked.`,
  unlockThread: 'Somebody who manages threads can unlock it.',
  managersOnly: 'Only those who may manage the server can do that.',
  managersRebuild: 'Only those who may manage the server can rebuild the index.',
  askManager: 'Ask one of them.',
  noCommand: (name) => `Attest has no command ${name} any more.`,
  reloadDiscord: 'Reload Discord to see those it has.',

  // Who may ask, and where
  excluded: 'You may not ask here.',
  rolesOnly: 'Only members with certain roles may ask here.',
  askServerManager: 'Those who manage the server can change that.',
  askOwner: 'The owner of the bot can change that.',
  serverNotAllowed: 'Attest does not answer in this server.',
  leavesServer: 'Attest may not answer in this server, and leaves it.',
  notInPrivate: 'Attest does not answer in private.',
  notElsewhere: 'Attest does not answer here.',
  membersOnly: 'Only members of certain servers may ask here.',
  nothingInCommon: 'What is set in your servers leaves no outlet to answer from here.',
  serversUnknown: 'Discord does not tell just now which servers you are in.',
  askInServer: 'Ask in a channel of a server that Attest is in.',

  // /status and /reindex
  articles: (n) => counted(n, { one: 'article', other: 'articles' }),
  passages: (n) => counted(n, { one: 'passage', other: 'passages' }),
  outlets: (n) => counted(n, { one: 'outlet', other: 'outlets' }),
  moreOutlets: (n) => `… and ${counted(n, { one: 'more outlet', other: 'more outlets' })}`,
  datesCovered: 'Dates covered',
  noDates: 'none',
  model: 'Model',
  lastBuilt: 'Last built',
  missingHere: (names) => `Missing in this channel: ${names}. Mentions may stay unanswered here.`,
  nMore: (n) => `… and ${n} more`,
  nMoreListed: (n, command) => `… and ${n} more; \`${command}\` lists them all.`,

  // /reindex
  stages: {
    model: 'Downloading the model',
    reading: 'Reading articles',
    copying: 'Copying articles',
    embedding: 'Indexing articles',
    vectors: 'Linking passages',
  },
  howFar: (stage, done, total, percent) => `${stage}: ${done} of ${total} (${percent} %)`,
  rebuilding: (progress) => `Rebuilding the index. ${progress}`,
  rebuildingAlready: (progress) => `The index is being rebuilt already: ${progress}.`,
  awaitReport: 'Wait for its report.',
  rebuilt: (seconds) => `**Index rebuilt** in ${seconds} s. Answers come from it now.`,
  embedded: (anew, reused) => `${anew} embedded, ${reused} reused`,
  removed: (n) => `${counted(n, { one: 'article', other: 'articles' })} removed`,
  problems: (n) => counted(n, { one: 'problem', other: 'problems' }),
  problem: {
    empty: () => ['The file is empty.', 'Fill it or delete it.'],
    binary: () => ['The file is binary or UTF-16.', 'Save it as UTF-8 text.'],
    'not UTF-8': () => ['The line is not UTF-8.', 'Save the file as UTF-8.'],
    'other type': () => [
      'This is not a .txt or .md file.',
      'Convert it, or move it out of the corpus folder.',
    ],
    'link out': () => ['The link leads out of the corpus folder.', 'Copy the file into the folder instead.'],
    'no header': () => ['There is no header.', 'Begin the file with "date YYYY-MM-DD https://…".'],
    'no title': () => [
      'There is no title.',
      'Put it before the text: as "title:", or as a first line "# …".',
    ],
    'no date': () => ['There is no day of publication.', 'Add "published: YYYY-MM-DD".'],
    'odd name': () => ['The name of the file is not UTF-8.', 'Rename the file.'],
    'unreadable folder': ({ reason }) => [
      `The folder cannot be read: ${reason}.`,
      'Allow it, or name it in .attestignore; articles known from it stay.',
    ],
    'open front matter': ({ end }) => ['The front matter has no end.', `Put a line "${end}" behind it.`],
    'not text': ({ field }) => [
      `"${field}" holds a list or further fields where a text is needed.`,
      `Write it on one line: ${field}: …`,
    ],
    'no outlet name': ({ written }) => [
      `"${written}" names no outlet; it is left out.`,
      'Write "host: name", one a line.',
    ],
    'no text': () => ['There is no text after the title.', 'Add the text, or delete the file.'],
    unreadable: ({ reason }) => [
      `The file cannot be read: ${reason}.`,
      'Check that it exists and may be read.',
    ],
    'unreadable front matter': ({ syntax, reason, field }) => [
      `The front matter cannot be read as ${syntax}${field === null ? '' : `, in "${field}"`}: ${reason.replace(/\.$/, '')}.`,
      syntax === 'YAML'
        ? 'Write the value on one line, or indent all of its lines alike.'
        : `Correct the ${syntax}: texts stand in straight double quotation marks.`,
    ],
    'too large': ({ bytes, most }) => [
      `${decimal(megabytes(bytes), 1)} MB is more than the ${decimal(megabytes(most), 1)} MB an article may have.`,
      'Split it into one file per article.',
    ],
    'front matter too long': ({ length, most }) => [
      `The front matter is ${length} characters long, more than the ${most} it may have.`,
      'Keep title, url, published, outlet and byline, and put its end behind them.',
    ],
    'title too long': ({ length }) => [
      `A title of ${length} characters looks like the text.`,
      'Put the title on a line before the text.',
    ],
    'outlet too long': ({ length }) => [
      `An outlet's name of ${length} characters looks like another field.`,
      'Put the name of the outlet in its place, or leave it out.',
    ],
    'no day': ({ typed }) => [`"${typed}" is not a day.`, 'Write the publication day as YYYY-MM-DD.'],
    'day ahead': ({ day, today }) => [
      `The day of publication, ${day}, is later than today (${today}).`,
      'Correct the day, or the clock of this machine.',
    ],
    'day too early': ({ day }) => [`${day} is too early for a day of publication.`, 'Correct the year.'],
    'no address': ({ typed }) => [
      `"${typed}" is not a web address.`,
      "Write the article's full https:// address.",
    ],
    'same URL': ({ url, first }) => [
      `The URL ${url} is that of ${first} too.`,
      'Delete one of the two files; the first is indexed.',
    ],
  },
  skippedFiles: (n) => `${counted(n, { one: 'file', other: 'files' })} skipped`,
  skip: {
    README: () => ['A README, not an article.', 'Rename it if it is one.'],
    template: () => ['A template, not an article.', 'Move it out of the folder of templates if it is one.'],
    draft: () => ['A draft.', 'Take the mark away once it is published.'],
    'section page': () => ['The page of a section, not an article.', 'Rename it if it is one.'],
    'daily note': () => ['A daily note, not an article.', 'Give it a title or a url if it is one.'],
    note: () => [
      'A note: it has a day, but no address, author or outlet.',
      'Add "published: YYYY-MM-DD" if it is an article.',
    ],
    'no date and no address': () => [
      'It has neither a day of publication nor an address.',
      'Add "published: YYYY-MM-DD" if it is an article.',
    ],
    link: () => ['A link to what is read where it lies.', 'Nothing needs to be done.'],
  },
  passedOver: (other, hidden, ignored) =>
    `Passed over: ${other} of other kinds (pictures and the like), ${hidden} hidden, ${ignored} by .attestignore.`,
  inLine: (file, line) => `${file}, line ${line}`,
  stoppingBuild: 'Attest is stopping; the earlier index stays.',
  reindexAgain: 'Run /reindex again afterwards.',

  // /settings
  thisServer: 'This server',
  channelsThatDiffer: 'Channels that differ',
  everyQuestion: 'every question is answered',
  whenMentioned: 'answers when mentioned',
  inThread: 'answers in a thread',
  asReply: 'answers as a reply',
  privately: 'commands answer in private',
  forAll: 'commands answer for all',
  allOutlets: 'from all outlets',
  onlyOutlets: (names) => `only from ${names}`,
  ownLanguage: "interface in each person's own language",
  oneLanguage: (language) => `interface in ${language}`,
  textsKept: 'texts of questions are kept',
  noTextsKept: 'no texts of questions are kept',
  everybodyAsks: 'everybody may ask',
  onlyRoles: (names) => `only ${names} may ask`,
  nobodyBlocked: 'nobody is excluded',
  blockedPeople: (names) => `${names} may not ask`,
  askersInServer: 'Who may ask is set for the whole server.',
  everyInChannels: 'Every question is answered in channels only.',
  sayChannel: 'Say in which one: channel:',
  textsInServer: 'Texts are kept for the whole server, or not.',
  leaveChannelOut: 'Leave channel: out.',
  fromNextStart:
    'Every question there is answered **from the next start of Attest on**. Discord hands over the text of all messages only with the privileged *Message Content Intent*: switch it on at <https://discord.com/developers/applications> (the application, Bot), then start Attest again. Without it, Attest starts as before and says so in its log.',
  everyOutlet: 'all: no limit',

  // /insights
  figures: (days, asked, people, answered, abstained) =>
    `Last ${counted(days, { one: 'day', other: 'days' })}: ${counted(asked, { one: 'question', other: 'questions' })} of ${counted(people, { one: 'asker', other: 'askers' })}; ${answered} answered, ${abstained} without an answer.`,
  votes: (up, down) => `Votes: ${up} for, ${down} against.`,
  times: (ms) => `Half of them took no longer than ${ms} ms; the slowest:`,
  milliseconds: (ms) => `${ms} ms`,
  textNotKept: 'a question whose text is not kept',
  votedAgainst: 'Voted against:',
  downToUp: (down, up) => `${down} to ${up}`,
  withoutText: (n) =>
    `Without an answer and without a text: ${n}. Their text is kept only where /settings says so (texts: True).`,
  everyAnswered: 'Every question was answered.',
  byLikeness: 'Without an answer, by likeness: what to add to the archive.',
  alike: (n) => `(and ${counted(n, { one: 'question', other: 'questions' })} like it)`,

  // /forget-me
  deleted: (questions, votes) =>
    `Deleted: ${counted(questions, { one: 'question', other: 'questions' })} and ${counted(votes, { one: 'vote', other: 'votes' })} of yours.`,
  nothingKept: 'Nothing was kept of you.',

  // On the terminal.
  prompt: 'ask',
  chatHint: 'Type a question, Ctrl+D to leave. To answer in Discord, set DISCORD_TOKEN (README.md).',
  readAs: (question) => `Read as: ${question}`,
  noArticles:
    'There is no article to answer from. Put .txt or .md files into the corpus folder (docs/articles.md), then run: npm run index',
  seconds: (n) => `${decimal(n, 1)} s`,
  megabytes: (n) => `${decimal(n, 1)} MB`,
  timeLeft: (time) => `${time} left`,
  exampleLeftOut: 'The example articles are left out, since others lie in corpus.',
  resumedBuild: 'An earlier build had been ended early; this one went on from there.',
  goingOn: 'The index is not complete: its build was ended early. Going on with it.',
  buildingIt: 'Building it.',
  waitingForBuild: 'Waiting until it is done.',
  madeAnew: 'It is made anew.',
  otherCorpus: (made, named) =>
    `The index was made from the articles in ${made}, and CORPUS_DIR is ${named} now.`,
  broughtUpToDate: 'It is brought up to date.',
  answersOn: 'It answers on.',
  following: (folder) => `Following ${folder}; Ctrl+C ends it.`,
  polling: (reason) =>
    `The system cannot tell what changes in the corpus (${reason}): it is looked at every few seconds instead.`,
  folderGone: (folder) => `${folder} is gone; the index stays as it is until it comes back.`,
  folderBack: (folder) => `${folder} is back, and is followed again.`,
  registeredEverywhere: (names) => `Registered ${names} everywhere.`,
  registeredIn: (names, server) => `Registered ${names} in the server ${server}.`,
  inviteToServer: 'Into a server (needs Manage Server there):',
  inviteToPerson: 'For yourself, wherever you are (switch User Install on under Installation first):',
  filesWithProblems: (n) => `${counted(n, { one: 'file has', other: 'files have' })} problems:`,
  nothingIndexed: 'Nothing was indexed.',
  mendFiles: 'Mend them, or leave out --strict.',
  notDays: (typed) => `“${typed}” is not a number of days.`,
  chooseDays: (most) => `Choose one from 1 to ${most}.`,

  // The chat on the terminal
  chatTypedHint:
    'Type a question, help to see what else there is, or exit to leave. To answer in Discord, set DISCORD_TOKEN (README.md).',
  chatHelp: {
    more: [':more', 'further quotes on the last question'],
    context: [':context 2', 'the sentences around quote [2], and its address'],
    quotes: [':quotes NAME', 'what somebody said, the newest first'],
    check: [':check TEXT', 'whether the archive says this: exactly, nearly or not at all'],
    help: [
      'help',
      'this list. Everything else is a question, and may lean on the last: “and who said that?”',
    ],
    quit: ['exit', 'leave, as Ctrl+D does'],
  },
  whatDidTheySay: (speaker) => `What did ${speaker} say?`,
  chatHasMore: (n) => `:more has ${counted(n, { one: 'further quote', other: 'further quotes' })}.`,
  chatUsage: (usage) => `It is typed so: ${usage}`,
  chatAskFirst: 'Ask something first.',
  chatNoQuote: (typed, there) => `There is no quote ${typed} here, only ${there}.`,
  chatNoCommand: (typed, nearest) =>
    `There is no command ${typed}.${nearest === null ? '' : ` Did you mean ${nearest}?`} Type help to see all.`,
  chatGreeting: 'Ask a question in a sentence of your own, or type help to see what else there is.',
  chatReply: 'Ask on, or type exit to leave.',
  chatOnceMore: 'Press Ctrl+C once more to leave, or type exit.',
  chatSearching: 'Searching',
  chatHistoryNotKept: (reason) =>
    `What you type is not kept for later runs: ${reason}. HISTORY=off says that it need not be.`,

  // The state of an index, and what `verify` finds.
  index: (fingerprint) => `Index ${fingerprint}`,
  unlinked: (n) => `${counted(n, { one: 'passage', other: 'passages' })} not linked yet.`,
  noVectorLibrary: (reason) =>
    `The vector library hnswlib-node ${reason === null ? 'is not installed' : `cannot be loaded (${reason})`}: questions are compared with all passages, some 0.3 s with 150,000. For more speed, install a C++ compiler and Python, then run: npm ci`,
  vectorTrouble: {
    missing: ({ path }) => `The vector index ${path} is missing`,
    'no manifest': ({ path }) => `The vector index ${path} has no readable manifest`,
    'of another index': ({ path }) => `The vector index ${path} was made from another index`,
    'not as written': ({ path }) => `The vector index ${path} is not what was written (its checksum differs)`,
    'of another length': ({ path, length, needed }) =>
      `The vector index ${path} has vectors of length ${length}, but the model makes ${needed}`,
    ahead: ({ path }) => `The vector index ${path} is newer than the database`,
  },
  keywordsFind: 'keywords find what it cannot.',
  buildRunning: (process) => `A build is running (process ${process}).`,
  buildEndedEarly: 'A build was ended early. It goes on with: npm run index',
  corpusUnchanged: 'The corpus has not changed since.',
  corpusSince: (added, changed, gone) =>
    `In the corpus since: ${added} new, ${changed} changed, ${gone} gone.`,
  run,
  finding: {
    database: ({ says }) => [`SQLite: ${says}`, run(UPDATE)],
    'vector index': ({ trouble }) => [`${worded(en.vectorTrouble, trouble)}.`, run(UPDATE)],
    refused: ({ message, remedy }) => [message, remedy],
    'refused corpus': ({ message, remedy }) => [message, remedy],
    article: ({ file }) => [`The article ${file} is not what was written.`, run(UPDATE)],
    passages: ({ file }) => [`The passages of ${file} are not those it is cut into.`, run(UPDATE)],
    places: ({ file, at }) => [
      `${file} is read wrongly: its text does not stand in the file from character ${at} on.`,
      'Report it, with the file.',
    ],
    passage: ({ file, id }) => [`Passage ${id} of ${file} is not what was embedded.`, run(UPDATE)],
    embedding: ({ file, id }) => [
      `The embedding of passage ${id} of ${file} is no unit vector.`,
      run(UPDATE),
    ],
    quotations: ({ file }) => [`The quotations of ${file} are not those that it has.`, run(UPDATE)],
    'not linked': ({ file, id }) => [`Passage ${id} of ${file} is not in the vector index.`, run(REBUILD)],
    gone: ({ file }) => [`${file} is in the index, but no longer in the corpus.`, run(UPDATE)],
    broken: ({ problem: { file, line, cause } }) => {
      const [fact, remedy] = worded(en.problem, cause);
      return [`${file}:${line}: ${fact} Its earlier text is in the index.`, remedy];
    },
    'changed unseen': ({ file }) => [
      `${file} has changed since it was indexed, and the file system says that it has not.`,
      run(REBUILD),
    ],
    problem: ({ problem: { file, line, cause } }) => {
      const [fact, remedy] = worded(en.problem, cause);
      return [`${file}:${line}: ${fact}`, remedy];
    },
    changed: ({ file }) => [`${file} has changed since it was indexed.`, run(UPDATE)],
    'not indexed': ({ file }) => [`${file} is not indexed yet.`, run(UPDATE)],
  },
  moreFindings: (n) => `and ${n} more: --json prints all.`,
  moreSkipped: (n) => `and ${n} more skipped: npm run attest -- status --json lists all.`,
  verified: (counts, seconds) => `${counts} verified in ${seconds}`,
  damages: (n) => (n === 0 ? 'no damage' : counted(n, { one: 'damage', other: 'damages' })),
  behind: (n) => `${n} behind the corpus`,

  // What an import brings, and why something does not come.
  imported: (c) => `${c.new} new, ${c.updated} updated, ${c.known} known already, ${c.refused} refused`,
  wouldImport: (c) =>
    `Would come: ${c.new} new, ${c.updated} updated; ${c.known} known already, ${c.refused} refused. Nothing was written.`,
  passedOverFiles: (n) => `${counted(n, { one: 'other file', other: 'other files' })} passed over`,
  importedInto: (folder) => `They lie in ${folder}. To answer from them, run: npm run index`,
  refusal: {
    'no title': () => ['There is no title.', 'Name the field that has it: --map title=…'],
    'title too long': ({ length, most }) => [
      `A title of ${length} characters looks like the text.`,
      `Name the field that has the title (at most ${most} characters): --map title=…`,
    ],
    'no day': ({ typed }) => [
      typed === null ? 'There is no day of publication.' : `“${typed}” is not certainly a day.`,
      'Name the field that has it (--map published=…), or give it for all: --set published=YYYY-MM-DD',
    ],
    'impossible day': ({ day }) => [
      `It cannot have been published on ${day}.`,
      'Correct the day in the source.',
    ],
    'no text': () => ['There is no text.', 'Name the field that has it: --map text=…'],
    teaser: ({ characters }) => [
      `Its ${characters} characters are only the start of an article.`,
      'Import the page itself, saved or by its address.',
    ],
    'no article': () => ['No article was found on the page.', 'Save the page of one article, whole.'],
    scanned: () => [
      'It has no text, only pictures of it.',
      'Have its text recognized (OCR), and import it again.',
    ],
    encrypted: () => ['It is locked with a password.', 'Save it without one, and import it again.'],
    'not a record': ({ reason }) => [`The record cannot be read: ${reason}.`, 'Mend it in the source.'],
    unreadable: ({ reason }) => [
      `It cannot be read: ${reason}.`,
      'Check that it is whole, and of the kind that its name says.',
    ],
    entities: () => ['It declares XML entities, which no feed needs.', 'Take the <!ENTITY …> lines out.'],
    'too large': ({ bytes, most }) => [
      `${decimal(megabytes(bytes), 1)} MB is more than the ${decimal(megabytes(most), 1)} MB that it may have.`,
      'Split it.',
    ],
    'no such source': () => ['There is no such file or folder.', 'Check its name.'],
    'unknown type': () => [
      'This is not a kind of file that can be imported.',
      'Name HTML, PDF, RSS, Atom, JSON, JSONL, CSV, EML or MBOX files, folders of them, or web addresses.',
    ],
    'not http': ({ address }) => [
      `“${address}” is not a web address.`,
      'Only http:// and https:// are fetched, without a password.',
    ],
    'private address': ({ host, address }) => [
      `${host} is ${address}, which is not on the open internet.`,
      'Save the page and import the file.',
    ],
    'not fetched': ({ address, reason }) => [
      `${address} was not fetched: ${reason}.`,
      'Try again later, or save the page and import the file.',
    ],
    twice: ({ file }) => [`It is the article of ${file} once more.`, 'Nothing is to be done.'],
    'changed by hand': ({ file }) => [
      `Its source has changed, but so has ${file}, by hand; that was left as it is.`,
      'Delete the file to have it anew.',
    ],
  },
};
