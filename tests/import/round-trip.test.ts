// A body that is written as Markdown reads back as it was, whatever it says.
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { articleFile, bodyMarkdown, importedIn, isAsWritten } from '../../src/import/article-file.ts';
import { bodyOfElement, bodyOfText, textOf } from '../../src/import/body.ts';
import { parseFragment } from '../../src/import/dom.ts';
import type { Found } from '../../src/import/found.ts';

const readBack = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** Blocks and their text, without positions; what is marked up would show as a node of its own. */
function shape(node: Nodes): unknown {
  if (node.type === 'text') return node.value;
  if (node.type === 'code') return ['code', node.value];
  const children = 'children' in node ? node.children : [];
  // An address is a link to readers of GFM, and shows as it is written.
  const shown = children.flatMap((child) =>
    child.type === 'link' && textOf(child) !== '' ? child.children : [child],
  );
  const shapes: unknown[] = [];
  for (const each of shown.map(shape)) {
    if (typeof each === 'string' && typeof shapes.at(-1) === 'string')
      shapes.push(`${String(shapes.pop())}${each}`);
    else shapes.push(each);
  }
  return [node.type, ...shapes];
}

const roundTrip = (body: Root) =>
  expect(shape(readBack(bodyMarkdown(body))), bodyMarkdown(body)).toEqual(shape(body));

/** Numbers between 0 and 1 that are the same in each run (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const PIECES = [
  'word',
  'Zeile',
  'слово',
  '1',
  '12.',
  '3)',
  '# ',
  '## ',
  '> ',
  '- ',
  '+ ',
  '* ',
  '*',
  '**',
  '_',
  '__',
  '~',
  '~~',
  '`',
  '```',
  '[',
  ']',
  '[^1]',
  '[[note]]',
  '![x](y)',
  '(',
  ')',
  '<',
  '>',
  '<b>',
  '<!-- c -->',
  '&amp;',
  '&',
  '\\',
  '|',
  '---',
  '===',
  '\t',
  ' ',
  '  ',
  '\n',
  '!',
  ':',
  '[x] ',
  'https://a.example/x_y_z',
  'www.a.example',
  'me@a.example',
  '%%',
  '==',
  '{{',
  '$',
  '^',
  '“',
  '’',
  '\u00a0',
  '\u00ad',
  '💧',
  '.',
  ',',
  '+++',
  ':::',
  '\u2028',
  'é',
];

test('any text in any block reads back as it was', () => {
  const next = random(13);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
  const html = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  for (let i = 0; i < 300; i++) {
    const text = () => html(Array.from({ length: 1 + Math.floor(next() * 9) }, () => pick(PIECES)).join(''));
    const blocks = [
      () => `<p>${text()}</p>`,
      () => `<p>${text()}<br>${text()}</p>`,
      () => `<p>a<em>${text()}</em>${text()}<b>${text()}</b></p>`,
      () => `<h2>${text()}</h2>`,
      () => `<blockquote><p>${text()}</p><p>${text()}</p></blockquote>`,
      () => `<ul><li>${text()}</li><li><p>${text()}</p><p>${text()}</p></li></ul>`,
      () => `<ol><li>${text()}</li><li>${text()}</li></ol>`,
      () =>
        `<table><tr><th>${text()}</th><th>b</th></tr><tr><td>${text()}</td><td>${text()}</td></tr></table>`,
      () => `<pre>${text()}</pre>`,
    ];
    roundTrip(bodyOfElement(parseFragment(pick(blocks)() + pick(blocks)())));
    roundTrip(bodyOfText(Array.from({ length: 6 }, () => pick(PIECES)).join('')));
  }
});

test('what note programs and site generators take for markup is escaped', () => {
  const text = 'Up 10%% ==now== {{< embed >}} {% raw %} costs $5 and $6 [[Home]] x ^id';
  const markdown = bodyMarkdown(bodyOfText(text));
  expect(markdown).not.toMatch(/(?<!\\)(?:%%|==|\{\{|\{%|\[\[|\$\d|\^id)/);
  expect(textOf(readBack(markdown))).toBe(text);
});

test('the front matter says what the article is, and whether the file is as it was written', () => {
  const found: Found = {
    origin: 'dump.jsonl#7',
    title: '"No": 1.10 # and more',
    url: 'https://a.example/x',
    published: '2024-05-01',
    outlet: 'No',
    byline: '@ann: [x]',
    body: bodyOfText('One.\n\nTwo.'),
  };
  const file = articleFile(found);
  const front = /^---\n([\s\S]*?)\n---\n/.exec(file)![1]!;
  expect(parse(front)).toEqual({
    title: found.title,
    url: found.url,
    published: '2024-05-01',
    outlet: 'No',
    byline: found.byline,
    imported_from: 'dump.jsonl#7',
    imported_hash: expect.any(String),
  });
  expect(importedIn(file)).toMatchObject({
    url: found.url,
    title: found.title,
    published: '2024-05-01',
    outlet: 'No',
    origin: 'dump.jsonl#7',
  });
  expect(file).toContain('\nurl: https://a.example/x\npublished: 2024-05-01\noutlet: "No"\n');
  expect(isAsWritten(file)).toBe(true);
  expect(isAsWritten(file.replace('Two.', 'Two, too.'))).toBe(false);
  expect(isAsWritten(file.replace('outlet: "No"', 'outlet: "Yes"'))).toBe(false);
});
