// One line an event, as JSON, to standard error; standard output belongs to answers.
import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Characters that wait for a log that cannot be written; what comes then is lost. */
const MAX_WAITING = 1 << 20;

/**
 * A logger of the given level. Tokens never reach it: they are removed by name and by shape. That nobody reads it any more,
 * or that its disk is full, is no error of whoever has something to log.
 */
export function openLog(level: string): Log {
  const destination = pino.destination({ dest: 2, sync: true, maxLength: MAX_WAITING });
  destination.on('error', () => {});
  return pino(
    {
      base: null,
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: ['token', '*.token', 'DISCORD_TOKEN', '*.DISCORD_TOKEN'], censor: '[secret]' },
      hooks: {
        streamWrite: (line) => line.replace(TOKEN_SHAPE, '[secret]'),
      },
    },
    destination,
  );
}

/** A Discord bot token: base64 user id, time stamp and signature. */
const TOKEN_SHAPE = /[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}/g;
