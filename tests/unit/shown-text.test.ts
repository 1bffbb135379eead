// What a file shows of its article, and that every character of it has its place in the file.
import { describe, expect, test } from 'vitest';
import { readMarkdown } from '../../src/corpus/markdown.ts';
import { readPlainText } from '../../src/corpus/plain-text.ts';
import { firstMisplaced, placeInFile, type ShownText } from '../../src/corpus/shown-text.ts';

/** A text with what is not quoted of it, once its places are verified. */
function shown(read: (content: string, from: number) => ShownText, content: string, from = 0) {
  const found = read(content, from);
  expect(firstMisplaced(found, content)).toBeNull();
  return {
    ...found,
    apart: found.unquotable.map(({ kind, start, end }) => [kind, found.text.slice(start, end)]),
  };
}
const markdown = (content: string) => shown(readMarkdown, content);
const plain = (content: string) => shown(readPlainText, content).text;

describe('Markdown is shown without its marks:', () => {
  test.each([
    ['emphasis', 'The *quay* is __closed__, ***all*** of it.', 'The quay is closed, all of it.'],
    ['a link', 'The [harbour *board*](https://a.example "Board") met.', 'The harbour board met.'],
    ['a link by label', 'The [board][b] met [again][].\n\n[b]: /b\n[again]: /c', 'The board met again.'],
    [
      'brackets that link to nothing',
      'He saw “it [the wreck] sink [sic]”.',
      'He saw “it [the wreck] sink [sic]”.',
    ],
    [
      'brackets within a link',
      'Read [the [old [oak] pier] sold](https://a.example) and [[1]](#n) “[a [b]]”.',
      'Read the [old [oak] pier] sold and [1] “[a [b]]”.',
    ],
    ['an address in brackets', 'See <https://a.example/x> for it.', 'See https://a.example/x for it.'],
    ['a bare address', 'See https://a.example/x for it.', 'See https://a.example/x for it.'],
    ['code in a line', 'Run `quay  --open` now.', 'Run quay --open now.'],
    ['an image in a line', 'The quay ![anchor](a.png) is closed.', 'The quay is closed.'],
    ['escapes', String.raw`The board\'s \$20 \*fee\* for 3\.`, "The board's $20 *fee* for 3."],
    [
      'entities',
      'Salt &amp; Tar &mdash; &pound;3&nbsp;m &#8217; &unknown; R&D',
      'Salt & Tar — £3\u00a0m ’ &unknown; R&D',
    ],
    [
      'a comment of HTML',
      'The quay <!-- really? --> is closed.\n\n<!--\nno\n\nno\n-->\n\nYes.',
      'The quay is closed.\n\nYes.',
    ],
    [
      'a comment of HTML before text',
      '<!-- one --> The *quay* is closed.\n\n  <!--more-->Yes.\n\n<!-- two --><p>No.</p>',
      'The quay is closed.\n\nYes.\n\nNo.',
    ],
    [
      'tags in a line',
      'The <b>quay</b> is H<sub>2</sub>O<br>and <span class="x">closed</span>.',
      'The quay is H2O\nand closed.',
    ],
    ['scripts in a line', 'The <script>alert(1)</script> quay.', 'The quay.'],
    [
      'a block of HTML',
      '<div><p>The <i>quay</i> &amp; pier.</p>\n<p>Closed.</p><style>p{}</style><p hidden>No.</p></div>',
      'The quay & pier.\n\nClosed.',
    ],
    [
      'a block quote',
      '> The quay\n> is closed.\n>\n> > “No,” she said.\n\nYes.',
      'The quay is closed.\n\n“No,” she said.\n\nYes.',
    ],
    ['a block of HTML in a quote', '> <div>The quay\n> is closed.</div>', 'The quay is closed.'],
    [
      'lists',
      '- The quay\n  is closed.\n- [x] The pier too.\n    1. All of it.\n',
      'The quay is closed.\n\nThe pier too.\n\nAll of it.',
    ],
    [
      'tasks of Obsidian',
      '- [>] The quay.\n- [-] The pier.\n- [b] (sic)',
      'The quay.\n\nThe pier.\n\n[b] (sic)',
    ],
    [
      'terms and what they mean',
      'Quay\n: Where *boats* lie,\n  or lay.\n: A street.\n\nPier\n\n:   It is long.\n\n    It is old.\n\nYes.',
      'Quay\n\nWhere boats lie, or lay.\n\nA street.\n\nPier\n\nIt is long.\n\nIt is old.\n\nYes.',
    ],
    [
      'a table, cell by cell',
      '| Boat | Crew |\n|:--|--:|\n| *Tern* | 4 \\| 5 |',
      'Boat\nCrew\n\nTern\n4 | 5',
    ],
    [
      'soft and hard line breaks',
      'The quay\nis closed.  \nSo is\\\nthe pier.',
      'The quay is closed.\nSo is\nthe pier.',
    ],
    ['indented code, line by line', 'So:\n\n    The quay\n    is closed.', 'So:\n\nThe quay\nis closed.'],
    ['rules and labels', 'One.\n\n***\n\n[x]: https://a.example\n\nTwo.', 'One.\n\nTwo.'],
    [
      'footnotes, at the end',
      'The quay[^1] is closed.[^q]\n\n[^1]: The *old* one.\n\n    Built in 1901.\n[^q]: Since May.\n\nYes.',
      'The quay is closed.\n\nYes.\n\nThe old one.\n\nBuilt in 1901.\n\nSince May.',
    ],
    ['a footnote without a note', 'The quay[^1] is closed.', 'The quay[^1] is closed.'],
    [
      'a footnote in the line',
      'The quay^[The [old](/o) one.] is closed.',
      'The quay is closed.\n\nThe old one.',
    ],
    [
      'wiki links',
      'At [[Old Quay]], [[Quay#Fees|the *fees*]], [[Quay#Fees]] and [[#Fees]].',
      'At Old Quay, the fees, Quay > Fees and Fees.',
    ],
    ['a wiki link in a table', '| a |\n|--|\n| [[Quay\\|Q]] |', 'a\n\nQ'],
    ['a clipped reference', 'The quay.[[1]](#cite) It is.', 'The quay.[1] It is.'],
    ['embeds', 'One.\n\n![[map.png|300]]\n\nTwo ![[note]] three.', 'One.\n\nTwo three.'],
    ['highlights', 'The ==quay is *closed*==, for 1 == 1.', 'The quay is closed, for 1 == 1.'],
    [
      'comments of Obsidian',
      'The quay %%check%% is closed.\n\n%%\nno\n\nno\n%%\n\nYes, 50%% of it.',
      'The quay is closed.\n\nYes, 50%% of it.',
    ],
    [
      'comments of Obsidian over several lines',
      'The quay %%really,\nor not?%% is closed.\n\n%% one %%\nYes. %%two%%\n\nIt is %% of\n\nmuch %%',
      'The quay is closed.\n\nYes.\n\nIt is %% of\n\nmuch %%',
    ],
    [
      'names of blocks',
      'The quay is closed. ^q1-a\n\n^lonely\n\nIt is 2 ^ 3.',
      'The quay is closed.\n\nIt is 2 ^ 3.',
    ],
    ['a callout without a title', '> [!warning]+\n> The quay is closed.', 'The quay is closed.'],
    [
      'shortcodes',
      '{{< youtube "x" >}}\n\n{{% notice tip %}}The quay is closed.{{% /notice %}}\nSo {{< icon "a > b" >}}it is.',
      'The quay is closed. So it is.',
    ],
    [
      'tags of Jekyll',
      '{% include ad.html %}\n{: .lead}\nThe {{ site.town }} quay is closed.{% comment %}no{% endcomment %}\n\n* TOC\n{:toc}',
      'The quay is closed.\n\nTOC',
    ],
    [
      'a comment of Hugo, and one of kramdown',
      'The quay {{/* old */}}is closed.\n\n{{/*\nno\n\nno\n*/}}\n\n{::comment}\nno\n{:/comment}\n\nYes.',
      'The quay is closed.\n\nYes.',
    ],
    [
      'attributes of blocks',
      'The quay.\n{.lead}\n\n> The pier.\n{.wide #pier}\n\n## All {#all}\n\nA set {.x} of {#y} z.\n\n*Red*{: .red} ink.',
      'The quay.\n\nThe pier.\n\nAll\n\nA set {.x} of {#y} z.\n\nRed ink.',
    ],
    [
      'HTML with Markdown in it',
      '<div class="x" markdown="1">\nThe *quay* is closed.\n</div>\n\n<div>*Yes.*</div>',
      'The quay is closed.\n\n*Yes.*',
    ],
    ['abbreviations', 'The AHB met.\n\n*[AHB]: Aller Harbour Board\n', 'The AHB met.'],
    [
      'shortcodes in the address of a link',
      'The [quay]({{< ref "a b.md" >}}) and [pier]({% post_url 2025-01-01-x %}) and [inn]({{ site.url }}/x "T").',
      'The quay and pier and inn.',
    ],
    ['narrow spaces by name', 'Some 4&thinsp;000 boats&emsp;lie.', 'Some 4 000 boats lie.'],
    [
      'hyphens at line ends',
      'A wind-\nmill, a well-\nknown one, two-\nand three-storeyed, near Aller-\nQuay.',
      'A windmill, a well-known one, two- and three-storeyed, near Aller-Quay.',
    ],
  ])('%s', (_, content, text) => {
    expect(markdown(content).text).toBe(text);
  });

  test.each([
    [
      'headings',
      '# The quay\n\nClosed.\n\nThe pier\n---\n\nToo.',
      [
        ['heading', 'The quay'],
        ['heading', 'The pier'],
      ],
    ],
    ['headings of HTML', '<h2>The <i>quay</i></h2><p>Closed.</p>', [['heading', 'The quay']]],
    ['the title of a callout', '> [!note]- The *quay*\n> Closed.', [['heading', 'The quay']]],
    ['an image that stands alone', 'A.\n\n[![The *quay*](q.jpg)](/q)\n\nB.', [['caption', 'The quay']]],
    ['an image of some width', '![The quay|300x200](q.jpg)', [['caption', 'The quay']]],
    [
      'the line in italics under an image',
      '![](q.jpg)\n*The quay. Photo: A. Rowe*\n\nB.',
      [['caption', 'The quay. Photo: A. Rowe']],
    ],
    [
      'a caption of HTML',
      '<figure><img alt="q"><figcaption>The quay.</figcaption></figure>',
      [['caption', 'The quay.']],
    ],
    [
      'a caption of a shortcode',
      'A.\n\n{{< figure src="q.jpg" caption="The quay." >}}\n\nB.',
      [['caption', 'The quay.']],
    ],
    ['fenced code', 'A.\n\n```sh\nquay --open\n```', [['code', 'quay --open']]],
    [
      'words struck out',
      'The ~~six~~ five <del>old</del> boats.',
      [
        ['struck', 'six'],
        ['struck', 'old'],
      ],
    ],
  ])('%s are known for what they are', (_, content, apart) => {
    expect(markdown(content).apart).toEqual(apart);
  });

  test('a whole paragraph above a rule of dashes is none of the headings', () => {
    expect(markdown(`${'The quay is closed, said the board. '.repeat(8)}\n---\n`).apart).toEqual([]);
  });
});

