import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import { makeLibrary, query, startTestServer } from '../../src/database/postgres/test-server.contract.ts';
import { call, tryUpload, upload } from '../../test/support/api.ts';
import { type JobName, startJob } from '../../test/support/jobs.ts';
import { readPhotograph } from '../../test/support/pictures.ts';
import { makeTemporaryFolder, type Settings } from '../../test/support/program.ts';
import { type RunningServer, startServer } from '../../test/support/start-server.ts';
import { multiplyFile } from '../multiply-file.ts';
import type { Part, Row } from '../part.ts';

const files = 100_000;
const folders = 100;

/** Folders of a hundred thousand files on their way, and what others notice of it. */
export const folderJobs: Part = {
  name: 'folder-jobs',
  async run() {
    const postgres = await startTestServer();
    const library = await makeLibrary(postgres);
    const onPostgres = { settings: { CALOTYPE_DATABASE_URL: library.url }, seed: seedPostgres(library.url) };
    const rows = [
      ...(await measure('SQLite', { settings: {}, seed: seedSqlite })),
      ...(await measure('PostgreSQL', onPostgres)),
    ];
    await library.remove();
    postgres.stop();
    return rows;
  },
};

interface Place {
  readonly settings: Settings;
  readonly seed: (dataFolder: string) => Promise<void>;
}

const statements = multiplyFile({ folderPath: '/big', folders, files });

async function seedSqlite(dataFolder: string): Promise<void> {
  const database = new DatabaseSync(join(dataFolder, 'library.db'));
  for (const statement of statements) database.exec(statement);
  database.close();
}

function seedPostgres(url: string) {
  return async () => {
    for (const statement of [...statements, 'analyze']) await query(url, statement);
  };
}

async function measure(name: string, { settings, seed }: Place): Promise<Row[]> {
  const dataFolder = await makeTemporaryFolder();
  const all = { ...settings, CALOTYPE_DATA: dataFolder, CALOTYPE_MAX_FOLDER_ITEMS: 10 * files };
  const first = await startServer(all);
  const { fileId } = await upload(first, '/big/one.jpg', await readPhotograph(), { tags: 'red,green,blue' });
  await first.stop({ keepData: true });
  await seed(dataFolder);
  const server = await startServer({
    ...all,
    CALOTYPE_PRIVATE_KEY: first.privateKey,
    CALOTYPE_PUBLIC_KEY: first.publicKey,
  });
  const asker = { server, fileId };
  const rows = [
    await rowOf(`${name}: at rest`, asker, () => wait(3000)),
    await rowOf(`${name}: move to a free path`, asker, () =>
      runJob(server, 'moveFolder', { sourceFolderPath: '/big', destinationPath: '/there' }),
    ),
    await rowOf(`${name}: copy`, asker, () =>
      runJob(server, 'copyFolder', { sourceFolderPath: '/there/big', destinationPath: '/copy' }),
    ),
    await rowOf(`${name}: move, merged file by file`, asker, async () => {
      await Promise.all(
        Array.from({ length: folders }, (_, index) =>
          call(server, 'POST', '/v1/folder', { folderName: `f${index}`, parentFolderPath: '/merged/big' }),
        ),
      );
      await runJob(server, 'moveFolder', { sourceFolderPath: '/copy/big', destinationPath: '/merged' });
    }),
  ];
  await server.stop();
  await rm(dataFolder, { recursive: true, force: true });
  return rows;
}

async function runJob(server: RunningServer, name: JobName, body: unknown): Promise<void> {
  const jobId = await startJob(server, name, body);
  for (;;) {
    const answer = await call(server, 'GET', `/v1/bulkJobs/${jobId}`);
    if (answer.json().status === 'Completed') return;
    await wait(20);
  }
}

interface Asker {
  readonly server: RunningServer;
  readonly fileId: string;
}

async function rowOf(what: string, { server, fileId }: Asker, work: () => Promise<void>): Promise<Row> {
  const during = new AbortController();
  const details = askOften(during.signal, async () => {
    await call(server, 'GET', `/v1/files/${fileId}/details`);
  });
  const uploads = askOften(during.signal, async (index) => {
    await tryUpload(server, `text ${index}`, { folder: '/beside', fileName: 'a.txt' });
  });
  const startedAt = performance.now();
  await work();
  const seconds = (performance.now() - startedAt) / 1000;
  during.abort();
  const [detailsMs, uploadsMs] = [await details, await uploads];
  return {
    what: `${files.toLocaleString('en')} files, ${what}`,
    measured: `${seconds.toFixed(1)} s`,
    spread: `meanwhile details ${spread(detailsMs)}, uploads ${spread(uploadsMs)}`,
  };
}

/** One request after another with a pause between them; how long each took, in order of size. */
async function askOften(signal: AbortSignal, ask: (index: number) => Promise<void>): Promise<number[]> {
  const milliseconds: number[] = [];
  while (!signal.aborted) {
    const startedAt = performance.now();
    await ask(milliseconds.length);
    milliseconds.push(performance.now() - startedAt);
    await wait(10);
  }
  return milliseconds.sort((one, other) => one - other);
}

function spread(sorted: readonly number[]): string {
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(0);
  return `p50 ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)} ms of ${sorted.length}`;
}
