import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from './free-port.ts';
import { ending, listen } from './program.ts';

export interface S3Server {
  readonly endpoint: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** An empty bucket of its own for whoever asks. */
  makeBucket(): Promise<string>;
  removeBucket(name: string): Promise<void>;
  /** Names of objects below a prefix, without the folders they lie in. */
  keysIn(name: string, prefix: string): Promise<string[]>;
  stop(): Promise<void>;
}

/** A bucket as CALOTYPE_BLOBS_URL wants it, by way of another endpoint if one is given. */
export function s3Url(
  { endpoint, credentials }: Pick<S3Server, 'endpoint' | 'credentials'>,
  place: string,
  more: Readonly<Record<string, string>> = {},
): string {
  const { accessKeyId, secretAccessKey } = credentials;
  return `s3://${accessKeyId}:${secretAccessKey}@${place}?${new URLSearchParams({ endpoint, ...more })}`;
}

const program = 'versitygw';
const howTo = `go install github.com/versity/versitygw/cmd/${program}@v1.8.0`;

/** Undefined where it is not installed, which is said; a failure where everything has to be tested (.ci/run). */
export function findS3Program(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), join(homedir(), 'go', 'bin')];
  const found = folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
  if (found !== undefined) return found;
  const sentence = `What needs S3 was NOT tested: ${program} is not installed (${howTo}).`;
  if (process.env.TEST_REQUIRE_ALL) throw new Error(sentence);
  console.warn(sentence);
  return undefined;
}

/** A real S3 server on a folder of its own, as long as its tests run. */
export async function startS3Server(path = findS3Program()): Promise<S3Server> {
  if (path === undefined) throw new Error(`${program} is not installed.`);
  const folder = await mkdtemp(join(tmpdir(), 'calotype-s3-'));
  const [buckets, metadata] = [join(folder, 'buckets'), join(folder, 'metadata')];
  await Promise.all([mkdir(buckets), mkdir(metadata)]);
  const port = await freePort();
  const credentials = { accessKeyId: 'calotype', secretAccessKey: randomUUID() };
  const child = spawn(
    path,
    [
      ...['--port', `127.0.0.1:${port}`, '--quiet', '--keep-alive'],
      ...['--access', credentials.accessKeyId, '--secret', credentials.secretAccessKey],
      // Beside the files: not every file system of a temporary folder has extended attributes.
      ...['posix', '--sidecar', metadata, buckets],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const endWithTests = () => child.kill('SIGKILL');
  process.once('exit', endWithTests);
  await untilItListens(child, port);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    credentials,
    async makeBucket() {
      const name = `test-${randomUUID()}`;
      // A folder is a bucket; made so, nothing of ours is needed to make one.
      await mkdir(join(buckets, name));
      return name;
    },
    removeBucket: (name) => rm(join(buckets, name), { recursive: true }),
    async keysIn(name, prefix) {
      const found = await readdir(join(buckets, name, prefix), {
        recursive: true,
        withFileTypes: true,
      }).catch(() => []);
      return found.filter((entry) => entry.isFile()).map((entry) => entry.name);
    },
    async stop() {
      process.off('exit', endWithTests);
      const ended = ending(child);
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function untilItListens(child: ChildProcess, port: number): Promise<void> {
  const said = [listen(child.stdout), listen(child.stderr)];
  const deadline = Date.now() + 20_000;
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      throw new Error(`${program} does not listen: ${said.map((read) => read()).join('')}`);
    }
    await wait(20);
  }
}

async function answers(port: number): Promise<boolean> {
  return fetch(`http://127.0.0.1:${port}/`).then(
    () => true,
    () => false,
  );
}
