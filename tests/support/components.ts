// The buttons and menus of a message, as whoever presses them finds them.
import { type Json, list } from './discord-rules.ts';
import type { StoredMessage } from './loopback/types.ts';

export const componentsIn = ({ components = [] }: StoredMessage): Json[] =>
  list(components).flatMap((row) => list(row.components));

export const labelsIn = (message: StoredMessage) => componentsIn(message).map(({ label }) => label);

/** The custom id of the first whose label has that in it, or whose custom id begins with it. */
export function idIn(message: StoredMessage, which: string): string {
  const found = componentsIn(message).find(
    ({ label, custom_id }) => String(label ?? '').includes(which) || String(custom_id).startsWith(which),
  );
  if (!found) throw new Error(`No button ${which} among ${labelsIn(message).join(', ') || 'none'}.`);
  return String(found.custom_id);
}
