import { join } from 'node:path';
import { createSeal } from '../access/seal.ts';
import type { Config } from '../config.ts';
import { openPostgres } from '../database/postgres/open-postgres.ts';
import { openSqlite } from '../database/sqlite/open-sqlite.ts';
import type { Database } from '../domain/database.ts';

/** Where rows, blobs and renditions are, by the form of their URLs. */
export function openDatabase(config: Config): Promise<Database> {
  const sealed = config.secret === undefined ? {} : { seal: createSeal(config.secret) };
  const url = postgresUrl(config);
  return url === undefined
    ? openSqlite({ path: databasePath(config), ...sealed })
    : openPostgres({ url, ...sealed });
}

export function postgresUrl({ databaseUrl }: Config): string | undefined {
  return databaseUrl?.startsWith('postgres') ? databaseUrl : undefined;
}

export function databasePath(config: Config): string {
  return pathIn(config.databaseUrl, 'sqlite:') ?? join(config.data, 'library.db');
}

export function blobFolder(config: Config): string {
  return pathIn(config.blobsUrl, 'file:') ?? join(config.data, 'blobs');
}

function pathIn(url: string | undefined, scheme: string): string | undefined {
  return url?.slice(scheme.length);
}

const defaultRenditionBytes = 10 * 1024 ** 3;

export function renditionPlace(config: Config) {
  const [folder, maxBytes] = pathIn(config.renditionsUrl, 'file:')?.split('?maxBytes=') ?? [];
  return {
    folder: folder ?? join(config.data, 'renditions'),
    maxBytes: maxBytes === undefined ? defaultRenditionBytes : Number(maxBytes),
    memoryBytes: config.memoryCacheBytes,
  };
}
