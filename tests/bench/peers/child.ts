// A process for one peer, so that its memory is its own. Forked by `bench-peers.ts`, to which it sends what it measured.
import { measure, type Measured } from './measure.ts';
import { isPeerId, PEERS, type PeerId } from './list.ts';

export interface Job {
  peer: PeerId;
  corpusDir: string;
  questionFile: string;
  folder: string;
}

/** What the table says of a peer. */
export interface Row extends Measured {
  id: PeerId;
  name: string;
  packages: string[];
  settings: string;
}

// A benchmark that was ended leaves nothing running.
process.once('disconnect', () => process.exit());

const { peer: id, corpusDir, questionFile, folder } = JSON.parse(process.argv[2]!) as Job;
if (!isPeerId(id)) throw new Error(`There is no peer "${id as string}"`);
const peer = await PEERS[id]();
const measured = await measure(peer, corpusDir, questionFile, folder);
const { name, packages, settings } = peer;
const row: Row = { id, name, packages, settings, ...measured };
process.send!(row);
process.disconnect();