describe('plain text is shown as it stands,', () => {
  test('with entities decoded, and nothing taken for Markdown', () => {
    expect(plain('  Salt &amp; *Tar* were sold.\n\n# 1  of &quot;many&quot;\n')).toBe(
      'Salt & *Tar* were sold.\n\n# 1  of "many"',
    );
  });

  const WRAPPED = `The ferry to Aller Island, which has run twice a day since the pier was
built in 1901, will not sail this winter, the harbour board said on the
first day of October, because nobody can be found who knows the engine.

“My grandmother sailed on it, and so did hers, and we shall have to learn
to row,” said Ida Holm, who keeps the inn. The board will pay for a well-
known engineer to look at it, and for a new wind-
mill on the pier, if the members of the board agree with each other on it.`;

  test('but for line breaks that only a width made', () => {
    expect(plain(WRAPPED)).toBe(
      `The ferry to Aller Island, which has run twice a day since the pier was built in 1901, will not sail this winter, the harbour board said on the first day of October, because nobody can be found who knows the engine.

“My grandmother sailed on it, and so did hers, and we shall have to learn to row,” said Ida Holm, who keeps the inn. The board will pay for a well-known engineer to look at it, and for a new windmill on the pier, if the members of the board agree with each other on it.`.replace(
        'a new windmill',
        'a new wind-\nmill',
      ),
    );
  });

  test('in wrapped text verse, lists, addresses and indented paragraphs keep their lines', () => {
    const kept = [
      'The tide comes in,\nthe tide goes out,\nand nobody sails.',
      '- first the engine, which is older than anybody on the board can tell us\n- then the pier',
      'Harbour Board\n1 Quay Street\nAller',
      'It ends there.\n   And here another paragraph begins, which is indented like in a book, and',
    ];
    for (const lines of kept) expect(plain(`${WRAPPED}\n\n${lines}`)).toContain(lines);
  });

  test.each([
    [
      'a poem',
      `Over the sandbanks the grey geese go calling,\nUnder the pier all the shutters hang still,\nNobody sails when the first frost is falling,\nNobody rows where the mill-race was till\nSpring, and the ferryman's daughter, returning,\nSings to the engine and bids it to run.`,
    ],
    [
      'a list of sentences',
      `The board met on Monday and talked about the engine of the ferry.\nIt met again on Tuesday, and talked of nothing but the new engine.\nOn Wednesday it sent for an engineer, who was said to know engines.\nOn Thursday the engineer came by rail, and looked at it and sighed.\nOn Friday the board paid him for it, and he took the train back.`,
    ],
    [
      'one paragraph a line',
      `The ferry to Aller Island will not sail this winter, the harbour board said on the first day of October, because nobody can be found.\nNobody was surprised.\nThe inn stays open all the same, said its keeper, who has never been on the ferry in her life and does not mean to start with it now.`,
    ],
    ['an address', 'Harbour Board\n1 Quay Street\nAller'],
  ])('%s keeps its lines', (_, text) => {
    expect(plain(text)).toBe(text);
  });

  test('one broken line is joined where it breaks a sentence', () => {
    expect(
      plain('The ferry to Aller Island, which has run twice a day since the pier was\nbuilt, will not sail.'),
    ).toBe('The ferry to Aller Island, which has run twice a day since the pier was built, will not sail.');
  });
});

