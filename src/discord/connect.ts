// Logging in with the message-content intent where a channel needs it, and without it where Discord refuses.
import { GatewayIntentBits, type Client } from 'discord.js';
import type { Settings } from '../config.ts';
import type { Log } from '../log.ts';
import { logIn, openClient } from './gateway.ts';
import { IntentsRefused } from './refusals.ts';

const SWITCH_ON =
  'switch on Message Content Intent at https://discord.com/developers/applications (your application, Bot), then start again';

/**
 * A client that is logged in.
 * @param needsContent a channel wants every question answered
 * @param prepare sets a client up before it logs in; a second one where Discord refuses the first one's intents
 * @throws UserError when Discord refuses or cannot be reached
 */
export async function connected(
  settings: Settings,
  log: Log,
  needsContent: boolean,
  prepare: (client: Client) => void,
): Promise<Client> {
  const attempt = (more: GatewayIntentBits[]) => attempted(openClient(settings, more), settings, prepare);
  if (!needsContent) return attempt([]);
  try {
    const client = await attempt([GatewayIntentBits.MessageContent]);
    log.info('asked Discord for the text of all messages, as settings have channels for every question');
    return client;
  } catch (thrown) {
    if (!(thrown instanceof IntentsRefused)) throw thrown;
    log.error(
      { remedy: SWITCH_ON },
      'Discord refuses the text of messages; mentions and commands only are answered',
    );
    return attempt([]);
  }
}

async function attempted(client: Client, settings: Settings, prepare: (client: Client) => void) {
  prepare(client);
  try {
    await logIn(client, settings);
    return client;
  } catch (thrown) {
    client.removeAllListeners();
    await client.destroy();
    throw thrown;
  }
}
