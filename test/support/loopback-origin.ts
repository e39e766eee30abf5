import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server must be told to read from this machine: `{ ...allowLoopback }`. */
export const allowLoopback = { CALOTYPE_ALLOW_PRIVATE_ORIGINS: '127.0.0.0/8' };

export interface LoopbackOrigin {
  readonly url: string;
  close(): Promise<void>;
}

/** A web server of this machine, for uploads by URL. */
export async function serveOrigin(answer: RequestListener): Promise<LoopbackOrigin> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
