import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addFile } from '../../src/database/contract/samples.contract.ts';
import { openSqlite } from '../../src/database/sqlite/open-sqlite.ts';
import { call } from '../support/api.ts';
import { startJob, untilOver } from '../support/jobs.ts';
import { makeTemporaryFolder } from '../support/program.ts';
import { runCommand } from '../support/run-command.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { prepareTrip, type Trip } from './folder-trips.ts';
import { createSeeded } from './seeded.ts';

/** Side by side, for a start is most of a round. */
const libraries = 2;
const roundsOfEach = 50;

const folders = 3;
const files = 700;

const madeFolders: string[] = [];
const servers = new Map<string, RunningServer>();
let compiled: { readonly NODE_COMPILE_CACHE: string };

/** What is compiled is kept when a program ends by itself, which none of the others will do. */
beforeAll(async () => {
  const folder = await makeTemporaryFolder();
  madeFolders.push(folder);
  compiled = { NODE_COMPILE_CACHE: folder };
  await runCommand(['--version'], compiled);
});

afterAll(async () => {
  await Promise.all([...servers.values()].map((server) => server.kill()));
  for (const folder of madeFolders) await rm(folder, { recursive: true, force: true });
});

it('a hundred kills in the middle of moves, renames and copies: each file is in one place, and each job ends', {
  timeout: 600_000,
}, async () => {
  const seen = { interrupted: 0, halfway: 0 };
  await Promise.all(Array.from({ length: libraries }, (_, index) => endure(`library ${index}`, seen)));
  // Kills that always came too early or too late would have shown nothing.
  expect(seen.interrupted).toBeGreaterThan((libraries * roundsOfEach) / 5);
  expect(seen.halfway).toBeGreaterThan(0);
});

async function endure(seed: string, seen: { interrupted: number; halfway: number }): Promise<void> {
  const dataFolder = await makeTemporaryFolder();
  madeFolders.push(dataFolder);
  await fill(dataFolder);
  const seeded = createSeeded(`kill-during-folder-jobs ${seed}`);
  const ids = new Set(listFiles(dataFolder).map(({ id }) => id));
  let from = '/left/shop';
  let server = await start(dataFolder);
  for (let round = 0; round < roundsOfEach; round += 1) {
    const trip = await prepareTrip(server, { round, from, folders });
    const jobId = await startJob(server, trip.name, trip.body);
    await wait(seeded.integer(0, 50));
    await server.kill();
    const left = listFiles(dataFolder);
    expectNothingLost(left, ids, trip);
    const arrived = left.filter(({ folder }) => folder.startsWith(`${trip.to}/`)).length;
    if (isUnfinished(dataFolder, jobId)) seen.interrupted += 1;
    if (arrived > 0 && arrived < files) seen.halfway += 1;

    server = await start(dataFolder);
    expect((await untilOver(server, jobId)).progress.skipped).toBe(0);
    expectAllArrived(dataFolder, ids, trip);
    if (trip.isCopy) await call(server, 'DELETE', '/v1/folder', { folderPath: trip.to });
    else from = trip.to;
  }
}

async function fill(dataFolder: string): Promise<void> {
  const database = await openSqlite({ path: join(dataFolder, 'library.db') });
  await database.transaction(async (inside) => {
    for (let index = 0; index < files; index += 1) {
      await addFile(inside, `/left/shop/${index % folders}/file-${index}.jpg`);
    }
  });
  await database.close();
}

async function start(dataFolder: string): Promise<RunningServer> {
  const server = await startServer({ ...compiled, CALOTYPE_DATA: dataFolder, CALOTYPE_WORKERS: 1 });
  servers.set(dataFolder, server);
  return server;
}

interface FilePlace {
  readonly id: string;
  readonly folder: string;
  readonly name: string;
  readonly versions: number;
}

/** As the rows say it, whether a server runs or not. */
function read(dataFolder: string, sql: string): Record<string, unknown>[] {
  const database = new DatabaseSync(join(dataFolder, 'library.db'));
  const rows = database.prepare(sql).all();
  database.close();
  return rows;
}

function listFiles(dataFolder: string): FilePlace[] {
  const sql = `select f.id, fo.path as folder, f.name, count(v.key) as versions
    from files f left join folders fo on fo.id = f.folder_id left join versions v on v.file_id = f.id
    group by f.id`;
  return read(dataFolder, sql) as unknown as FilePlace[];
}

function isUnfinished(dataFolder: string, jobId: string): boolean {
  return read(dataFolder, `select id from jobs where id = '${jobId}' and finished_at is null`).length > 0;
}

function expectNothingLost(all: readonly FilePlace[], ids: ReadonlySet<string>, trip: Trip): void {
  const places = trip.isCopy ? [trip.from] : [trip.from, trip.to];
  const originals = all.filter(({ id }) => ids.has(id));
  expect(originals).toHaveLength(files);
  expect(originals.filter((file) => !isAsItWas(file, places))).toEqual([]);
  if (!trip.isCopy) expect(all).toHaveLength(files);
}

function isAsItWas({ folder, name, versions }: FilePlace, places: readonly string[]): boolean {
  const index = Number(/^file-(\d+)\.jpg$/.exec(name)?.[1]);
  return versions === 1 && places.some((place) => folder === `${place}/${index % folders}`);
}

function expectAllArrived(dataFolder: string, ids: ReadonlySet<string>, trip: Trip): void {
  const all = listFiles(dataFolder);
  expectNothingLost(all, ids, trip);
  const arrived = all.filter(({ folder }) => folder.startsWith(`${trip.to}/`));
  expect(new Set(arrived.map(({ folder, name }) => `${folder}/${name}`)).size).toBe(files);
  expect(arrived.every(({ id, versions }) => versions === 1 && ids.has(id) !== trip.isCopy)).toBe(true);
  expect(all).toHaveLength(trip.isCopy ? 2 * files : files);
  const sql = `select path from folders where path = '${trip.from}' or path like '${trip.from}/%'`;
  expect(read(dataFolder, sql)).toHaveLength(trip.isCopy ? folders + 1 : 0);
}
