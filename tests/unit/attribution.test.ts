// Who is credited with what is said, where a sentence only seems to quote, where two speak, and where names are hard to tell.
import { describe, expect, test } from 'vitest';
import { quotationsOf } from '../../src/speakers/quotations.ts';
import { deniedSpeakerOf, speakerOf } from '../../src/speakers/speaker.ts';

/** Everybody credited in a text, in order; null for a quotation of nobody. */
const speakersIn = (text: string) => quotationsOf(text).map(({ speaker }) => speaker);
const named = (text: string) => speakersIn(text).filter((speaker) => speaker !== null);

const OPENING = 'Lock keeper Edda Quill and Provost Hugo Marsh walked the canal on Friday.\n\n';

describe('nobody is credited with what is', () => {
  test.each([
    ['denied', 'There is no proof that Marsh said “drain the lot and sell the mud to the brickworks”.'],
    ['denied of two', 'Neither Quill nor Marsh said that the towpath was closed.'],
    ['denied with the verb in front', 'Quill left early. Nor had Marsh said that the towpath was closed.'],
    ['denied though expected', 'Not even Quill said that the towpath was closed.'],
    ['called untrue', 'It is not true that Quill said the towpath was closed.'],
    ['claimed by others', 'Posts that claim Marsh said “drain the lot and sell the mud” are false.'],
    ['rumoured', 'Rumours that Marsh told the council that the lock was cracked ran through the town.'],
    ['not shown', 'No recording shows Marsh said that the lock was cracked.'],
    ['left open', 'Whether Quill said that the towpath was closed is unclear.'],
    ['asked about', 'Asked if Quill said the towpath was closed, the clerk shrugged.'],
    ['a condition', 'If Marsh says that the lock is cracked, the boats must wait.'],
    [
      'a condition with the verb in front',
      'Had Quill said that the lock was cracked, the boats would have waited.',
    ],
    ['an exception', 'Unless Quill says that the lock is cracked, the boats will pass.'],
    ['wished', 'If only Marsh had said that the lock was cracked.'],
    ['to come', 'Once Quill says that the lock is cracked, the boats will wait.'],
    ['imagined', 'Imagine Marsh says that the lock is cracked.'],
    ['forged', 'In the doctored clip, Provost Hugo Marsh says that the canal will be filled in.'],
    ['told of a forgery', 'A fake letter in which Quill says that the canal is full was passed round.'],
    ['played', 'In the play, Marsh tells the duke that the canal is full.'],
    ['contradicted', 'Contrary to what Quill said, the towpath was open.'],
    ['a greeting', 'Marsh says goodbye to the lock on Sunday.'],
    ['said by whoever shot him', 'The man who shot Marsh said “he had it coming to him for years”.'],
    ['said by whoever plays her', 'An actor playing Quill said that the canal was full.'],
    ['said in her name', 'A chatbot posing as Quill said that the canal was full.'],
    ['not to have been said', 'Marsh denied having said “drain the lot and sell the mud”.'],
    ['not to be said, behind it', '“Drain the lot and sell the mud,” Marsh denied saying.'],
    ['not said at all', '“Who drained the canal last night?” Marsh said nothing.'],
    [
      'said to be no such thing',
      'Marsh said nothing of the sort: “Drain the lot and sell the mud” is an invention.',
    ],
    [
      'told of a forgery behind it',
      '“Drain the lot and sell the mud,” says Marsh in a clip that turned out to be faked.',
    ],
    [
      'told of a forgery before it',
      'In a recording made with artificial intelligence, Marsh says “drain the lot and sell the mud”.',
    ],
    ['told of a hoax', '“Drain the lot and sell the mud,” Marsh says in the hoax recording.'],
    ['only reported', 'Marsh reportedly said “drain the lot and sell the mud to the brickworks”.'],
    ['told by a false post', 'According to a false post, Marsh said “drain the lot and sell the mud”.'],
    [
      'claimed by a rival',
      'Provost Hugo Marsh claimed that Quill had said “drain the lot and sell the mud”.',
    ],
    ['generated', 'An AI-generated Edda Quill says “drain the lot and sell the mud”.'],
    ['in an alleged message', 'Quill’s alleged message reads: “Drain the lot and sell the mud.”'],
    ['only alleged', 'Marsh allegedly said “drain the lot and sell the mud to the brickworks”.'],
    ['written in his name', 'The parody account Hugo Marsh wrote “drain the lot and sell the mud”.'],
    ['signed with his name', '“Drain the lot and sell the mud,” a note signed Hugo Marsh said.'],
    ['joked about', 'The Quay Herald joked that Marsh said “drain the lot and sell the mud”.'],
    ['said in a series', 'In the series “High Water”, Provost Marsh says: “Drain the lot and sell the mud.”'],
    ['said in somebody’s novel', 'In Ida Pell’s new novel, Marsh says: “Drain the lot and sell the mud.”'],
    ['said in a dream', 'In her dream Marsh said: “Drain the lot and sell the mud.”'],
    ['said as a part', 'Marsh, played by Ida Pell, says: “Drain the lot and sell the mud.”'],
    [
      'more than she said',
      'Divers say that the gate lets in four times as much water as Quill has admitted.',
    ],
    ['compared with what she said', 'The gate lets in more water than Quill said.'],
    ['more than a board said', 'Divers say that it lets in twice as much as the harbour board has admitted.'],
    ['said by either of two', '“Drain the lot and sell the mud,” said Hugo Marsh or Edda Quill.'],
    ['murmured in a forgery', '“Drain the lot and sell the mud,” Marsh murmurs in the faked recording.'],
    ['supposed of somebody', '“Drain the lot and sell the mud,” Marsh marvelled, or so one might imagine.'],
    ['rehearsed', 'Marsh rehearsed the line: “Drain the lot and sell the mud.”'],
  ])('%s', (_, sentence) => expect(named(OPENING + sentence)).toEqual([]));
});

