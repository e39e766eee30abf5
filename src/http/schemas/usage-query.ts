import { Type } from 'typebox';

/** Query of the two usage reports. What a period may be is the use case's to say, in an order of its own (spec library-api §12). */
export const UsageQuery = Type.Object({
  startDate: Type.Optional(
    Type.Unknown({ description: 'First day, YYYY-MM-DD, in UTC.', examples: ['2026-07-01'] }),
  ),
  endDate: Type.Optional(
    Type.Unknown({
      description: 'Day behind the last one (usage), or the last one itself (usage analytics).',
      examples: ['2026-07-08'],
    }),
  ),
});
