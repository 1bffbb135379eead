// Whether the PostgreSQL that is set can be reached and used. Changes nothing.
import { messageOf, sentenceOf } from '../errors.ts';
import { faultsOf, serverFacts, type ServerFacts, type ServerFault } from '../postgres-check.ts';
import { openPostgres } from '../postgres.ts';
import type { Finding } from './finding.ts';
import { finding } from './machine.ts';

/** @param url of the setting ATTEST_INDEX */
export async function lookAtDatabase(url: string): Promise<Finding[]> {
  try {
    const postgres = openPostgres(url, { connections: 1 });
    try {
      return findingsOf(postgres.name, await serverFacts(postgres));
    } finally {
      await postgres.close();
    }
  } catch (thrown) {
    const says = sentenceOf(thrown) ?? `${messageOf(thrown)}.`;
    return [finding('database', 'wrong', { kind: 'refused', says })];
  }
}

function findingsOf(name: string, facts: ServerFacts): Finding[] {
  const { versionName, pgvector, size } = facts;
  const findings = faultsOf(facts, { writes: true }).map((fault) => findingOf(fault, facts));
  return pgvector === null || findings.some(({ state }) => state === 'wrong')
    ? findings
    : [
        finding('database', 'ok', { kind: 'database', name, version: versionName, pgvector, size }),
        ...findings,
      ];
}

function findingOf(fault: ServerFault, { mayMakePgvector, offered }: ServerFacts): Finding {
  if (fault.kind === 'pgvector missing' && mayMakePgvector)
    return finding('database', 'note', { kind: 'pgvector to come', version: offered! });
  // A replica answers, and is built in by nobody.
  return finding('database', fault.kind === 'read only' ? 'note' : 'wrong', fault);
}
