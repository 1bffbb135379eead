// One line an event, as JSON, to standard error; standard output belongs to answers.
import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import { pino, type Logger, type LoggerOptions } from 'pino';

export type Log = Logger;

/** Characters that wait for a log that cannot be written; what comes then is lost. */
const MAX_WAITING = 1 << 20;

const ID_LENGTH = 8;
const requests = new AsyncLocalStorage<string>();

/** Does work of which every line in the log, whoever writes it, has one id as `request`. */
export const asRequest = <T>(work: () => T): T => requests.run(randomUUID().slice(0, ID_LENGTH), work);

/** The id of what is being done; one of its own where it is part of nothing that was asked. */
export const requestId = (): string => requests.getStore() ?? randomUUID().slice(0, ID_LENGTH);

/**
 * A logger of the given level. Tokens never reach it: they are removed by name and by shape. That nobody reads it any more,
 * or that its disk is full, is no error of whoever has something to log.
 */
export function openLog(level: string): Log {
  const destination = pino.destination({ dest: 2, sync: true, maxLength: MAX_WAITING });
  destination.on('error', () => {});
  return pino(logOptions(level), destination);
}

/** How a line is made of what happens. */
export const logOptions = (level: string): LoggerOptions => ({
  base: null,
  level,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => {
    const request = requests.getStore();
    return request === undefined ? {} : { request };
  },
  redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[secret]' },
  hooks: {
    streamWrite: (line) => line.replace(TOKEN_SHAPE, '[secret]'),
  },
});

const SECRETS = ['token', 'DISCORD_TOKEN', 'ATTEST_HTTP_TOKEN'];

/** A Discord bot token: base64 user id, time stamp and signature. */
const TOKEN_SHAPE = /[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}/g;
