// What the benchmarks share: the command line as a process whose time and memory are measured, and statistics.
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../support/project.ts';

export const NEWS = join(ROOT, '../shared/news');
export const SEEDS = join(ROOT, '../shared/seeds');

const SAMPLE_MS = 300;

export interface Ran {
  stdout: string;
  seconds: number;
  /** Highest resident memory of the process and its children together, in MB. */
  peakMegabytes: number;
}

export const scratchFolder = (): string => mkdtempSync(join(tmpdir(), 'attest-bench-'));

/** Runs the command line to its end. */
export async function attest(args: string[], env: Record<string, string>, input = ''): Promise<Ran> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, LC_ALL: 'C', DISCORD_TOKEN: '', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let [stdout, stderr, peakMegabytes] = ['', '', 0];
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString()));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString()));
  const timer = setInterval(
    () => (peakMegabytes = Math.max(peakMegabytes, residentMegabytes(child.pid!))),
    SAMPLE_MS,
  );
  child.stdin.end(input);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`attest ${args.join(' ')} failed: ${stderr}`);
  return { stdout, seconds: (performance.now() - started) / 1000, peakMegabytes };
}

/** Resident memory of a process and its children, in MB; read where the kernel tells it, for starting `ps` is work, too. */
export function residentMegabytes(pid: number): number {
  const children = toldByKernel(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean);
  const kilobytes = [String(pid), ...children].map((each) =>
    Number(/^VmRSS:\s+(\d+) kB/m.exec(toldByKernel(`/proc/${each}/status`))?.[1] ?? 0),
  );
  return kilobytes.reduce((sum, each) => sum + each, 0) / 1024;
}

/** Nothing of a process that has ended meanwhile. */
export function toldByKernel(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** Figures of a benchmark in the order they were measured, told at once and as a table at the end. */
export function openTable() {
  const rows: [string, string][] = [];
  const row = (name: string, value: string) => {
    rows.push([name, value]);
    process.stderr.write(`${new Date().toISOString()} ${name}: ${value}\n`);
  };
  row('Machine', `${cpus().length} cores, ${cpus()[0]?.model.trim()}, Node ${process.versions.node}`);
  const table = () => ['Figure | Measured', '--- | ---', ...rows.map((each) => each.join(' | '))];
  return {
    row,
    print: () =>
      process.stdout.write(
        table()
          .map((line) => `| ${line} |\n`)
          .join(''),
      ),
  };
}

/** Nearest-rank percentile. */
export function percentile(values: readonly number[], share: number): number {
  const ascending = [...values].sort((a, b) => a - b);
  return ascending[Math.max(0, Math.ceil(share * ascending.length) - 1)]!;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);

/** Writes articles of a news set as files. */
export function unpack(set: 'dev' | 'train', folder: string, limit?: number): void {
  execFileSync(process.execPath, [join(NEWS, 'unpack.mjs'), set, folder, ...(limit ? [String(limit)] : [])]);
}
