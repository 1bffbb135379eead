// How an index stands to the corpus folder of the settings, before it is answered from. Looks, writes nothing.
import { resolve } from 'node:path';
import type { Settings } from '../config.ts';
import { corpusFolder } from '../corpus/articles.ts';
import { isDamage, sentenceOf } from '../errors.ts';
import type { StoredArchive } from '../index/stored-archive.ts';
import type { Model } from '../model/models.ts';
import { backendOf } from './backend.ts';
import { knownTo, openCorpus, waitingIn } from './corpus-changes.ts';
import { refuseEmpty } from './empty-corpus.ts';

export type Standing =
  /** It has what the folder has. */
  | { kind: 'current' }
  /** A build would add to it; `isUnfinished`: none has come to its end yet. */
  | { kind: 'behind'; isUnfinished: boolean }
  /** It was made from another folder: what it says is not what the one that is named says. */
  | { kind: 'other corpus'; made: string; named: string }
  /** Its folder is away, or empty: it is all there is. `says` why, in English. */
  | { kind: 'alone'; says: string };

/**
 * How the index of a model stands to the corpus folder.
 * @throws NoIndexError when there is none; HostError when it is damaged, or its folder another one than the folder that
 * is named, of which there are no articles
 */
export async function standingOf(settings: Settings, model: Model): Promise<Standing> {
  const stored = await backendOf(settings, model).openStored();
  try {
    return await compared(stored, settings.CORPUS_DIR);
  } finally {
    await stored.close();
  }
}

async function compared(stored: StoredArchive, corpusDir: string | undefined): Promise<Standing> {
  const named = resolve(corpusFolder(corpusDir));
  const made = (await stored.meta('corpus')) ?? named;
  try {
    const corpus = openCorpus(corpusDir);
    const known = await knownTo(stored, corpus);
    refuseEmpty(corpus, known);
    if (made !== named) return { kind: 'other corpus', made, named };
    const waiting = waitingIn(corpus, known);
    const isBehind =
      waiting.new + waiting.changed + waiting.gone > 0 || (await stored.meta('building')) !== undefined;
    if (!isBehind) return { kind: 'current' };
    return { kind: 'behind', isUnfinished: (await stored.meta('indexedAt')) === undefined };
  } catch (thrown) {
    const says = sentenceOf(thrown);
    if (made !== named || isDamage(thrown) || says === undefined) throw thrown;
    return { kind: 'alone', says };
  }
}
