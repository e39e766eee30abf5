import { expect, it } from 'vitest';
import type { UsageKind, UsageTally } from '../../domain/usage.ts';
import type { Subject } from './subject.contract.ts';

const tally = (
  name: string,
  requestCount: number,
  bandwidthBytes = 0,
  kind: UsageKind = 'image',
): UsageTally => ({
  kind,
  name,
  requestCount,
  bandwidthBytes,
});

export function usageContract(subject: Subject): void {
  const usage = () => subject.database.usage;
  const list = (first: string, last: string, by: 'requests' | 'bytes' = 'requests', limit = 50) =>
    usage().list({ kind: 'image', first, last, by, limit });
  const names = async (...query: Parameters<typeof list>) => (await list(...query)).map(({ name }) => name);

  it('adds to what is there, and adds up days, both ends included', async () => {
    await usage().add('2026-03-01', [tally('a', 1, 5_000_000_000), tally('b', 2)]);
    await usage().add('2026-03-01', [tally('a', 10, 1), tally('a', 100, 7, 'format')]);
    await usage().add('2026-03-03', [tally('a', 5)]);
    await usage().add('2026-03-04', [tally('a', 50)]);
    expect(await list('2026-03-01', '2026-03-03')).toEqual([
      { name: 'a', requestCount: 16, bandwidthBytes: 5_000_000_001 },
      { name: 'b', requestCount: 2, bandwidthBytes: 0 },
    ]);
    expect(await list('2026-03-02', '2026-03-02')).toEqual([]);
  });

  it('loses nothing of what several add at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => usage().add('2026-03-01', [tally('a', 1, 2)])));
    expect(await list('2026-03-01', '2026-03-01')).toEqual([
      { name: 'a', requestCount: 20, bandwidthBytes: 40 },
    ]);
  });

  it('lists the most first, ties by name, as many as are asked for', async () => {
    await usage().add('2026-03-01', [tally('c', 3, 1), tally('b', 3, 9), tally('a', 1, 5)]);
    expect(await names('2026-03-01', '2026-03-01')).toEqual(['b', 'c', 'a']);
    expect(await names('2026-03-01', '2026-03-01', 'bytes')).toEqual(['b', 'a', 'c']);
    expect(await names('2026-03-01', '2026-03-01', 'bytes', 2)).toEqual(['b', 'a']);
  });

  it('takes a thousand names at once, and any name', async () => {
    const many = Array.from({ length: 1000 }, (_, index) => tally(`name ${index}`, 1));
    await usage().add('2026-03-01', [...many, tally('', 2), tally("'; drop ✓ 😀", 3)]);
    expect(await names('2026-03-01', '2026-03-01', 'requests', 3)).toEqual(["'; drop ✓ 😀", '', 'name 0']);
    await usage().add('2026-03-01', []);
  });

  it('prunes a crowded kind to what matters by either measure', async () => {
    const crowd = Array.from({ length: 20 }, (_, index) => tally(`small ${index}`, 1, 1));
    await usage().add('2026-03-01', [...crowd, tally('often', 50, 1), tally('heavy', 1, 50)]);
    await usage().add('2026-03-02', [...crowd]);
    await usage().prune('2026-03-01', 2);
    expect(await names('2026-03-01', '2026-03-01')).toEqual(['often', 'heavy']);
    expect(await names('2026-03-02', '2026-03-02')).toHaveLength(20);
    await usage().prune('2026-03-02', 10);
    expect(await names('2026-03-02', '2026-03-02')).toHaveLength(20);
  });

  it('knows the last level of storage up to a day', async () => {
    expect(await usage().findStorage('2026-03-01')).toBeUndefined();
    await usage().noteStorage('2026-03-01', 1);
    await usage().noteStorage('2026-03-03', 2);
    await usage().noteStorage('2026-03-03', 9_000_000_000);
    const levels = ['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03', '2026-04-01'];
    expect(await Promise.all(levels.map((day) => usage().findStorage(day)))).toEqual([
      undefined,
      1,
      1,
      9_000_000_000,
      9_000_000_000,
    ]);
  });

  it('forgets old days, but not how large the library was last', async () => {
    for (const day of ['2026-03-01', '2026-03-02', '2026-03-03']) {
      await usage().add(day, [tally(day, 1)]);
    }
    await usage().noteStorage('2026-02-01', 1);
    await usage().noteStorage('2026-02-02', 2);
    await usage().forget('2026-03-02');
    expect(await names('2026-01-01', '2026-12-31')).toEqual(['2026-03-02', '2026-03-03']);
    expect(await usage().findStorage('2026-02-01')).toBeUndefined();
    expect(await usage().findStorage('2026-03-03')).toBe(2);
  });
}
