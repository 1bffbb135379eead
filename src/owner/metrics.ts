// What is counted of the bot, in the form that Prometheus reads; the only user of prom-client.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Bot } from '../discord/bot.ts';
import { bytesIn } from '../disk.ts';
import type { FailureKind } from '../telemetry.ts';
import type { Coverage } from '../types.ts';

const KINDS: FailureKind[] = ['bug', 'machine', 'discord', 'busy', 'declined'];
/** Upper bounds of durations, in seconds: an answer takes a tenth of one to a few. */
const SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 1, 1.5, 2.5, 5, 10, 30];

export interface Metrics {
  contentType: string;
  text(): Promise<string>;
  /** Ends the counting. */
  close(): void;
}

/**
 * Counts from now on.
 * @param coverage what the archive holds; null while it cannot be read
 */
export function openMetrics(
  { services: { telemetry, archive }, connection }: Pick<Bot, 'services' | 'connection'>,
  embeddingsDir: string,
  coverage: () => Promise<Coverage | null>,
): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const counter = <L extends string>(name: string, help: string, labelNames: L[] = []) =>
    new Counter({ name: `attest_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string, value: () => number | null | Promise<number | null>) =>
    new Gauge({
      name: `attest_${name}`,
      help,
      registers,
      async collect() {
        const read = await value();
        if (read === null) this.remove();
        else this.set(read);
      },
    });

  const questions = counter('questions_total', 'Questions that were answered or abstained from.', ['asked']);
  const answers = counter('answers_total', 'Questions that were answered.');
  const abstentions = counter('abstentions_total', 'Questions without an answer, by why.', ['cause']);
  const failures = counter('errors_total', 'What was asked and not done, by why.', ['kind']);
  for (const kind of KINDS) failures.inc({ kind }, 0);
  const stages = new Histogram({
    name: 'attest_stage_seconds',
    help: 'How long each stage of a question took: wait (for its turn), search, read, show.',
    labelNames: ['stage'],
    buckets: SECONDS,
    registers,
  });
  const onAnswered: Parameters<typeof telemetry.on<'answered'>>[1] = (answered) => {
    const { asked, kind, cause, searchMs, readMs, showMs } = answered;
    questions.inc({ asked });
    if (kind === 'answered') answers.inc();
    else abstentions.inc({ cause: cause ?? 'unclear' });
    for (const [stage, ms] of Object.entries({ search: searchMs, read: readMs, show: showMs }))
      stages.observe({ stage }, ms / 1000);
  };
  const onFailed: Parameters<typeof telemetry.on<'failed'>>[1] = (kind) => failures.inc({ kind });
  const onWaited: Parameters<typeof telemetry.on<'waited'>>[1] = (ms) =>
    stages.observe({ stage: 'wait' }, ms / 1000);
  telemetry.on('answered', onAnswered).on('failed', onFailed).on('waited', onWaited);

  gauge('queue_waiting', 'Questions that wait for their turn.', () => archive.waiting);
  gauge('gateway_shards', 'Shards of the connection to Discord.', () => connection().shards);
  gauge('gateway_connected_shards', 'Shards that are connected.', () => connection().connected);
  gauge('servers', 'Servers that the bot is in.', () => connection().servers);
  gauge('index_bytes', 'Size of the index on the disk.', () => bytesIn(embeddingsDir, /^index-/));
  gauge('index_articles', 'Articles of the index.', async () => (await coverage())?.articles ?? null);
  gauge('index_passages', 'Passages of the index.', async () => (await coverage())?.passages ?? null);
  gauge('index_age_seconds', 'Time since the last build was completed.', async () => {
    const built = (await coverage())?.indexedAt;
    return built ? (Date.now() - Date.parse(built)) / 1000 : null;
  });
  // Memory, processor time, pauses of the event loop.
  collectDefaultMetrics({ register: registry });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    close: () => {
      telemetry.off('answered', onAnswered).off('failed', onFailed).off('waited', onWaited);
      registry.clear();
    },
  };
}
