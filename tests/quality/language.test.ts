// Questions and articles in other languages: searched where the archive has them, else answered by one plain sentence.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openArchive, type Archive } from '../../src/archive.ts';
import { buildIndex } from '../../src/build.ts';
import { languageOf } from '../../src/text/languages.ts';
import { reasonOf } from '../support/english.ts';
import { QUESTION_FILE, questionsIn } from '../support/project.ts';
import { settingsOf, shippedIndex } from '../support/shipped.ts';
import { temporaryCorpus } from '../support/temporary.ts';

const MIXED = [
  'date 2025-01-03 https://bote.example/faehre\n\nNeue Fähre für Pellowick\n\nDie neue Fähre nach Pellowick kostet 4,2 Millionen Euro, sagte Bürgermeisterin Lena Brandt am Freitag. Sie soll im Herbst zum ersten Mal fahren.',
  'date 2025-01-04 https://vestnik.example/most\n\nМост закрыли на ремонт\n\nМост через реку Меррин закрыли на ремонт до октября, заявила мэр Лена Брандт. Работы стоят четыре миллиона крон. Жители ездят в город на пароме.',
  'date 2025-01-05 https://gazette.example/orchard\n\nFrost ruins the orchards\n\nLate frost has ruined a third of the apple blossom, growers in Merrin said on Sunday. They want help from the state.',
];

let mixed: Archive;
let english: Archive;
beforeAll(async () => {
  const settings = settingsOf({ CORPUS_DIR: temporaryCorpus(MIXED) });
  await buildIndex(settings);
  mixed = await openArchive(settings);
  english = await openArchive(await shippedIndex());
});
afterAll(() => [mixed, english].forEach((archive) => archive.close()));

test.each([
  ['de', MIXED[0]!],
  ['ru', MIXED[1]!],
  ['en', MIXED[2]!],
  [null, '17 24 31 4'],
])('an article is known to be in %s', async (language, text) => {
  expect(await languageOf(text)).toBe(language);
});

test('the archive says which languages it has', async () => {
  const languages = (archive: Archive) =>
    archive.coverage({ outlets: null }).then((coverage) => coverage.languages);
  expect((await languages(mixed)).map(({ language }) => language)).toEqual(['de', 'en', 'ru']);
  expect(await languages(english)).toEqual([{ language: 'en', articles: 24 }]);
});

describe('an archive in English', () => {
  test.each([
    ['German', 'Wie viele Häuser wurden in Pellowick überflutet?'],
    ['French', 'Combien de maisons ont été inondées à Lower Staithe ?'],
    ['Spanish', '¿Cuántas casas se inundaron en Lower Staithe?'],
    ['Polish', 'Ile domów zostało zalanych w Pellowick?'],
    ['Russian', 'Что сказал мэр Пелловика о наводнении?'],
    ['Russian', 'Почему задержали паром?'],
    ['Russian', 'Сколько домов затопило?'],
    ['Ukrainian', 'Коли відкриють парковку?'],
    ['Serbian', 'Зашто касни трајект?'],
    ['Chinese', '谁赢得了选举？'],
    ['Arabic', 'من فاز في الانتخابات؟'],
  ])('answers a question in %s with one sentence and no quote', async (language, question) => {
    const answer = await english.ask({ question: question, outlets: null });
    expect(answer).toMatchObject({ kind: 'abstained', confidence: 0, quotes: [], nearest: [] });
    expect(reasonOf(answer)).toBe(
      `This archive is in English; the question seems to be in ${language}. Ask in English.`,
    );
  });

  test.each([
    'Castellan Rovers?',
    'Ike Stannard',
    'eelgrass',
    'Pellowick Rovers record crowd',
    'ferry tender?',
    'La Palma volcano',
    'Peskov Niger?',
    'how many homes',
    'Did the café on the quai close, à la carte or not?',
    'who is Lou Castellan?',
    'lou castellan rovers',
  ])('takes "%s" for English', async (question) => {
    const answer = await english.ask({ question: question, outlets: null });
    expect(reasonOf(answer) ?? '').not.toMatch(/This archive is in/);
  });

  test('raises no false alarm on the questions about the shipped corpus, in lower case either', async () => {
    for (const question of questionsIn(QUESTION_FILE).flatMap((each) => [each, each.toLowerCase()])) {
      const answer = await english.ask({ question: question, outlets: null });
      expect(reasonOf(answer) ?? '').not.toMatch(/This archive is in/);
    }
  });
});

describe('an archive in several languages', () => {
  test.each([
    ['Wie viel kostet die neue Fähre nach Pellowick?', 'bote.example'],
    ['Кто закрыл мост через реку Меррин на ремонт?', 'vestnik.example'],
    ['How much of the apple blossom did the frost ruin?', 'gazette.example'],
  ])('finds "%s"', async (question, outlet) => {
    const answer = await mixed.ask({ question: question, outlets: null });
    const [first] = [...answer.quotes, ...answer.nearest];
    expect(first!.article.outlet).toBe(outlet);
    expect(answer.hits[0]!.keywordRank).toBe(1);
  });

  test('is asked in one of them', async () => {
    const answer = await mixed.ask({
      question: 'Combien coûte le nouveau bateau de la ville ?',
      outlets: null,
    });
    expect(reasonOf(answer)).toBe(
      'This archive is in German, English and Russian; the question seems to be in French. Ask in German, English or Russian.',
    );
  });

  test('has quotations in them checked', async () => {
    expect(
      (await mixed.check({ text: 'Мост через реку Меррин закрыли на ремонт', outlets: null })).kind,
    ).toBe('exact');
    expect(
      (await mixed.check({ text: 'Die neue Fähre nach Pellowick kostet 5,2 Millionen Euro', outlets: null }))
        .kind,
    ).toBe('near');
  });
});
