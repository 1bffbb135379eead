// The processes that this one has started, as the system lists them.
import { execFileSync } from 'node:child_process';

/** Process ids of the children that run the named module. */
export function childrenRunning(module: string): number[] {
  const listed = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).split('\n');
  return listed
    .map((line) => line.trim().split(/\s+/))
    .filter(([, parent, ...args]) => Number(parent) === process.pid && args.join(' ').includes(module))
    .map(([pid]) => Number(pid));
}
