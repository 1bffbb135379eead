// Everything that Attest says to people, by name, with the values that each sentence takes. No sentence stands here: each
// language has one file that fills this interface in, so that one without a sentence does not compile.
import type { Formats } from './formats.ts';
import type { FindingCause } from '../indexing/verify.ts';
import type { RefusalCause } from '../import/found.ts';
import type { LimitFault } from '../question/filter.ts';
import type { Lapse } from '../text/lapse.ts';
import type { ProblemCause, Progress, SkipCause, VectorTrouble } from '../types.ts';

/** A fact, and what to do about it. */
type Told = readonly [fact: string, remedy: string];

/** How each of several causes is told. */
export type WordsFor<Cause extends { kind: string }, Words = Told> = {
  [C in Cause as C['kind']]: (cause: C) => Words;
};

/** Quotes, titles and names of outlets are never translated: they go into these sentences as they are. */
export interface Messages extends Formats {
  /** The language of these sentences. */
  language: Language;

  // An answer. The word before the question is how it is read back from a message: those sent so far must stay readable.
  question: string;
  only(limits: string): string;
  asOf(day: string): string;
  sameIn(places: string): string;
  quotesLeftOut(n: number, more: boolean, places: string): string;
  passagesLeftOut(n: number, more: boolean, places: string): string;
  differing(given: string): string;
  quoted(text: string): string;
  lapse(n: number, unit: Lapse['unit']): string;
  aged(quotes: number, age: string, day: string): string;
  otherYears(articles: number, years: string, day: string): string;
  indexAge(age: string): string;
  indexNew: string;
  indexIncomplete: string;

  // Why there is no answer.
  noAnswer: string;
  noQuestion: string;
  nothingToLookFor: string;
  noSubject: string;
  noMatch: string;
  noMore: string;
  unclear: string;
  /** Articles are about what was asked, but nothing in them answers. */
  notSaid: string;
  /** What the archive has, after the reason. */
  covers(articles: number, outlets: number, days: string): string;
  noDays: string;
  daysWithoutArticles(days: string): string;
  itHas(outlets: string): string;
  unknownNames(names: string): string;
  unknownWords(list: string): string;
  /** Words of the question as they were read, and what may be meant by one that is typed so. */
  wordsReadAs(words: string): string;
  didYouMean(typed: string, candidates: string): string;
  foreignQuestion(language: string, held: string, ask: string): string;
  onlyHere(outlets: string): string;
  notHere(outlet: string): string;
  chooseOfThose: string;

  // Its buttons, and what they open.
  nearest: string;
  share: string;
  moreQuotes: string;
  sideBySide: string;
  context: string;
  back: string;
  quoteNumber(n: number): string;
  further(first: number, last: number, all: number): string;
  newestFirst: string;
  contextOf(n: number): string;
  quoteTooLong: string;
  askQuestionAgain: string;
  noFurther: string;
  buttonLost: string;
  noAnswerNow: string;
  quotedGone: string;
  quotedChanged: string;
  sharedBy(who: string): string;
  sharedAlready: string;
  lookInChannel: string;
  votedUp: string;
  votedDown: string;

  // /check
  exact: string;
  near: string;
  notFound: string;
  exactPlaces(n: number, more: boolean): string;
  sameWords(percent: number): string;
  sameButOrder: string;
  wholeSentences: string;
  onlyInArticle: string;
  onlyInText: string;
  differenceTooLong: string;
  absent: string;
  notCompared(words: number): string;
  textTooLong(characters: number): string;
  noWords: string;
  headline(title: string, origin: string): string;
  heading(title: string, origin: string): string;
  caption(title: string, origin: string): string;
  /** A place that denies, supposes or makes up that somebody said what it holds. */
  notSaidBy(name: string): string;
  foreign(language: string, held: string): string;
  nearestOnly: string;

  // Find sources
  messageHasNoText: string;
  messageHasNoClaim: string;
  messageIsOwn: string;
  onlyFirst(n: number, all: number): string;
  nothingNear: string;

  // /timeline
  timelineOf(topic: string, n: number): string;
  noTimeline(topic: string): string;
  nearestPassages: string;

