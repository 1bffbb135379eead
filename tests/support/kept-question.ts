// A question as the server data keep it.
import type { KeptQuestion } from '../../src/server-data/server-data.ts';

export const kept = (text: string | null, more: Partial<KeptQuestion> = {}): KeptQuestion => ({
  at: Date.parse('2025-10-20T12:00:00Z'),
  server: '9',
  kind: 'abstained',
  permille: 300,
  ms: 10,
  text,
  person: 'p',
  up: 0,
  down: 0,
  ...more,
});
