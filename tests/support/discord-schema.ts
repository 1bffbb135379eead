// Discord's own OpenAPI file as the judge of request bodies, where a copy of it is at hand.
// https://github.com/discord/discord-api-spec
import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import { json } from './discord-rules.ts';

const FILE = new URL('../../../shared/discord/openapi.json', import.meta.url);

/** Why request bodies are not compared with Discord's OpenAPI file, or false when they are. */
export const schemaMissing: string | false = existsSync(FILE)
  ? false
  : `Discord's OpenAPI file is not at ${FILE.pathname}`;

type Media = { schema: object };
type Operation = { requestBody?: { required?: boolean; content: Record<string, Media> } };
type Paths = Record<string, Record<string, Operation | undefined>>;
type Specification = { paths: Paths; components: object };

let loaded: { ajv: Ajv2020; paths: Paths } | undefined;
const compiled = new Map<string, ValidateFunction | null>();

/**
 * What Discord's OpenAPI file has against a request; empty when nothing, or when there is no such file.
 * Schemas are compiled at their first use and kept.
 * @param path without the version, such as `/channels/1/messages`
 */
export function schemaProblems(method: string, path: string, body: unknown): string[] {
  if (schemaMissing) return [];
  const { paths } = (loaded ??= load());
  const template = Object.keys(paths)
    .filter((known) => matches(known, path))
    .sort(byParameters)[0];
  const operation = template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
  if (template === undefined || !operation) return [`${method} ${path} is not in Discord's OpenAPI file`];
  const validate = validator(method, template, operation);
  if (!validate || (body === undefined && !operation.requestBody?.required)) return [];
  return validate(asSpecified(body)) ? [] : [explain(validate.errors ?? [])];
}

/**
 * Discord's documentation has a command's permissions as a string, as discord.js sends them, and Discord takes that;
 * its OpenAPI file has an integer. Both pass.
 */
function asSpecified(body: unknown): unknown {
  return Array.isArray(body) ? body.map(withNumericPermissions) : withNumericPermissions(body);
}

function withNumericPermissions(command: unknown): unknown {
  const { default_member_permissions: permissions } = json(command);
  const isText = typeof permissions === 'string' && /^\d+$/.test(permissions);
  return isText ? { ...json(command), default_member_permissions: Number(permissions) } : command;
}

function load(): { ajv: Ajv2020; paths: Paths } {
  const { paths, components } = JSON.parse(readFileSync(FILE, 'utf8')) as Specification;
  const isUri = (text: string) => URL.canParse(text);
  const isDate = (text: string) => !Number.isNaN(Date.parse(text));
  const unchecked = { int32: true, int64: true, double: true, snowflake: true, nonce: true } as const;
  const formats = { ...unchecked, uri: isUri, 'date-time': isDate };
  const ajv = new Ajv2020({ strict: false, allErrors: true, formats });
  ajv.addSchema({ $id: 'discord', components });
  return { ajv, paths };
}

/** A message body sent with files has the same schema as without: that of its `payload_json`. */
function validator(method: string, template: string, operation: Operation): ValidateFunction | null {
  const key = `${method} ${template}`;
  if (!compiled.has(key)) {
    const content = operation.requestBody?.content;
    const media = content?.['application/json'] ?? content?.['multipart/form-data'];
    compiled.set(key, media ? loaded!.ajv.compile(absolute(media.schema)) : null);
  }
  return compiled.get(key)!;
}

function absolute(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"discord#/components/')) as object;
}

function matches(template: string, path: string): boolean {
  const known = template.split('/');
  const given = path.split('/');
  return known.length === given.length && known.every((part, i) => part.startsWith('{') || part === given[i]);
}

/** `/messages/@original` before `/messages/{message_id}`. */
function byParameters(a: string, b: string): number {
  return a.split('{').length - b.split('{').length;
}

/**
 * A union's failure lists the errors of every branch. The branch that was meant is the one whose `type` fits, and
 * of what remains the errors deepest in the body say most.
 */
function explain(errors: ErrorObject[]): string {
  const others = new Set(errors.filter(isWrongType).map(branchOf));
  const meant = errors.filter((error) => !isUnion(error) && !others.has(branchOf(error)));
  const told = meant.length ? meant : errors;
  const deepest = Math.max(...told.map(depth));
  const lines = told
    .filter((error) => depth(error) === deepest)
    .map(
      ({ instancePath, message, params }) => `${instancePath || 'body'} ${message} ${JSON.stringify(params)}`,
    );
  return [...new Set(lines)].join('; ');
}

function depth({ instancePath }: ErrorObject): number {
  return instancePath.split('/').length;
}

function isUnion({ keyword }: ErrorObject): boolean {
  return keyword === 'oneOf' || keyword === 'anyOf';
}

function isWrongType({ keyword, instancePath }: ErrorObject): boolean {
  return keyword === 'enum' && instancePath.endsWith('/type');
}

/** The name of the schema an error is about, which is in its path, such as `discord#/components/schemas/RichEmbed/…`. */
function branchOf({ schemaPath }: ErrorObject): string {
  return /schemas\/(\w+)/.exec(schemaPath)?.[1] ?? schemaPath;
}
