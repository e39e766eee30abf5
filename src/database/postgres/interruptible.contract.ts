import { connect } from 'node:net';
import { Client } from 'pg';
import { makeWire, type Wire } from '../../../test/support/cut-wire.ts';

export interface Interruptible extends Wire {
  /** Leads to the same database. */
  readonly url: string;
}

/** A way to a database that can be cut. */
export async function makeInterruptible(target: string): Promise<Interruptible> {
  const { host, port } = new Client({ connectionString: target });
  const wire = await makeWire(() =>
    host.startsWith('/') ? connect(`${host}/.s.PGSQL.${port}`) : connect(port, host),
  );
  const url = new URL(target);
  url.searchParams.delete('host');
  url.host = `127.0.0.1:${wire.port}`;
  return { ...wire, url: url.href };
}
