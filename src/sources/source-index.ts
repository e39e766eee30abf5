import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import type { OriginId } from '../domain/ids.ts';
import type { KeptSource, ListedSource, SourcePlace } from '../domain/source-store.ts';

/** Which sources are kept, and when each was last used. In a small database of its own: whatever ends the process, it is whole. */
export interface SourceIndex {
  find(place: SourcePlace): FoundSource | undefined;
  put(place: SourcePlace, source: KeptSource, usedAt: number): void;
  /** The hash that was there before stays the one that is meant. */
  update(place: SourcePlace, source: KeptSource): void;
  remove(place: SourcePlace): void;
  list(originId: OriginId, pathPrefix: string): ListedSource[];
  has(hash: string): boolean;
  /** Removes the least recently used, and returns what it held. */
  takeOldest(): Pick<KeptSource, 'hash' | 'sizeBytes'> | undefined;
  noteUses(uses: ReadonlyMap<number, number>): void;
  /** Equal bytes of several places count once. Looks at every row. */
  sumSizes(): number;
  close(): void;
}

export interface FoundSource {
  readonly row: number;
  readonly source: KeptSource;
}

/** A cache: what another form of this table holds is not worth a migration. */
const form = 1;

const table = `
  create table sources (
    id integer primary key,
    origin_id text not null,
    path text not null,
    host text not null,
    setup text not null,
    hash text not null,
    size integer not null,
    used_at integer not null,
    record text not null,
    unique (origin_id, path, host, setup)
  );
  create index sources_by_hash on sources (hash);
  create index sources_by_use on sources (used_at);
  pragma user_version = ${form};
`;

/** An index that cannot be read is begun anew: its files can be fetched again. */
export function openSourceIndex(path: string): SourceIndex {
  try {
    return openIndex(path);
  } catch (error) {
    if (path === ':memory:') throw error;
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${path}${suffix}`, { force: true });
    return openIndex(path);
  }
}

function openIndex(path: string): SourceIndex {
  const database = openTable(path);
  const place = 'origin_id = ? and path = ? and host = ? and setup = ?';
  const find = database.prepare(`select id, hash, size, record from sources where ${place}`);
  const put = database.prepare(
    `insert into sources (origin_id, path, host, setup, hash, size, used_at, record) values (?, ?, ?, ?, ?, ?, ?, ?)
     on conflict do update set hash = excluded.hash, size = excluded.size, used_at = excluded.used_at, record = excluded.record`,
  );
  const update = database.prepare(`update sources set record = ? where ${place} and hash = ?`);
  const remove = database.prepare(`delete from sources where ${place}`);
  const list = database.prepare(
    'select * from sources where origin_id = ? and substr(path, 1, ?) = ? order by path',
  );
  const has = database.prepare('select 1 from sources where hash = ? limit 1');
  const takeOldest = database.prepare(
    'delete from sources where id = (select id from sources order by used_at, id limit 1) returning hash, size',
  );
  const use = database.prepare('update sources set used_at = ? where id = ?');
  const sum = database.prepare(
    'select coalesce(sum(size), 0) as size from (select distinct hash, size from sources)',
  );
  return {
    find(at) {
      const row = find.get(...keyOf(at));
      return row && { row: Number(row.id), source: toSource(row) };
    },
    put: (at, source, usedAt) =>
      void put.run(...keyOf(at), source.hash, source.sizeBytes, usedAt, toRecord(source)),
    update: (at, source) => void update.run(toRecord(source), ...keyOf(at), source.hash),
    remove: (at) => void remove.run(...keyOf(at)),
    list: (originId, prefix) =>
      // By characters, as SQLite counts them: code points.
      list
        .all(originId, [...prefix].length, prefix)
        .map((row) => ({ place: toPlace(row), source: toSource(row) })),
    has: (hash) => has.get(hash) !== undefined,
    takeOldest() {
      const row = takeOldest.get();
      return row && { hash: String(row.hash), sizeBytes: Number(row.size) };
    },
    noteUses(uses) {
      if (uses.size === 0) return;
      database.exec('begin');
      for (const [id, usedAt] of uses) use.run(usedAt, id);
      database.exec('commit');
    },
    sumSizes: () => Number(sum.get()?.size),
    close: () => database.close(),
  };
}

function openTable(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  // What a power cut takes from the index is fetched again: no write need wait for the disk.
  database.exec('pragma journal_mode = wal; pragma synchronous = normal;');
  const kept = Number(database.prepare('pragma user_version').get()?.user_version);
  if (kept !== form) database.exec(`drop table if exists sources; ${table}`);
  return database;
}

type Row = Record<string, unknown>;

function keyOf({ originId, path, host, setup }: SourcePlace): [string, string, string, string] {
  return [originId, path, host, setup];
}

function toPlace(row: Row): SourcePlace {
  const { origin_id, path, host, setup } = row;
  return { originId: origin_id as OriginId, path: String(path), host: String(host), setup: String(setup) };
}

function toRecord({ hash, sizeBytes, ...record }: KeptSource): string {
  return JSON.stringify(record);
}

function toSource({ hash, size, record }: Row): KeptSource {
  const kept = JSON.parse(String(record));
  return {
    ...kept,
    hash: String(hash),
    sizeBytes: Number(size),
    createdAt: new Date(kept.createdAt),
    checkedAt: new Date(kept.checkedAt),
  };
}
