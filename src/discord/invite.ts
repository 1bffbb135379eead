// The links that bring the bot into a server, or its commands to a person: exactly the scopes and permissions needed.
import { OAuth2Scopes } from 'discord.js';
import type { Settings } from '../config.ts';
import type { Messages } from '../messages/messages.ts';
import { tokenOf, withRest } from './gateway.ts';
import { permissionBits } from './permissions.ts';
import { loginRefusal } from './refusals.ts';

const AUTHORIZE = 'https://discord.com/oauth2/authorize';
/** The two kinds of installation, by Discord's numbers: in a server the bot is a member, a person takes the commands along. */
const INSTALLATIONS = {
  server: {
    integration_type: '0',
    permissions: String(permissionBits()),
    scope: `${OAuth2Scopes.Bot} ${OAuth2Scopes.ApplicationsCommands}`,
  },
  person: { integration_type: '1', scope: OAuth2Scopes.ApplicationsCommands },
};

/**
 * Both links, as lines to print.
 * @throws UserError without a token, or when Discord is needed and refuses it or cannot be reached
 */
export async function invitation(settings: Settings, messages: Messages): Promise<string> {
  const id = idIn(tokenOf(settings)) ?? (await idAtDiscord(settings));
  return [
    messages.inviteToServer,
    inviteLink(id, 'server'),
    messages.inviteToPerson,
    inviteLink(id, 'person'),
  ].join('\n');
}

/** The link of one kind for an application. */
export function inviteLink(applicationId: string, kind: keyof typeof INSTALLATIONS): string {
  const query = new URLSearchParams({ client_id: applicationId, ...INSTALLATIONS[kind] });
  return `${AUTHORIZE}?${query.toString()}`;
}

/** A token begins with the id of its application, in base64. */
function idIn(token: string): string | null {
  const id = Buffer.from(token.split('.')[0]!, 'base64').toString('latin1');
  return /^\d{17,20}$/.test(id) ? id : null;
}

async function idAtDiscord(settings: Settings): Promise<string> {
  try {
    return await withRest(settings, (_, id) => id);
  } catch (thrown) {
    throw loginRefusal(thrown, settings);
  }
}
