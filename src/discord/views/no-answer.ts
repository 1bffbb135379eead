// Why a question has no answer, in the person's language. Pure.
import type { AbstentionCause, Abstained } from '../../types.ts';
import { LISTED_OUTLETS } from '../../wording.ts';
import type { Messages } from '../../messages/messages.ts';

/**
 * The cause as a sentence, and what was not searched.
 * @param only the outlets that are asked where this was asked; none stands for all
 */
export function noAnswerReason(
  { cause, coverage }: Abstained,
  only: readonly string[],
  messages: Messages,
): string {
  const reason = reasonIn(cause, coverage, messages);
  return only.length === 0 ? reason : `${reason} ${messages.onlyHere(only.join(', '))}`;
}

function reasonIn(cause: AbstentionCause, coverage: Abstained['coverage'], messages: Messages): string {
  if (cause.kind === 'language') {
    const held = coverage.languages.map(({ language }) => language);
    const [all, any] = [messages.languageNames(held), messages.languageNames(held, 'disjunction')];
    return messages.foreignQuestion(messages.languageName(cause.language), all, any);
  }
  if (cause.kind === 'unknown names')
    return messages.unknownNames(cause.names.map((name) => messages.quoted(name)).join(messages.or));
  if (cause.kind === 'unknown words')
    return messages.unknownWords(cause.words.map((word) => messages.quoted(word)).join(messages.or));
  if (cause.kind === 'days without articles')
    return messages.daysWithoutArticles(messages.days(coverage.from!, coverage.to!));
  if (cause.kind === 'no outlet') {
    const known = coverage.outlets.slice(0, LISTED_OUTLETS).map(({ outlet }) => outlet);
    return `${messages.noOutlet(cause.outlet)} ${messages.itHas(known.join(', '))}`;
  }
  const sentences = {
    'no question': messages.noQuestion,
    'no words': messages.nothingToLookFor,
    'no subject': messages.noSubject,
    'no match': messages.noMatch,
    'no more': messages.noMore,
    unclear: messages.unclear,
    'empty archive': messages.emptyArchive,
    'no days': messages.noDays,
  };
  return sentences[cause.kind];
}
