// What an answer says besides its quotes, in the words of one language: why there is none, how old it is, how it came about. Pure.
import { THRESHOLD } from '../answer/answer.ts';
import { figuresByArticle } from '../answer/differing-figures.ts';
import { lapse } from '../text/lapse.ts';
import type { AbstentionCause, Answer, Answered, AnswerEvidence, ChosenFor, Coverage } from '../types.ts';
import type { Messages } from './messages.ts';

/** Outlets named when a question asks for one that there is not. */
const LISTED_OUTLETS = 10;

/** Why there is no answer, as one sentence or two. */
export function abstentionReason(cause: AbstentionCause, coverage: Coverage, messages: Messages): string {
  const anyOf = (words: readonly string[]) => messages.list(words.map(messages.quoted), 'disjunction');
  switch (cause.kind) {
    case 'no question':
      return messages.noQuestion;
    case 'no words':
      return messages.nothingToLookFor;
    case 'no subject':
      return messages.noSubject;
    case 'no match':
      return messages.noMatch;
    case 'no more':
      return messages.noMore;
    case 'unclear':
      return messages.unclear;
    case 'not said':
      return messages.notSaid;
    case 'empty archive':
      return messages.emptyArchive;
    case 'no days':
      return messages.noDays;
    case 'days without articles':
      return messages.daysWithoutArticles(messages.days(coverage.from!, coverage.to!));
    case 'unknown names':
      return messages.unknownNames(anyOf(cause.names));
    case 'unknown words':
      return messages.unknownWords(anyOf(cause.words));
    case 'no outlet': {
      const known = coverage.outlets.slice(0, LISTED_OUTLETS).map(({ outlet }) => outlet);
      return `${messages.noOutlet(cause.outlet)} ${messages.itHas(known.join(', '))}`;
    }
    case 'language': {
      const held = coverage.languages.map(({ language }) => language);
      const [all, any] = [messages.languageNames(held), messages.languageNames(held, 'disjunction')];
      return messages.foreignQuestion(messages.languageName(cause.language), all, any);
    }
  }
}

/** "Read as: Kyrov. Did you mean “dredging” by “dreding”?", or null where every word was taken as it stands. */
export function understoodNote(
  { readAs, didYouMean }: Pick<Answer, 'readAs' | 'didYouMean'>,
  messages: Messages,
): string | null {
  const read = readAs.map((each) => messages.quoted(each.read));
  const asked = didYouMean.map(({ typed, candidates }) =>
    messages.didYouMean(
      messages.quoted(typed),
      messages.list(candidates.map(messages.quoted), 'disjunction'),
    ),
  );
  const said = [...(read.length > 0 ? [messages.wordsReadAs(messages.list(read))] : []), ...asked];
  return said.length > 0 ? said.join(' ') : null;
}

/** "The newest of these is 45 days old (3 June 2025).", or null where the question expects none newer. */
export function ageNote({ outdated, asOf, quotes }: Answered, messages: Messages): string | null {
  if (outdated === null) return null;
  const { n, unit } = lapse(outdated, asOf);
  return messages.aged(quotes.length, messages.lapse(n, unit), messages.day(outdated));
}

/** "The question names 2019: none of these articles is of that time …", or null where one is or none is asked for. */
export function otherYearsNote(
  { otherYears, quotes }: Pick<Answered, 'otherYears' | 'quotes'>,
  messages: Messages,
): string | null {
  if (otherYears === null) return null;
  const { years, nearest } = otherYears;
  const articles = new Set(quotes.map(({ article }) => article.id)).size;
  return messages.otherYears(articles, messages.list(years.map(String)), messages.day(nearest));
}

/** What there is to say of the time of an answer. */
export const timeNotes = (answer: Answered, messages: Messages): string[] =>
  [otherYearsNote(answer, messages), ageNote(answer, messages)].filter((note) => note !== null);

/**
 * "The articles give different figures: 11 hectares [1] (The Gazette, 3 June 2025), 8 hectares [2] (…).", or null where they
 * do not. Attest does not say which is right.
 * @param isBrief without outlet and day, where the quotes with their numbers stand beside it
 */
export function differingFigures(
  { differing, quotes }: Pick<Answered, 'differing' | 'quotes'>,
  messages: Messages,
  isBrief = false,
): string | null {
  const given = figuresByArticle(differing, quotes).map(({ citation, figures, outlet, published }) => {
    const place = isBrief ? '' : ` (${outlet}, ${messages.day(published)})`;
    return `${messages.list(figures)} [${citation}]${place}`;
  });
  return given.length === 0 ? null : messages.differing(given.join(', '));
}

/** Which days a question was read to ask of, as one sentence. */
export function daysRead({ asOf, period }: Pick<Answer, 'asOf' | 'period'>, messages: Messages): string {
  if (period === null) return messages.noDaysNamed(messages.day(asOf));
  const { from, to, kind } = period;
  const days = from === null ? messages.upTo(messages.day(to)) : messages.days(from, to);
  return messages.daysRead(kind === 'limit', days, messages.day(asOf));
}

/** How sure Attest is, and from when on it answers, as one sentence. */
export function confidenceText({ confidence }: Pick<Answer, 'confidence'>, messages: Messages): string {
  return messages.confidence(messages.decimal(confidence, 2), messages.decimal(THRESHOLD, 2));
}

/** How many sentences were read, as one sentence; none where nothing was to be read. */
export const readText = (
  { read: { sentences, of, ms } }: Pick<Answer, 'read'>,
  messages: Messages,
): string[] => (of === 0 ? [] : [messages.sentencesRead(sentences, of, messages.milliseconds(ms))]);

/** A piece of evidence in words, no sentence. */
export function evidenceText(evidence: AnswerEvidence, messages: Messages): string {
  if (evidence.kind === 'unknown name') return messages.unknownNamePart(evidence.name);
  if (evidence.kind === 'unknown word') return messages.unknownWordPart(messages.quoted(evidence.word));
  const texts = {
    bias: messages.biasPart,
    first: messages.firstPart,
    meaning: messages.meaningPart,
    context: messages.contextPart,
    quote: messages.quotePart,
    passage: messages.passagePart,
    named: messages.namedPart,
    'other speaker': messages.notSpokenPart,
    'other topic': messages.notAboutPart,
  };
  return texts[evidence.kind];
}

/** What a piece of evidence adds: "+5.50". */
export const addsText = (adds: number, messages: Messages): string =>
  `${adds < 0 ? '−' : '+'}${messages.decimal(Math.abs(adds), 2)}`;

/** Why a quote was chosen, in words; empty where nothing chose it. */
export function chosenText(chosen: ChosenFor | undefined, messages: Messages): string {
  if (chosen === undefined) return '';
  const percent = (share: number) => Math.round(100 * share);
  if (chosen.kind === 'claim') return messages.wordsTheSame(percent(chosen.similarity));
  const { score, context, article, answers } = chosen;
  const why = messages.chosenFor(messages.decimal(score, 1), percent(context), percent(article));
  return answers === null ? why : `${why}${messages.answersWith(percent(answers))}`;
}
