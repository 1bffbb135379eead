// `attest doctor`: looks at everything that Attest needs, and says of each thing whether it is well or what to do. Changes nothing.
// What needs a native package is loaded only once those are known to load.
import { settingsWithFaults, type Settings } from '../config.ts';
import { messageOf } from '../errors.ts';
import type { Messages } from '../messages/messages.ts';
import { listenAddress } from '../owner/guard.ts';
import { renderFindings, findingsJson } from '../terminal/doctor-report.ts';
import type { Check, Finding } from './finding.ts';
import { finding, lookAtMachine } from './machine.ts';

/** Each line, and whether something is wrong. */
export async function doctor(
  messages: Messages,
  { json = false }: { json?: boolean },
): Promise<{ text: string; isWell: boolean }> {
  const findings = await examine();
  const text = json ? `${JSON.stringify(findingsJson(findings))}\n` : renderFindings(findings, messages);
  return { text, isWell: !findings.some(({ state }) => state === 'wrong') };
}

/** What would keep the owner's page from being served. */
function openToOthers({ ATTEST_HTTP, ATTEST_HTTP_TOKEN }: Settings): string[] {
  try {
    if (ATTEST_HTTP !== undefined) listenAddress(ATTEST_HTTP, ATTEST_HTTP_TOKEN);
    return [];
  } catch (thrown) {
    return [messageOf(thrown).replace(/\.$/, '')];
  }
}

/** All there is to find. Never rejects for what is wrong with the machine. */
async function examine(): Promise<Finding[]> {
  const { settings, faults } = settingsWithFaults();
  const said = [...faults.map(({ says }) => says), ...openToOthers(settings)];
  const set = said.map((says) => finding('settings', 'wrong', { kind: 'setting', says }));
  const machine = await lookAtMachine(settings);
  const canRead = !machine.some(({ cause }) => cause.kind === 'no package');
  const isSet = (name: string) => !faults.some((fault) => fault.name === name);
  const needs = (check: Check, what: Check): Finding => finding(check, 'unchecked', { kind: 'needs', what });
  const database = settings.ATTEST_INDEX
    ? await (await import('./database.ts')).lookAtDatabase(settings.ATTEST_INDEX)
    : [];
  const looks = canRead ? await import('./archive.ts') : null;
  const archive = looks
    ? [...(await looks.lookAtArchive(settings)), await looks.lookAtReader(settings)]
    : (['corpus', 'index', 'reader'] as const).map((check) => needs(check, 'packages'));
  const kept = (await looks?.lookAtServerData(settings)) ?? {
    findings: [needs('server data', 'packages')],
    wantsText: null,
  };
  // A token is sent to no other address than the one that was meant.
  const toDiscord = ['DISCORD_TOKEN', 'DISCORD_API'].every(isSet);
  const discord = toDiscord
    ? (await import('../discord/look.ts')).lookAtDiscord(settings, kept.wantsText)
    : (['token', 'intents', 'permissions', 'clock'] as const).map((check) => needs(check, 'settings'));
  return [
    ...(set.length > 0 ? set : [finding('settings', 'ok', { kind: 'settings' })]),
    ...machine,
    ...database,
    ...archive,
    ...kept.findings,
    ...(await discord),
  ];
}
