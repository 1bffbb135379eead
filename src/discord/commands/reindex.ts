// /reindex: builds the index in another process, shows how far it is, and takes the new one into use.
import { messageOf, UserError } from '../../errors.ts';
import { progressLine } from '../../messages/index-wording.ts';
import type { Messages } from '../../messages/messages.ts';
import type { BuildReport, Progress } from '../../types.ts';
import { managedServer, managersCommand, type Command } from '../command.ts';
import type { Context } from '../context.ts';
import type { Rebuilds } from '../rebuilds.ts';
import type { Interim } from '../respond.ts';
import { renderProgress, renderReport } from '../views/cards.ts';

/** Discord lets a bot edit a message five times in five seconds; fewer edits leave room for answers. */
const EDIT_INTERVAL_MS = 2500;

export const reindex: Command = {
  data: managersCommand('reindex', 'Rebuild the index from the corpus folder'),

  answer(interaction, context) {
    const { messages, management, settings } = context;
    managedServer(interaction, messages.managersRebuild, context);
    refuseWhileBuilding(management.rebuilds, messages);
    return {
      // The report counts articles of every outlet.
      to: settings.outlets.length > 0 ? 'asker' : 'all',
      isLong: true,
      work: async ({ show }) => {
        // Another one may have begun while this one was acknowledged.
        refuseWhileBuilding(management.rebuilds, messages);
        return renderReport(await rebuild(show, context), messages);
      },
    };
  },
};

function refuseWhileBuilding({ progress }: Rebuilds, messages: Messages): void {
  if (!progress) return;
  throw new UserError(messages.rebuildingAlready(progressLine(progress, messages)), messages.awaitReport);
}

async function rebuild(show: Interim['show'], context: Context): Promise<BuildReport> {
  const { management, messages, log } = context;
  const shown = shownProgress(show, context);
  try {
    const report = await management.rebuilds.run(shown.show, stopped(management.stopping, messages));
    const { problems, skipped, ...figures } = report;
    log.info({ ...figures, problems: problems.length, skipped: skipped.length }, 'index rebuilt');
    return report;
  } catch (thrown) {
    log.warn({ reason: messageOf(thrown) }, 'index not rebuilt');
    throw thrown;
  } finally {
    await shown.end();
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
function shownProgress(show: Interim['show'], { messages, log }: Context) {
  let editing = Promise.resolve();
  let next = 0;
  const edit = async (progress: Progress) => {
    try {
      await show(renderProgress(progress, messages));
    } catch (thrown) {
      next = Infinity;
      log.warn({ command: 'reindex', reason: messageOf(thrown) }, 'progress is no longer shown');
    }
  };
  return {
    show: (progress: Progress) => {
      if (performance.now() < next) return;
      next = performance.now() + EDIT_INTERVAL_MS;
      editing = editing.then(() => edit(progress));
    },
    end: () => editing,
  };
}
