// One line an event, as JSON, to standard error; standard output belongs to answers.
import { pino, type Logger } from 'pino';

export type Log = Logger;

/** A logger of the given level. Tokens never reach it: they are removed by name and by shape. */
export function openLog(level: string): Log {
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
    pino.destination({ dest: 2, sync: true }),
  );
}

/** A Discord bot token: base64 user id, time stamp and signature. */
const TOKEN_SHAPE = /[\w-]{23,28}\.[\w-]{6}\.[\w-]{27,}/g;
