// A store with articles that no build wrote, and embeddings that no model made.
import { articleId, contentHash } from '../../src/corpus/articles.ts';
import { embeddedText } from '../../src/corpus/passages.ts';
import { hashOf } from '../../src/index/stored.ts';
import type { Store } from '../../src/index/store.ts';
import type { Article, Span } from '../../src/types.ts';

export const urlOf = (name: string) => `https://gazette.example/${name}`;

/** An article of one passage. */
export function putText(store: Store, name: string, text: string, more: Partial<Article> = {}): void {
  const article = articleOf(name, text, more);
  const embedding = hashOf(embeddedText(article.title, text));
  write(store, article, [{ start: 0, end: text.length, embedding, vector: Float32Array.of(0.6, 0.8) }]);
}

/** An article with a short passage for each vector. */
export function putVectors(
  store: Store,
  name: string,
  vectors: readonly Float32Array[],
  more: Partial<Article> = {},
): void {
  const sentence = 'One. ';
  const passages = vectors.map((vector, i) => {
    const span = { start: i * sentence.length, end: (i + 1) * sentence.length };
    return { ...span, embedding: hashOf(`${name} ${i}`), vector };
  });
  write(store, articleOf(name, sentence.repeat(vectors.length), more), passages);
}

/** An article of that name and text. */
export const articleOf = (name: string, text: string, more: Partial<Article> = {}): Article => ({
  id: articleId(urlOf(name)),
  file: `${name}.txt`,
  title: name,
  text,
  unquotable: [],
  url: urlOf(name),
  outlet: 'Gazette',
  byline: null,
  published: '2025-01-01',
  ...more,
});

type Embedded = Span & { embedding: ReturnType<typeof hashOf>; vector: Float32Array };

function write(store: Store, article: Article, embedded: readonly Embedded[]): void {
  store.transaction(() => {
    for (const { embedding, vector } of embedded) store.putEmbedding(embedding, vector);
    const passages = embedded.map(({ start, end, embedding }) => {
      return { start, end, text: article.text.slice(start, end), embedding };
    });
    const file = { file: article.file, path: '', size: 1, mtime: 1, change: '' };
    store.putArticle(article, file, contentHash(article), passages, 'en');
  });
}
