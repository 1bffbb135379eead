// Progress of a build: a bar with rate and time left on a terminal, plain lines elsewhere. The only user of cli-progress.
import { Presets, SingleBar } from 'cli-progress';
import { progressLine } from '../messages/index-wording.ts';
import type { Messages } from '../messages/messages.ts';
import type { Progress } from '../types.ts';

/** Plain lines are for logs: one every few seconds. */
const LINE_EVERY_MILLISECONDS = 5000;
/** Columns that percentage, counts and time left need beside a stage and its bar; and the rate, where there is room for it. */
const FIGURES_WIDTH = 32;
const RATE_WIDTH = 9;
const [SHORT_BAR, MIN_BAR, MAX_BAR] = [5, 10, 40];

export interface ProgressDisplay {
  show(progress: Progress): void;
  stop(): void;
}

/** A display on the given stream, by whether it is a terminal. */
export function openProgress(stream: NodeJS.WriteStream, messages: Messages): ProgressDisplay {
  return stream.isTTY ? bar(stream, messages) : lines(stream, messages);
}

function bar(stream: NodeJS.WriteStream, messages: Messages): ProgressDisplay {
  let current: { stage: string; bar: SingleBar; started: number } | undefined;
  const stop = () => current?.bar.stop();
  const start = ({ stage, total }: Progress) => {
    stop();
    const name = messages.stages[stage];
    const shape = barShape(stream.columns, name, messages);
    const single = new SingleBar(
      { ...shape, stream, hideCursor: true, etaBuffer: 200, clearOnComplete: true },
      Presets.shades_classic,
    );
    single.start(total, 0, { stage: name, rate: 0 });
    return { stage, bar: single, started: performance.now() };
  };
  return {
    show(progress) {
      if (current?.stage !== progress.stage) current = start(progress);
      const seconds = (performance.now() - current.started) / 1000;
      current.bar.setTotal(progress.total);
      current.bar.update(progress.done, { rate: Math.round(progress.done / Math.max(seconds, 0.1)) });
    },
    stop,
  };
}

/** What is shown on a terminal of so many columns: a narrow one has no room for the rate, or not even for a bar. */
export function barShape(columns: number, stage: string, messages: Messages) {
  const left = messages.timeLeft('{eta_formatted}');
  const room = columns - stage.length - messages.timeLeft('').length - FIGURES_WIDTH;
  const hasRate = room >= MIN_BAR + RATE_WIDTH;
  const barsize = Math.min(MAX_BAR, hasRate ? room - RATE_WIDTH : room);
  const bar = barsize >= SHORT_BAR ? ' [{bar}]' : '';
  return {
    format: `{stage}${bar} {percentage}% {value}/{total}${hasRate ? ' {rate}/s' : ''}, ${left}`,
    barsize,
  };
}

function lines(stream: NodeJS.WritableStream, messages: Messages): ProgressDisplay {
  let last = performance.now();
  return {
    show(progress) {
      if (performance.now() - last < LINE_EVERY_MILLISECONDS) return;
      last = performance.now();
      stream.write(`${progressLine(progress, messages)}\n`);
    },
    stop() {},
  };
}
