import type { Operand } from './operand.ts';

/** Milliseconds since 1970. Quotes are optional for all forms (spec search §4.4). */
export const date: Operand<number> = {
  expected: 'a valid date value. Make sure the value is enclosed within quotes.',
  read({ kind, text }, now) {
    if (kind !== 'string' && kind !== 'bare') return undefined;
    return parseRelative(text, now) ?? parseInstant(text);
  },
};

const instant =
  /^(\d{4}-\d\d-\d\d)(?:T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d+))?(?:Z|([+-])([01]\d|2[0-3]):?([0-5]\d))?)?$/;

/** `2020-01-01` or `2020-01-01T12:12:12.5+05:30`; UTC unless it says otherwise. */
export function parseInstant(text: string): number | undefined {
  const [, day, hours = 0, minutes = 0, seconds = 0, fraction = '', sign, zoneHours = 0, zoneMinutes = 0] =
    instant.exec(text) ?? [];
  const midnight = Date.parse(`${day}T00:00:00.000Z`);
  // Date.parse takes 30 February for a day in March.
  if (Number.isNaN(midnight) || !new Date(midnight).toISOString().startsWith(`${day}T`)) return undefined;
  const zone = millisecondsOf(zoneHours, zoneMinutes, 0) * (sign === '-' ? -1 : 1);
  const milliseconds = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return inRange(midnight + millisecondsOf(hours, minutes, seconds) + milliseconds - zone);
}

function millisecondsOf(hours: Digits, minutes: Digits, seconds: Digits): number {
  return ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
}

type Digits = string | number;

const hour = 3_600_000;
const fixedUnits: Readonly<Record<string, number>> = { h: hour, d: 24 * hour, w: 7 * 24 * hour };
const monthsOf: Readonly<Record<string, number>> = { m: 1, y: 12 };

/** `2d`: that long before now. Hours, days and weeks have fixed lengths, months and years follow the calendar. */
function parseRelative(text: string, now: Date): number | undefined {
  const [, count, unit = ''] = /^(\d+)([hdwmy])$/.exec(text) ?? [];
  if (count === undefined) return undefined;
  const fixed = fixedUnits[unit];
  if (fixed !== undefined) return inRange(now.getTime() - Number(count) * fixed);
  return inRange(monthsBefore(now, Number(count) * (monthsOf[unit] ?? 0)));
}

function monthsBefore(now: Date, months: number): number {
  const then = new Date(now);
  then.setUTCMonth(now.getUTCMonth() - months);
  // 31 February is 3 March by now; day 0 is the last one of February.
  if (then.getUTCDate() !== now.getUTCDate()) then.setUTCDate(0);
  return then.getTime();
}

const earliest = Date.parse('0000-01-01T00:00:00.000Z');
const latest = Date.parse('9999-12-31T23:59:59.999Z');

/** Years of four digits: what can be written, and what every database can hold. */
function inRange(milliseconds: number): number | undefined {
  return milliseconds >= earliest && milliseconds <= latest ? milliseconds : undefined;
}
