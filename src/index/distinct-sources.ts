// Sources in the order in which they were found, each once. Pure.
import type { Source } from '../types.ts';

/** The first `limit` different ones. */
export function distinctSources(found: Iterable<Source>, limit: number): Source[] {
  const byId = new Map<string, Source>();
  for (const source of found) if (!byId.has(source.id)) byId.set(source.id, source);
  return [...byId.values()].slice(0, limit);
}