  // /help
  helpIntro: string;
  helpAsk: string;
  /** A question to the archive: what somebody said on a topic, both as the articles have them. */
  whatSaid(name: string, topic: string): string;
  couldAsk: string;
  waysToAsk: string;
  howToSetUp: string;
  helpMenu: string;
  howAnswered: string;
  askedAs: string;
  carriedOver: string;
  nothingCarried: string;
  carriedPerson: string;
  carriedTopic: string;
  carriedQuestion: string;
  carriedLimits: string;
  noDaysNamed(asOf: string): string;
  daysRead(isLimit: boolean, days: string, asOf: string): string;
  upTo(day: string): string;
  confidence(value: string, threshold: string): string;
  biasPart: string;
  firstPart: string;
  meaningPart: string;
  contextPart: string;
  quotePart: string;
  passagePart: string;
  namedPart: string;
  unknownWordPart(word: string): string;
  unknownNamePart(name: string): string;
  notSpokenPart: string;
  notAboutPart: string;
  /** How many of the sentences that were to be read were. */
  sentencesRead(sentences: number, of: number, time: string): string;
  /** Goes on after `chosenFor`. */
  answersWith(percent: number): string;
  chosenFor(score: string, context: number, article: number): string;
  wordsTheSame(percent: number): string;

  // Days, counts, limits.
  /** "3 January 2023 to 30 June 2023" of two days, or the one day. */
  days(from: string, to: string): string;
  onlyFrom(day: string): string;
  onlyTo(day: string): string;
  onlyIn(outlet: string): string;
  archive(n: number, days: string): string;
  emptyArchive: string;

  // What is refused, and what to do about it.
  limit: WordsFor<LimitFault>;
  noOutlet(outlet: string): string;
  chooseShown: string;
  outletGone: string;
  articleGone: string;
  askAgain: string;
  oldButton: string;
  stopping: string;
  /** Told in the place of an answer that another process had begun. */
  restarted: string;
  inAMinute: string;
  wentWrong(id: string): string;
  /** Told to whoever asks, without a word on the machine. */
  indexDamaged: string;
  machineTrouble: string;

  // Pages and what does not fit.
  newer: string;
  older: string;
  earlier: string;
  later: string;
  page(n: number): string;
  pageOf(n: number, all: number): string;
  beyondEnd: string;
  moreUnreachable: string;
  tooLong: string;

  // /quotes
  saidBy(speaker: string): string;
  about(topic: string): string;
  nothingSaid: string;
  noSpeaker(typed: string): string;
  severalSpeakers(typed: string): string;
  quotations(n: number): string;
  andMore: string;

  // /source
  noArticle(typed: string): string;
  otherWords: string;
  also: string;
  showOther: string;

  // How to ask, and who has to wait.
  howToAsk: string;
  beforeYours(n: number): string;
  earlierOutletGone: string;
  askInFull: string;
  toldInPrivate: string;
  youAsked(n: number): string;
  serverAsked(n: number): string;
  inSeconds(n: number): string;
  lineFull(n: number): string;

  // Permissions, as Discord's own settings call them in each language.
  'View Channels': string;
  'Send Messages': string;
  'Send Messages in Threads': string;
  'Create Public Threads': string;
  'Read Message History': string;

  // Of voice channels.
  Connect: string;
  mayNotAnswer(channel: string, names: readonly string[]): string;
  giveIt: string;
  refusedAnswer(channel: string, names: readonly string[]): string;
  inTimeout(channel: string): string;
  endTimeout: string;
  threadLocked(channel: string): string;
  unlockThread: string;
  managersOnly: string;
  managersRebuild: string;
  askManager: string;
  noCommand(name: string): string;
  reloadDiscord: string;

  // Who may ask, and where.
  excluded: string;
  rolesOnly: string;
  askServerManager: string;
  askOwner: string;
  serverNotAllowed: string;
  leavesServer: string;
  notInPrivate: string;
  notElsewhere: string;
  membersOnly: string;
  nothingInCommon: string;
  serversUnknown: string;
  askInServer: string;

  // /status and /reindex
  articles(n: number): string;
  passages(n: number): string;
  outlets(n: number): string;
  moreOutlets(n: number): string;
  datesCovered: string;
  noDates: string;
  model: string;
  lastBuilt: string;
  missingHere(names: string): string;
  nMore(n: number): string;
  nMoreListed(n: number, command: string): string;

  // /reindex
  stages: Record<Progress['stage'], string>;
  howFar(stage: string, done: number, total: number, percent: number): string;
  rebuilding(progress: string): string;
  rebuildingAlready(progress: string): string;
  awaitReport: string;
  rebuilt(seconds: string): string;
  embedded(anew: number, reused: number): string;
  removed(n: number): string;
  problems(n: number): string;
  problem: WordsFor<ProblemCause>;
  skippedFiles(n: number): string;
  skip: WordsFor<SkipCause>;
  passedOver(other: number, hidden: number, ignored: number): string;
  inLine(file: string, line: number): string;
  stoppingBuild: string;
  reindexAgain: string;

