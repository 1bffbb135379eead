// What only those who may manage the server can do: asked of Discord, and looked at again when it is done.
import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { UserError } from '../errors.ts';
import { command } from './command.ts';
import type { Messages } from '../messages/messages.ts';

/** A command for servers, shown to those who may manage them. */
export const managersCommand = (name: string, description: string) =>
  command(name, description)
    .setContexts(InteractionContextType.Guild)
    // Whoever manages a server of their own is not to set or read what is another's from there.
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild);

/**
 * The server's id. Discord asks for the permission too, but a server's owner may have lifted that for any role.
 * @throws UserError in the given language to anybody else
 */
export function managedServer(
  { guildId, memberPermissions }: ChatInputCommandInteraction,
  messages: Messages,
): string {
  if (guildId !== null && memberPermissions?.has(PermissionFlagsBits.ManageGuild)) return guildId;
  throw new UserError(messages.managersOnly, messages.askManager);
}
