import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { trailerOf } from '../domain/file-trailer.ts';
import type { Plan } from '../domain/plan.ts';
import { makePlan } from './image/coordinates.contract.ts';
import { createRenderPool, type RenderPool, type RenderPoolOptions } from './pool.ts';
import { usualPool } from './pool-options.contract.ts';
import type { WorkerEvent } from './worker-set.ts';

const folder = await mkdtemp(join(tmpdir(), 'pool-'));
afterAll(() => rm(folder, { recursive: true }));

const size = { width: 64, height: 48 };
const sourcePath = join(folder, 'small.png');
await sharp({ create: { ...size, channels: 3, background: '#336699' } })
  .png()
  .toFile(sourcePath);
const quick = makePlan({ format: 'png', ...size }, [{ kind: 'resize', width: 32, height: 24 }]);

/** About a second of work for one core: long enough to be interfered with. */
const large = { width: 4000, height: 3000 };
const largePath = join(folder, 'large.png');
await sharp({ create: { ...large, channels: 3, background: '#336699' } })
  .png()
  .toFile(largePath);
const long = makePlan({ format: 'png', ...large }, [
  { kind: 'blur', sigma: 60 },
  { kind: 'resize', ...large },
  { kind: 'blur', sigma: 60 },
]);

const pools: RenderPool[] = [];
afterEach(async () => {
  await Promise.all(pools.splice(0).map((pool) => pool.close()));
});

function createPool(options: Partial<RenderPoolOptions> = {}) {
  const events: WorkerEvent[] = [];
  const listeners = new Set<() => void>();
  const pool = createRenderPool({
    ...usualPool,
    onWorkerEvent(event) {
      events.push(event);
      for (const listener of listeners) listener();
    },
    ...options,
  });
  pools.push(pool);
  const pids = () => events.flatMap((event) => (event.kind === 'ready' && event.pid ? [event.pid] : []));
  /** Resolves when that many workers have reported so far. */
  const ready = (count: number) =>
    new Promise<void>((resolve) => {
      const look = () => pids().length >= count && resolve();
      listeners.add(look);
      look();
    });
  return { pool, events, pids, ready };
}

let targets = 0;
const never = new AbortController().signal;
const newTarget = () => join(folder, `target-${++targets}`);

function render(pool: RenderPool, plan: Plan = quick, path = sourcePath, signal = never) {
  return pool.render({ plan, sourcePath: path, targetPath: newTarget() }, signal);
}

/** Resolves when a worker has taken what was waiting. */
async function begun(pool: RenderPool): Promise<void> {
  while (pool.waiting > 0) await new Promise((resolve) => setImmediate(resolve));
}

describe('a pool of render workers', () => {
  it('renders to the place it is given, with a trailer, and hands a small result over', async () => {
    const { pool } = createPool();
    const targetPath = newTarget();
    const result = await pool.render({ plan: quick, sourcePath, targetPath }, never);
    const { bytes = Buffer.alloc(0), ...rest } = result;
    expect(rest).toEqual({ sizeBytes: bytes.length, width: 32, height: 24 });
    expect(await readFile(targetPath)).toEqual(Buffer.concat([bytes, trailerOf(bytes)]));
    expect(await sharp(targetPath).metadata()).toMatchObject({ format: 'png', width: 32, height: 24 });
  });

  it.runIf(process.platform === 'linux')(
    'works with less priority than the server, in each thread',
    async () => {
      const { pool, pids, ready } = createPool();
      await ready(1);
      await render(pool);
      const [pid = 0] = pids();
      const own = getPriority();
      const priorities = (await readdir(`/proc/${pid}/task`)).map((thread) => getPriority(Number(thread)));
      expect(priorities).toEqual(priorities.map(() => own + 5));
    },
  );

  it('measures and probes', async () => {
    const { pool } = createPool();
    const measurement = { kind: 'trim', threshold: 10, input: quick.input, operations: [] } as const;
    expect(await pool.measure({ measurement, sourcePath }, never)).toEqual({ left: 0, top: 0, ...size });
    expect(await pool.probe(sourcePath, 'a.png', never)).toMatchObject({ mime: 'image/png', image: size });
  });

  it('does many at once with all its workers', async () => {
    const { pool, ready } = createPool({ workers: 2 });
    await ready(2);
    const results = await Promise.all(Array.from({ length: 40 }, () => render(pool)));
    expect(results).toHaveLength(40);
    expect(pool.readyWorkers).toBe(2);
  });

  it('says that bytes are no picture, and goes on', async () => {
    const { pool, events } = createPool();
    const path = join(folder, 'noise');
    await writeFile(path, 'no picture at all');
    await expect(render(pool, quick, path)).rejects.toMatchObject({
      code: 'invalid',
      reason: 'EINVALIDIMAGE - The picture could not be decoded.',
    });
    await render(pool);
    expect(events.map(({ kind }) => kind)).toEqual(['ready']);
  });

  it('does not blame the picture when a file is missing', async () => {
    const { pool } = createPool();
    const error: unknown = await render(pool, quick, join(folder, 'absent')).catch((reason) => reason);
    expect(error).toBeInstanceOf(Error);
    expect(error).not.toHaveProperty('code', 'invalid');
  });

  it('finishes what it has accepted before it closes, and accepts nothing more', async () => {
    const { pool, pids } = createPool();
    const accepted = Array.from({ length: 5 }, () => render(pool));
    const closed = pool.close();
    await expect(render(pool)).rejects.toMatchObject({ code: 'busy' });
    await expect(Promise.all(accepted)).resolves.toHaveLength(5);
    await closed;
    for (const pid of pids()) expect(() => process.kill(pid, 0)).toThrow();
  });

  it('closes when it has never done anything', async () => {
    await createPool({ workers: 2 }).pool.close();
  });
});

