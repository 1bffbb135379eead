// Days and outlets that limit a question, checked before anything is searched.
import { expect, test } from 'vitest';
import { readFilter } from '../src/filter.ts';

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
