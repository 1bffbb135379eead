// What comes of newsletters in mails.
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { textOf } from '../../src/import/body.ts';
import type { Draft, Refused } from '../../src/import/found.ts';
import { readMail, readMbox } from '../../src/import/mail.ts';

const FIRST =
  'The ledger of the Marigold lists forty barrels of tar that nobody in the port has ever seen, and a cook who was paid twice.';
const SECOND =
  '“I have read it three times,” the archivist Nils Abara said, “and I still don’t know who drank the rum.”';
const HEAD = 'From: Salt Road <letters@saltroad.example>\r\nDate: Mon, 04 Mar 2024 23:15:00 -0500\r\n';
const HTML = `<html><body><div style="display:none">A preview of the letter</div><table width="600" role="presentation"><tr><td><a href="#">View this email in your browser</a></td></tr>
<tr><td><table><tr><td><h1>What the ledger says</h1><p>${FIRST}</p></td></tr><tr><td><p>${SECOND}</p></td></tr></table></td></tr>
<tr><td><p>You are receiving this email because you signed up. <a href="#">Unsubscribe</a></p></td></tr></table></body></html>`;

const encoded = (text: string) => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n');
const letter = Buffer.from(
  `${HEAD}Subject: =?utf-8?B?${Buffer.from('Fwd: What the ledger says – part 1').toString('base64')}?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the HTML.\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${encoded(HTML)}\r\n--b--\r\n`,
);

test('a newsletter is its HTML without what stands around it, of the day where it was sent', async () => {
  const draft = await readMail(letter, 'a.eml');
  expect(draft).toMatchObject({
    title: 'What the ledger says – part 1',
    published: 'Mon, 04 Mar 2024 23:15:00 -0500',
    outlet: 'Salt Road',
    causes: [],
  });
  expect(
    textOf(draft.body)
      .split('\n')
      .filter((line) => line !== 'What the ledger says'),
  ).toEqual([FIRST, SECOND]);
});

test('a mailbox gives a letter after the other, also where a line of a letter begins as its divider does', async () => {
  const plain = `${HEAD}Subject: In plain text\n\n${FIRST}\n\n>From the first of May on, ${SECOND}\n`;
  const mbox = `From x@y.example Mon Mar  4 23:15:00 2024\n${plain}\nFrom x@y.example Tue Mar  5 08:00:00 2024\n${letter.toString('latin1').replaceAll('\r\n', '\n')}\n`;
  const drafts: (Draft | Refused)[] = [];
  for await (const draft of readMbox(Readable.from([Buffer.from(mbox)]), 'box.mbox')) drafts.push(draft);
  expect(drafts.map(({ origin }) => origin)).toEqual(['box.mbox#1', 'box.mbox#2']);
  expect(textOf((drafts[0] as Draft).body)).toContain('\nFrom the first of May on, “I have read');
  expect(textOf((drafts[1] as Draft).body)).toContain(SECOND);
});

test('a mail that says hardly anything is no article', async () => {
  const mail = Buffer.from(`${HEAD}Subject: Thanks\r\n\r\nThank you, until tomorrow!\r\n`);
  expect((await readMail(mail, 'a.eml')).causes).toEqual([{ kind: 'no article' }]);
});
