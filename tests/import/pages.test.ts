// What comes of pages as publishing systems emit them: the sentences of the article, and nothing that stands around it.
import { expect, test } from 'vitest';
import { textOf } from '../../src/import/body.ts';
import { decoded } from '../../src/import/decoded.ts';
import { readPage } from '../../src/import/page.ts';
import { writtenDay } from '../../src/import/written-day.ts';
import { collapse } from '../../src/text/words.ts';
import { labelledPages, type LabelledPage } from './labelled-pages.ts';

/** Title, day, outlet and byline as a person reads them off each page, and the path of its address. */
const SAID: Record<
  string,
  [title: string, day: string, outlet: string | null, byline: string | null, url: string | null]
> = {
  '01-wordpress-blocks': [
    'Weir repairs to close towpath until May',
    '2024-03-04',
    'Aldermoor Post',
    'Hattie Brock',
    'https://aldermoorpost.example/2024/03/weir-repairs-towpath/',
  ],
  '02-wordpress-classic': [
    'Grain silo fire put out after two days',
    '2023-08-19',
    'Prairie Dispatch',
    'Ray Lindqvist',
    'https://prairiedispatch.example/grain-silo-fire/',
  ],
  '03-ghost-casper': [
    'The library that lends drills',
    '2025-01-12',
    'Quayside Notes',
    'Imke Sandoval',
    'https://quaysidenotes.example/the-library-that-lends-drills/',
  ],
  '04-drupal': [
    'Audit faults harbour board over dredging contract',
    '2022-11-30',
    'Ministry Watch',
    null,
    'https://ministrywatch.example/news/audit-faults-harbour-board',
  ],
  '05-arc-fusion': [
    'Teachers reject pay offer in narrow vote',
    '2024-10-02',
    'The Carrow Herald',
    'Delia Frost, Sam Okafor',
    'https://carrowherald.example/education/2024/10/02/teachers-reject-pay-offer/',
  ],
  '06-substack': [
    'What the ledger of the Marigold says',
    '2023-05-09',
    'Salt Road',
    'Nils Abara',
    'https://saltroad.example/p/what-the-ledger-says',
  ],
  '07-medium': [
    'Our town got fibre and lost its phone box',
    '2021-06-21',
    'Medium',
    'Tove Marr',
    'https://medium.example/lines-down/fibre-phone-box-8f2c1a',
  ],
  '08-amp': [
    'Ice closes Kettle Sound to shipping',
    '2024-01-28',
    'Northwire',
    'Northwire staff',
    'https://northwire.example/ice-closes-kettle-sound/',
  ],
  '09-component-news': [
    'Bees found living in parliament clock',
    '2023-07-14',
    'the Sentinel',
    'Ada Okoro',
    'https://thesentinel.example/environment/2023/jul/14/bees-found-in-parliament-clock',
  ],
  '10-text-block': [
    "Lighthouse keeper's log stolen from museum",
    '2025-02-18',
    'Isles News',
    'Callum Reith',
    'https://islesnews.example/news/articles/c4ng8k2',
  ],
  '11-css-modules': [
    'The Orchard That Would Not Freeze',
    '2022-04-09',
    'The Metropolitan Courier',
    'Priya Castell',
    'https://metrocourier.example/2022/04/09/us/orchard-frost.html',
  ],
  '12-div-paragraphs': [
    'Zinc smelter to cut output by a third as power costs bite',
    '2022-09-06',
    'Globewire',
    'Jan Wouters',
    'https://globewire.example/markets/zinc-smelter-cut-output-2022-09-06/',
  ],
  '13-german-latin1': [
    'Brücke über die Löhne bleibt gesperrt',
    '2023-02-10',
    'Wesertaler Kurier',
    'Jörg Möller',
    'https://wesertaler-kurier.example/lokales/bruecke-loehne-gesperrt-100.html',
  ],
  '14-german-public': [
    'Pegel der Arle sinkt langsam',
    '2024-06-03',
    'landesschau',
    'landesschau',
    'https://landesschau.example/inland/hochwasser-arle-104.html',
  ],
  '15-french-paywall-layout': [
    'À Saint-Ombre, la source ne coule plus',
    '2023-08-24',
    'Le Courrier',
    'Élise Vautrin',
    'https://lecourrier.example/planete/article/2023/08/24/a-saint-ombre-la-source-ne-coule-plus_6186.html',
  ],
  '16-russian-cp1251': [
    'В Заречье открыли мост',
    '2021-09-03',
    'Заречные вести',
    null,
    'https://zarvesti.example/news/2021/09/03/most-otkryt/',
  ],
  '17-site-builder': [
    'Choir wins back its chapel',
    '2020-02-27',
    'Valley Voice',
    'Nia Powell',
    'https://valleyvoice.example/blog/choir-chapel',
  ],
  '18-blogger-breaks': [
    'Allotments saved, for now',
    '2016-05-15',
    null,
    'Len Tideswell',
    'https://gravelpit.example/2016/05/allotments-saved-for-now.html',
  ],
  '19-table-layout': ['The Staithe Courier - Herring boat found adrift', '2003-10-06', null, null, null],
  '20-singlefile-cable': [
    'Nine guests freed from hotel elevator after 14 hours',
    '2024-07-01',
    'Cablenet',
    'Rosa Delgado, Tim Ashby',
    'https://cablenet.example/2024/07/01/us/hotel-elevator-rescue/index.html',
  ],
  '21-wordpress-captions': [
    'Saltholm reopens its allotment site after 11 days',
    '2022-11-10',
    'Nethermoor Echo',
    'Callum Vane',
    'https://nethermoorecho.example/2022/11/s1001/',
  ],
  '22-amp-graph': [
    'Easterby reopens its boat yard after 74 days',
    '2024-10-06',
    'Hollin Post',
    'Priya Lasker',
    'https://hollinpost.example/s1098/',
  ],
  '23-graph-by-id': [
    'Nethermoor mourns its signal box after 3 years',
    '2024-08-22',
    'Halden Bay Record',
    'Tobias Fenn',
    'https://haldenbay.example/s1192/',
  ],
  '24-pieces': [
    'Brayle sells its weather station after 87 years',
    '2020-06-06',
    'Tidewrack Journal',
    'Ines Calder',
    'https://tidewrack.example/journal/s1044',
  ],
  '25-drupal-footer-date': [
    'Marlow Quay mourns its night ferry after 53 days',
    '2021-09-09',
    'Pellworth Borough News',
    null,
    'https://pellworth.example/news/s1029',
  ],
  '26-blogger-new': [
    'Corran Gate mourns its swing bridge after 64 years',
    '2024-06-12',
    'Gull and Gauge',
    'Idris Pell',
    'https://gullandgauge.example/2024/06/s1072.html',
  ],
  '27-jekyll': [
    'Ashdyke loses its boat yard after 24 days',
    '2016-04-25',
    'Ashdyke Almanac',
    'Greta Holm',
    'https://ashdyke.example/s1112.html',
  ],
  '28-german-kicker': [
    'Brackenau: Buslinie nach 67 Tagen wieder offen',
    '2024-09-27',
    'DER WOGENBOTE',
    'Anke Reuß',
    'https://www.wogenbote.example/panorama/s1123-a-1234',
  ],
  '29-russian-topic': [
    'В посёлке Сосновка 13 дней чинят водокачка',
    '2020-08-11',
    'Лента.лог',
    'Мария Ершова',
    'https://lentalog.example/news/2020/08/11/s1141/',
  ],
  '30-russian-blocks': [
    'В посёлке Сосновка 76 дней чинят паром',
    '2020-10-10',
    'РИА Заречье',
    null,
    'https://ria-zarechye.example/20201010/1139.html',
  ],
  '31-singlefile-unquoted': [
    'Nethermoor reopens its weather station after 81 years',
    '2016-09-03',
    'Gatepost',
    'Ruth Okonjo',
    'https://gatepost.example/a/s1165',
  ],
  '32-print-view': [
    'Oxcombe reopens its night ferry after 59 days',
    '2020-02-18',
    null,
    null,
    'https://gazette.example/print/1169',
  ],
  '33-forum': [
    'Tern Bridge reopens its grain store after 58 weeks',
    '2023-12-22',
    'Hollin Ferry Hub',
    'Jonah Birch',
    'https://hub.example/news/s1177.html',
  ],
  '34-live-blog': [
    'Oxcombe mourns its grain store after 8 weeks',
    '2016-08-18',
    'Morwen Live',
    'Ruth Okonjo',
    'https://morwenlive.example/live/2016-08-18/s1187',
  ],
  '35-cable-video': [
    'Nethermoor reopens its signal box after 54 days',
    '2024-10-21',
    'Kestrel Cable',
    'Samuel Aduba',
    'https://edition.kestrelcable.example/2024/10/21/world/s1211/index.html',
  ],
  '36-capital-attributes': ['Fennick reopens its tram depot after 40 years', '2021-11-03', null, null, null],
  '37-undated-box': [
    'Saltholm reopens its tram depot after 78 days',
    '2023-03-23',
    'Siskin Labs Journal',
    'Ada Merrick',
    'https://siskin.example/journal/s9029',
  ],
  '38-other-articles-data': [
    'Saltholm mourns its tram depot after 7 days',
    '2018-11-07',
    'Pelagic',
    'Greta Holm',
    'https://pelagic.example/stories/s9012',
  ],
  '39-comments-outgrow': [
    'Corran Gate reopens its fish market after 63 weeks',
    '2021-02-19',
    'Curlew Standard',
    'Priya Lasker',
    'https://curlewstandard.example/s9031',
  ],
  '40-russian-breaks': [
    'В посёлке Сосновка 62 дней чинят мост',
    '2023-09-17',
    'Вести Яра',
    'Анна Лугова',
    'https://vestiyara.example/news/detail/s9022/',
  ],
};

