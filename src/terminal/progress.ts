// Progress of a build: a bar with rate and time left on a terminal, plain lines elsewhere. The only user of cli-progress.
import { Presets, SingleBar } from 'cli-progress';
import type { Progress } from '../types.ts';

/** Plain lines are for logs: one every few seconds. */
const LINE_EVERY_MILLISECONDS = 5000;
const BAR_FORMAT = '{stage} [{bar}] {percentage}% {value}/{total} {rate}/s, {eta_formatted} left';
const STAGES = {
  model: 'downloading model',
  reading: 'reading articles',
  embedding: 'indexing articles',
  vectors: 'linking passages',
};

export interface ProgressDisplay {
  show(progress: Progress): void;
  stop(): void;
}

/** A display on the given stream, by whether it is a terminal. */
export function openProgress(stream: NodeJS.WriteStream): ProgressDisplay {
  return stream.isTTY ? bar(stream) : lines(stream);
}

function bar(stream: NodeJS.WriteStream): ProgressDisplay {
  let current: { stage: string; bar: SingleBar; started: number } | undefined;
  const stop = () => current?.bar.stop();
  const start = ({ stage, total }: Progress) => {
    stop();
    const width = Math.max(10, Math.min(40, stream.columns - 60));
    const single = new SingleBar(
      { format: BAR_FORMAT, stream, barsize: width, hideCursor: true, etaBuffer: 200, clearOnComplete: true },
      Presets.shades_classic,
    );
    single.start(total, 0, { stage: STAGES[stage], rate: 0 });
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

function lines(stream: NodeJS.WritableStream): ProgressDisplay {
  let last = performance.now();
  return {
    show({ stage, done, total }) {
      if (performance.now() - last < LINE_EVERY_MILLISECONDS) return;
      last = performance.now();
      stream.write(`${STAGES[stage]}: ${done} of ${total}\n`);
    },
    stop() {},
  };
}
