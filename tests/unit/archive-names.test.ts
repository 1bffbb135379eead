// People and places of an archive, and what is typed completed to them.
import { describe, expect, it } from 'vitest';
import { completions, nameOf, namesIn } from '../../src/discord/archive-names.ts';
import { partOf } from '../../src/archive.ts';
import { fold } from '../../src/text/fold.ts';
import { ARTICLES, SmallArchive } from '../support/small-archive.ts';

const found = (texts: readonly string[]) => {
  const articles = texts.map((text, i) => ({ ...ARTICLES[0]!, id: `${i}`.padStart(16, '0'), text }));
  return namesIn(partOf(new SmallArchive(articles), null), new AbortController().signal);
};

describe('The names of an archive', () => {
  it('are of those who are quoted, and of what several articles name amid a sentence', async () => {
    const names = await found([
      'They met at Lower Staithe on Monday. "It rained," harbour master Ines Calder said.',
      'The boats of Lower Staithe and of the Port of Merrin came. Nobody saw Merrin.',
      'They left the Port of Merrin, where Tuesday’s tide was high, with Harbour Master Ines Calder.',
      'Nobody told Calder, or Calder’s crew, of Merrin on Sept. 4 or on Oct. 9.',
      'It was Calder, at sea from Sept. 4 to Oct. 9.',
    ]);
    expect(names.map(({ name }) => name)).toEqual([
      'Lower Staithe',
      'Port of Merrin',
      'Merrin',
      'Ines Calder',
    ]);
  });

  it.each([
    ['dmitry peskov', 'Kremlin spokesman Dmitry Peskov', 'Dmitry Peskov'],
    ['edward c ratledge', 'Edward C. Ratledge, director of the centre', 'Edward C. Ratledge'],
    ['elise moreau', 'Mayor Élise Moreau', 'Élise Moreau'],
    ['gone', 'Rev. Somebody Else, of the parish', 'Rev. Somebody Else'],
  ])('has of %j, %j, %j', (key, speaker, name) => expect(nameOf({ key, speaker })).toBe(name));

  it('of an empty archive are none', async () => expect(await found([])).toEqual([]));
});

describe('What is typed', () => {
  const names = ['Ines Calder', 'Lower Staithe', 'Staithe Quay', 'Élise Moreau'].map((name) => ({
    name,
    folded: fold(name),
    count: 1,
  }));
  it.each([
    ['What did in', []],
    ['What did ine', ['What did Ines Calder']],
    ['what about cald', ['what about Ines Calder']],
    ['What of STAI', ['What of Lower Staithe', 'What of Staithe Quay']],
    ['What of lower  st', ['What of Lower Staithe', 'What of lower  Staithe Quay']],
    ['Where is Lower Staithe', ['Where is Lower Staithe Quay']],
    ['el', ['Élise Moreau']],
    ['e', []],
    ['What did the aithe', []],
  ])('%j becomes %j', (typed, completed) => expect(completions(typed, names)).toEqual(completed));
});
