// Days and outlets that limit a question, checked before anything is searched.
import { expect, test } from 'vitest';
import { narrowed, readFilter } from '../../src/question/filter.ts';
import { localDay } from '../../src/text/days.ts';

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
  expect(() => readFilter({ from: day })).toThrow(`"${day}" is not a day.`);
});
test('a period cannot end before it begins', () => {
  expect(() => readFilter({ from: '2024-03-01', to: '2024-02-29' })).toThrow(/ends .* before it begins/);
});

test('the day of asking is a day like any other', () => {
  expect(readFilter({ asOf: '2024-02-29' })).toEqual({ asOf: '2024-02-29' });
  expect(() => readFilter({ asOf: 'today' })).toThrow('"today" is not a day.');
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
