// What Discord would make of escaped text, by a model of its markdown: nothing but the text as it was written.
import { describe, expect, it } from 'vitest';
import {
  blockQuote,
  escapeLine,
  escapeText,
  link,
  linkTarget,
  shorten,
} from '../../src/discord/views/markdown.ts';
import { emphasised } from '../../src/text/emphasis.ts';
import { shown } from '../support/discord-markdown.ts';
import { GLUED, HOSTILE } from '../support/hostile-texts.ts';

describe('Escaping', () => {
  it.each(HOSTILE)('shows as written: %j', (text) => {
    expect(shown(escapeText(text))).toEqual({ text, marks: [], links: [] });
  });

  it('shows as written whatever stands beside it', () => {
    for (const text of GLUED) expect(shown(escapeText(text))).toEqual({ text, marks: [], links: [] });
  });

  it('is needed: the model of Discord sees a construct in each of these texts but the plain ones', () => {
    const plain = HOSTILE.filter((text) => shown(text).marks.length === 0 && shown(text).text === text);
    expect(plain).toEqual(HOSTILE.slice(-5));
  });

  it('leaves ordinary prose alone, so that it copies as it stands', () => {
    const prose = '“It won’t open before May,” she said (again); 4.2 million – or 5.1 % – were spent: why?';
    expect(escapeText(prose)).toBe(prose);
  });

  it('drops control characters and mends half a surrogate pair', () => {
    expect(escapeText('a\u0000b\u0007c\u001b[31md\ud83de\u009f')).toBe('abc\\[31md\ufffde');
  });

  it('takes out what would turn the line around, and keeps direction marks and joiners', () => {
    expect(escapeText('a\u202ebc\u2066d\u2069')).toBe('abcd');
    expect(escapeText('👩\u200d👧 \u200eא')).toBe('👩\u200d👧 \u200eא');
  });

  it('sets a right-to-left name apart from what follows it', () => {
    expect(escapeLine('صحيفة')).toBe('\u2068صحيفة\u2069');
  });

  it('sets a name apart that ends with a right-to-left mark, which would turn the date after it around', () => {
    expect(escapeLine('Gazette\u200f')).toBe('\u2068Gazette\u200f\u2069');
    expect(escapeLine('𞤀𞤣')).toBe('\u2068𞤀𞤣\u2069');
  });

  it('makes one line of a title that has several', () => {
    expect(escapeLine('One\n# Two\u2028three')).toBe('One # Two three');
  });
});

describe('A block quote', () => {
  it.each(['\n', '\r\n', '\r', '\u2028', '\u2029', '\u0085', '\v'])('holds lines that end with %j', (end) => {
    expect(blockQuote(`one${end}two`)).toBe('> one\n> two');
  });

  it('holds every line, whatever they are', () => {
    for (const text of GLUED) {
      expect(shown(`${blockQuote(text)}\nafter`)).toEqual({
        text: `${text}\nafter`,
        marks: ['quote'],
        links: [],
      });
    }
  });

  it('leaves no empty line between paragraphs', () => {
    expect(blockQuote('one\n\n \n\ntwo\n')).toBe('> one\n> two');
  });
});