  // /settings
  thisServer: string;
  channelsThatDiffer: string;
  everyQuestion: string;
  whenMentioned: string;
  inThread: string;
  asReply: string;
  privately: string;
  forAll: string;
  allOutlets: string;
  onlyOutlets(names: string): string;
  ownLanguage: string;
  oneLanguage(language: string): string;
  textsKept: string;
  noTextsKept: string;
  everybodyAsks: string;
  onlyRoles(names: string): string;
  nobodyBlocked: string;
  blockedPeople(names: string): string;
  askersInServer: string;
  everyInChannels: string;
  sayChannel: string;
  textsInServer: string;
  leaveChannelOut: string;
  fromNextStart: string;
  everyOutlet: string;

  // /insights
  figures(days: number, asked: number, people: number, answered: number, abstained: number): string;
  votes(up: number, down: number): string;
  times(ms: number): string;
  milliseconds(ms: number): string;
  textNotKept: string;
  votedAgainst: string;
  downToUp(down: number, up: number): string;
  withoutText(n: number): string;
  everyAnswered: string;
  byLikeness: string;
  alike(n: number): string;

  // /forget-me
  deleted(questions: number, votes: number): string;
  nothingKept: string;

  // On the terminal.
  prompt: string;
  chatHint: string;
  readAs(question: string): string;
  noArticles: string;
  seconds(n: number): string;
  megabytes(n: number): string;
  timeLeft(time: string): string;
  exampleLeftOut: string;
  resumedBuild: string;
  goingOn: string;
  buildingIt: string;
  waitingForBuild: string;
  madeAnew: string;
  otherCorpus(made: string, named: string): string;
  broughtUpToDate: string;
  answersOn: string;
  following(folder: string): string;
  polling(reason: string): string;
  folderGone(folder: string): string;
  folderBack(folder: string): string;
  registeredEverywhere(names: string): string;
  registeredIn(names: string, server: string): string;
  inviteToServer: string;
  inviteToPerson: string;
  filesWithProblems(n: number): string;
  nothingIndexed: string;
  mendFiles: string;
  notDays(typed: string): string;
  chooseDays(most: number): string;

  // The chat on the terminal.
  /** What is said first to whoever types; `chatHint` is for whoever reads a pipe. */
  chatTypedHint: string;
  /** How each command is typed, and what it does. */
  chatHelp: Record<'more' | 'context' | 'quotes' | 'check' | 'help' | 'quit', Told>;
  /** As a person would ask it, so that a later question may lean on it. */
  whatDidTheySay(speaker: string): string;
  chatHasMore(n: number): string;
  chatUsage(usage: string): string;
  chatAskFirst: string;
  chatNoQuote(typed: string, there: string): string;
  chatNoCommand(typed: string, nearest: string | null): string;
  chatGreeting: string;
  chatReply: string;
  chatOnceMore: string;
  chatSearching: string;
  chatHistoryNotKept(reason: string): string;

  // The state of an index, and what `verify` finds.
  index(fingerprint: string): string;
  unlinked(n: number): string;
  /** @param reason why it cannot be loaded; null: it is not installed */
  noVectorLibrary(reason: string | null): string;
  /** No sentence, but what opens one. */
  vectorTrouble: WordsFor<VectorTrouble, string>;
  keywordsFind: string;
  buildRunning(process: number): string;
  buildEndedEarly: string;
  corpusUnchanged: string;
  corpusSince(added: number, changed: number, gone: number): string;
  run(command: string): string;
  finding: WordsFor<FindingCause>;
  moreFindings(n: number): string;
  /** As above, of files skipped. */
  moreSkipped(n: number): string;
  verified(counts: string, seconds: string): string;
  damages(n: number): string;
  behind(n: number): string;

  // What an import brings, and why something does not come.
  imported(counts: { new: number; updated: number; known: number; refused: number }): string;
  wouldImport(counts: { new: number; updated: number; known: number; refused: number }): string;
  passedOverFiles(n: number): string;
  importedInto(folder: string): string;
  refusal: WordsFor<RefusalCause>;
}

/** English is what everybody gets who reads none of the others. */
export const LANGUAGES = ['en', 'de', 'ru'] as const;
export type Language = (typeof LANGUAGES)[number];
