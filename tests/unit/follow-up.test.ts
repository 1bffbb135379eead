// Questions that lean on an earlier one: what is carried over, and that a full question is left as it is.
import { describe, expect, it, test } from 'vitest';
import { followUp } from '../../src/question/follow-up/follow-up.ts';

const TODAY = '2025-08-20';
const readings = (earlier: string, later: string) => followUp(earlier, later, TODAY);
const last = (earlier: string, later: string) => readings(earlier, later).at(-1)!.question;
const first = (earlier: string, later: string) => readings(earlier, later)[0]!.question;

test('A question is read alike, whatever was read before it', () => {
  readings('Who is Colm Derrivane?', 'And Ruth Lisle?');
  expect(last('Who is Lou Castellan?', 'Did he apologise?')).toBe('Did Lou Castellan apologise?');
});

describe('A pronoun', () => {
  const BRANDT = 'What did Lena Brandt say about the bridge?';
  test.each([
    [BRANDT, 'and what did she say about Teasel?', 'What did Lena Brandt say about Teasel?'],
    [BRANDT, 'What does she think of the ferry?', 'What does Lena Brandt think of the ferry?'],
    [BRANDT, 'And what about her budget?', 'What about Lena Brandt’s budget?'],
    [BRANDT, 'When was she elected?', 'When was Lena Brandt elected?'],
    ['What did the mayor say about the bridge?', 'Why did he resign?', 'Why did the mayor resign?'],
    [
      'Who is Lena Brandt?',
      'What did she promise the fishermen?',
      'What did Lena Brandt promise the fishermen?',
    ],
    [
      'What did Brandt say about the bridge?',
      'What did they tell the council?',
      'What did Brandt tell the council?',
    ],
  ])('after %j, %j is asked as %j', (earlier, later, asked) => expect(last(earlier, later)).toBe(asked));

  test.each([
    [BRANDT, 'and what did he say about Teasel?'],
    ['Who pays for the harbour bridge?', 'What did she say about Teasel?'],
    [BRANDT, 'What did Ines Okafor say about her garden?'],
    [BRANDT, 'In her new book on tides, Ines Okafor recalls which storm?'],
    [BRANDT, 'After a joke about her hat, Ines Okafor left which meeting?'],
    [BRANDT, 'What did the captain say about his ferry and the tides?'],
    ['Did Lena Brandt meet Ines Okafor in Pellowick?', 'What did she promise the fishermen?'],
  ])('is left where it stands for nobody of %j: %j', (earlier, later) =>
    expect(last(earlier, later)).toBe(later),
  );
});

describe('A question of few words', () => {
  it('takes the topic along, and then does without', () => {
    const [full, short] = readings(
      'What did Lena Brandt say about the harbour bridge?',
      'and what did she say about Teasel?',
    );
    expect(full).toEqual({
      question: 'What did Lena Brandt say about Teasel (on harbour bridge)?',
      carried: [
        { what: 'person', text: 'Lena Brandt' },
        { what: 'topic', text: 'harbour bridge' },
      ],
      requiredStems: ['teasel'],
    });
    expect(short!.question).toBe('What did Lena Brandt say about Teasel?');
  });

  it('that speaks of a thing takes the topic along', () =>
    expect(first('Who paid for the harbour bridge?', 'And when did it open?')).toBe(
      'When did it open (on paid harbour bridge)?',
    ));

  it('that has none of its own is not asked without the topic, for anything would answer it', () => {
    const asked = readings('What did Lena Brandt say about the harbour bridge?', 'Why did she say that?');
    expect(asked.map(({ question }) => question)).toEqual([
      'Why did Lena Brandt say that (on harbour bridge)?',
    ]);
    expect(last('Who paid for the harbour bridge?', 'What did Ines Okafor say about it?')).toBe(
      'What did Ines Okafor say about it (on paid harbour bridge)?',
    );
  });

  it('that asks who somebody is takes no topic along', () =>
    expect(first('What did Lena Brandt say about the bridge?', 'And who is she?')).toBe(
      'Who is Lena Brandt?',
    ));

  it('that opens with "and about" keeps whose words are asked for', () =>
    expect(first('What did the mayor say about the bridge?', 'And about the ferry?')).toBe(
      'What did the mayor say about the ferry?',
    ));

  it('that only names somebody else asks for their words on the same', () =>
    expect(first('What did Lena Brandt say about the bridge?', 'And Peter Aalders?')).toBe(
      'What did Peter Aalders say about the bridge?',
    ));
});

describe('Other days', () => {
  test.each([
    [
      'What did the mayor say about the bridge in June?',
      'And in July?',
      'What did the mayor say about the bridge in July?',
    ],
    [
      'What did the mayor say about the bridge?',
      'and last week?',
      'What did the mayor say about the bridge last week?',
    ],
    ['Who won the race on 2 March 2025?', 'What about 3 March 2025?', 'Who won the race 3 March 2025?'],
  ])('after %j, %j is asked as %j', (earlier, later, asked) =>
    expect(readings(earlier, later).map(({ question }) => question)).toEqual([asked]),
  );
});

