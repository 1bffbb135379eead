// Fields that are given with an import, as they are typed: `--map title=headline`, `--set outlet=Gazette`.
import { UserError } from '../errors.ts';
import { FIELDS, type Field, type FieldMap } from './records.ts';
import { writtenDay } from './written-day.ts';

/** Fields that may be given for all articles of an import. */
const SETTABLE = ['outlet', 'byline', 'published'] as const;

/** @throws UserError */
export function fieldMap(typed: readonly string[]): FieldMap {
  return Object.fromEntries(pairs(typed, '--map', FIELDS)) as Partial<Record<Field, string>>;
}

/** @throws UserError */
export function defaultsOf(typed: readonly string[]): Partial<Record<(typeof SETTABLE)[number], string>> {
  const values = Object.fromEntries(pairs(typed, '--set', SETTABLE));
  if (values.published !== undefined && writtenDay(values.published) === null)
    throw new UserError(`"${values.published}" is not a day.`, 'Write --set published=YYYY-MM-DD.');
  return values;
}

/** `a=b,c=d`, in one argument or several. */
function pairs(typed: readonly string[], option: string, known: readonly string[]): [string, string][] {
  const written = option === '--map' ? typed.flatMap((each) => each.split(',')) : typed;
  return written.map((pair) => {
    const [, name = '', value = ''] = /^\s*([^=]*?)\s*=\s*(.*?)\s*$/s.exec(pair) ?? [];
    if (known.includes(name) && value !== '') return [name, value];
    throw new UserError(
      `"${pair}" is not a field of an article and what it is.`,
      `Write ${option} FIELD=…; the fields are ${known.join(', ')}.`,
    );
  });
}