const drafts = new Map(
  labelledPages.map(({ name, bytes }) => [name, readPage(decoded(bytes, null), `${name}.html`, null)]),
);

/** Sentences of the article that came, those that did not, and text that is none of the article's. */
function sifted({ name, sentences, either }: LabelledPage) {
  let rest = textOf(drafts.get(name)!.body).split('\n').map(collapse).join('\n');
  const take = (sentence: string) => {
    const isThere = rest.includes(sentence);
    rest = rest.replace(sentence, '\n');
    return isThere;
  };
  const missing = sentences.filter((sentence) => !take(sentence));
  either.forEach(take);
  const foreign = rest
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /[\p{L}\p{N}]/u.test(line));
  return { missing, foreign, came: sentences.length - missing.length };
}

test('every sentence of every article comes, and nothing else', () => {
  const results = labelledPages.map((page) => ({ name: page.name, ...sifted(page) }));
  const sum = (count: (result: (typeof results)[number]) => number) =>
    results.reduce((total, result) => total + count(result), 0);
  const [came, missing, foreign] = [
    sum((r) => r.came),
    sum((r) => r.missing.length),
    sum((r) => r.foreign.length),
  ];
  expect(labelledPages).toHaveLength(40);
  expect(came / (came + missing)).toBe(1);
  expect(came / (came + foreign)).toBeGreaterThanOrEqual(0.98);
});

test.each(labelledPages.map(({ name }) => name))('%s says title, day, outlet, byline and address', (name) => {
  const { title, published, outlet, byline, url } = drafts.get(name)!;
  expect([title, writtenDay(published ?? ''), outlet, byline, url]).toEqual(SAID[name]);
});
