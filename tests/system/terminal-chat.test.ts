// The chat on a pseudo-terminal, as a person has it: editing, history over runs, colours, Ctrl+C. script(1) of util-linux gives
// a process a terminal of its own.
import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { EXAMPLE, ROOT } from '../support/project.ts';
import { shippedIndex } from '../support/shipped.ts';
import { temporaryFolder } from '../support/temporary.ts';

const hasScript = spawnSync('script', ['--version']).status === 0;
const [UP, LEFT, RUB_OUT, CTRL_C, ENTER] = ['\u001b[A', '\u001b[D', '\u007f', '\u0003', '\r'] as const;
const COLUMNS = 60;

let embeddings: string;
beforeAll(async () => void (embeddings = (await shippedIndex()).EMBEDDINGS_DIR));

describe.skipIf(!hasScript)('On a terminal', () => {
  let running: ChildProcessWithoutNullStreams | undefined;
  afterEach(() => void running?.kill('SIGKILL'));

  /** The chat on a terminal of 60 columns; waits for its first prompt. */
  async function open(state: string, env: Record<string, string> = {}) {
    const command = `stty cols ${COLUMNS} rows 50; exec ${process.execPath} --import tsx src/cli.ts start`;
    const child = spawn('script', ['-qec', command, '/dev/null'], {
      cwd: ROOT,
      env: {
        PATH: process.env.PATH,
        SHELL: '/bin/sh',
        TERM: 'xterm-256color',
        DISCORD_TOKEN: '',
        READER: 'off',
        CORPUS_DIR: EXAMPLE,
        EMBEDDINGS_DIR: embeddings,
        XDG_STATE_HOME: state,
        ...env,
      },
    });
    running = child;
    let written = '';
    let wake = () => {};
    child.stdout.on('data', (piece: Buffer) => {
      written += piece.toString();
      wake();
    });
    /** Types keys, and waits until something is written that matches. */
    async function type(keys: string, pattern: RegExp): Promise<string> {
      const from = written.length;
      if (keys) child.stdin.write(keys);
      while (!pattern.test(stripVTControlCharacters(written.slice(from))))
        await new Promise<void>((resolve) => (wake = resolve));
      return written.slice(from);
    }
    const ended = once(child, 'exit').then(([code]) => Number(code));
    return { first: await type('', /ask> $/), type, ended };
  }

  test('a line is edited, answered in colour, and comes back in the next run', async () => {
    const state = temporaryFolder();
    const one = await open(state);
    expect(one.first).toContain('or exit to');
    // A word too many in the middle, rubbed out; the answer is to what is left.
    const typo = 'How many homes were floodedd on Lower Staithe?';
    await one.type(typo, /Staithe\?$/);
    const answer = await one.type(
      LEFT.repeat(' on Lower Staithe?'.length) + RUB_OUT + ENTER,
      /Archive: [^]*ask> $/,
    );
    expect(answer).toMatch(/\u001b\]8;;https:\/\/[!-~]+\u001b\\Radio Pellow\u001b\]8;;\u001b\\/);
    expect(answer).toContain('\u001b[36m│\u001b[39m About 40 homes flooded');
    // Node takes no address with a tilde out by itself.
    const shown = stripVTControlCharacters(answer.replace(/\u001b\]8;;[!-~]*?\u001b\\/g, ''));
    const lines = shown.slice(shown.indexOf('│')).split(/\r?\n/);
    expect(lines.filter((line) => line.length > COLUMNS)).toEqual([]);
    await one.type(`exit${ENTER}`, /exit/);
    expect(await one.ended).toBe(0);

    const file = join(state, 'attest', 'history');
    expect(readFileSync(file, 'utf8')).toBe('How many homes were flooded on Lower Staithe?\n');
    expect((statSync(file).mode & 0o777).toString(8)).toBe('600');

    const other = await open(state, { NO_COLOR: '1' });
    await other.type(UP, /How many homes were flooded on Lower Staithe\?/);
    const plain = await other.type(ENTER, /Archive: [^]*ask> $/);
    expect(plain).toMatch(/\n {2}https:\/\/radiopellow\.example\/[^#\s]+\r?\n/);
    expect(plain.replace(/\u001b\[[?\d;]*[A-HJKhl]/g, '')).not.toContain('\u001b');

    // Once it clears, twice it leaves.
    await other.type('not this', /not this/);
    await other.type(CTRL_C, /ask> $/);
    await other.type(CTRL_C, /Press Ctrl\+C once more to leave[^]*ask> $/);
    await other.type(CTRL_C, /[^]/);
    expect(await other.ended).toBe(0);
    expect(readFileSync(file, 'utf8')).not.toContain('not this');
  });
});
