// The pages with their labels, see pages/README.md.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBuffer } from 'encoding-sniffer';
import { parseFragment } from '../../src/import/dom.ts';
import { collapse } from '../../src/text/words.ts';

export interface LabelledPage {
  name: string;
  /** The page as a browser would save it, without labels. */
  bytes: Buffer;
  /** Sentences of the article. */
  sentences: string[];
  /** What may be in it or not. */
  either: string[];
}

const FOLDER = join(import.meta.dirname, 'pages');
const LEGACY: Record<string, string> = {
  'iso-8859-1': 'windows-1252',
  'windows-1252': 'windows-1252',
  'windows-1251': 'windows-1251',
};

export const labelledPages: LabelledPage[] = readdirSync(FOLDER)
  .filter((file) => file.endsWith('.html'))
  .map((file) => {
    const html = readFileSync(join(FOLDER, file), 'utf8');
    const texts = (mark: RegExp) =>
      [...html.matchAll(mark)].map((match) => collapse(parseFragment(match[1]!).textContent ?? ''));
    return {
      name: file.replace('.html', ''),
      bytes: encoded(html.replace(/[⟦⟧⟨⟩]/g, '')),
      sentences: texts(/⟦([\s\S]*?)⟧/g),
      either: texts(/⟨([\s\S]*?)⟩/g),
    };
  });

/** In the charset that the page names: the inverse of what the runtime decodes. */
function encoded(html: string): Buffer {
  const label = LEGACY[/charset=["']?([\w-]+)/i.exec(html)?.[1]?.toLowerCase() ?? ''];
  if (!label) return Buffer.from(html);
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decodeBuffer(Buffer.of(byte), { userEncoding: label }), byte]),
  );
  return Buffer.from(Array.from(html, (character) => bytes.get(character)!));
}
