// Questions that an archive answers: made of what people say in it, and asked before they are shown.
import { describe, expect, it } from 'vitest';
import { partOf } from '../../src/archive.ts';
import { exampleQuestions } from '../../src/discord/example-questions.ts';
import { messagesFor } from '../../src/messages/languages.ts';
import type { Article } from '../../src/types.ts';
import { ARTICLES, SmallArchive } from '../support/small-archive.ts';

const archiveOf = (...stories: [title: string, text: string][]): SmallArchive =>
  new SmallArchive(
    stories.map(([title, text], i): Article => ({
      ...ARTICLES[0]!,
      id: `${i}`.padStart(16, '0'),
      title,
      text,
    })),
  );
const examples = (archive: SmallArchive, language = 'en') =>
  exampleQuestions(partOf(archive, null), messagesFor(language), new AbortController().signal);

describe('An example', () => {
  it.each([
    ['Late ferry', '"We want the late ferry," harbour master Ines Calder said.', 'the late ferry'],
    ['Merrin floods', '"The water in Merrin was high," harbour master Ines Calder said.', 'Merrin'],
    ['Quay of Bronsay', '"Nobody in the Bronsay slept," harbour master Ines Calder said.', null],
    ['Storm over Bronsay', '"It hit the Bronsay," harbour master Ines Calder said.', 'the Bronsay'],
    ['Merrin voters wait', '"Here Merrin voters wait," harbour master Ines Calder said.', null],
    ['Road closed', '"They shut St. Ebba’s Road," harbour master Ines Calder said.', null],
    ['A quiet week', '"We want the late ferry back," harbour master Ines Calder said.', null],
  ])('under the title %j, of %j, is about %j', async (title, text, topic) => {
    const question = topic && `What did Ines Calder say about ${topic}?`;
    expect(await examples(archiveOf([title, text]))).toEqual(question ? [question] : []);
  });

  it.each([
    [
      'de',
      'Hafenbrücke wird teurer',
      '„Wir werden die Hafenbrücke bauen“, sagte Lena Brandt am Dienstag.',
      'Was sagte Lena Brandt zum Thema Hafenbrücke?',
    ],
    [
      'ru',
      'Мост в Приозёрске',
      '«Мы построим мост в Приозёрске», — говорит Елена Громова.',
      'Что говорит Елена Громова?',
    ],
  ])('in %s is a question in that language', async (language, title, text, question) => {
    expect(await examples(archiveOf([title, text]), language)).toEqual([question]);
  });

  it('is of another person and topic than those before it, and three are enough', async () => {
    const said = (who: string, what: string): [string, string] => [
      `News of the ${what}`,
      `"Nobody saw the ${what}," ${who} said.`,
    ];
    const archive = archiveOf(
      said('Ines Calder', 'ferry boat'),
      said('Piet Harmsen', 'ferry boat'),
      said('Lena Brandt', 'harbour bridge'),
      said('Tom Ashdown', 'market hall'),
      said('Una Selwyn', 'storm wall'),
    );
    const found = await examples(archive);
    expect(found).toHaveLength(3);
    expect(found.filter((question) => question.endsWith('about the ferry boat?'))).toHaveLength(1);
  });

  it('that the archive does not answer with their words is none', async () => {
    const archive = archiveOf(['Late ferry', '"We want the late ferry," Ines Calder said.']);
    const ask = archive.ask.bind(archive);
    archive.ask = (query) => ask({ ...query, question: 'Who painted the lighthouse violet?' });
    expect(await examples(archive)).toEqual([]);
  });
});
