// Days and outlets that limit a question, checked before anything is searched.
import { expect, test } from 'vitest';
import { LimitError, narrowed, readFilter, type LimitFault } from '../../src/question/filter.ts';
import { localDay } from '../../src/text/days.ts';

/** What is wrong with what was typed. */
function faultOf(typed: Parameters<typeof readFilter>[0]): LimitFault | null {
  try {
    readFilter(typed);
    return null;
  } catch (thrown) {
    if (thrown instanceof LimitError) return thrown.fault;
    throw thrown;
  }
}

test('what is empty limits nothing', () => {
  expect(readFilter({ from: '', to: null, outlet: ' ' })).toEqual({});
});
test('real days are taken as they are', () => {
  expect(readFilter({ from: '2024-02-29', to: ' 2024-03-01 ', outlet: 'Gazette' })).toEqual({
    from: '2024-02-29',
    to: '2024-03-01',
    outlet: 'Gazette',
  });
});
test.each(['2023-02-29', '31.07.2023', 'yesterday', '2023-7-31'])('"%s" is not a day', (day) => {
  expect(faultOf({ from: day })).toEqual({ kind: 'no day', typed: day });
});
test('a period cannot end before it begins', () => {
  const period = { from: '2024-03-01', to: '2024-02-29' };
  expect(faultOf(period)).toEqual({ kind: 'ends before it begins', ...period });
});

test('the day of asking is a day like any other', () => {
  expect(readFilter({ asOf: '2024-02-29' })).toEqual({ asOf: '2024-02-29' });
  expect(faultOf({ asOf: 'today' })).toEqual({ kind: 'no day', typed: 'today' });
});
test('a filter is only ever narrowed', () => {
  const spring = { from: '2025-03-01', to: '2025-05-31', outlet: 'Gazette' };
  expect(narrowed(spring, '2025-04-01', '2025-06-30')).toEqual({ ...spring, from: '2025-04-01' });
  expect(narrowed(spring, '2025-01-01', '2025-04-30')).toEqual({ ...spring, to: '2025-04-30' });
  expect(narrowed({}, null, '2025-04-30')).toEqual({ to: '2025-04-30' });
  expect(narrowed(spring, null, null)).toEqual(spring);
});
test('today is the day of the calendar on the wall, not that of Greenwich', () => {
  expect(localDay(new Date(2025, 6, 1, 0, 5))).toBe('2025-07-01');
  expect(localDay(new Date(2025, 11, 31, 23, 55))).toBe('2025-12-31');
});
