import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { call, type Server } from './api.ts';
import type { RunningServer } from './start-server.ts';

/** Keys of what a server has printed and kept. */
export async function keptRenditions({ dataFolder }: Pick<RunningServer, 'dataFolder'>): Promise<string[]> {
  const names = await readdir(join(dataFolder, 'renditions'), { recursive: true });
  return names.flatMap((name) => /[0-9a-f]{64}$/.exec(name)?.[0] ?? []).toSorted();
}

export interface CacheCounts {
  readonly hitCount: number;
  readonly missCount: number;
  readonly errorCount: number;
}

export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** How the deliveries of today came about. */
export async function cacheCounts(server: Server): Promise<CacheCounts> {
  const query = new URLSearchParams({ startDate: today(), endDate: today() });
  const answer = await call(server, 'GET', `/v1/accounts/usage-analytics?${query}`);
  return answer.json<{ cache: CacheCounts }>().cache;
}