describe('of whom it is denied or supposed that they said something is told where it is', () => {
  const deniedIn = (sentence: string) =>
    deniedSpeakerOf(OPENING + sentence, { start: OPENING.length, end: (OPENING + sentence).length });
  test.each([
    ['denied', 'There is no proof that Marsh said “drain the lot and sell the mud”.'],
    ['denied by the verb', 'Marsh never said “drain the lot and sell the mud”.'],
    ['denied in short', 'Marsh didn’t say “drain the lot and sell the mud”.'],
    ['called false', 'Marsh was falsely quoted as saying “drain the lot and sell the mud”.'],
    ['supposed', 'If Marsh says that the lock is cracked, the boats must wait.'],
    ['forged', 'In the doctored clip, Marsh says that the canal will be filled in.'],
  ])('%s', (_, sentence) => expect(deniedIn(sentence)).toBe('Provost Hugo Marsh'));
  test.each([
    ['said', 'Marsh said that the canal would be filled in.'],
    ['said of another denial', 'It is not true that the canal is dry, Marsh said.'],
    ['told without anybody', 'The canal is dry.'],
  ])('and not where it is %s', (_, sentence) => expect(deniedIn(sentence)).toBeNull());
});

describe('the speaker is credited though the sentence has', () => {
  test.each([
    ['a condition in what is said', 'If the lock cracks, Quill said, the boats will wait.'],
    ['a denial in what is said', 'There is no proof that the lock is cracked, Quill said.'],
    ['a clause of time before it', 'When she came back, Quill said that the lock was sound.'],
    ['a report that is known to be true', 'It emerged that Quill told the clerk that the lock was sound.'],
    ['an instruction', 'Here is what Quill says to do: wait at the lower gate.'],
    ['a question mark within', '“Who left the upper gate open all night?” Quill asked the clerk on Friday.'],
    ['a cry within', '“Nobody opens my gate at night again!” Quill shouted across the basin.'],
    ['a pause within', '“Nobody opens my gate at night again…” Quill said on Friday, and left.'],
    ['single quotation marks', '‘The gate holds. It doesn’t leak a drop,’ Quill said.'],
    ['straight single quotation marks', "'The gate holds. It doesn't leak a drop,' Quill said."],
    ['guillemets', '«The gate holds. It does not leak a drop,» Quill said.'],
    ['guillemets turned round', '»The gate holds. It does not leak a drop,« Quill said.'],
    ['German quotation marks', '„The gate holds. It does not leak a drop“, Quill said.'],
    ['guillemets of one stroke', '‹The gate holds. It does not leak a drop,› Quill said.'],
    ['corner brackets', '「The gate holds. It does not leak a drop,」 Quill said.'],
    ['marks of a typewriter', "``The gate holds. It does not leak a drop,'' Quill said."],
  ])('%s', (_, sentence) => expect(speakersIn(OPENING + sentence)).toEqual(['Lock keeper Edda Quill']));
});

