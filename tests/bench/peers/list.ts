// The peers, each loaded only in the process that measures it. What their files say was tried, was tried on 85 questions of
// other weeks than those reported: enough to drop a bad setting, not to tell good ones apart.
import type { Peer } from './peer.ts';

export type PeerId = 'attest' | 'fts5' | 'minisearch' | 'orama' | 'orama-hybrid' | 'langchain';

export const PEERS: Record<PeerId, () => Promise<Peer>> = {
  attest: async () => (await import('./attest.ts')).attest,
  fts5: async () => (await import('./keyword.ts')).fts5,
  minisearch: async () => (await import('./keyword.ts')).miniSearch,
  orama: async () => (await import('./orama.ts')).orama,
  'orama-hybrid': async () => (await import('./orama.ts')).oramaHybrid,
  langchain: async () => (await import('./langchain.ts')).langChain,
};

export const isPeerId = (id: string): id is PeerId => id in PEERS;
