// What Attest is made of, against docs/dependencies.md and package-lock.json: licences, and where everything comes from.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../support/project.ts';

interface Package {
  version?: string;
  license?: string;
  integrity?: string;
  resolved?: string;
  dev?: boolean;
  link?: boolean;
}

const json = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8')) as unknown;
const { dependencies, optionalDependencies } = json('package.json') as Record<string, Record<string, string>>;
const { packages } = json('package-lock.json') as { packages: Record<string, Package> };
const locked = Object.entries(packages).filter(([path]) => path !== '');

/** Licences that ask for no more than to be named, alone or with each other. */
const PERMISSIVE =
  /^\(?(?:(?:MIT|MIT-0|ISC|Apache-2\.0|BSD|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0)(?: (?:AND|OR) |\)?$))+$/;

const COLUMNS = 5;

describe('docs/dependencies.md', () => {
  const rows = readFileSync(join(ROOT, 'docs/dependencies.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(({ length }) => length === COLUMNS + 2)
    .map(([, name, version, licence, released, why]) => ({
      name: name!.slice(1, -1),
      version,
      licence,
      released,
      why,
    }));

  test('has every package that runs, and no other', () => {
    const names = Object.keys({ ...dependencies, ...optionalDependencies });
    expect(rows.map(({ name }) => name)).toEqual(names.toSorted());
  });

  test.each(rows)('has version and licence of $name, when it was last released, and why', (row) => {
    const { version, license } = packages[`node_modules/${row.name}`]!;
    expect([row.version, row.licence]).toEqual([version, license]);
    expect(row.released).toMatch(/^20\d\d-\d\d-\d\d(?: \(\d[\d.]*\))?$/);
    expect(row.why).not.toBe('');
  });
});

test('no package that runs has a licence that asks for more than to be named', () => {
  const others = locked.filter(([, { dev, license }]) => !dev && !PERMISSIVE.test(license ?? ''));
  expect(others).toEqual([]);
});

test('every package has a checksum, and comes from the registry', () => {
  const odd = locked.filter(
    ([, { integrity, resolved = 'https://registry.npmjs.org/', link }]) =>
      link === true ||
      !integrity?.startsWith('sha512-') ||
      !resolved.startsWith('https://registry.npmjs.org/'),
  );
  expect(odd).toEqual([]);
});