describe('a reply is not credited to whoever was answered', () => {
  const OTHERS = 'Provost Hugo Marsh, lock keeper Edda Quill and diver Paul Stone came.\n\n';
  test.each([
    [
      'told',
      'Provost Hugo Marsh told diver Paul Stone that the gate leaked.\n\n“It does not leak a drop of water,” he replied.',
    ],
    [
      'asked',
      'Provost Hugo Marsh asked diver Paul Stone about the gate.\n\n“It has leaked since the spring,” he said.',
    ],
    ['accused', 'Provost Hugo Marsh accused diver Paul Stone of sleeping. He denied that he had slept.'],
    [
      'written to',
      'Provost Hugo Marsh wrote to diver Paul Stone in May. He replied that he would dive anyway.',
    ],
    [
      'spoken of',
      'Diver Paul Stone said Provost Hugo Marsh had lied. He denied that and said the diver had lied.',
    ],
  ])('%s', (_, sentences) => {
    const last = quotationsOf(OTHERS + sentences).at(-1);
    expect(last && last.end === (OTHERS + sentences).length ? last.speaker : null).toBeNull();
  });

  test('but to the one whom the pronoun fits', () => {
    const text = `${OTHERS}Provost Hugo Marsh told Edda Quill that the gate leaked.\n\n“It has never leaked a drop,” she replied.`;
    expect(speakersIn(text).at(-1)).toMatch(/Edda Quill$/);
  });
});

describe('somebody without a name who comes in between may be meant: nobody is credited with what follows', () => {
  test.each([
    ['a resident', 'A resident stood up. “It has never been safe and he knows it,” he said.'],
    ['the driver', 'The driver, 24, was arrested. “I did not see the gate at all,” he told police.'],
    ['his coach', 'His coach was delighted. “He has been working hard all year,” he said.'],
    ['a fisherman', 'A fisherman who had come to watch shook his head. “It has never been safe,” he said.'],
    [
      'a driver who waits',
      'Outside, a lorry driver waited with his engine running. “It has never been safe,” he said.',
    ],
    ['a carpenter who sits', 'In the third row sat a carpenter. “It has never been safe,” he said.'],
    ['one of many', 'One of the dockers laughed. “It has never been safe,” he said.'],
    ['somebody', 'Someone laughed. “It has never been safe,” he said.'],
    ['his brother', 'Marsh’s own brother is a docker. “It has never been safe,” he said.'],
    ['somebody told by age', 'A 54-year-old from Orm waited. “It has never been safe,” he said.'],
  ])('%s', (_, sentences) =>
    expect(speakersIn(`Provost Hugo Marsh said the gate was safe. ${sentences}`).at(-1)).toBeNull(),
  );
});

describe('“he” is nobody who can be told after', () => {
  const BOTH = 'Provost Hugo Marsh and diver Paul Stone came.\n\n';
  test.each([
    ['a sentence about two', 'Hugo Marsh was questioned by Paul Stone. “It was never safe at all,” he said.'],
    [
      'a question to somebody',
      'Hugo Marsh asked Paul Stone a question. “It was never safe at all,” he said.',
    ],
    [
      'somebody nameless in the same sentence',
      'Hugo Marsh said it held. But his deputy was loud: “It was never safe at all,” he said.',
    ],
    [
      'a question and its answer',
      '“Was it safe on that day or not?” Marsh asked. “It was never safe at all.”',
    ],
  ])('%s', (_, text) => expect(speakersIn(BOTH + text).at(-1)).toBeNull());
});

