import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

const kills = 20;
const together = 6;

let server: RunningServer;

beforeAll(async () => {
  // Debug: the log then tells the process ids of the workers.
  server = await startServer({ CALOTYPE_LOG_LEVEL: 'debug' });
  await upload(server, '/canyon.jpg', await readPhotograph('black-canyon.jpg'));
});

afterAll(() => server.stop());

it('render workers may die under load: every request is answered, and the next one well', async () => {
  const killed = new Set<number>();
  const failed: string[] = [];
  let asked = 0;

  async function askUntilEnoughAreKilled(): Promise<void> {
    while (killed.size < kills) {
      asked += 1;
      const path = `/demo/tr:w-${100 + asked}/canyon.jpg`;
      if (asked % together === 0) killOneOf(readyWorkers(), killed);
      const { status, headers, bytes } = await ask(server.url, path);
      if (status === 200) await expectWhole(bytes);
      else failed.push(path);
      expect([200, 400, 503]).toContain(status);
      if (status !== 200) expect(headers['ik-error']).toMatch(/^(EINVALIDIMAGE|EBUSY) - /);
    }
  }

  await Promise.all(Array.from({ length: together }, askUntilEnoughAreKilled));
  expect(server.process.exitCode).toBeNull();
  for (const path of [...failed, '/demo/tr:w-99/canyon.jpg']) {
    const { status, bytes } = await ask(server.url, path);
    expect(status, path).toBe(200);
    await expectWhole(bytes);
  }
  expect(workersSaidTo('lost')).toEqual(expect.arrayContaining([...killed]));
});

function killOneOf(pids: readonly number[], killed: Set<number>): void {
  const pid = pids.find((candidate) => !killed.has(candidate));
  if (pid === undefined) return;
  killed.add(pid);
  process.kill(pid, 'SIGKILL');
}

function readyWorkers(): number[] {
  const lost = new Set(workersSaidTo('lost'));
  return workersSaidTo('ready').filter((pid) => !lost.has(pid));
}

/** The log has a line for each process that has begun to work, and for each that is gone. */
function workersSaidTo(kind: 'ready' | 'lost'): number[] {
  const lines = server.stderr().split('\n').slice(0, -1);
  const events = lines.map((line): { kind?: string; pid: number } => JSON.parse(line));
  return events.filter((event) => event.kind === kind).map(({ pid }) => pid);
}

async function expectWhole(bytes: Buffer): Promise<void> {
  await sharp(bytes, { failOn: 'warning' }).raw().toBuffer();
}