describe('a lost worker', () => {
  it('is replaced, and its job is done by the next', async () => {
    const { pool, pids, events, ready } = createPool();
    await ready(1);
    const job = render(pool, long, largePath);
    await begun(pool);
    process.kill(pids()[0] ?? 0, 'SIGKILL');
    await ready(2);
    await expect(job).resolves.toMatchObject(large);
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'lost', reason: 'crash', signal: 'SIGKILL' }),
    );
  });

  it('that is lost twice over one job is the fault of that job, and of no other', async () => {
    const { pool, pids, ready } = createPool();
    await ready(1);
    const job = render(pool, long, largePath).catch((error) => error);
    await begun(pool);
    process.kill(pids()[0] ?? 0, 'SIGKILL');
    await ready(2);
    await begun(pool);
    process.kill(pids()[1] ?? 0, 'SIGKILL');
    expect(await job).toMatchObject({ code: 'invalid', reason: expect.stringMatching(/^EINVALIDIMAGE - /) });
    await render(pool);
  });

  it('while idle is replaced without anybody noticing', async () => {
    const { pool, pids, ready } = createPool();
    await ready(1);
    process.kill(pids()[0] ?? 0, 'SIGKILL');
    await expect(render(pool)).resolves.toMatchObject({ width: 32 });
  });

  it('past its time answers busy, and the pool goes on', async () => {
    const { pool, events } = createPool({ timeoutSeconds: 0.3 });
    await createdAndReady(pool);
    await expect(render(pool, long, largePath)).rejects.toMatchObject({
      code: 'busy',
      reason: expect.stringMatching(/^ETIMEOUT - /),
    });
    expect(events).toContainEqual(expect.objectContaining({ kind: 'lost', reason: 'time' }));
    await createdAndReady(pool);
  });

  it('that has stopped answering is past its time as well', async () => {
    const { pool, pids, ready } = createPool({ timeoutSeconds: 0.3 });
    await ready(1);
    process.kill(pids()[0] ?? 0, 'SIGSTOP');
    await expect(render(pool)).rejects.toMatchObject({ reason: expect.stringMatching(/^ETIMEOUT - /) });
  });

  it('that holds too much memory is replaced', async () => {
    const { pool, events } = createPool({ workerMemoryBytes: 1024 * 1024 });
    await render(pool);
    await render(pool);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'lost', reason: 'memory' }));
  });

  it.runIf(process.platform === 'linux')('that outgrows its memory at work is ended at once', async () => {
    const { pool } = createPool({ workerMemoryBytes: 130 * 1024 * 1024 });
    await expect(render(pool, long, largePath)).rejects.toMatchObject({
      code: 'invalid',
      reason: expect.stringMatching(/^ELIMIT - /),
    });
    await render(pool);
  });

  it('at a probe leaves the header to be told', async () => {
    const { pool, pids, ready } = createPool();
    await ready(1);
    const path = join(folder, 'large-alpha.png');
    await sharp({ create: { ...large, channels: 4, background: { r: 1, g: 2, b: 3, alpha: 0.5 } } })
      .png()
      .toFile(path);
    const probed = pool.probe(path, 'a.png', never);
    for (const attempt of [0, 1]) {
      await ready(attempt + 1);
      await begun(pool);
      process.kill(pids()[attempt] ?? 0, 'SIGKILL');
    }
    const { image, ...type } = await probed;
    expect(type).toEqual({ mime: 'image/png', kind: 'image' });
    // Nobody has seen a pixel: no hash, and alpha counts as used.
    expect(image).toMatchObject({ ...large, hasAlpha: true, isOpaque: false });
    expect(image).not.toHaveProperty('perceptualHash');
  });

  it('that takes too long over a probe is ended earlier than one that renders', async () => {
    const { pool, pids, events, ready } = createPool({ timeoutSeconds: 60, probeTimeoutSeconds: 2 });
    await ready(1);
    process.kill(pids()[0] ?? 0, 'SIGSTOP');
    await expect(pool.probe(largePath, 'a.jpg', never)).rejects.toMatchObject({
      code: 'invalid',
      reason: 'EINVALIDIMAGE - The file could not be read in time',
    });
    expect(events).toContainEqual(expect.objectContaining({ kind: 'lost', reason: 'time' }));
  });
});