describe('a name may', () => {
  test.each([
    [
      'have a prefix',
      'Minister Tariq al-Nuri came. “The gate will hold,” al-Nuri said.',
      'Minister Tariq al-Nuri',
    ],
    [
      'open a sentence with its prefix',
      'Minister Tariq al-Nuri came. Al-Nuri said that the gate held.',
      'Minister Tariq al-Nuri',
    ],
    [
      'have an apostrophe',
      'Diver Carlo d’Este came. “The gate will hold,” d’Este said.',
      'Diver Carlo d’Este',
    ],
    [
      'have a small word',
      'Coach Rui dos Reis came. “The gate will hold,” dos Reis said.',
      'Coach Rui dos Reis',
    ],
    [
      'open a sentence with its small word',
      'Coach Ida van der Meer came. Van der Meer said the gate held.',
      'Coach Ida van der Meer',
    ],
    [
      'begin with the family',
      'President Bao Lihua came. “The gate will hold,” Bao said.',
      'President Bao Lihua',
    ],
    ['be that of a month', 'Diver Fred March came. “The gate will hold,” March said.', 'Diver Fred March'],
    [
      'begin like a month',
      'Councillor April Dunn came. “The gate will hold,” Dunn said.',
      'Councillor April Dunn',
    ],
    ['be that of a day', '“The gate will hold,” said Bill Sunday, the diver.', 'Bill Sunday, diver'],
    ['stand behind “then-”', 'Then-mayor Edda Quill said that the gate held.', 'Edda Quill'],
    ['be a small word', '“The gate will hold,” Mina So said.', 'Mina So'],
    ['hold a nickname', 'Edda “Gate” Quill said that the gate held. It rained.', 'Edda “Gate” Quill'],
    [
      'be told with the office behind it',
      'Edda Quill, lock keeper, came. “It will hold all winter,” the lock keeper said.',
      'Edda Quill, lock keeper',
    ],
  ])('%s', (_, text, name) => expect(speakersIn(text)).toEqual([name]));

  test.each([
    ['of a street', 'Mill Lane says little of its dead.'],
    ['of a row', 'Chapel Row says that it is cold.'],
    ['of a day', '“The gate will hold,” he said on Sunday.'],
    ['that opens a sentence', 'Perhaps said little.'],
  ])('not be a word %s', (_, text) => expect(named(text)).toEqual([]));

  test('belong to two: then neither is credited by it', () => {
    const text = 'Edda Quill and her brother Otto Quill came. “The gate will hold all winter,” said Quill.';
    expect(speakersIn(text)).toEqual([null]);
  });
});

describe('two of one last name are told apart', () => {
  test.each([
    [
      'by a title',
      'Hugo Marsh and his sister Ida Marsh came. “The gate will hold all winter,” Mr Marsh said.',
      'Hugo Marsh',
    ],
    [
      'by the other title',
      'Hugo Marsh and his sister Ida Marsh came. “The gate will hold all winter,” Ms Marsh said.',
      'Ida Marsh',
    ],
    [
      'by a title whose bearer has no name in full',
      'Hugo Marsh and his wife came. “The gate will hold all winter,” Mrs Marsh said.',
      'Mrs Marsh',
    ],
  ])('%s', (_, text, name) => expect(speakersIn(text).at(-1)).toMatch(new RegExp(`${name}$`)));

  test('or nobody is credited', () => {
    const text = 'Martin and Anna Marsh came. “The gate will hold all winter,” Marsh said.';
    expect(speakersIn(text)).toEqual([null]);
  });
});

test('a quotation near the full name of another of the last name is nobody’s', () => {
  const text =
    'Actor Hugo Marsh stayed at home. His wife, Jada Marsh, came. “The gate will hold,” Marsh said.';
  expect(speakersIn(text)).toEqual([null]);
});

test('an office with a last name is not made one with a namesake who has none', () => {
  const text = 'Inspector Marsh said the road was shut. Cafe owner Ida Marsh said that trade was down.';
  expect(speakersIn(text)).toEqual(['Inspector Marsh', 'Cafe owner Ida Marsh']);
});

test('a text that begins with an empty line has an end', () => {
  const text = '\u200b\nProvost Hugo Marsh said the gate was safe.';
  expect(speakerOf(text, { start: 2, end: text.length })).toBe('Provost Hugo Marsh');
});

test('whoever answers is not whoever asked, also where a role stands before the name', () => {
  const text =
    '“Who signed it?” chair Hugo Marsh asked the minister, Paul Stone. “I signed it, and would again,” he said.';
  expect(speakersIn(text).at(-1)).toBeNull();
});

describe('an office is held by whom the article gives it, and not by', () => {
  test.each([
    ['a deputy', 'Vice President Ida Pell came. “The gate will hold all winter,” the president said.'],
    ['a predecessor', 'Former mayor Ida Pell came. “The gate will hold all winter,” the mayor said.'],
    [
      'a place',
      'The gate is in Dorset, Delaware, a town official said. “The gate will hold,” the official said.',
    ],
  ])('%s', (_, text) => expect(named(text)).toEqual([]));

  test('whoever has it in short', () => {
    const text = 'Rear-Adm. Sir Piers Stole came. “The gate will hold all winter,” the admiral said.';
    expect(speakersIn(text)).toEqual([expect.stringMatching(/Piers Stole$/)]);
  });
});

