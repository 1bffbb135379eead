// What is found out about the archive to show people what they can ask: beside answers, once for each state of the index and for
// what may be seen of it, and only when somebody first needs it.
import { partOf, type PartOfArchive } from '../archive.ts';
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { messagesFor } from '../messages/languages.ts';
import { LANGUAGES, type Language } from '../messages/messages.ts';
import { namesIn, type ArchiveName } from './archive-names.ts';
import type { CurrentArchive } from './current-archive.ts';
import { exampleQuestions } from './example-questions.ts';

/** Limits of servers and channels for which something is kept. */
const MAX_KEPT = 50;
/** While a build goes on the index changes with each article: what was found out holds for so long in any case. */
const FRESH_MS = 60_000;

/** What is being found out; `now` is null until it is known. */
export interface Finding<T> {
  now: readonly T[] | null;
  /** Never rejects. */
  found: Promise<readonly T[]>;
}

interface Kept<T> extends Finding<T> {
  version: number;
  /** When it was begun to be found out, by a clock that nobody sets. */
  since: number;
}

export class Guide {
  readonly #archive: CurrentArchive;
  readonly #stopping: AbortSignal;
  readonly #log: Log;
  readonly #names = new Map<string, Kept<ArchiveName>>();
  readonly #examples = new Map<string, Kept<string>>();

  constructor(archive: CurrentArchive, stopping: AbortSignal, log: Log) {
    [this.#archive, this.#stopping, this.#log] = [archive, stopping, log];
  }

  /**
   * People and places, those of the index before while the present one is looked through.
   * @param outlets those that may be seen; null: all of them
   */
  names(outlets: readonly string[] | null, version: number): Finding<ArchiveName> {
    const key = JSON.stringify(outlets);
    const before = this.#names.get(key)?.now ?? null;
    return this.#of(this.#names, key, version, before, outlets, (archive) =>
      namesIn(archive, this.#stopping),
    );
  }

  /** Questions that are answered, in that language if the archive has articles in it. */
  examples(outlets: readonly string[] | null, version: number, language: Language): Finding<string> {
    const key = JSON.stringify([language, outlets]);
    return this.#of(this.#examples, key, version, null, outlets, async (archive) =>
      exampleQuestions(archive, messagesFor(await askedIn(archive, language)), this.#stopping),
    );
  }

  #of<T>(
    kept: Map<string, Kept<T>>,
    key: string,
    version: number,
    before: readonly T[] | null,
    outlets: readonly string[] | null,
    find: (archive: PartOfArchive) => Promise<T[]>,
  ): Finding<T> {
    const known = kept.get(key);
    if (known && (known.version === version || performance.now() - known.since < FRESH_MS)) return known;
    kept.delete(key);
    for (const oldest of kept.keys()) {
      if (kept.size < MAX_KEPT) break;
      kept.delete(oldest);
    }
    const failed = (thrown: unknown): T[] => {
      this.#log.debug({ reason: messageOf(thrown) }, 'what can be asked is not known');
      // Whoever needs it next tries again.
      if (kept.get(key) === finding) kept.delete(key);
      return [];
    };
    const found = this.#archive.use((archive) => find(partOf(archive, outlets))).catch(failed);
    const finding: Kept<T> = { version, since: performance.now(), now: before, found };
    void found.then((now) => (finding.now = now));
    kept.set(key, finding);
    return finding;
  }
}

/** The language, or the first of ours that most articles are in. */
async function askedIn(archive: PartOfArchive, language: Language): Promise<Language> {
  const { languages } = await archive.coverage({});
  const held = languages.flatMap((each) => LANGUAGES.filter((ours) => ours === each.language));
  return held.includes(language) ? language : (held[0] ?? language);
}
