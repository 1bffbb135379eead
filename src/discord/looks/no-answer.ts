// Why a question has no answer, in the person's language. Pure.
import type { AbstentionCause, Abstained } from '../../types.ts';
import { LISTED_OUTLETS } from '../../wording.ts';
import type { Words } from '../words/words.ts';

/**
 * The cause as a sentence, and what was not searched.
 * @param only the outlets that are asked where this was asked; none stands for all
 */
export function noAnswerReason(
  { cause, coverage }: Abstained,
  only: readonly string[],
  words: Words,
): string {
  const reason = reasonIn(cause, coverage, words);
  return only.length === 0 ? reason : `${reason} ${words.onlyHere(only.join(', '))}`;
}

function reasonIn(cause: AbstentionCause, coverage: Abstained['coverage'], words: Words): string {
  if (cause.kind === 'language') {
    const held = coverage.languages.map(({ language }) => language);
    const [all, any] = [words.languageNames(held), words.languageNames(held, 'disjunction')];
    return words.foreignQuestion(words.languageName(cause.language), all, any);
  }
  if (cause.kind === 'unknown names')
    return words.unknownNames(cause.names.map((name) => words.quoted(name)).join(words.or));
  if (cause.kind === 'unknown words')
    return words.unknownWords(cause.words.map((word) => words.quoted(word)).join(words.or));
  if (cause.kind === 'days without articles')
    return words.daysWithoutArticles(words.days(coverage.from!, coverage.to!));
  if (cause.kind === 'no outlet') {
    const known = coverage.outlets.slice(0, LISTED_OUTLETS).map(({ outlet }) => outlet);
    return `${words.noOutlet(cause.outlet)} ${words.itHas(known.join(', '))}`;
  }
  const sentences = {
    'no question': words.noQuestion,
    'no words': words.nothingToLookFor,
    'no subject': words.noSubject,
    'no match': words.noMatch,
    'no more': words.noMore,
    unclear: words.unclear,
    'empty archive': words.emptyArchive,
    'no days': words.noDays,
  };
  return sentences[cause.kind];
}
