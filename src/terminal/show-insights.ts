// `attest insights`: what was asked of all servers, as lines or as CSV. Only reads server data.
import type { Settings } from '../config.ts';
import { UserError } from '../errors.ts';
import { groupLine, insightLines } from '../messages/insights-wording.ts';
import type { Messages } from '../messages/messages.ts';
import { insightsCsv, insightsOf } from '../server-data/insights.ts';
import { openModel } from '../model/models.ts';
import { openServerData } from '../server-data/open-server-data.ts';
import { DAY_MS, questionsSince, ROW_DAYS } from '../server-data/server-data.ts';
import { printable } from './lines.ts';

/**
 * What there is to learn from the questions of the last days, as text.
 * @throws UserError when the days are none, nothing was asked yet, or the file cannot be used
 */
export async function showInsights(
  settings: Settings,
  { days: typed, csv }: { days: string; csv?: boolean },
  messages: Messages,
): Promise<string> {
  const days = Number(typed);
  if (!Number.isInteger(days) || days < 1 || days > ROW_DAYS)
    throw new UserError(messages.notDays(typed), messages.chooseDays(ROW_DAYS));
  const data = await openServerData(settings, false);
  try {
    const questions = await questionsSince(data, Date.now() - days * DAY_MS, null);
    const embed = async (texts: string[]) => (await openModel(settings)).embed(texts);
    const insights = await insightsOf(questions, days, embed);
    if (csv) return insightsCsv(questions, insights);
    const show = (text: string) => printable(text).replace(/\s+/g, ' ');
    const groups = insights.groups.map((group) => groupLine(group, show, messages));
    return [...insightLines(insights, show, messages), ...groups, ''].join('\n');
  } finally {
    await data.close();
  }
}
