// Where sentences end: not behind titles, ranks and other abbreviations, and behind some of them all the same.
import { describe, expect, test } from 'vitest';
import { sentences } from '../../src/text/sentences.ts';

const split = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end));

describe('a sentence does not end', () => {
  test.each([
    'The judges relied on Quill v. Marsh for years.',
    'Brig. Gen. Edda Quill said the bridge held.',
    'Det. Sgt. Hugo Marsh said nine drums were gone.',
    'The Rt. Hon. Hugo Marsh said no.',
    'Cpl. Quill, Pvt. Marsh and Spc. Stone said no.',
    'Fr. Quill and Msgr. Marsh said mass.',
    'Mme. Quill and Mlle. Marsh said no.',
    'They live in Marlow, Mass. Route 9 is near.',
    'Turn to p. 5 of the report.',
    'Yahoo! Finance reported it first.',
    '“I … I do not know,” Quill said.',
    'The ship left at 5 p.m. Monday for the U.S. Navy yard.',
    '“Who left the gate open?” Hugo Marsh asked the clerk.',
    '“Never again!” Marsh shouted from the quay.',
    '«Никогда!» — сказал он громко.',
    'The road to Ft. Marsh was closed.',
    '1. The first lock opened.',
    'IV. The first lock opened.',
    'Ald. Quill and Amb. Marsh said no.',
    'Es kostet 3 Mio. Euro.',
    'Hr. Marsh und Anna Quill, geb. Stone, kamen.',
    'Они судили его по ст. 3 закона.',
    'Wm. Quill and Geo. Marsh signed.',
    'The chapel, built c. 1900, burned down.',
    'Maj. Gen. (ret.) Hugo Marsh said no.',
    'See Fed. Reg. 12 for it.',
    'Der 3. Oktober ist ein Feiertag.',
    'Das Haus ist aus dem 19. Jahrhundert.',
    'Das gilt z. B. Kindern und Alten.',
    'Die Wache wohnt in der Hafenstr. 12 seit Jahren.',
    'Laut Abs. 3 ist das verboten.',
    'Mme Quill et MM. Marsh ont dit non.',
    'Станция им. Ленина закрыта.',
    'В г. Москве холодно.',
    'Проф. Куилл сказал нет.',
  ])('in: %s', (text) => expect(split(text)).toEqual([text]));
});

describe('a sentence ends', () => {
  test.each([
    ['The wave came at 5 p.m.', 'Residents had left.'],
    ['They took it to the U.S.', 'Officials declined.'],
    ['She runs Quill Inc.', 'Shares fell.'],
    ['He lives on Quay St.', 'Neighbours complained.'],
    ['The answer was no.', '11 people left.'],
    ['The fee rose.', '£5 is too much.'],
    ['The fee rose.', '@pellowick wrote that first.'],
    ['The phones came.', 'iPhones sold out.'],
    ['The fee rose.', '🌊 Here is what we know.'],
    ['The fee rose.', 'https://harbour.example/fee has more.'],
    ['The coach left.', 'van der Meer stayed.'],
    ['He fell 12 ft.', 'Nobody saw it.'],
    ['The road leads to Ft. Marsh.', 'Nobody took it.'],
    ['He was 3.', 'Then he left.'],
    ['Er kam am 3. Oktober.', 'Dann ging er.'],
    ['Das war 1990.', 'Oktober kam.'],
    ['Это было в 1950 г.', 'Он уехал.'],
    ['“Where is my boy?”', 'Poole told her that he was safe.'],
    ['“Who left the gate open?”', 'The clerk said that nobody knew.'],
    ['“Never again!”', 'Marsh said that the gate would be locked.'],
  ])('behind: %s', (first, second) => expect(split(`${first} ${second}`)).toEqual([first, second]));
});
