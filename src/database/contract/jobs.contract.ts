import { expect, it } from 'vitest';
import { type JobId, makeId } from '../../domain/ids.ts';
import type { JobClaim, NewJob } from '../../domain/job.ts';
import { dayOne, later } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

function makeJob(given: Partial<NewJob> = {}): NewJob {
  return { id: makeId(dayOne), kind: 'a', payload: {}, createdAt: dayOne, maxAttempts: 3, ...given };
}

const claimOf = (id: JobId, by: string): JobClaim => ({ id, by });

export function jobsContract(subject: Subject): void {
  const add = async (given: Partial<NewJob> = {}): Promise<JobId> => {
    const job = makeJob(given);
    expect(await subject.database.jobs.add(job)).toBe(true);
    return job.id;
  };
  const claim = (by: string, now = dayOne, kinds: readonly string[] = ['a']) =>
    subject.database.jobs.claim({ kinds, by, now, until: new Date(now.getTime() + 1000) });

  it('finds a job as it was added, and nothing where nothing is', async () => {
    const { jobs } = subject.database;
    const id = await add({ payload: { text: '"日本語"', list: [1, null] } });
    expect(await jobs.find(id)).toEqual({
      id,
      kind: 'a',
      payload: { text: '"日本語"', list: [1, null] },
      progress: undefined,
      createdAt: dayOne,
      attempts: 0,
      failures: 0,
      maxAttempts: 3,
    });
    expect(await jobs.find(makeId(dayOne))).toBeUndefined();
  });

  it('hands a long agenda to those who claim it, in its order, and to nobody else', async () => {
    const { jobs } = subject.database;
    const agenda = Array.from({ length: 5000 }, (_, index) => `${index} 日本`);
    const id = await add({ agenda });
    expect(await jobs.find(id)).not.toHaveProperty('agenda');
    expect(await claim('one')).toMatchObject({ id, agenda });
    await jobs.putBack(claimOf(id, 'one'), { runAt: dayOne, why: 'died' });
    expect(await claim('two')).toMatchObject({ id, agenda });
    await add();
    expect(await claim('three')).toMatchObject({ agenda: [] });
  });

  it('is added with its transaction, or not at all', async () => {
    const job = makeJob();
    const failing = subject.database.transaction(async ({ jobs }) => {
      await jobs.add(job);
      expect(await jobs.find(job.id)).toBeDefined();
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await subject.database.jobs.find(job.id)).toBeUndefined();
    expect(await claim('one')).toBeUndefined();
  });

  it('lends each job to one of many at once', async () => {
    const ids = new Set(await Promise.all(Array.from({ length: 10 }, () => add())));
    const claims = await Promise.all(Array.from({ length: 30 }, (_, index) => claim(`${index}`)));
    const claimed = claims.flatMap((job) => job?.id ?? []);
    expect(claimed).toHaveLength(10);
    expect(new Set(claimed)).toEqual(ids);
  });

  it('lends the most urgent first, then the one that waits the longest', async () => {
    const late = await add({ runAt: later(-1) });
    const later2 = await add({ priority: 5, runAt: later(-1) });
    const early = await add({ runAt: later(-2) });
    const urgent = await add({ priority: 5, runAt: later(-2) });
    const idle = await add({ priority: -1, runAt: later(-9) });
    const order = [];
    for (const by of ['1', '2', '3', '4', '5']) order.push((await claim(by))?.id);
    expect(order).toEqual([urgent, later2, early, late, idle]);
  });

  it('lends nothing before its time, nor of a kind that was not asked for', async () => {
    const { jobs } = subject.database;
    await add({ runAt: later(1) });
    await add({ kind: 'b' });
    expect(await jobs.isDue(['a'], dayOne)).toBe(false);
    expect(await claim('one')).toBeUndefined();
    expect(await jobs.isDue(['a'], later(1))).toBe(true);
    expect(await jobs.isDue(['a', 'b'], dayOne)).toBe(true);
    expect(await jobs.isDue([], later(1))).toBe(false);
    expect(await claim('one', later(1))).toMatchObject({ kind: 'a' });
  });

  it('lends a job again when the claim has run out, and counts attempts that came to nothing', async () => {
    const { jobs } = subject.database;
    const id = await add();
    expect(await claim('one')).toMatchObject({ id, attempts: 1 });
    expect(await claim('two', later(999))).toBeUndefined();
    expect(await jobs.renew(claimOf(id, 'one'), later(3000))).toBe(true);
    expect(await claim('two', later(2999))).toBeUndefined();
    expect(await claim('two', later(3000))).toMatchObject({ id, attempts: 2 });
  });

  it('keeps progress, and counts attempts from there', async () => {
    const { jobs } = subject.database;
    const id = await add();
    await claim('one');
    await claim('two', later(1000));
    expect(await jobs.keepProgress(claimOf(id, 'two'), { at: 7 }, later(2000))).toBe(true);
    expect(await claim('three', later(2000))).toMatchObject({ progress: { at: 7 }, attempts: 2 });
  });

  it.each([
    ['renewed', (subject_: Subject, lost: JobClaim) => subject_.database.jobs.renew(lost, later(9000))],
    ['moved on', (subject_, lost) => subject_.database.jobs.keepProgress(lost, { at: 1 }, later(9000))],
    ['put back', (subject_, lost) => subject_.database.jobs.putBack(lost, { runAt: dayOne, why: 'died' })],
    ['ended', (subject_, lost) => subject_.database.jobs.finish(lost, { at: dayOne })],
  ] as [string, (subject: Subject, lost: JobClaim) => Promise<boolean>][])(
    'is not %s by who has lost it',
    async (_, act) => {
      const { jobs } = subject.database;
      const id = await add();
      await claim('one');
      await claim('two', later(1000));
      const before = await jobs.find(id);
      expect(await act(subject, claimOf(id, 'one'))).toBe(false);
      expect(await jobs.find(id)).toEqual(before);
      expect(await jobs.finish(claimOf(id, 'two'), { at: later(5) })).toBe(true);
      expect(await act(subject, claimOf(id, 'two'))).toBe(false);
    },
  );

  it.each([
    ['failed', 2, 1],
    ['died', 2, 0],
    ['interrupted', 1, 0],
  ] as const)('goes back for another time because it %s', async (why, attempts, failures) => {
    const { jobs } = subject.database;
    const id = await add();
    await claim('one');
    expect(await jobs.putBack(claimOf(id, 'one'), { runAt: later(50), why })).toBe(true);
    expect(await jobs.listClaims()).toEqual([]);
    expect(await claim('two', later(49))).toBeUndefined();
    expect(await claim('two', later(50))).toMatchObject({ attempts, failures });
    await jobs.keepProgress(claimOf(id, 'two'), 'on', later(51));
    expect(await jobs.find(id)).toMatchObject({ attempts: 1, failures: 0, progress: 'on' });
  });

  it.each([
    [{ at: later(7), result: { id: 'x' } }],
    [{ at: later(7), failure: 'It rained.' }],
    [{ at: later(7) }],
  ])('ends with %j, and is never lent again', async (end) => {
    const { jobs } = subject.database;
    const id = await add();
    await claim('one');
    expect(await jobs.finish(claimOf(id, 'one'), end)).toBe(true);
    expect((await jobs.find(id))?.end).toEqual(end);
    expect(await claim('two', later(9999))).toBeUndefined();
    expect(await jobs.isDue(['a'], later(9999))).toBe(false);
  });

  it('has no rival with its unique key until it has ended', async () => {
    const { jobs } = subject.database;
    const id = await add({ uniqueKey: 'x' });
    await add({ uniqueKey: 'y' });
    await add();
    await add();
    expect(await jobs.add(makeJob({ uniqueKey: 'x' }))).toBe(false);
    const added = await Promise.all(Array.from({ length: 5 }, () => jobs.add(makeJob({ uniqueKey: 'z' }))));
    expect(added.filter(Boolean)).toHaveLength(1);
    for (const by of ['one', 'two', 'three', 'four', 'five']) await claim(by);
    for (const by of ['one', 'two', 'three', 'four', 'five']) {
      await jobs.finish(claimOf(id, by), { at: dayOne });
    }
    await add({ uniqueKey: 'x' });
  });

  it('locks folders until it has ended', async () => {
    const { jobs } = subject.database;
    const id = await add({ lockedPaths: ['/a', '/日本'] });
    await add({ lockedPaths: ['/c'], runAt: later(1) });
    await add();
    expect((await jobs.listLockedPaths()).toSorted()).toEqual(['/a', '/c', '/日本']);
    for (const by of ['one', 'two']) await claim(by);
    for (const by of ['one', 'two']) await jobs.finish(claimOf(id, by), { at: dayOne });
    expect(await jobs.listLockedPaths()).toEqual(['/c']);
  });

  it('lists who works on what', async () => {
    const { jobs } = subject.database;
    const id = await add();
    await add({ runAt: later(1) });
    expect(await jobs.listClaims()).toEqual([]);
    await claim('one');
    expect(await jobs.listClaims()).toEqual([claimOf(id, 'one')]);
    await jobs.finish(claimOf(id, 'one'), { at: dayOne });
    expect(await jobs.listClaims()).toEqual([]);
  });

  it('is forgotten some time after its end, and not before', async () => {
    const { jobs } = subject.database;
    const ended = await add();
    await claim('one');
    await jobs.finish(claimOf(ended, 'one'), { at: later(10) });
    const waiting = await add();
    await jobs.deleteFinished(later(10));
    expect(await jobs.find(ended)).toBeDefined();
    await jobs.deleteFinished(later(11));
    expect(await jobs.find(ended)).toBeUndefined();
    expect(await jobs.find(waiting)).toBeDefined();
  });
}