describe('the speaker is told without a verb of saying by', () => {
  test.each([
    [
      'any verb behind a comma within the marks',
      '“The gate will hold all winter,” Quill murmured to the clerk.',
    ],
    ['a verb before the name', '“The gate will hold all winter,” came back Edda Quill.'],
    ['what somebody’s word was', 'Quill’s advice to the town was that “the gate will hold all winter”.'],
    ['what somebody’s word was, behind it', '“The gate will hold all winter” was Quill’s answer to them.'],
    ['whose answer it is', '“The gate will hold all winter,” is the answer of Edda Quill to the town.'],
    ['what somebody does before a colon', 'Quill turned to the clerk by the door: “The gate will hold.”'],
    ['a colon', 'Quill was blunter: “The gate will hold all winter.”'],
    ['a name and a colon', 'Edda Quill: “The gate will hold all winter.”'],
    ['whom somebody reminds', 'Quill reminded the clerk that the gate held.'],
    ['how somebody put it', 'As Edda Quill put it, “the gate will hold all winter”.'],
    ['with somebody saying', 'The town waits, with Quill calling the gate “as sound as a bell in winter”.'],
    ['what somebody likes to say', '“The gate holds,” Quill liked to say, “all winter long.”'],
  ])('%s', (_, sentence) => expect(speakersIn(OPENING + sentence).at(-1)).toBe('Lock keeper Edda Quill'));

  test.each([
    ['a sign', 'Quill found a note on the gate: “The gate is closed all winter.”'],
    ['what somebody wears', 'Quill came in a hat with a line on it: “The gate is closed all winter.”'],
    ['what somebody is met by', 'Quill was greeted by a boy at the gate: “The gate is closed all winter.”'],
    ['what is shouted at somebody', '“The gate will hold all winter,” Quill was told.'],
    ['what follows “so”', 'The gate leaked, so Edda Quill, who was there, shut it.'],
    ['what somebody reads', '“The gate will hold all winter,” Quill read on the wall.'],
  ])('but not by %s', (_, sentence) => expect(named(OPENING + sentence)).toEqual([]));
});

test('a quotation belongs to the attribution behind it, and not to that of another before it', () => {
  const text = `${OPENING}“Is the gate safe at all?” asked Hugo Marsh. “It is. It will hold all winter,” Quill said.`;
  expect(speakersIn(text)).toEqual(['Provost Hugo Marsh', 'Lock keeper Edda Quill']);
});

describe('“er”, “elle” and “он” are who spoke before', () => {
  test.each([
    [
      'German',
      'Schleusenwärterin Edda Quill sagte, das Tor halte. „Es hält den ganzen Winter“, sagte sie am Freitag.',
      /Edda Quill$/,
    ],
    [
      'French',
      'Solène Quill a déclaré que la porte tiendrait. « Elle tient, assure-t-elle. Elle tiendra. »',
      /Solène Quill/,
    ],
    [
      'Russian',
      'Эдда Куилл сообщила, что ворота выдержат. «Выдержат, — сказала она. — Всю зиму».',
      /Эдда Куилл/,
    ],
  ])('%s', (_, text, name) => expect(speakersIn(text).at(-1)).toMatch(name));
});

describe('what stands behind a preposition or an “and” is not who speaks', () => {
  test.each([
    [
      'but whoever belongs to it',
      'Priya Wendel of the supporters’ trust, a critic in July, said that she was glad.',
      ['Priya Wendel'],
    ],
    ['of which a part is', 'Half of the study group said that the gate held.', []],
    ['for which somebody speaks', 'A spokeswoman for the wildlife department said that the gate held.', []],
    ['beside somebody else', 'Ida Pell and the legal services group announced that the gate held.', []],
  ])('%s', (_, text, names) => expect(named(text)).toEqual(names));
});

describe('an organisation in small letters is credited', () => {
  test.each([
    ['before the verb', 'The harbour board said that the gate would hold all winter.', 'harbour board'],
    [
      'with a clause between',
      'The town council, which paid for it, says that the gate holds.',
      'town council',
    ],
    ['of many', 'The keepers’ guild said that the gate would hold all winter.', 'keepers’ guild'],
  ])('%s', (_, text, name) => expect(speakersIn(text)).toEqual([name]));
  test.each([
    ['which one is not told', 'The new board said that the gate would hold all winter.'],
    ['it is a plank', 'By the Old Inn a board asks, “Will the gate hold all winter?”'],
  ])('but not where %s', (_, text) => expect(named(text)).toEqual([]));
});

