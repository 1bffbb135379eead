// Questions that lean on an earlier one: what is carried over, and that a full question is left as it is.
import { describe, expect, it, test } from 'vitest';
import { followUp } from '../src/follow-up.ts';

const TODAY = '2025-08-20';
const readings = (earlier: string, later: string) => followUp(earlier, later, TODAY);
const last = (earlier: string, later: string) => readings(earlier, later).at(-1)!.question;
const first = (earlier: string, later: string) => readings(earlier, later)[0]!.question;

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
      holding: ['teasel'],
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

describe('A full question', () => {
  test.each([
    'When does the harbour bridge reopen?',
    'What did Lena Brandt say about Teasel?',
    'And how many hectares of eelgrass would the dredging destroy?',
    'What happened in July to the ferry captains?',
    'Who won?',
    'Is there a strike?',
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
