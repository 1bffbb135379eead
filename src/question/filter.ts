// What limits a question to a part of the archive, checked at the door.
import { isDay } from '../text/days.ts';
import type { Filter, Source } from '../types.ts';

/** Characters that are told of what is no day. */
const MAX_TOLD = 40;

/** What is wrong with the limits that a person typed. */
export type LimitFault =
  { kind: 'no day'; typed: string } | { kind: 'ends before it begins'; from: string; to: string };

export class LimitError extends Error {
  readonly fault: LimitFault;

  constructor(fault: LimitFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

/**
 * A filter of what a person typed; empty values limit nothing.
 * @throws LimitError for a day that the calendar does not have, or a period that ends before it begins
 */
export function readFilter(
  typed: Partial<Record<'from' | 'to' | 'outlet' | 'asOf', string | null | undefined>>,
): Filter {
  const [from, to, asOf] = [typed.from, typed.to, typed.asOf].map(readDay);
  if (from && to && from > to) throw new LimitError({ kind: 'ends before it begins', from, to });
  const outlet = typed.outlet?.trim() || undefined;
  return { ...(from && { from }), ...(to && { to }), ...(outlet && { outlet }), ...(asOf && { asOf }) };
}

/** Whether a filter may leave out any article. */
export const limitsArticles = ({ from, to, outlet, outlets }: Filter): boolean =>
  [from, to, outlet, outlets].some((limit) => limit !== undefined);

/** Whether a filter lets an article through. */
export function letsThrough(
  filter: Filter,
  { outlet, published }: Pick<Source, 'outlet' | 'published'>,
): boolean {
  const isOne = (names: readonly string[]) =>
    names.some((name) => name.toLowerCase() === outlet.toLowerCase());
  if (filter.outlet !== undefined && !isOne([filter.outlet])) return false;
  if (filter.outlets !== undefined && !isOne(filter.outlets)) return false;
  return published >= (filter.from ?? '') && (filter.to === undefined || published <= filter.to);
}

/** A filter that lets through only what both let through; it may be nothing. */
export function narrowed(filter: Filter, from: string | null, to: string | null): Filter {
  const limits = {
    from: from !== null && from > (filter.from ?? '') ? from : filter.from,
    to: to !== null && (filter.to === undefined || to < filter.to) ? to : filter.to,
  };
  return { ...filter, ...(limits.from && { from: limits.from }), ...(limits.to && { to: limits.to }) };
}

function readDay(typed: string | null | undefined): string | undefined {
  const day = typed?.trim();
  if (!day) return undefined;
  if (isDay(day)) return day;
  throw new LimitError({ kind: 'no day', typed: day.slice(0, MAX_TOLD) });
}
