import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DatabasePlace } from '../database/database.contract.ts';
import { systemClock } from '../domain/clock.ts';
import type { Database } from '../domain/database.ts';
import { invalid, MediaError } from '../domain/errors.ts';
import { type JobId, makeId } from '../domain/ids.ts';
import type { NewJob } from '../domain/job.ts';
import type { JobHandler, JobQueue } from '../domain/job-queue.ts';
import { createClaimant } from './claimant.ts';
import { createQueue } from './queue.ts';
import type { Pace, QueueParts } from './queue-parts.ts';

const soon = { timeout: 10_000, interval: 5 };

/** The promises of domain/job-queue.ts, on any database. */
export function queueContract(name: string, makePlace: () => Promise<DatabasePlace>): void {
  describe(`the queue on ${name}`, () => {
    let place: DatabasePlace;
    let database: Database;
    let queues: JobQueue[];
    const failures: unknown[] = [];

    beforeEach(async () => {
      place = await makePlace();
      database = await place.open();
      queues = [];
      failures.length = 0;
    });
    afterEach(async () => {
      await Promise.all(queues.map((queue) => queue.stop()));
      await database.close();
      await place.remove();
    });

    const start = (
      handlers: Readonly<Record<string, JobHandler>>,
      { pace, ...more }: Partial<QueueParts> = {},
    ): JobQueue => {
      const quick: Partial<Pace> = { pollMs: 20, backoffMs: 10, ...pace };
      const onFailure = (error: unknown) => failures.push(error);
      const queue = createQueue({
        database,
        handlers,
        clock: systemClock,
        concurrency: 4,
        onFailure,
        pace: quick,
        ...more,
      });
      queue.start();
      queues.push(queue);
      return queue;
    };
    const add = async (given: Partial<NewJob> = {}): Promise<JobId> => {
      const id = makeId<'job'>(new Date());
      await database.jobs.add({
        id,
        kind: 'a',
        payload: {},
        createdAt: new Date(),
        maxAttempts: 3,
        ...given,
      });
      return id;
    };
    const ending = (id: JobId) =>
      vi.waitFor(async () => {
        const end = (await database.jobs.find(id))?.end;
        if (end === undefined) throw new Error('The job has not ended.');
        return end;
      }, soon);

    it('runs what was added, and keeps the result', async () => {
      const queue = start(
        { a: async ({ job }) => ({ got: job.payload }), b: async () => undefined },
        { pace: { pollMs: 60_000 } },
      );
      const id = await add({ payload: [1, 'two'] });
      queue.wake();
      expect(await ending(id)).toEqual({ at: expect.any(Date), result: { got: [1, 'two'] } });
      const plain = await add({ kind: 'b' });
      queue.wake();
      expect(await ending(plain)).toEqual({ at: expect.any(Date) });
    });

    it('finds by itself what nobody has told it of, and leaves what it does not know', async () => {
      start({ a: async () => 'done' });
      const unknown = await add({ kind: 'z' });
      expect(await ending(await add())).toMatchObject({ result: 'done' });
      expect((await database.jobs.find(unknown))?.end).toBeUndefined();
    });

    it('waits until it is time', async () => {
      start({ a: async () => 'done' });
      const runAt = new Date(Date.now() + 150);
      const { at } = await ending(await add({ runAt }));
      expect(at.getTime()).toBeGreaterThanOrEqual(runAt.getTime());
    });

    it('keeps what steps have done and how far they came', async () => {
      start({
        a: async (run) => {
          for (const index of [1, 2, 3]) {
            await run.step(async ({ settings }) => {
              await settings.set(`step-${index}`, String(run.job.progress));
              return index;
            });
          }
          return run.job.progress;
        },
      });
      const id = await add();
      expect(await ending(id)).toMatchObject({ result: 3 });
      expect(await database.settings.find('step-1')).toBe('undefined');
      expect(await database.settings.find('step-3')).toBe('2');
    });

    it('tries again from the last step that went well', async () => {
      const begun: unknown[] = [];
      start({
        a: async (run) => {
          begun.push([run.job.progress, run.job.attempts, run.job.failures]);
          if (run.job.progress === undefined) await run.step(async () => 'half');
          await run.step(async ({ settings }) => {
            await settings.set('kept', 'never');
            if (begun.length < 3) throw new Error('It rained.');
            return 'whole';
          });
        },
      });
      await ending(await add());
      expect(begun).toEqual([
        [undefined, 1, 0],
        ['half', 2, 1],
        ['half', 3, 2],
      ]);
      expect(failures).toHaveLength(2);
    });

    it('gives up after as many attempts as the job allows, and says why', async () => {
      let attempts = 0;
      start({
        a: async () => {
          attempts += 1;
          throw invalid('It rained.');
        },
      });
      expect(await ending(await add({ maxAttempts: 2 }))).toMatchObject({
        failure: expect.stringContaining('It rained.'),
      });
      expect(attempts).toBe(2);
    });

    it('does not run again what has taken its node along too often', async () => {
      const id = await add({ maxAttempts: 2 });
      for (const by of ['dead.1.a', 'dead.1.b']) {
        await database.jobs.claim({ kinds: ['a'], by, now: new Date(), until: new Date() });
      }
      const handler = vi.fn();
      start({ a: handler });
      expect(await ending(id)).toMatchObject({ failure: expect.stringContaining('2 attempts') });
      expect(handler).not.toHaveBeenCalled();
    });

    it('counts no attempt when the database was away', async () => {
      let begun = 0;
      start({
        a: async ({ job }) => {
          begun += 1;
          if (begun === 1) throw new MediaError('busy', 'The database cannot be reached at the moment.');
          return [job.attempts, job.failures];
        },
      });
      expect(await ending(await add({ maxAttempts: 1 }))).toMatchObject({ result: [1, 0] });
    });

    it('runs no more at once than it may, and the urgent ones first', async () => {
      const order: unknown[] = [];
      let running = 0;
      let most = 0;
      const together = Promise.withResolvers<void>();
      for (const priority of [0, 5, 1, 9, 3]) await add({ payload: priority, priority });
      const last = await add({ priority: -1 });
      start(
        {
          a: async ({ job }) => {
            order.push(job.payload);
            running += 1;
            most = Math.max(most, running);
            if (running === 2) together.resolve();
            await together.promise;
            await wait(5);
            running -= 1;
          },
        },
        { concurrency: 2 },
      );
      await ending(last);
      expect(most).toBe(2);
      expect(order.slice(0, 5)).toEqual([9, 5, 3, 1, 0]);
    });

    it('shares work with other nodes: each job is run once', async () => {
      const ran: unknown[] = [];
      const other = await place.open();
      const handlers = {
        a: async ({ job }: Parameters<JobHandler>[0]) => {
          ran.push(job.payload);
          await wait(2);
        },
      };
      const ids = [];
      for (let index = 0; index < 30; index += 1) ids.push(await add({ payload: index }));
      start(handlers, { concurrency: 2 });
      const second = start(handlers, { concurrency: 2, database: other });
      await Promise.all(ids.map(ending));
      await second.stop();
      await other.close();
      expect(ran.toSorted((one, two) => Number(one) - Number(two))).toEqual(
        Array.from({ length: 30 }, (_, i) => i),
      );
    });

    it('gives back what it is at when it stops, and another goes on', async () => {
      const begun = Promise.withResolvers<void>();
      const first = start({
        a: async (run) => {
          for (let index = 1; ; index += 1) {
            await run.step(async () => index);
            if (index === 3) begun.resolve();
          }
        },
      });
      const id = await add();
      await begun.promise;
      await first.stop();
      const left = await database.jobs.find(id);
      expect(left).toMatchObject({ progress: expect.any(Number), attempts: 0 });
      start({ a: async ({ job }) => job.progress });
      expect(await ending(id)).toMatchObject({ result: left?.progress });
    });

    it('keeps nothing of a step when the job has gone to another node', async () => {
      const outcome = Promise.withResolvers<unknown>();
      start({
        a: async (run) => {
          await steal(run.job.id);
          const step = run.step(async ({ settings }) => {
            await settings.set('written', 'by the loser');
            return 'lost';
          });
          await step.catch(outcome.resolve);
          await step;
        },
      });
      const id = await add();
      const steal = async (stolen: JobId) => {
        const now = new Date(Date.now() + 3_600_000);
        const claimed = await database.jobs.claim({ kinds: ['a'], by: 'thief', now, until: now });
        expect(claimed?.id).toBe(stolen);
      };
      expect(await outcome.promise).toBeInstanceOf(Error);
      await queues[0]?.stop();
      expect(await database.settings.find('written')).toBeUndefined();
      expect(await database.jobs.listClaims()).toEqual([{ id, by: 'thief' }]);
      expect((await database.jobs.find(id))?.progress).toBeUndefined();
    });

    it('interrupts a handler whose job has gone to another node', async () => {
      start(
        {
          a: async ({ signal }) => {
            const now = new Date(Date.now() + 3_600_000);
            await database.jobs.claim({ kinds: ['a'], by: 'thief', now, until: now });
            await wait(10_000, undefined, { signal });
          },
        },
        { pace: { leaseMs: 60 } },
      );
      const id = await add();
      await vi.waitFor(
        async () => expect(await database.jobs.listClaims()).toEqual([{ id, by: 'thief' }]),
        soon,
      );
      await queues[0]?.stop();
    });

    it('holds on to a job for longer than a claim lasts', async () => {
      let begun = 0;
      const handlers = {
        a: async () => {
          begun += 1;
          await wait(400);
        },
      };
      start(handlers, { pace: { leaseMs: 90 } });
      start(handlers, { pace: { leaseMs: 90 } });
      await ending(await add());
      expect(begun).toBe(1);
    });

    it('takes over from a node that gives no sign of life', async () => {
      const id = await add();
      const until = new Date(Date.now() + 200);
      await database.jobs.claim({ kinds: ['a'], by: 'elsewhere.1.x', now: new Date(), until });
      start({ a: async ({ job }) => job.attempts });
      const { at, result } = await ending(id);
      expect(result).toBe(2);
      expect(at.getTime()).toBeGreaterThanOrEqual(until.getTime());
    });

    it('takes over at once from its own predecessor', async () => {
      const claimant = createClaimant('here', process.pid);
      const until = new Date(Date.now() + 3_600_000);
      const id = await add();
      await database.jobs.claim({ kinds: ['a'], by: 'here.999999999.x', now: new Date(), until });
      const foreign = await add();
      await database.jobs.claim({ kinds: ['a'], by: 'there.999999999.x', now: new Date(), until });
      start({ a: async () => 'done' }, { claimant });
      expect(await ending(id)).toMatchObject({ result: 'done' });
      expect((await database.jobs.find(foreign))?.end).toBeUndefined();
    });
  });
}
