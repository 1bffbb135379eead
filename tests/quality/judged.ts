// Questions judged by hand: which sentences of which articles answer.
import type { Candidate } from '../../src/search/candidates.ts';
import { readJsonLines } from '../support/project.ts';

/** Either the sentences that answer, or strings to be looked for in articles of these addresses. */
export interface Judged {
  question: string;
  answerable: boolean;
  kind?: string;
  full?: { url: string; core: string }[];
  answers?: string[];
  urls?: string[];
  asOf?: string;
}

/** A text of an article, which may have no address. */
interface Quoted {
  text: string;
  url: string | null;
}

export const readJudged = (file: string): Judged[] => readJsonLines<Judged>(file);

export const wordsOf = ({ core, foundIn }: Candidate): Quoted => ({
  text: core.text,
  url: foundIn.article.url,
});

/** Whether a text is, holds, or is part of, what answers. */
export function isJudgedRight({ full, answers = [], urls = [] }: Judged, quoted: Quoted): boolean {
  const [text, url] = [plain(quoted.text), base(quoted.url ?? '')];
  if (full)
    return full.some(
      ({ url: of, core }) => base(of) === url && (text.includes(plain(core)) || plain(core).includes(text)),
    );
  return (
    urls.some((of) => base(of) === url) && answers.some((one) => ` ${text} `.includes(` ${plain(one)} `))
  );
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function base(url: string): string {
  return url.replace(/#.*$/, '').replace(/\/$/, '');
}
