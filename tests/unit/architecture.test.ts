// Every import in src/ keeps to .architecture.yaml: who may import whom, and which module owns which library.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../support/project.ts';

interface Rules {
  layers: string[][];
  libraries: Record<string, string[]>;
  environment: string[];
}

const rules = parse(readFileSync(join(ROOT, '.architecture.yaml'), 'utf8')) as Rules;

/** Modules are named by their path in src/ without `.ts`. */
const modules = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''));

const sources = new Map(
  modules.map((module) => [module, readFileSync(join(ROOT, 'src', `${module}.ts`), 'utf8')]),
);
const sourceOf = (module: string) => sources.get(module) ?? '';

const importsOf = (module: string): string[] =>
  [...sourceOf(module).matchAll(/(?:from|import|[rR]equire\(import\.meta\.url\))\s*\(?'([\w@./:-]+)'/g)].map(
    (match) => match[1]!,
  );
const isRelative = (target: string) => target.startsWith('.');
const targetOf = (module: string, target: string) => join(module, '..', target).replace(/\.ts$/, '');

const isOf = (module: string, place: string) =>
  place.endsWith('/') ? module.startsWith(place) : module === place;

function layerOf(module: string): number {
  const named = rules.layers.findIndex((places) => places.includes(module));
  return named >= 0 ? named : rules.layers.findIndex((places) => places.some((place) => isOf(module, place)));
}

/** `chrono-node/en` is of chrono-node, `@xenova/transformers` of itself. */
const libraryOf = (target: string) => /^(?:@[^/]+\/)?[^/]+/.exec(target)![0];

test('every module has its layer', () => {
  expect(modules.filter((module) => layerOf(module) < 0)).toEqual([]);
});

test('imports go one way', () => {
  const backward = modules.flatMap((module) =>
    importsOf(module)
      .filter(isRelative)
      .map((target) => targetOf(module, target))
      .filter((target) => layerOf(target) > layerOf(module))
      .map((target) => `${module} -> ${target}`),
  );
  expect(backward).toEqual([]);
});

test('each library is imported by its owner only', () => {
  const strays = modules.flatMap((module) =>
    importsOf(module)
      .filter((target) => !isRelative(target) && !target.startsWith('node:'))
      .filter((target) => !(rules.libraries[libraryOf(target)] ?? []).some((place) => isOf(module, place)))
      .map((target) => `${module} imports ${target}`),
  );
  expect(strays).toEqual([]);
});

test('whatever is named in the rules exists', () => {
  const named = [...rules.layers.flat(), ...Object.values(rules.libraries).flat(), ...rules.environment];
  expect(named.filter((place) => !modules.some((module) => isOf(module, place)))).toEqual([]);
});

test('only few modules read the environment', () => {
  const readers = modules.filter((module) => sourceOf(module).includes('process.env'));
  expect(readers.filter((module) => !rules.environment.includes(module))).toEqual([]);
});

test('every module opens with what it is for', () => {
  expect(modules.filter((module) => !/^\/\/ \S/.test(sourceOf(module)))).toEqual([]);
});
