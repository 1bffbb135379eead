// Attest as its own peer: an index built by its command line, asked through `openArchive`.
import { openArchive } from '../../../src/archive.ts';
import { readSettings } from '../../../src/config.ts';
import type { Article } from '../../../src/types.ts';
import type { Peer } from './peer.ts';
import { attest as runAttest } from '../tools.ts';

export const attest: Peer = {
  name: 'Attest',
  packages: [],
  settings: 'as shipped; its time is that of a whole answer with its quotes',
  async build({ corpusDir, folder }) {
    const env = { CORPUS_DIR: corpusDir, EMBEDDINGS_DIR: folder };
    await runAttest(['index'], env);
    const archive = await openArchive(readSettings({ ...env, LOG_LEVEL: 'silent' }));
    return {
      passages: (await archive.coverage({ outlets: null })).passages,
      async search(question) {
        const { hits } = await archive.ask({ question: question, outlets: null });
        return async () => {
          const articles = new Map<string, Article>();
          for (const id of new Set(hits.map(({ passage }) => passage.articleId)))
            articles.set(id, (await archive.article({ id: id, outlets: null }))!);
          return hits.map(({ passage: { articleId, start, end } }) => {
            const { url, text } = articles.get(articleId)!;
            return { url, text: text.slice(start, end) };
          });
        };
      },
      close: () => archive.close(),
    };
  },
};
