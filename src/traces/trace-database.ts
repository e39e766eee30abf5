import type { Database } from '../domain/database.ts';
import { traceStep } from '../domain/trace-step.ts';
import type { Tracer } from '../domain/tracer.ts';

/** Lists, searches, and the writing of rows. A look-up of one row takes microseconds: to tell of it would take longer. */
export function traceDatabase(database: Database, tracer: Tracer): Database {
  const { assets } = database;
  return {
    ...database,
    assets: {
      ...assets,
      list: (query) =>
        traceStep(
          tracer,
          { name: 'search database', attributes: { 'calotype.searched': query.search !== undefined } },
          async (step) => {
            const found = await assets.list(query);
            step.tell({ 'calotype.found': found.length });
            return found;
          },
        ),
    },
    transaction: (work) => traceStep(tracer, { name: 'write rows' }, () => database.transaction(work)),
  };
}
