import { type Kysely, sql } from 'kysely';
import type { Seal } from '../../domain/seal.ts';
import { migrate } from '../migrate.ts';
import { sealSecrets } from '../seal-secrets.ts';
import type { Tables } from '../tables.ts';
import { createPatientPool } from './connect.ts';
import { createMigrator } from './postgres-kysely.ts';

/** Any number that is not the writers': nodes that start together wait here for the first of them. */
const migrationLock = 7_225_002;

/** Looks at the server, and brings its tables and secrets up to date, on a session of its own. */
export async function migrateOnce(url: string, seal: Seal): Promise<void> {
  const migrator = createMigrator(createPatientPool(url));
  try {
    await migrator.connection().execute(async (db) => {
      await checkServer(db);
      // Of the session: should this node die, the server gives the lock back.
      await sql`select pg_advisory_lock(${sql.lit(migrationLock)})`.execute(db);
      await migrate(db);
      await sealSecrets({ write: db, seal });
    });
  } finally {
    await migrator.destroy();
  }
}

interface Server {
  readonly version: number;
  readonly encoding: string;
  readonly synchronous_commit: string;
}

const oldestVersion = 150_000;

/** What the promises of the port need of the server and cannot be made up for. */
async function checkServer(db: Kysely<Tables>): Promise<void> {
  const { rows } = await sql<Server>`select
    current_setting('server_version_num')::integer as version,
    current_setting('server_encoding') as encoding,
    current_setting('synchronous_commit') as synchronous_commit`.execute(db);
  const fault = rows[0] && faultOf(rows[0]);
  if (fault !== undefined) throw new Error(`This PostgreSQL database cannot hold a library: ${fault}.`);
}

function faultOf(server: Server): string | undefined {
  if (server.version < oldestVersion) return 'PostgreSQL 15 is the oldest version that will do';
  if (server.encoding !== 'UTF8') return `its encoding is ${server.encoding}, and has to be UTF8`;
  if (server.synchronous_commit !== 'off') return undefined;
  return 'synchronous_commit is off, so an acknowledged upload could be lost';
}
