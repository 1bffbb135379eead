// What comes of PDFs: the text in paragraphs, without heads and feet of pages, and why others are refused.
import { expect, test } from 'vitest';
import { textOf } from '../../src/import/body.ts';
import { readPdf } from '../../src/import/pdf.ts';
import { writtenPdf, type PlacedText } from '../support/written-pdf.ts';

/** Lines below each other, 14 points apart. */
const lines = (texts: readonly string[], x: number, top: number): PlacedText[] =>
  texts.map((text, i) => [text, x, top - 14 * i]);
const FOOT = (n: number): PlacedText[] => [
  ['The Quay Courier', 60, 815, 9],
  [`Page ${n} of 2`, 280, 25, 9],
];
const FIRST = [
  [
    'The council of Tern Quay met for three hours on Tuesday and sent',
    'the plan for the harbour wall back to its authors, who have until',
    'June to mend it.',
  ],
  [
    'A repre-',
    'sentative of the fishing fleet, a well-',
    'known figure, called the vote a farce and left the hall before the end.',
  ],
];

test('lines are paragraphs, heads and numbers of pages go, and a sentence runs on over a page', async () => {
  const pdf = writtenPdf(
    [
      [
        ['Harbour plan sent back', 60, 740, 22],
        ['By Ada Merrick', 60, 705],
        ['4 March 2024', 60, 680],
        ...lines(FIRST[0]!, 60, 650),
        ...lines(FIRST[1]!, 60, 590),
        ['Work on the wall, which cost nine million pounds, was to have', 60, 530],
        ...FOOT(1),
      ],
      [
        ['begun in May; a representative would not say when it will.', 60, 740],
        ['Nobody was hurt.', 60, 700],
        ...FOOT(2),
      ],
    ],
    { Title: 'harbour.indd', Author: '(anonymous)', CreationDate: 'D:20250101120000Z' },
  );
  const draft = await readPdf(pdf, 'harbour.pdf');
  expect(draft).toMatchObject({
    title: 'Harbour plan sent back',
    published: '2024-03-04',
    byline: 'Ada Merrick',
  });
  expect(textOf(draft.body).split('\n')).toEqual([
    FIRST[0]!.join(' '),
    'A representative of the fishing fleet, a well-known figure, called the vote a farce and left the hall before the end.',
    'Work on the wall, which cost nine million pounds, was to have begun in May; a representative would not say when it will.',
    'Nobody was hurt.',
  ]);
});

test('two columns are read one after the other, and an indent begins a paragraph', async () => {
  const column = (name: string, x: number): PlacedText[] => [
    [`The ${name} column begins with this long line`, x, 700],
    [`and goes on in a second one of the ${name}.`, x, 686],
    [`An indent begins another of the ${name}`, x + 14, 672],
    ['paragraphs.', x, 658],
  ];
  const draft = await readPdf(writtenPdf([[...column('left', 50), ...column('right', 310)]]), 'two.pdf');
  expect(textOf(draft.body).split('\n')).toEqual([
    'The left column begins with this long line and goes on in a second one of the left.',
    'An indent begins another of the left paragraphs.',
    'The right column begins with this long line and goes on in a second one of the right.',
    'An indent begins another of the right paragraphs.',
  ]);
});

test('title, author and day are those that the file says, unless a browser printed it: then its day is that of the print', async () => {
  const page = [lines([...FIRST[0]!, ...FIRST[1]!], 60, 700)];
  const info = { Title: 'Harbour plan', Author: 'Ada Merrick', CreationDate: "D:20240304231500-05'00'" };
  expect(await readPdf(writtenPdf(page, info), 'a.pdf')).toMatchObject({
    title: 'Harbour plan',
    byline: 'Ada Merrick',
    published: '2024-03-04',
    url: null,
  });
  const foot: PlacedText = ['https://quay.example/plan 1/1', 60, 20, 9];
  const printed = writtenPdf([[...page[0]!, foot]], { ...info, Producer: 'Skia/PDF m120' });
  const draft = await readPdf(printed, 'b.pdf');
  expect(draft).toMatchObject({ published: null, url: 'https://quay.example/plan' });
  expect(textOf(draft.body)).not.toContain('quay.example');
});

test.each([
  ['only pictures', writtenPdf([[['Stamp', 60, 700]]]), 'scanned'],
  [
    'a password',
    writtenPdf(
      [[['x', 60, 700]]],
      {},
      `/ID [<${'0'.repeat(32)}> <${'0'.repeat(32)}>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${'11'.repeat(32)}> /U <${'22'.repeat(32)}> >>`,
    ),
    'encrypted',
  ],
  ['nothing in it', Buffer.alloc(0), 'unreadable'],
  ['no PDF in it', Buffer.from('%PDF-1.4\nnothing'), 'unreadable'],
])('a file with %s is refused with its reason', async (_, bytes, kind) => {
  expect((await readPdf(bytes, 'x.pdf')).causes).toMatchObject([{ kind }]);
});
