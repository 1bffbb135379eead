// A store of many short passages with embeddings that no model made, written in a second.
import { articleId, contentHash } from '../../src/corpus/articles.ts';
import { hashOf } from '../../src/index/stored.ts';
import type { Store } from '../../src/index/store.ts';
import type { Article } from '../../src/types.ts';

/** An article with a passage for each vector. */
export function putVectors(
  store: Store,
  name: string,
  vectors: readonly Float32Array[],
  more: Partial<Article> = {},
): void {
  const url = `https://gazette.example/${name}`;
  const sentence = 'One. ';
  const article: Article = {
    id: articleId(url),
    file: `${name}.txt`,
    title: name,
    text: sentence.repeat(vectors.length),
    url,
    outlet: 'Gazette',
    byline: null,
    published: '2025-01-01',
    ...more,
  };
  const passages = vectors.map((_, i) => ({
    start: i * sentence.length,
    end: (i + 1) * sentence.length,
    text: sentence,
    embedding: hashOf(`${name} ${i}`),
  }));
  store.transaction(() => {
    for (const [i, { embedding }] of passages.entries()) store.putEmbedding(embedding, vectors[i]!);
    const file = { file: article.file, path: '', size: 1, mtime: 1 };
    store.putArticle(article, file, contentHash(article), passages, 'en');
  });
}
