// Who sees the response to a command: all, the asker alone if they wish, or the asker alone because Discord says so.
import {
  ApplicationIntegrationType,
  MessageFlags,
  PermissionFlagsBits,
  type ChatInputCommandInteraction,
} from 'discord.js';

/** How a command is acknowledged: it settles for good who sees what follows. */
export const audience = (
  interaction: ChatInputCommandInteraction,
  wished = false,
): { flags?: MessageFlags.Ephemeral } =>
  wished || mustBePrivate(interaction) ? { flags: MessageFlags.Ephemeral } : {};

/**
 * In a server that has not installed the bot, where a person brought it along, those who may not use external apps
 * there see their answers alone. Discord makes it so; Attest has to know, for what it says in private follows other ways.
 */
export function mustBePrivate(interaction: ChatInputCommandInteraction): boolean {
  const { guildId, authorizingIntegrationOwners: owners, memberPermissions } = interaction;
  if (guildId === null || owners[ApplicationIntegrationType.GuildInstall] !== undefined) return false;
  return !memberPermissions?.has(PermissionFlagsBits.UseExternalApps);
}