/** Waits as long as a start takes on this machine, which can be longer than the pool's own patience. */
async function createdAndReady(pool: RenderPool): Promise<void> {
  for (;;) {
    const result = await render(pool).catch((error) => error);
    if (!(result instanceof Error)) return;
    expect(result).toMatchObject({ code: 'busy' });
  }
}

describe('a queue', () => {
  it('that is full answers busy at once', async () => {
    const { pool } = createPool({ queue: 3 });
    expect(() => pool.checkRoom({ plan: quick })).not.toThrow();
    const accepted = Array.from({ length: 3 }, () => render(pool));
    expect(() => pool.checkRoom({ plan: quick })).toThrow('Service Unavailable');
    await expect(render(pool)).rejects.toMatchObject({
      code: 'busy',
      reason: expect.stringMatching(/^EBUSY - /),
    });
    await Promise.all(accepted);
    await render(pool);
  });

  it('that is full of slow jobs takes quick ones, and tells when to come again', async () => {
    const { pool } = createPool({ queue: 1, workers: 2 });
    const slow = makePlan({ format: 'png', ...size }, [], { format: 'png', maxBytes: 100_000 });
    const accepted = [render(pool, slow)];
    const refused: unknown = await render(pool, slow).catch((error) => error);
    expect(refused).toMatchObject({ code: 'busy', retryAfterSeconds: 1 });
    accepted.push(render(pool));
    await expect(Promise.all(accepted)).resolves.toHaveLength(2);
  });

  it('keeps what would be too many pixels at once waiting, though a worker is free', async () => {
    const { pool, ready } = createPool({ workers: 2, maxPixelsInFlight: 20_000_000 });
    await ready(2);
    const plan = makePlan({ format: 'png', ...large }, [{ kind: 'resize', width: 100, height: 75 }]);
    const jobs = [1, 2].map(() => render(pool, plan, largePath));
    expect([pool.waiting, pool.pixelsInFlight]).toEqual([1, large.width * large.height + 7500]);
    await expect(Promise.all(jobs)).resolves.toHaveLength(2);
    expect(pool.pixelsInFlight).toBe(0);
  });

  it('answers busy to one who has waited too long', async () => {
    const { pool, ready } = createPool({ timeoutSeconds: 0.3, queue: 10 });
    await ready(1);
    const stuck = render(pool, long, largePath).catch((error) => error);
    const waiting = render(pool, long, largePath).catch((error) => error);
    for (const error of await Promise.all([stuck, waiting])) {
      expect(error).toMatchObject({ code: 'busy', reason: expect.stringMatching(/^ETIMEOUT - /) });
    }
  });

  it('leaves a worker to quick jobs however many slow ones there are', async () => {
    const { pool, ready } = createPool({ workers: 2 });
    await ready(2);
    const slow = makePlan({ format: 'png', ...large }, long.operations, { format: 'avif' });
    const slowJobs = [1, 2].map(() => render(pool, slow, largePath));
    const first = await Promise.race([
      ...slowJobs.map((job) => job.then(() => 'slow')),
      render(pool).then(() => 'quick'),
    ]);
    expect(first).toBe('quick');
    await Promise.all(slowJobs);
  }, 60_000);
});

describe('a caller who leaves', () => {
  it('takes a waiting job along', async () => {
    const { pool } = createPool();
    const controller = new AbortController();
    const job = render(pool, quick, sourcePath, controller.signal);
    expect(pool.waiting).toBe(1);
    controller.abort(new Error('gone'));
    await expect(job).rejects.toThrow('gone');
    expect(pool.waiting).toBe(0);
  });

  it('leaves a running job behind, whose result is removed', async () => {
    const { pool, ready } = createPool();
    await ready(1);
    const controller = new AbortController();
    const targetPath = newTarget();
    const job = pool.render({ plan: long, sourcePath: largePath, targetPath }, controller.signal);
    await begun(pool);
    controller.abort(new Error('gone'));
    await expect(job).rejects.toThrow('gone');
    await render(pool);
    await pool.close();
    await expect(stat(targetPath)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('has a worker freed whose work would go on for long', async () => {
    const { pool, events, ready } = createPool();
    await ready(1);
    const controller = new AbortController();
    const endless = makePlan({ format: 'png', ...large }, Array(20).fill(long.operations).flat());
    const job = render(pool, endless, largePath, controller.signal);
    await begun(pool);
    controller.abort(new Error('gone'));
    await expect(job).rejects.toThrow('gone');
    await render(pool);
    expect(events).toContainEqual(expect.objectContaining({ kind: 'lost', reason: 'abandoned' }));
  });

  it('before the start is not served at all', async () => {
    const { pool } = createPool();
    await expect(render(pool, quick, sourcePath, AbortSignal.abort(new Error('gone')))).rejects.toThrow(
      'gone',
    );
  });
});
