// What a diagnosis found, as lines for a terminal or for a program. Pure.
import type { Finding, State } from '../doctor/finding.ts';
import { doctorWords } from '../messages/doctor-wording.ts';
import { messagesFor } from '../messages/languages.ts';
import type { Messages } from '../messages/messages.ts';
import { printable } from './lines.ts';

const STATES: readonly State[] = ['ok', 'note', 'wrong', 'unchecked'];

/** A line a finding, what to do under it, and how many are wrong. */
export function renderFindings(findings: readonly Finding[], messages: Messages): string {
  const words = doctorWords(messages);
  const width = Math.max(...STATES.map((state) => words.states[state].length));
  const lines = findings.flatMap(({ check, state, cause }) => {
    const [fact, remedy] = words.told(cause);
    const line = `${words.states[state].padEnd(width)}  ${words.checks[check]}: ${fact}`;
    return [line, ...(remedy === '' ? [] : [`${' '.repeat(width)}  → ${remedy}`])];
  });
  const count = (state: State) => findings.filter((each) => each.state === state).length;
  return `${printable([...lines, words.summary(count('wrong'), count('unchecked'))].join('\n'))}\n`;
}

/** The same for programs, in English. */
export function findingsJson(findings: readonly Finding[]) {
  const { told } = doctorWords(messagesFor('en'));
  return {
    checks: findings.map(({ check, state, cause }) => {
      const [says, remedy] = told(cause);
      return { check, state, says, remedy: remedy || null, cause };
    }),
    wrong: findings.filter(({ state }) => state === 'wrong').length,
  };
}
