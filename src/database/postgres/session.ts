import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { QueryResult as PgResult, PoolClient } from 'pg';
import type { Together } from '../run-together.ts';
import type { StatementNames } from './statement-names.ts';
import { isSessionLost, translateError } from './translate-error.ts';

/** A session of the server, borrowed from a pool. */
export class ReadingSession implements DatabaseConnection {
  readonly #client: PoolClient;
  readonly #names: StatementNames | undefined;
  #isLost = false;

  /** Without `names` each statement is planned for its very parameters. */
  constructor(client: PoolClient, names?: StatementNames) {
    this.#client = client;
    this.#names = names;
  }

  get isLost(): boolean {
    return this.#isLost;
  }

  async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    return toQueryResult(await this.run(sql, parameters));
  }

  streamQuery(): never {
    throw new Error('Rows are read by the page, never as a stream.');
  }

  /** A session that is lost or in an unknown state is closed, not given back. */
  release(): void {
    this.#client.release(this.#isLost);
  }

  /** Several statements at once, one message to the server, when there are no parameters. */
  protected async run(sql: string, parameters: readonly unknown[] = []): Promise<PgResult> {
    const name = this.#names?.nameOf(sql, parameters);
    try {
      return await this.#client.query({
        ...(name !== undefined && { name }),
        text: sql,
        values: [...parameters],
      });
    } catch (error) {
      if (isSessionLost(error)) this.giveUp();
      throw translateError(error);
    }
  }

  /** What is sent meanwhile: one packet, for which the server wakes up once. */
  protected inOnePiece<Sent>(send: () => Sent): Sent {
    const { stream } = this.#client.connection;
    stream.cork();
    try {
      return send();
    } finally {
      stream.uncork();
    }
  }

  protected giveUp(): void {
    this.#isLost = true;
  }
}

/** Any number will do, as long as all nodes use the same one. */
const writersLock = 7_225_001;

// Read committed: every statement sees what is committed when it begins. A stricter level would see the library as it
// was when the waiting began, not as the writer before has left it.
const begin = `begin isolation level read committed; select pg_advisory_xact_lock(${writersLock})`;

// `notify` fails in a transaction that a failed statement has ended; `commit` alone would roll it back without a word.
const commit = 'notify calotype_changes; commit';

/**
 * Writes, each in a transaction that holds the library's one lock: writers run one after another on all nodes, and
 * every other node is told when something has changed.
 */
export class WritingSession extends ReadingSession implements Together {
  readonly #onWritten: () => void;
  #isInTransaction = false;

  constructor(client: PoolClient, names: StatementNames, onWritten: () => void) {
    super(client, names);
    this.#onWritten = onWritten;
  }

  /**
   * A statement alone is a transaction too: it must not slip in between the statements of another. Should it fail, so does
   * `notify` behind it, and nothing is committed.
   */
  override async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (this.#isInTransaction) return super.executeQuery(query);
    try {
      const answers = this.inOnePiece(
        () => [this.run(begin), super.executeQuery<Row>(query), this.run(commit)] as const,
      );
      return (await inOrder(answers))[1];
    } catch (error) {
      await this.rollback();
      throw error;
    } finally {
      // Also when the answer got lost: it may be committed.
      this.#onWritten();
    }
  }

  /**
   * Sent in one piece, answered one after another. Behind one that fails the server refuses the rest of the transaction.
   * Outside a transaction each would be one of its own: nobody may ask for that.
   */
  async executeTogether(queries: readonly CompiledQuery[]): Promise<QueryResult<unknown>[]> {
    if (!this.#isInTransaction) throw new Error('Only statements of a transaction are sent together.');
    return inOrder(this.inOnePiece(() => queries.map((query) => super.executeQuery(query))));
  }

  async begin(): Promise<void> {
    try {
      await this.run(begin);
      this.#isInTransaction = true;
    } catch (error) {
      await this.rollback();
      throw error;
    }
  }

  async commit(): Promise<void> {
    try {
      await this.run(commit);
      this.#isInTransaction = false;
    } finally {
      // Also when the answer got lost: it may be committed.
      this.#onWritten();
    }
  }

  /** Never throws: the error that led here is the one to tell. A session that is closed is rolled back by the server. */
  async rollback(): Promise<void> {
    this.#isInTransaction = false;
    if (this.isLost) return;
    await this.run('rollback').catch(() => this.giveUp());
  }
}

/**
 * All answers, or what the first of the statements that failed has failed with: those behind it fail because of it, and may be
 * heard of before.
 */
async function inOrder<Answers extends readonly unknown[]>(
  answers: Answers,
): Promise<{ -readonly [Index in keyof Answers]: Awaited<Answers[Index]> }> {
  const failure = (await Promise.allSettled(answers)).find(({ status }) => status === 'rejected');
  if (failure !== undefined) throw (failure as PromiseRejectedResult).reason;
  return await Promise.all(answers);
}

function toQueryResult<Row>({ command, rows, rowCount }: PgResult): QueryResult<Row> {
  const isWrite = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE';
  return { rows: rows as Row[], ...(isWrite && { numAffectedRows: BigInt(rowCount ?? 0) }) };
}
