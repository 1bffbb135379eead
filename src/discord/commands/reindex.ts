// /reindex: builds the index in another process, shows how far it is, and swaps the new archive in.
import {
  ApplicationIntegrationType,
  InteractionContextType,
  PermissionFlagsBits,
  type ChatInputCommandInteraction,
} from 'discord.js';
import { messageOf, UserError } from '../../errors.ts';
import type { BuildReport, Progress } from '../../types.ts';
import { progressLine, renderProgress, renderReport } from '../views/cards.ts';
import { command, type Command } from '../command.ts';
import type { Desk } from '../services.ts';
import { messagesAt } from '../place.ts';
import { conclude } from '../replies.ts';
import type { Messages } from '../../messages/messages.ts';

/** Discord lets a bot edit a message five times in five seconds; fewer edits leave room for answers. */
const EDIT_INTERVAL_MS = 2500;

export const reindex: Command = {
  data: command('reindex', 'Rebuild the index from the corpus folder')
    .setContexts(InteractionContextType.Guild)
    // Whoever manages some server of their own is not to rebuild the index of another's bot from there.
    .setIntegrationTypes(ApplicationIntegrationType.GuildInstall)
    .setDefaultMemberPermissions(PermissionFlagsBits.ManageGuild)
    .toJSON(),

  async execute(interaction, desk) {
    const messages = messagesAt(interaction, desk);
    refuseUnlessAllowed(interaction, messages);
    refuseWhileBuilding(desk, messages);
    desk.building = { stage: 'reading', done: 0, total: 0 };
    try {
      await interaction.deferReply();
      const report = await rebuild(interaction, desk, messages);
      await conclude(interaction, renderReport(report, messages));
    } finally {
      desk.building = null;
    }
  },
};

/** Discord asks for the permission too, but a server's owner may have lifted that for any role. */
function refuseUnlessAllowed({ memberPermissions }: ChatInputCommandInteraction, messages: Messages): void {
  if (memberPermissions?.has(PermissionFlagsBits.ManageGuild)) return;
  throw new UserError(messages.managersRebuild, messages.askManager);
}

function refuseWhileBuilding({ building }: Desk, messages: Messages): void {
  if (!building) return;
  throw new UserError(messages.rebuildingAlready(progressLine(building, messages)), messages.awaitReport);
}

async function rebuild(
  interaction: ChatInputCommandInteraction,
  desk: Desk,
  messages: Messages,
): Promise<BuildReport> {
  const progress = shownProgress(interaction, desk, messages);
  try {
    const report = await Promise.race([desk.build(progress.show), stopped(desk.stopping, messages)]);
    desk.archive.swap(await desk.openArchive());
    const { problems, ...figures } = report;
    desk.log.info({ ...figures, problems: problems.length }, 'index rebuilt');
    return report;
  } catch (thrown) {
    desk.log.warn({ reason: messageOf(thrown) }, 'index not rebuilt');
    throw thrown;
  } finally {
    await progress.end();
  }
}

function stopped(stopping: AbortSignal, messages: Messages): Promise<never> {
  return new Promise((_, reject) => {
    stopping.addEventListener('abort', () => {
      reject(new UserError(messages.stoppingBuild, messages.reindexAgain));
    });
  });
}

/**
 * Edits the reply as the build goes on: one edit at a time, few, and none once Discord refuses one, as it
 * does 15 minutes after the command.
 */
function shownProgress(interaction: ChatInputCommandInteraction, desk: Desk, messages: Messages) {
  let editing = Promise.resolve();
  let next = 0;
  const edit = async (progress: Progress) => {
    try {
      await interaction.editReply(renderProgress(progress, messages));
    } catch (thrown) {
      next = Infinity;
      desk.log.warn({ command: 'reindex', reason: messageOf(thrown) }, 'progress is no longer shown');
    }
  };
  const show = (progress: Progress) => {
    desk.building = progress;
    if (Date.now() < next) return;
    next = Date.now() + EDIT_INTERVAL_MS;
    editing = editing.then(() => edit(progress));
  };
  return { show, end: () => editing };
}