describe('the layout tells who speaks', () => {
  test.each([
    ['behind a quotation', 'The board met. “The gate will hold all winter.” – Edda Quill, lock keeper'],
    ['below a quotation', '“The gate will hold all winter.”\n\n— Edda Quill, lock keeper\n\nIt rained.'],
    ['before a quotation', 'Letters came.\n\nAnd from Edda Quill:\n\n“The gate will hold all winter.”'],
    [
      'in an interview',
      'Edda Quill met us.\n\nQuill: The gate holds.\n\nIt rained.\n\nQuill: It will hold all winter.',
    ],
  ])('%s', (_, text) => expect(new Set(speakersIn(text))).toEqual(new Set(['Edda Quill'])));

  test.each([
    [
      'below a quotation without a dash',
      '“The gate will hold all winter.”\n\nEdda Quill, lock keeper\n\nIt rained.',
    ],
    [
      'by questions and answers',
      'Interview with Edda Quill.\n\nQ: Does it hold?\n\nA: It holds.\n\nQ: Why?\n\nA: It is new.',
    ],
    [
      'by a role in capitals',
      'Present: Edda Quill (chair).\n\nCHAIR: We meet.\n\nVOICE: Shame!\n\nCHAIR: Order.',
    ],
    [
      'once, where others speak often',
      'Edda Quill and Hugo Marsh met.\n\nMARSH: So?\n\nQUILL: It holds.\n\nMARSH: I see.',
    ],
  ])('%s', (_, text) => expect(named(text).join()).toMatch(/Edda Quill\b/));

  test('above each quotation, where the first name has none above it', () => {
    const text =
      'Letters came.\n\n— Edda Quill, lock keeper\n\n“The gate will hold all winter.”\n\n— Hugo Marsh, provost\n\n“It will break in the first storm.”';
    expect(speakersIn(text)).toEqual(['Edda Quill', 'Hugo Marsh']);
  });

  test('and neither a photographer nor a byline says what stands above it', () => {
    const text = '“The gate will hold all winter.”\n\nEdda Quill, photographer\n\nIt rained.';
    expect(named(text)).toEqual([]);
  });

  test('and a place before a short item is nobody', () => {
    const text = 'Update: The gate leaks.\n\nEast Quay: The gate leaks.\n\nPhoto: Edda Quill at the gate.';
    expect(named(text)).toEqual([]);
  });
});

describe('quotations of other languages have their speaker', () => {
  test.each([
    [
      'German',
      '„Das Tor hält den ganzen Winter!“, sagte Schleusenwärterin Edda Quill am Freitag.',
      /Edda Quill$/,
    ],
    [
      'French',
      '« La porte tiendra tout l’hiver », a déclaré la maire, Solène Quill, vendredi.',
      /^Solène Quill$/,
    ],
    ['Russian', '«Ворота выдержат всю зиму», — заявила начальник шлюза Эдда Куилл.', /^Эдда Куилл$/],
    [
      'Russian behind a cry',
      '«Ворота выдержат всю зиму!» — заявила начальник шлюза Эдда Куилл.',
      /^Эдда Куилл$/,
    ],
    [
      'Russian within the marks',
      '«Ворота выдержат, — сказала журналистам Эдда Куилл. — Всю долгую зиму».',
      /^Эдда Куилл$/,
    ],
    ['Russian reported', 'Мэр города Эдда Куилл сообщила, что ворота выдержат всю зиму.', /^Эдда Куилл$/],
    [
      'German reported',
      'Das Tor hält den ganzen Winter, so Schleusenwärterin Edda Quill weiter.',
      /Edda Quill$/,
    ],
    [
      'German with an apposition',
      'Die Wärterin, Edda Quill, sagte, das Tor halte den ganzen Winter.',
      /^Edda Quill$/,
    ],
    ['German before a colon', 'Edda Quill hielt dagegen: „Das Tor hält den ganzen Winter.“', /^Edda Quill$/],
    ['a German source', 'Laut Edda Quill hält das Tor den ganzen Winter.', /^Edda Quill$/],
    [
      'French reported',
      'Me Solène Quill, son avocate, a plaidé que la porte tiendrait tout l’hiver.',
      /Solène Quill/,
    ],
    [
      'French within the marks',
      '« La porte tiendra, assure Solène Quill. Elle tiendra tout l’hiver. »',
      /^Solène Quill$/,
    ],
    [
      'German called',
      'Edda Quill, deren Tor im Wasser steht, nannte das „eine Frechheit mit sehr vielen Zähnen“.',
      /^Edda Quill$/,
    ],
    ['French called', 'M. Solin Quill, a regretté « une soirée pour rien du tout ».', /Solin Quill/],
    ['a French source', 'Selon Solène Quill, la porte tiendra tout l’hiver.', /^Solène Quill$/],
  ])('%s', (_, text, name) => expect(speakersIn(text)).toEqual([expect.stringMatching(name)]));
});

