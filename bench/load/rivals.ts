import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface Rival {
  readonly url: string;
  readonly pid: number | undefined;
  stop(): Promise<void>;
}

/** Node's bare server, answering with `body` under equal headers. */
export async function startBareNode(
  folder: string,
  answer: { readonly headers: Readonly<Record<string, unknown>>; readonly body: Buffer },
): Promise<Rival> {
  const headersPath = join(folder, 'headers.json');
  const bodyPath = join(folder, 'body');
  await writeFile(headersPath, JSON.stringify(answer.headers));
  await writeFile(bodyPath, answer.body);
  const program = fileURLToPath(new URL('./bare-server.ts', import.meta.url));
  const child = spawn(process.execPath, [program, headersPath, bodyPath], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  return { url: `http://127.0.0.1:${String(port).trim()}/`, pid: child.pid, stop: () => end(child) };
}

/** nginx with one worker, serving `body` as a static file; undefined where there is no nginx. */
export async function startNginx(folder: string, body: Buffer): Promise<Rival | undefined> {
  const port = await freePort();
  // nginx gives up its rights, and then must be able to read the file all the same.
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'static.jpg'), body);
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, port));
  const child = spawn('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf')], { stdio: 'inherit' });
  const isThere = await Promise.race([
    once(child, 'spawn').then(() => true),
    once(child, 'error').then(() => false),
  ]).catch(() => false);
  if (!isThere) return undefined;
  const url = `http://127.0.0.1:${port}/static.jpg`;
  while (
    !(await fetch(url).then(
      (response) => response.ok,
      () => false,
    ))
  )
    await wait(50);
  return { url, pid: child.pid, stop: () => end(child) };
}

function configuration(folder: string, port: number): string {
  return `worker_processes 1; daemon off; pid ${folder}/nginx.pid; error_log ${folder}/nginx.log;
events { worker_connections 1024; }
http {
  access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000000;
  types { image/jpeg jpg; }
  server { listen 127.0.0.1:${port}; root ${folder}; }
}
`;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