test('a line alone above a paragraph is a heading of plain text, if it is no sentence', () => {
  const text =
    'Who runs the ferry?\n\nNobody does.\n\nWhat Aller says\n\n“No,” it says.\n\nIt said so.\n\n“We row”\n\nThey row.\n\nIda Holm';
  expect(shown(readPlainText, text).apart).toEqual([['heading', 'What Aller says']]);
});

describe('the place in the file', () => {
  test('of each character is where it stands, or what it stands for', () => {
    const content = '---\nx: y\n---\n> The **quay** &amp;\n> pier\\!';
    const found = shown(readMarkdown, content, content.indexOf('>'));
    expect(found.text).toBe('The quay & pier!');
    const places = ['T', 'q', '&', 'p', '!'].map(
      (character) => content.slice(placeInFile(found, found.text.indexOf(character)))[0],
    );
    expect(places).toEqual(['T', 'q', '&', 'p', '\\']);
  });

  test('is missed where the text is not what the file has', () => {
    const content = 'The quay is *closed*.';
    const found = readMarkdown(content, 0);
    expect(firstMisplaced({ ...found, text: found.text.replace('closed', 'opened') }, content)).toBe(12);
    expect(firstMisplaced(found, content.replace('quay', 'pier'))).toBe(0);
    expect(firstMisplaced({ ...found, runs: [] }, content)).toBe(0);
  });
});

test('long HTML is read in pieces, and what shows nothing in one goes on in the next', () => {
  const lines = Array.from({ length: 3_000 }, (_, i) => `<p>Boat ${i} &amp; crew.</p>`).join('\n');
  const { text } = markdown(`<div>\n${lines}\n<noscript>\n${lines}\n</noscript>\n<p>The end.</p></div>`);
  expect(text.match(/Boat \d+ & crew\./g)).toHaveLength(3_000);
  expect(text).toMatch(/Boat 2999 & crew\.\n\nThe end\.$/);
});
