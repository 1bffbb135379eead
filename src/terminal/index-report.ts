// The state of an index, and what a verification found, as lines for a terminal. Pure.
import type { IndexState } from '../indexing/index-state.ts';
import { coverageLine, exampleLines, printable } from './answer-view.ts';
import type { Verification } from '../indexing/verify.ts';
import { count } from '../wording.ts';

/** Findings shown in full; more of them say no more. */
const SHOWN_FINDINGS = 50;

/** What the index holds, in which state it is, and what is wrong with it. */
export function renderState(state: IndexState, now: Date): string {
  const { coverage, fingerprint, files, unlinked, libraryTrouble, waiting, builder } = state;
  const sizes = Object.entries(files).map(([path, bytes]) => `  ${path}: ${(bytes / 1e6).toFixed(1)} MB`);
  const outlets = coverage?.outlets.map(({ outlet, articles }) => `  ${outlet}: ${articles}`) ?? [];
  return printable(
    [
      ...(coverage ? [coverageLine(coverage, now)] : []),
      ...(coverage ? [`Model: ${coverage.model}. Passages: ${coverage.passages}.`] : []),
      ...outlets,
      ...(fingerprint ? [`Index ${fingerprint}:`, ...sizes] : []),
      ...(unlinked > 0 ? [`${count(unlinked, 'passage')} not linked yet.`] : []),
      ...(libraryTrouble === null ? [] : [libraryLine(libraryTrouble)]),
      ...(builder === null ? [] : [`A build is running (process ${builder}).`]),
      ...(state.endedEarly ? ['A build was ended early. It goes on with: npm run index'] : []),
      ...(waiting ? [waitingLine(waiting)] : []),
      ...exampleLines(state.example),
      ...state.troubles,
    ].join('\n'),
  );
}

const libraryLine = (trouble: string): string =>
  `The vector library hnswlib-node ${trouble}: questions are compared with all passages, some 0.3 s with 150,000. ` +
  'For more speed, install a C++ compiler and Python, then run: npm ci';

function waitingLine({ new: added, changed, gone }: NonNullable<IndexState['waiting']>): string {
  if (added + changed + gone === 0) return 'The corpus has not changed since.';
  return `In the corpus since: ${added} new, ${changed} changed, ${gone} gone. Run: npm run index`;
}

/** Every finding with its remedy, and what was looked at. */
export function renderVerification({ articles, passages, findings, seconds }: Verification): string {
  const lines = findings.slice(0, SHOWN_FINDINGS).map(({ what, remedy }) => `${what} ${remedy}`);
  const more = findings.length - lines.length;
  const damages = findings.filter(({ damage }) => damage).length;
  return printable(
    [
      ...lines,
      ...(more > 0 ? [`and ${more} more: --json prints all.`] : []),
      `${count(articles, 'article')}, ${count(passages, 'passage')} verified in ${seconds.toFixed(1)} s: ` +
        `${damages === 0 ? 'no damage' : count(damages, 'damage')}, ${findings.length - damages} behind the corpus.`,
    ].join('\n'),
  );
}
