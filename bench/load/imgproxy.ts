import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { encoderQuality } from '../../src/transform/encoder-quality.ts';
import { freePort, type Rival } from './rivals.ts';

/**
 * imgproxy over the files of `folder`; undefined where it is not installed. Its own settings, except for the number of
 * workers and qualities that look alike (docs/quality.md). `IMGPROXY` names the program when it is not in the path.
 */
export async function startImgproxy(
  folder: string,
  { workers, quality }: { readonly workers: number; readonly quality: number },
): Promise<Rival | undefined> {
  const port = await freePort();
  const qualities = (['jpeg', 'webp', 'avif'] as const).map(
    (format) => `${format}=${encoderQuality(format, quality)}`,
  );
  const child = spawn(process.env.IMGPROXY ?? 'imgproxy', [], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      // Sharp, in this process, has put the place of its own libvips there: imgproxy's would look for AVIF in vain.
      VIPSHOME: undefined,
      IMGPROXY_BIND: `127.0.0.1:${port}`,
      IMGPROXY_LOCAL_FILESYSTEM_ROOT: folder,
      IMGPROXY_WORKERS: String(workers),
      IMGPROXY_FORMAT_QUALITY: qualities.join(','),
      IMGPROXY_LOG_LEVEL: 'error',
    },
  });
  const isThere = await Promise.race([
    once(child, 'spawn').then(() => true),
    once(child, 'error').then(() => false),
  ]).catch(() => false);
  if (!isThere) return undefined;
  const url = `http://127.0.0.1:${port}`;
  await untilHealthy(url, child);
  return { url, pid: child.pid, stop: () => end(child) };
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  const isHealthy = () =>
    fetch(`${url}/health`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await isHealthy())) {
    if (child.exitCode !== null) throw new Error(`imgproxy ended with ${child.exitCode}`);
    await wait(50);
  }
}

async function end(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'exit');
}
