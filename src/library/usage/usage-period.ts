import { invalid } from '../../domain/errors.ts';
import { addDays, dayOf, millisecondsPerDay, type UsageDay } from '../../domain/usage.ts';

/** As they came: there may be none, or several. */
export interface PeriodQuery {
  readonly startDate?: unknown;
  readonly endDate?: unknown;
}

/** Both days included. */
export interface UsagePeriod {
  readonly first: UsageDay;
  readonly last: UsageDay;
}

const mostDays = 90;

/** The usage of §12.1 leaves out the end day; the analytics of §12.2 do not. */
export function readPeriod(
  query: PeriodQuery,
  { endIncluded }: { readonly endIncluded: boolean },
): UsagePeriod {
  const { startDate, endDate } = query;
  if (startDate === undefined || endDate === undefined) {
    throw invalid('startDate and endDate are required in query parameters.');
  }
  if (!isDay(startDate) || !isDay(endDate)) {
    throw invalid('startDate and endDate should be in format YYYY-MM-DD.');
  }
  const days = (Date.parse(endDate) - Date.parse(startDate)) / millisecondsPerDay;
  if (days < (endIncluded ? 0 : 1)) throw invalid('startDate should be before endDate.');
  if (days > mostDays) throw invalid('startDate and endDate should be within 90 days.');
  return { first: startDate, last: endIncluded ? endDate : addDays(endDate, -1) };
}

/** There is a 29 February in some years, and never a 30th. */
function isDay(text: unknown): text is UsageDay {
  if (typeof text !== 'string' || !/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const time = Date.parse(text);
  return !Number.isNaN(time) && dayOf(new Date(time)) === text;
}
