// Custom ids of buttons: a version, a verb and all the state there is, so that a button works after a restart. Pure.
import { createHash } from 'node:crypto';
import type { Filter, Span } from '../types.ts';

/** Discord's limit for a custom id, in characters. */
export const MAX_CUSTOM_ID = 100;
/** Raised when what the fields mean changes: buttons of other versions are declined. */
const VERSION = '1';
const KEY_LENGTH = 4;
const OUTLET_KEY_LENGTH = 8;

/** The day of asking, `YYYY-MM-DD`, and what the question was limited to; the outlet by its key. */
export interface Scope {
  today: string;
  filter: Filter;
}

/** A quote as a button knows it: where it stands, and a key of its text, so that a changed article is seen. */
export interface QuoteKey extends Span {
  articleId: string;
  textKey: string;
}

/**
 * `1:verb:field:field`
 * @throws RangeError when it is over Discord's limit
 */
export function customId(verb: string, ...fields: (string | number)[]): string {
  const id = joined(verb, fields);
  if (id.length > MAX_CUSTOM_ID)
    throw new RangeError(`Expected a custom id of at most ${MAX_CUSTOM_ID} characters: ${id}`);
  return id;
}

const joined = (verb: string, fields: (string | number)[]) => [VERSION, verb, ...fields].join(':');

/** Whether fields that may hold anything make a custom id, and can be read back from it. */
export const fitsCustomId = (verb: string, ...fields: string[]): boolean =>
  joined(verb, fields).length <= MAX_CUSTOM_ID && fields.every((field) => !field.includes(':'));

/** The verb and the fields, or null when the id is of another version, or of no button of Attest. */
export function readCustomId(id: string): { verb: string; fields: string[] } | null {
  const [version, verb, ...fields] = id.split(':');
  return version === VERSION && verb ? { verb, fields } : null;
}

/** The first bytes of a text's hash, in base64url. */
const keyOf = (text: string, length: number): string =>
  createHash('sha256').update(text).digest('base64url').slice(0, length);

export const textKey = (text: string): string => keyOf(text, KEY_LENGTH);

/** Outlets are named in any case, and their names may be longer than a custom id. */
export const outletKey = (outlet: string): string => keyOf(outlet.toLowerCase(), OUTLET_KEY_LENGTH);

/** Which outlets may be seen; the same for the same ones, however they are ordered. */
export const seenKey = (outlets: readonly string[]): string =>
  keyOf(JSON.stringify(outlets.map((each) => each.toLowerCase()).sort()), OUTLET_KEY_LENGTH);

const packed = (day: string | undefined): string => day?.replaceAll('-', '') ?? '';
const unpacked = (digits: string): string => digits.replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');

export function scopeField({ today, filter: { from, to, asOf, outlet } }: Scope): string {
  return [today, from, to, asOf].map(packed).join('.') + `.${outlet ? outletKey(outlet) : ''}`;
}

/**
 * @param outletOf the outlet of a key, as the archive has it
 * @returns null when the field is none
 */
export function readScope(field: string, outletOf: (key: string) => string | undefined): Scope | null {
  const match = /^(\d{8})\.(\d{8})?\.(\d{8})?\.(\d{8})?\.([\w-]{8})?$/.exec(field);
  if (!match) return null;
  const [, today, from, to, asOf, key] = match;
  const outlet = key && outletOf(key);
  if (key && !outlet) return null;
  const filter = {
    ...(from && { from: unpacked(from) }),
    ...(to && { to: unpacked(to) }),
    ...(asOf && { asOf: unpacked(asOf) }),
    ...(outlet && { outlet }),
  };
  return { today: unpacked(today!), filter };
}

/** Keys of some quotes as one field, at most 26 characters each. */
export const quotesField = (keys: readonly QuoteKey[]): string => keys.map(quoteField).join(',');

function quoteField({ articleId, start, end, textKey: key }: QuoteKey): string {
  const id = Buffer.from(articleId, 'hex').toString('base64url');
  return [id, start.toString(36), (end - start).toString(36), key].join('.');
}

/** The quotes of a field; none when it is damaged. */
export function readQuotes(field: string): QuoteKey[] {
  const parts = field
    .split(',')
    .map((part) => /^([\w-]{11})\.([a-z\d]+)\.([a-z\d]+)\.([\w-]{4})$/.exec(part));
  if (parts.some((part) => part === null)) return [];
  return parts.map((part) => {
    const start = parseInt(part![2]!, 36);
    const articleId = Buffer.from(part![1]!, 'base64url').toString('hex');
    return { articleId, start, end: start + parseInt(part![3]!, 36), textKey: part![4]! };
  });
}
