// Questions in German and Russian: what is grammar there, or a compound, is no slip, and is left as it is.
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openStore, type Store } from '../../src/index/store.ts';
import { readQuestion } from '../../src/question/question.ts';
import { understand } from '../../src/search/understand.ts';
import { seemsEnglish } from '../../src/text/languages.ts';
import { coverageOf } from '../support/small-archive.ts';
import { putText } from '../support/filled-store.ts';
import { temporaryFolder } from '../support/temporary.ts';

const GERMAN = [
  'Die Bürgermeisterin Johanna Brandt sagte am Montag, die Brücke über den Hafen werde im Mai wieder geöffnet.',
  'Der Stadtrat hat den Haushalt beschlossen. Die Kosten der Sanierung betragen vier Millionen Kronen.',
  'Fischer und Händler protestieren gegen die Vertiefung des Hafenbeckens und die Schließung der Bibliothek.',
  'Das Hochwasser beschädigte dreißig Häuser, die Feuerwehr pumpte Keller aus. Die Versicherung zahlt.',
  'Die Gewerkschaft forderte höhere Löhne für die Beschäftigten der Konservenfabrik und kündigte Streiks an.',
];
const RUSSIAN = [
  'Мэр города Елена Брандт сообщила в понедельник, что мост через гавань откроют в мае.',
  'Городской совет утвердил бюджет. Стоимость ремонта составит четыре миллиона крон.',
  'Рыбаки и торговцы выступают против углубления гавани и закрытия библиотеки.',
  'Наводнение повредило тридцать домов, пожарные откачивали воду из подвалов.',
  'Профсоюз потребовал повышения зарплаты работникам консервного завода и объявил забастовку.',
];

let store: Store;
beforeAll(() => {
  store = openStore(join(temporaryFolder(), 'index.db'), true);
  [...GERMAN, ...RUSSIAN].forEach((text, i) => putText(store, `a${i}`, text));
  store.settle(true);
});

const languages = ['de', 'ru'].map((language) => ({ language, articles: 5 }));

function understood(typed: string) {
  const index = {
    spellings: async (...query: Parameters<Store['spellings']>) => store.spellings(...query),
    keyword: async (...query: Parameters<Store['keyword']>) => store.keyword(...query),
    frequencies: async (stems: readonly string[]) =>
      new Map(stems.map((stem) => [stem, store.frequency(stem)] as const)),
  };
  const question = readQuestion(typed, '2025-06-01');
  const isEnglish = seemsEnglish(question.read, { ...coverageOf([]), languages });
  return understand(index, question, {}, { articles: 10, isEnglish });
}

test.each([
  'Was sagten die Bürgermeisterinnen zu den Brücken?',
  'Wann werden die Häfen geöffnet, und wer zahlte die Kosten des Hauses?',
  'Welche Brückensperrungen, Hafenvertiefungen und Bibliotheksschließungen gibt es?',
  'Was hat die Bürgermeisterkandidatin dem Stadtrate vorgeschlagen?',
  'Wie viele Haushalte beschädigten die Hochwassers?',
  'Wogegen protestierten Fischerinnen und Händlern?',
  'Hat der Gewerkschafter höheren Lohn gefordert?',
  'Wer ist Johann Brand?',
  'Was kostete der Hafenbeckenausbau der Versicherungen?',
  'Welcher Beschäftigter kündigt?',
  'Что сообщил мэр о мостах через гавани?',
  'Когда откроется мост, и сколько стоит ремонт?',
  'Кто выступал против закрытий библиотек и углублений гаваней?',
  'Сколько дома повредили наводнения?',
  'Чего требовал профсоюзы для работников заводов?',
  'Что утвердили городские советы о бюджете?',
  'Кто объявил о забастовках и повышении зарплат?',
  'Какую воду откачивал пожарный из подвала?',
])('nothing is read into: %s', async (typed) => {
  expect(await understood(typed)).toEqual({ read: typed, readAs: [], didYouMean: [] });
});

test.each([
  ['Was sagte die Bürgermesiterin?', 'Bürgermeisterin'],
  ['Wer ist gegen die Verteifung?', 'Vertiefung'],
  ['Wer schloss die Biblothek?', 'Bibliothek'],
  ['Что повредило нводнение?', 'Наводнение'],
  ['Кто против закрытия билбиотеки?', 'библиотеки'],
])('a slip is read: %s', async (typed, read) => {
  expect((await understood(typed)).readAs.map((each) => each.read)).toEqual([read]);
});