describe('A question cut short', () => {
  const BRANDT = 'What did Lena Brandt say about the bridge?';
  test.each([
    [BRANDT, 'Why?', 'Why did Lena Brandt say that (on bridge)?'],
    ['Why was the ferry delayed?', 'how long', 'How long (on ferry delayed)?'],
    ['Who paid for the harbour bridge?', 'And who protested?', 'Who protested (on paid harbour bridge)?'],
    ['Who paid for the harbour bridge?', 'How many hectares?', 'How many hectares (on paid harbour bridge)?'],
    [BRANDT, 'What did Peter Aalders say?', 'What did Peter Aalders say (on bridge)?'],
    [BRANDT, 'Who else?', 'What did others say about the bridge?'],
    [BRANDT, 'No, I meant the ferry', 'What did Lena Brandt say about the ferry?'],
    [BRANDT, 'and the council?', 'What did the council say about the bridge?'],
    [BRANDT, 'what about Colm Derrivane?', 'What did Colm Derrivane say about the bridge?'],
    [BRANDT, 'and about Colm Derrivane?', 'What did Lena Brandt say about Colm Derrivane?'],
    ['How much will the wall cost?', 'And the museum?', 'How much will the museum cost?'],
    [
      'Who won the contract for the ferry?',
      'No, I meant the dredging',
      'Who won the contract for the dredging?',
    ],
    [
      'Who lives on Gull Holm?',
      'What happened there in July?',
      'What happened there in July (on lives Gull Holm)?',
    ],
  ])('after %j, %j is asked as %j', (earlier, later, asked) =>
    expect(readings(earlier, later).map(({ question }) => question)).toEqual([asked]),
  );

  it('asks for more of the same', () =>
    expect(readings(BRANDT, 'More?')).toMatchObject([{ question: BRANDT, more: true }]));
});

describe('In German and Russian', () => {
  const BRANDT = 'Was sagte Lena Brandt zur Brücke?';
  const BRANDT_RU = 'Что сказала Лена Брандт о мосте?';
  test.each([
    [BRANDT, 'und was sagte sie zu Niger?', 'Was sagte Lena Brandt zu Niger (zu Brücke)?'],
    [BRANDT, 'Und über die Fähre?', 'Was sagte Lena Brandt über die Fähre?'],
    [BRANDT, 'und Peter Aalders?', 'Was sagte Peter Aalders zur Brücke?'],
    [BRANDT, 'und im Juli?', 'Was sagte Lena Brandt zur Brücke im Juli?'],
    [BRANDT, 'Warum?', 'Warum sagte Lena Brandt das (zu Brücke)?'],
    ['Wer baut die Fähre?', 'Wie viel kostet sie?', 'Wie viel kostet sie (zu baut Fähre)?'],
    [
      'Was hat Lena Brandt über die Brücke gesagt?',
      'nein, ich meinte die Fähre',
      'Was hat Lena Brandt über die Fähre gesagt?',
    ],
    [BRANDT_RU, 'а что она сказала о Нигере?', 'Что Лена Брандт сказала о Нигере (о мосте)?'],
    [BRANDT, 'und Aalders?', 'Was sagte Aalders zur Brücke?'],
    [BRANDT, 'und die Fähre?', 'Was sagte Lena Brandt über die Fähre?'],
    [BRANDT_RU, 'а Аалдерс?', 'Что сказала Аалдерс о мосте?'],
    [BRANDT_RU, 'А о пароме?', 'Что сказала Лена Брандт о пароме?'],
    [BRANDT_RU, 'а в июле?', 'Что сказала Лена Брандт о мосте в июле?'],
    [BRANDT_RU, 'Почему?', 'Почему Лена Брандт так говорит (о мосте)?'],
    ['Кто построил маяк?', 'Когда это было?', 'Когда это было (о построил маяк)?'],
    [BRANDT, 'Wann öffnet die Bücherei am Markt?', 'Wann öffnet die Bücherei am Markt?'],
    [BRANDT_RU, 'Кто построил маяк на острове?', 'Кто построил маяк на острове?'],
    [BRANDT_RU, 'and what did she say about Niger?', 'and what did she say about Niger?'],
  ])('after %j, %j is asked as %j', (earlier, later, asked) => expect(first(earlier, later)).toBe(asked));
});

describe('A full question', () => {
  test.each([
    'When does the harbour bridge reopen?',
    'What did Lena Brandt say about Teasel?',
    'And how many hectares of eelgrass would the dredging destroy?',
    'What happened in July to the ferry captains?',
    'Is there a strike?',
    'And yet, who built the lighthouse on the pier?',
    'And how old is the lighthouse?',
    'how many hectares of eelgrass would the dredging destroy',
    'What did Lena Brandt say about Teasel, and when?',
    'ferry',
    '',
  ])('is asked as it is: %j', (later) => {
    expect(
      readings('What did Ines Okafor say about the orchards?', later).map(({ question }) => question),
    ).toEqual([later]);
  });
  it('is asked as it is where there is no earlier one', () =>
    expect(last('', 'What did she say?')).toBe('What did she say?'));
});
