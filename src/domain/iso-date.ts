const isoDate =
  /^(\d{4})-(\d\d)-(\d\d)(?:T([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)?)?$/;

/**
 * The moment an ISO 8601 date stands for: the date alone, or with a time, or with an offset as well. Without an offset it
 * is UTC, whatever the time zone of the server. Undefined for anything else, days that do not exist included.
 */
export function parseIsoDate(text: string): Date | undefined {
  const parts = isoDate.exec(text);
  if (parts === null) return undefined;
  const [year = 0, month = 0, day = 0, hour, minute, second] = parts
    .slice(1, 7)
    .map((part) => Number(part ?? 0));
  const milliseconds = Math.trunc(Number(`0.${parts[7] ?? 0}`) * 1000);
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  // 30 February would roll over into March.
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  date.setUTCHours(hour ?? 0, minute ?? 0, second ?? 0, milliseconds);
  return new Date(date.getTime() - offsetMinutes(parts[8]) * 60_000);
}

function offsetMinutes(offset: string | undefined): number {
  if (offset === undefined || offset === 'Z') return 0;
  const digits = offset.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return offset.startsWith('-') ? -minutes : minutes;
}
