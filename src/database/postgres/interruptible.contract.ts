import { createServer, connect as dial, type Socket } from 'node:net';
import { Client } from 'pg';

export interface Interruptible {
  /** Leads to the same database. */
  readonly url: string;
  /** The network is gone: what is connected breaks, what connects is refused. */
  interrupt(): void;
  restore(): void;
  close(): Promise<void>;
}

/** A way to a server that can be cut. */
export async function makeInterruptible(target: string): Promise<Interruptible> {
  const { host, port } = new Client({ connectionString: target });
  const sockets = new Set<Socket>();
  let isCut = false;
  const listener = createServer((socket) => {
    const onward = host.startsWith('/') ? dial(`${host}/.s.PGSQL.${port}`) : dial(port, host);
    for (const [one, other] of [[socket, onward] as const, [onward, socket] as const]) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      one.pipe(other);
    }
    if (isCut) socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const url = new URL(target);
  url.searchParams.delete('host');
  url.host = `127.0.0.1:${address !== null && typeof address === 'object' ? address.port : ''}`;
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    url: url.href,
    interrupt: cut,
    restore() {
      isCut = false;
    },
    async close() {
      cut();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
