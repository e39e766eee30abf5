import { Client, type ClientBase, type ClientConfig, Pool, types } from 'pg';

/** How long a call may wait for a session, and a statement for its end: then 503, and the caller may try again. */
const patience = { read: 10_000, write: 30_000 } as const;

/** A node that hangs inside a transaction keeps every other from writing: after this the server ends it. */
const idleInTransactionMs = 30_000;

/** The server answers a late statement by itself; only a connection that has gone silent takes longer. */
const graceMs = 2000;

const idleSessionMs = 300_000;

/** Sessions that read, or the one that writes. Nothing is connected yet. */
export function createPool(url: string, use: keyof typeof patience, max: number): Pool {
  const milliseconds = patience[use];
  return surviving(
    new Pool({
      ...common(url),
      max,
      // Statements of a transaction that need not know of one another go on their way together (session.ts).
      pipeline: use === 'write',
      connectionTimeoutMillis: milliseconds,
      idleTimeoutMillis: idleSessionMs,
      statement_timeout: milliseconds,
      query_timeout: milliseconds + graceMs,
      idle_in_transaction_session_timeout: idleInTransactionMs,
      onConnect: (client: ClientBase) => client.query(use === 'read' ? planWell : planOnce),
    }),
  );
}

/**
 * Searches are short: compiling one, or starting workers for it, takes longer than running it. And what they read is in memory
 * or on a solid-state disk, where pages are cheaper against the work on their rows than the server guesses, and no dearer one
 * by one: it would read whole tables in place of some ten thousand rows by their keys. Keys of that many rows are kept in memory,
 * or they would be searched for once for each card.
 */
const planWell = `set jit = off; set max_parallel_workers_per_gather = 0; set work_mem = '16MB';
  set seq_page_cost = 0.1; set random_page_cost = 0.1`;

/** Writes look up what they need by its key: one plan does for all, and to make it may take longer than the write. */
const planOnce = `${planWell}; set plan_cache_mode = force_generic_plan`;

/** For migrations: they take as long as they take. */
export function createPatientPool(url: string): Pool {
  return surviving(new Pool({ ...common(url), max: 1, connectionTimeoutMillis: patience.write }));
}

/**
 * A session may end at any moment, in the pool or between two statements of a transaction. Whoever uses it next is told;
 * an error that nobody listens to would end the process.
 */
function surviving(pool: Pool): Pool {
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** A session of its own, for listening. `silenceMs`: when no answer comes for so long, it is lost. */
export function createClient(url: string, silenceMs: number): Client {
  return new Client({ ...common(url), connectionTimeoutMillis: patience.read, query_timeout: silenceMs });
}

function common(url: string): ClientConfig {
  return { connectionString: url, application_name: 'calotype', keepAlive: true, types: { getTypeParser } };
}

const { INT8, NUMERIC } = types.builtins;

/** Times, sizes and counts stay far below 2^53; as texts, which is what pg makes of them, they would not add up. */
const getTypeParser: typeof types.getTypeParser = (oid: number, format?: 'text' | 'binary') =>
  oid === INT8 || oid === NUMERIC ? Number : types.getTypeParser(oid, format as 'text');