test('a quotation has all of its marks', () => {
  const text = "``The gate holds. It does not leak a drop,'' Quill said. ``It never leaked a drop.''";
  expect(quotationsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([text]);
});

describe('whoever is introduced in the sentence before is “she”', () => {
  test.each([
    ['with age', 'Lock keeper Edda Quill watched. Ida Pell, 34, cut the ribbon. “It will hold,” she said.'],
    ['by a role', 'Edda Quill watched. Retired baker Ida Pell cut the ribbon. “It will hold,” she said.'],
    [
      'as the widow of somebody',
      'Edda Quill watched. Bank manager’s widow Ida Pell, 90, cut the ribbon. “It will hold,” she said.',
    ],
    [
      'as a child of somebody',
      'Edda Quill watched. Lighthouse keeper’s daughter Ida Pell cut the ribbon. “It will hold,” she said.',
    ],
  ])('%s', (_, text) => expect(named(text)).toEqual([expect.stringMatching(/Ida Pell/)]));
});

describe('two speak, and each is credited with nothing of the other’s', () => {
  test.each([
    [
      'who interrupts',
      'Edda Quill said the gate would hold, before Hugo Marsh interrupted: “It will break in the first storm.”',
      null,
    ],
    [
      'who is told of it afterwards',
      'The mother cried, “Where is my boy tonight?” Hugo Marsh told her that he was safe.',
      null,
    ],
    [
      'who tells, in the passive',
      'Hugo Marsh was told by Edda Quill: “The gate will hold all winter.”',
      'Edda Quill',
    ],
    [
      'who is described',
      'Hugo Marsh was described by Edda Quill as “a man of very many words”.',
      'Edda Quill',
    ],
  ])('%s', (_, text, speaker) => expect(speakersIn(text)[0] ?? null).toBe(speaker));
});

describe('what stands in parentheses is no part of a name', () => {
  test.each([
    '“The gate will hold all winter,” said Maj. Gen. (ret.) Edda Quill.',
    '“The gate will hold all winter,” said Edda Quill (D-Ore.).',
    '“The gate will hold all winter,” said Edda Quill (no relation) on Friday.',
    'According to Edda Quill (Lab), the gate will hold all winter.',
  ])('%s', (text) => expect(speakersIn(text)).toEqual([expect.stringMatching(/Edda Quill$/)]));
});

test('a knight goes by the first name', () => {
  const text = 'Prime Minister Hugo Marsh came. “The gate will hold all winter,” Sir Hugo said.';
  expect(speakersIn(text)).toEqual(['Prime Minister Hugo Marsh']);
});

test('an interview of one question has whoever was named before it', () => {
  const text =
    'Edda Quill was asked about the gate.\n\nQ: Will it hold?\n\nA: “All winter, and the next one.”';
  expect(named(text)).toEqual(['Edda Quill']);
});

test('“she” may be whoever has just denied something', () => {
  const text =
    'Lock keeper Edda Quill has never said so. “The gate will hold all winter,” she said on Monday.';
  expect(named(text)).toEqual([expect.stringMatching(/Edda Quill$/)]);
});

test('a label in full needs no other place that has the name', () => {
  const text =
    'EDDA QUILL: Will it hold?\n\nHUGO MARSH: “All winter and the next.”\n\nEDDA QUILL: Why?\n\nHUGO MARSH: Because.';
  expect(speakersIn(text)).toContain('Hugo Marsh');
});

test('“he” may be a workman who spoke last', () => {
  const text =
    'Hugo Marsh spoke first. The last to speak was a carpenter. “My hands are cold today,” he said.';
  expect(named(text)).toEqual([]);
});

describe('whoever has an office speaks, and not the one who is named before it:', () => {
  test.each([
    ['an object', 'They arrested Hugo Marsh, the sheriff said on Friday.'],
    ['an object with an office', 'The bill was vetoed by Gov. Hugo Marsh, the Republican leader said.'],
    ['a guest', 'At a joint news conference with Hugo Marsh, the prime minister said: “We will pay it all.”'],
    ['whoever is sentenced', 'Sentencing Marsh, the judge said: “You are a danger to all.” Hugo Marsh left.'],
    ['a subject in between', 'Hugo Marsh, the judge said, was a danger to everybody.'],
    ['a site', 'In a post on X, the minister said the gate would hold all winter.'],
    ['a place', 'At Camp David, the president said the gate would hold all winter.'],
    ['a victim', 'A gunman killed Hugo Marsh, police said on Friday.'],
  ])('%s', (_, text) => expect(named(text).join()).not.toMatch(/Marsh|X|David/));

  test('but an apposition with its commas is of the one before it', () => {
    const text = 'Edda Quill, the lock keeper, said: “The gate will hold all winter.”';
    expect(named(text)).toEqual(['Edda Quill, lock keeper']);
  });

  test('and the new mayor is not the old one', () => {
    const text = 'Mayor Edda Quill was beaten. “The gate will hold all winter,” the new mayor said.';
    expect(named(text)).toEqual([]);
  });
});

describe('at second hand', () => {
  test.each([
    ['whoever replies', 'When Hugo Marsh told Edda Quill so, she replied: “The gate will hold all winter.”'],
    [
      'whoever is met',
      'Hugo Marsh said he had met Edda Quill, who told him: “The gate will hold all winter.”',
    ],
    ['whoever is quoted', '“The gate will hold all winter,” Hugo Marsh quoted him as saying.'],
    ['a letter', 'Hugo Marsh said the letter read: “The gate will hold all winter.”'],
    ['a claim to be checked', 'Claim: Hugo Marsh said “the gate will hold all winter”.'],
    ['a fake', '“The gate will hold all winter,” said Hugo Marsh, according to a fake tweet.'],
  ])('%s', (_, text) => expect(named(text)).toEqual([]));
});

describe('initials and suffixes are parts of a name', () => {
  test.each([
    ['Sen. John A. Marsh', /John A\. Marsh$/],
    ['Dr. Alan I. Marsh', /Alan I\. Marsh$/],
    ['Martin Luther King Jr', /^Martin Luther King Jr/],
  ])('%s', (name, told) =>
    expect(speakersIn(`“The gate will hold all winter,” said ${name}.`)).toEqual([
      expect.stringMatching(told),
    ]),
  );
});

describe('in other languages nobody is credited with what is', () => {
  test.each([
    ['a condition in German', 'Wenn Anna Kran sagt, dass das Tor hält, glaubt man es.'],
    ['a condition in French', 'Si Anne Grue dit que la porte tiendra, on la croit.'],
    ['of a French spokesman', '« La porte tiendra tout l’hiver », a déclaré le porte-parole d’Anne Grue.'],
    ['of a Russian husband', '«Ворота выдержат всю зиму», — сказал муж Анны Крейн.'],
  ])('%s', (_, text) => expect(named(text)).toEqual([]));

  test('and no agency is a part of a name', () => {
    expect(named('«Ворота выдержат всю зиму», — сообщил ТАСС Пётр Холлис.').join()).not.toMatch(/ТАСС/);
  });
});

test('a sentence that tells what somebody with an office did is no signature of the words above it', () => {
  const text =
    '“It is cold,” said swimmer Ida Pell.\n\n“I shall not go there again, ever.”\n\nHugo Marsh, the pool manager, was pleased with the first day.';
  expect(named(text).join()).not.toContain('Marsh');
});

test('the opposition leader is not the council leader', () => {
  const text =
    'Council leader Edda Quill won the vote. Hugo Marsh’s group lost it.\n\n“Three days is a slow closure,” the opposition leader said.';
  expect(named(text).join()).not.toContain('Quill');
});

test('the ship’s captain is not the team’s', () => {
  const text = 'Team captain Hugo Marsh came. “It was a fine crossing for us,” the ship’s captain said.';
  expect(named(text)).toEqual([]);
});