describe('Bold in a block quote', () => {
  /** What Discord shows of a text with a part of it in bold, as far as that can be shown. */
  const shownBold = (text: string, start: number, end: number) =>
    shown(`${blockQuote(text, emphasised(text, { start, end }))}\nafter`);

  it('is laid around the words, and escaping is the same as without it', () => {
    const text = '2*3 is *six*, said snake_case (here).';
    expect(blockQuote(text, { start: 7, end: 12 })).toBe(
      '> 2\\*3 is **\\*six\\***, said snake\\_case (here).',
    );
    expect(blockQuote('1. May', { start: 0, end: 1 })).toBe('> **1**\\. May');
    expect(blockQuote('[a](b)', { start: 3, end: 6 })).toBe('> \\[a]**\\(b)**');
    expect(blockQuote('橋は五月に開く。', { start: 2, end: 4 })).toBe('> 橋は**五月**に開く。');
  });

  it('shows every text as it is written, wherever the bold begins and ends', () => {
    for (const text of HOSTILE) {
      for (let start = 0; start < text.length; start++) {
        for (const end of [start + 1, start + 4, start + 11, text.length].filter((at) => at <= text.length)) {
          const { text: seen, marks, links } = shownBold(text, start, end);
          expect(seen, `${text} ${start}-${end}`).toBe(`${text}\nafter`);
          expect(
            marks.filter((mark) => mark !== 'quote' && mark !== 'bold'),
            `${text} ${start}-${end}`,
          ).toEqual([]);
          expect(links).toEqual([]);
        }
      }
    }
  });

  it('leaves out the white space at its ends', () => {
    expect(emphasised('in early May, he said', { start: 2, end: 13 })).toEqual({ start: 3, end: 13 });
    expect(emphasised('in   May', { start: 2, end: 5 })).toBeNull();
  });

  it('opens no list within itself', () => {
    expect(blockQuote('It fell - 5 % - on Monday.', { start: 8, end: 13 })).toBe(
      '> It fell - 5 % - on Monday.',
    );
    expect(blockQuote('It fell to -5 on Monday.', { start: 11, end: 13 })).toBe(
      '> It fell to **-5** on Monday.',
    );
  });

  it('does not run over a line end, nor tear a character', () => {
    expect(emphasised('in May\nor June', { start: 3, end: 14 })).toBeNull();
    expect(emphasised('👩\u200d👧 wave', { start: 2, end: 10 })).toBeNull();
    expect(emphasised('cafe\u0301s', { start: 0, end: 4 })).toBeNull();
  });

  it('is only laid on what the text still holds without control characters', () => {
    expect(blockQuote('a\u0000bc\td', { start: 2, end: 4 })).toBe('> a**bc** d');
    expect(blockQuote('\n in\u202e May', { start: 6, end: 9 })).toBe('> in **May**');
  });
});

describe('A link', () => {
  it('leads to its URL without a preview', () => {
    expect(link('Title', 'https://a.example/b')).toBe('[Title](<https://a.example/b>)');
  });

  it('is not broken by its URL', () => {
    const url = 'https://a.example/x_(y)?q=a b<c>"d"[e]\\f\n#:~:text=a%2Cb';
    expect(linkTarget(url)).toBe(
      '<https://a.example/x_%28y%29?q=a%20b%3Cc%3E%22d%22%5Be%5D%5Cf%0A#:~:text=a%2Cb>',
    );
    expect(shown(link('Title', url))).toMatchObject({ text: 'Title', marks: ['link'] });
  });

  it('leads nowhere but to its URL, whatever the title', () => {
    for (const text of GLUED) {
      const { links, text: seen } = shown(`[1] ${link(text, 'https://a.example/b')}`);
      expect(links).toEqual(['https://a.example/b']);
      expect(seen).toContain(text.replace(/\s+/g, ' ').trim());
    }
  });

  it.each([
    '🟠 As it happens: the ferry is late',
    'Who keeps the light? 💡',
    'Flags out 🇳🇴 at the quay, 1️⃣ of 3, Lego™',
    'The ferry is late | Saltmarsh Post',
    'The_Pier: a history',
    '#SaveThePier grows; ~5 % < 6 %',
    'C:\\pier\\plans and 2 * 3 = 6',
    '[Opinion] The pier',
  ])('shows the title as it is written: %s', (title) => {
    expect(shown(link(title, 'https://a.example/b'))).toEqual({
      text: `${title} (link)`,
      marks: ['link'],
      links: ['https://a.example/b'],
    });
  });

  it('holds a title in which nothing needs a backslash', () => {
    expect(link('“It’s late”, he said: 5 % – why? (2/3)', 'https://a.example/b')).toBe(
      '[“It’s late”, he said: 5 % – why? (2/3)](<https://a.example/b>)',
    );
  });

  it('is text when the URL is none for Discord', () => {
    for (const url of ['javascript:alert(1)', 'file:///etc/passwd', 'x', ''])
      expect(link('Title', url)).toBe('Title');
  });

  it('has a text even when the title has nothing to see', () => {
    for (const blank of ['\u200b ', '\u3164\u3164', '\u2800', '\u200f\u00ad', '\ufe0f'])
      expect(link(blank, 'https://a.example')).toBe('[untitled](<https://a.example>)');
  });
});

describe('Shortening', () => {
  it('keeps what fits', () => expect(shorten('four words fit here', 19)).toBe('four words fit here'));
  it('ends after a word', () => expect(shorten('four words do not fit', 15)).toBe('four words do…'));
  it('cuts a long word', () => expect(shorten('x'.repeat(30), 10)).toBe(`${'x'.repeat(9)}…`));
  it('cuts no emoji apart', () => {
    for (let limit = 2; limit < 30; limit++) {
      expect(shorten('👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧', limit)).toMatch(/^(?:👩‍👩‍👧)*…$/u);
    }
  });
});
