import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { makePlan } from './image/coordinates.contract.ts';
import { usualPool } from './pool-options.contract.ts';

const size = { width: 4000, height: 3000 };

it('workers end with a server that is killed, at work or not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'orphans-'));
  try {
    const sourcePath = join(folder, 'source.png');
    await sharp({ create: { ...size, channels: 3, background: '#369' } })
      .png()
      .toFile(sourcePath);
    const server = await startServer(folder, sourcePath);
    const pids = [await server.nextLine(), await server.nextLine()].map(Number);
    server.process.kill('SIGKILL');
    await once(server.process, 'exit');
    for (const pid of pids) await gone(pid);
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('a server outlives its workers, and replaces them', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'orphans-'));
  try {
    const server = await startServer(folder, join(folder, 'absent'));
    const pids = [await server.nextLine(), await server.nextLine()].map(Number);
    for (const pid of pids) process.kill(pid, 'SIGSEGV');
    const replacements = [await server.nextLine(), await server.nextLine()].map(Number);
    expect(new Set([...pids, ...replacements]).size).toBe(4);
    expect(server.process.exitCode).toBeNull();
    server.process.kill('SIGKILL');
    await once(server.process, 'exit');
    for (const pid of replacements) await gone(pid);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** A process of its own with two workers, one of them at work; prints the id of each worker that is ready. */
async function startServer(folder: string, sourcePath: string) {
  const plan = makePlan({ format: 'png', ...size }, [{ kind: 'blur', sigma: 60 }]);
  const job = { plan, sourcePath, targetPath: join(folder, 'target') };
  const script = join(folder, 'server.ts');
  await writeFile(
    script,
    `import { createRenderPool } from ${JSON.stringify(new URL('./pool.ts', import.meta.url).href)};
     const onWorkerEvent = (event) => event.kind === 'ready' && console.log(event.pid);
     const pool = createRenderPool({ ...${JSON.stringify(usualPool)}, workers: 2, onWorkerEvent });
     setInterval(() => {}, 1000);
     await pool.render(${JSON.stringify(job)}, new AbortController().signal).catch(() => {});`,
  );
  const server = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
  return { process: server, nextLine: async () => String((await lines.next()).value) };
}

/** Returns when there is no such process; a test that never ends is how the opposite shows. */
async function gone(pid: number): Promise<void> {
  while (await isRunning(pid)) await pause(20);
}

async function isRunning(pid: number): Promise<boolean> {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // Dead, but not yet collected by whoever has inherited it: proc_pid_stat(5), state Z.
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ' ) R');
  return !/\) Z/.test(stat);
}
