// Short invented articles, reproducible by seed: each tells one thing that no other does, and can be asked for it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface Invented {
  name: string;
  url: string;
  content: string;
  /** What only this article answers, and the sentence that does. */
  question: string;
  sentence: string;
}

const STARTS = 'Bar Cal Dor Fen Gal Hol Kes Lim Mar Nor Pel Quin Ros Sel Tam Ul Ver Wex Yar Zed'.split(' ');
const ENDS = 'ach bury combe dale field ford gate ham ling mouth ness port shaw stow thorpe wick'.split(' ');
const TRADES = 'baker carpenter cooper farrier glazier mason potter saddler tanner weaver'.split(' ');
const THINGS = 'bell boat bridge clock fence fountain lantern organ pier windmill'.split(' ');
const VERBS = 'mended painted sold moved bought measured hid auctioned'.split(' ');
const FILLERS = [
  'Neighbours had asked for it since the spring, the council said.',
  'Nobody was hurt, and the road stayed open all week.',
  'The work took nine days and cost less than had been feared.',
  'Rain fell on most of those days, which did not help.',
  'A plaque is to be put up once the weather allows it.',
  'The parish paid half of it; the rest came from a collection.',
];

/** So many articles; the sentence with its names stands in one alone. */
export function inventedArticles(count: number, seed: number, fillers = 3): Invented[] {
  const random = randomOf(seed);
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  return Array.from({ length: count }, (_, i) => {
    // The place is never the same twice: it is counted, not drawn.
    const place = STARTS[i % STARTS.length]! + ENDS[Math.floor(i / STARTS.length) % ENDS.length]!;
    const [trade, thing, verb] = [oneOf(TRADES), oneOf(THINGS), oneOf(VERBS)];
    const sentence = `The ${trade} of ${place} ${verb} the ${thing} for ${100 + i} crowns on Tuesday.`;
    const rest = Array.from({ length: fillers }, () => oneOf(FILLERS)).join(' ');
    const url = `https://gazette.example/${place.toLowerCase()}`;
    return {
      name: `${place.toLowerCase()}.txt`,
      url,
      content: `date 2024-03-${String(1 + (i % 28)).padStart(2, '0')} ${url}\n\nNews from ${place}\n\n${sentence} ${rest}\n`,
      question: `What did the ${trade} of ${place} do with the ${thing}?`,
      sentence,
    };
  });
}

/** Writes them as a corpus folder. */
export function writeCorpus(folder: string, articles: readonly Invented[]): void {
  mkdirSync(folder, { recursive: true });
  for (const { name, content } of articles) writeFileSync(join(folder, name), content);
}
