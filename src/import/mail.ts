// Newsletters in mails, one in a file or many in an mbox, as articles. The only user of postal-mime.
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import PostalMime, { type Email } from 'postal-mime';
import { messageOf } from '../errors.ts';
import { collapse } from '../text/words.ts';
import { bodyOfText } from './body.ts';
import { parsePage } from './dom.ts';
import { refused, type Draft, type Refused } from './found.ts';
import { unwrapMailTables } from './layout.ts';
import { causesOf, bodyOfPage } from './page.ts';

/** A longer mail, in bytes, is one with attachments. */
const MAX_MAIL_BYTES = 50_000_000;
/** What is put before the subject of a mail that was sent on. */
const SENT_ON = /^(?:(?:fwd?|wg|tr|re|aw|fw)\s*:\s*)+/i;

/** @param bytes a mail as it was sent */
export async function readMail(bytes: Buffer, origin: string): Promise<Draft> {
  const mail = await PostalMime.parse(bytes);
  const title = collapse(mail.subject ?? '').replace(SENT_ON, '');
  const body = mail.html ? bodyOfHtml(mail.html, title) : bodyOfText(mail.text ?? '');
  return {
    origin,
    title,
    published: dayOf(mail),
    outlet: collapse(mail.from?.name ?? '') || null,
    body,
    causes: causesOf(body),
  };
}

function bodyOfHtml(html: string, title: string): Draft['body'] {
  const page = parsePage(html);
  unwrapMailTables(page);
  return bodyOfPage(page, title, null);
}

/** The day where it was sent: postal-mime makes universal time of it. */
const dayOf = (mail: Email): string | null =>
  mail.headers.find(({ key }) => key === 'date')?.value ?? mail.date ?? null;

/** The mails of an mbox, one at a time; one that cannot be read takes no other with it. */
export async function* readMbox(stream: Readable, origin: string): AsyncGenerator<Draft | Refused> {
  let number = 0;
  for await (const bytes of mailsIn(stream)) {
    const place = `${origin}#${++number}`;
    if (bytes === 'too large')
      yield refused(place, { kind: 'too large', bytes: MAX_MAIL_BYTES, most: MAX_MAIL_BYTES });
    else
      try {
        yield await readMail(bytes, place);
      } catch (thrown) {
        yield refused(place, { kind: 'unreadable', reason: messageOf(thrown) });
      }
  }
}

/** Divided at the lines that begin with "From "; in a mail such a line has a ">" before it (RFC 4155). */
async function* mailsIn(stream: Readable): AsyncGenerator<Buffer | 'too large'> {
  let lines: string[] = [];
  let length = 0;
  const mail = () => (length > MAX_MAIL_BYTES ? 'too large' : Buffer.from(lines.join('\r\n'), 'latin1'));
  // Each byte is a character here, whatever charset the mail names.
  stream.setEncoding('latin1');
  for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
    if (/^From \S.*\d/.test(line) && (lines.length === 0 || lines.at(-1) === '')) {
      if (lines.length > 0) yield mail();
      [lines, length] = [[], 0];
      continue;
    }
    length += line.length;
    if (length <= MAX_MAIL_BYTES) lines.push(line.replace(/^>(>*From )/, '$1'));
  }
  if (lines.some((line) => line !== '')) yield mail();
}
