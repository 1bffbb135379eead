// The archive as commands see it: its heavy work one by one, and no question answered twice within a minute.
import type { Archive } from '../ask.ts';
import type { Log } from '../log.ts';
import { messageOf } from '../errors.ts';
import { payload, type Payload } from './views/payload.ts';
import { sameQuestion, type RecentAnswers } from './recent-answers.ts';
import type { Told, Turns } from './queue.ts';
import type { Messages } from '../messages/messages.ts';

/**
 * The archive with its questions, checks and timelines in turns; the rest of it takes no time and stays as it is.
 * @param recent answers of this very archive
 * @param told hears the place of who has to wait
 */
export function calmed(archive: Archive, recent: RecentAnswers, turns: Turns, told?: Told): Archive {
  const ask: Archive['ask'] = async (question, filter = {}, today) => {
    const version = await archive.version();
    const { from, to, outlet, outlets, asOf } = filter;
    const key = JSON.stringify([version, sameQuestion(question), from, to, outlet, outlets, asOf, today]);
    return recent.of(key, () => turns.take(() => archive.ask(question, filter, today), told));
  };
  const check: Archive['check'] = (text, filter) => turns.take(() => archive.check(text, filter), told);
  const timeline: Archive['timeline'] = (topic, filter, today) =>
    turns.take(() => archive.timeline(topic, filter, today), told);
  return {
    ask,
    check,
    timeline,
    speakers: (...asked) => archive.speakers(...asked),
    quotationsBy: (...asked) => archive.quotationsBy(...asked),
    article: (...asked) => archive.article(...asked),
    findSources: (...asked) => archive.findSources(...asked),
    coverage: () => archive.coverage(),
    version: () => archive.version(),
    embed: (...asked) => archive.embed(...asked),
    isCurrent: () => archive.isCurrent(),
    isLinked: () => archive.isLinked(),
    close: () => archive.close(),
  };
}

/** Shows the place of who waits; the answer takes its place, and is worth more than the word. */
export const placeShown =
  (show: (word: Payload) => Promise<unknown>, messages: Messages, log: Log): Told =>
  async (before) => {
    try {
      await show(payload(`-# ${messages.beforeYours(before)}`));
    } catch (thrown) {
      log.debug({ reason: messageOf(thrown) }, 'the place in line is not shown');
    }
  };
