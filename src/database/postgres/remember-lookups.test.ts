import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FileRepository } from '../../domain/database.ts';
import { plainDetails } from '../contract/samples.contract.ts';
import type { FileRow } from '../map-version.ts';
import { rememberLookups } from './remember-lookups.ts';

describe('a remembered look-up', () => {
  let state: number | undefined;
  let looked: ReturnType<typeof vi.fn>;
  let find: FileRepository['findForDelivery'];

  beforeEach(() => {
    state = 1;
    looked = vi.fn(async (path: string) => (path === '/absent' ? undefined : rowOf(path)));
    find = rememberLookups(looked as unknown as (path: string) => Promise<FileRow | undefined>, {
      state: () => state,
    });
  });

  it('is made once while nothing changes, and then answered at once', async () => {
    const file = await find('/a');
    expect(find('/a')).toBe(file);
    await find('/a', 'token');
    expect(looked).toHaveBeenCalledTimes(2);
  });

  it('is made again after any change', async () => {
    await find('/a');
    state = 2;
    await find('/a');
    expect(looked).toHaveBeenCalledTimes(2);
  });

  it('is not kept when something changed while it was made', async () => {
    const looking = find('/a');
    state = 2;
    await looking;
    await find('/a');
    expect(looked).toHaveBeenCalledTimes(2);
  });

  it('is made every time while nobody can tell what has changed', async () => {
    await find('/a');
    state = undefined;
    await find('/a');
    await find('/a');
    expect(looked).toHaveBeenCalledTimes(3);
  });

  it('never keeps what is absent', async () => {
    expect(await find('/absent')).toBeUndefined();
    expect(await find('/absent')).toBeUndefined();
    expect(looked).toHaveBeenCalledTimes(2);
  });
});

function rowOf(name: string): Partial<FileRow> {
  const { isPrivate, isPublished } = plainDetails;
  return {
    name,
    facts: '{}',
    tags: '[]',
    ai_tags: '[]',
    custom_metadata: '[]',
    is_private: isPrivate ? 1 : 0,
    is_published: isPublished ? 1 : 0,
    custom_coordinates: null,
    description: null,
  };
}
