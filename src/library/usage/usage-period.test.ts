import { describe, expect, it } from 'vitest';
import { type PeriodQuery, readPeriod } from './usage-period.ts';

const required = 'startDate and endDate are required in query parameters.';
const format = 'startDate and endDate should be in format YYYY-MM-DD.';
const order = 'startDate should be before endDate.';
const range = 'startDate and endDate should be within 90 days.';

describe.each([
  ['without its end', false],
  ['with its end', true],
])('a period %s', (_, endIncluded) => {
  it.each<[unknown, unknown, string]>([
    [undefined, undefined, required],
    ['2026-02-01', undefined, required],
    [undefined, 'nonsense', required],
    ['2026-2-1', '2026-03-01', format],
    ['2026-02-30', '2026-03-01', format],
    ['2026-13-01', '2026-12-01', format],
    ['2026-02-29', '2026-03-01', format],
    ['2026-02-00', '2026-03-01', format],
    ['2026-02-01T00:00:00Z', '2026-03-01', format],
    ['2026-02-01', ['2026-03-01', '2026-04-01'], format],
    ['2026-03-02', '2026-03-01', order],
    ['2027-03-02', '2026-03-01', order],
    ['2026-01-01', '2026-04-02', range],
    ['2025-01-01', '2026-01-01', range],
  ])('from %s to %s is refused: %s', (startDate, endDate, sentence) => {
    expect(() => readPeriod({ startDate, endDate } as PeriodQuery, { endIncluded })).toThrow(sentence);
  });
});

it('leaves out its end, or not', () => {
  const query = { startDate: '2024-02-28', endDate: '2024-03-01' };
  expect(readPeriod(query, { endIncluded: false })).toEqual({ first: '2024-02-28', last: '2024-02-29' });
  expect(readPeriod(query, { endIncluded: true })).toEqual({ first: '2024-02-28', last: '2024-03-01' });
});

it('may be ninety days long', () => {
  const query = { startDate: '2026-01-01', endDate: '2026-04-01' };
  expect(readPeriod(query, { endIncluded: false })).toEqual({ first: '2026-01-01', last: '2026-03-31' });
});

it('may be one day only where its end is included', () => {
  const query = { startDate: '2026-01-01', endDate: '2026-01-01' };
  expect(readPeriod(query, { endIncluded: true })).toEqual({ first: '2026-01-01', last: '2026-01-01' });
  expect(() => readPeriod(query, { endIncluded: false })).toThrow(order);
});
