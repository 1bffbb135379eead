// Dockerfile and compose.yaml against the code: what is copied is there, what is run is a command, nothing secret goes in.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import about from '../../package.json' with { type: 'json' };
import { settingsSchema } from '../../src/config.ts';
import { attest } from '../support/command-line.ts';
import { ROOT } from '../support/project.ts';

const at = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const dockerfile = at('Dockerfile').replace(/\\\n\s*/g, '');
const linesOf = (instruction: string) =>
  [...dockerfile.matchAll(new RegExp(`^${instruction} (.*)$`, 'gm'))].map(([, rest]) => rest!);

test('all that is copied is there, and let in; nothing else is', () => {
  const copied = linesOf('COPY')
    .filter((line) => !line.startsWith('--from'))
    .flatMap((line) => line.split(' ').slice(0, -1));
  for (const path of copied) expect(existsSync(join(ROOT, path)), path).toBe(true);
  const allowed = at('.dockerignore')
    .split('\n')
    .filter((line) => line.startsWith('!'))
    .map((line) => line.slice(1));
  expect(at('.dockerignore')).toMatch(/^\*$/m);
  expect(new Set(allowed)).toEqual(new Set(copied));
});

test('it runs as nobody of power, behind an init, and tells its health by a command that there is', async () => {
  expect(linesOf('USER')).toEqual(['node']);
  const [entry] = linesOf('ENTRYPOINT');
  expect(JSON.parse(entry!)).toEqual(['tini', '--', 'node', '--import', 'tsx', 'src/cli.ts']);
  const { stdout } = await attest(['--help']);
  const health = /CMD (\[.*\])/.exec(linesOf('HEALTHCHECK')[0]!)![1]!;
  for (const command of [
    (JSON.parse(health) as string[]).at(-1)!,
    (JSON.parse(linesOf('CMD')[0]!) as string[])[0]!,
  ])
    expect(stdout).toMatch(new RegExp(`^  ${command}\\b`, 'm'));
});

test('its Node.js is one that Attest runs on', () => {
  const major = Number(/^ARG NODE=node:(\d+)/m.exec(dockerfile)?.[1]);
  expect(major).toBeGreaterThanOrEqual(Number(/\d+/.exec(about.engines.node)![0]));
});

test('settings that it names are settings, and what is to stay lies in volumes', () => {
  const { services } = parse(at('compose.yaml')) as {
    services: { attest: { environment: Record<string, string>; volumes: string[]; read_only: boolean } };
  };
  const { environment, volumes, read_only } = services.attest;
  for (const name of Object.keys(environment)) expect(settingsSchema.shape).toHaveProperty(name);
  for (const folder of Object.values(environment)) {
    expect(volumes.some((volume) => volume.split(':')[1] === folder)).toBe(true);
    expect(linesOf('VOLUME')[0]).toContain(`"${folder}"`);
  }
  expect(read_only).toBe(true);
});
