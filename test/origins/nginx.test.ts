import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createWebFolder } from '../../src/origin/web-folder.ts';
import { freePort } from '../support/free-port.ts';
import { ending } from '../support/program.ts';
import { makeTools, request, whole } from './tools.ts';

const program = '/usr/sbin/nginx';
const isInstalled = existsSync(program);
if (!isInstalled) {
  const sentence = `Web origins were NOT tested with nginx: ${program} is not installed.`;
  if (process.env.TEST_REQUIRE_ALL) throw new Error(sentence);
  console.warn(sentence);
}

/** As a stranger's server does it: its own validators, packing, redirects and errors. */
describe.skipIf(!isInstalled)('a folder behind nginx', () => {
  let folder: string;
  let url: string;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'calotype-nginx-'));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    await mkdir(join(folder, 'files/closed'), { recursive: true });
    await writeFile(join(folder, 'nginx.conf'), configuration(folder, port));
    // In the foreground, by one process: whoever ends it has ended all.
    const child = spawn(program, ['-p', folder, '-c', 'nginx.conf'], { stdio: 'ignore' });
    const ended = ending(child);
    stop = async () => {
      child.kill('SIGKILL');
      await ended;
      await rm(folder, { recursive: true });
    };
    await vi.waitFor(() => fetch(url), { timeout: 10_000, interval: 50 });
  });
  afterAll(() => stop());

  const open = (path: string, more = {}) =>
    createWebFolder({ type: 'WEB_FOLDER', baseUrl: url, forwardHostHeaderToOrigin: false }, makeTools()).open(
      path,
      request(more),
    );

  it('tells what has changed', async () => {
    const path = join(folder, 'files/größe & co.css');
    await writeFile(path, 'p { color: red }');
    const first = await open('/größe & co.css');
    expect(await whole(first)).toMatchObject({
      kind: 'file',
      body: 'p { color: red }',
      sizeBytes: 16,
      caching: { cacheControl: 'max-age=60' },
    });
    const known = first.kind === 'file' ? first.validators : {};
    expect(await open('/größe & co.css', { known })).toMatchObject({ kind: 'unchanged' });
    await writeFile(path, 'p { color: blue }');
    await utimes(path, new Date(1000), new Date(1000));
    expect(await whole(await open('/größe & co.css', { known }))).toMatchObject({
      body: 'p { color: blue }',
    });
  });

  it('says what is not there, and what is not for us', async () => {
    expect(await open('/none.png')).toEqual({ kind: 'missing' });
    await expect(open('/closed/x.png')).rejects.toMatchObject({
      reason: 'EACCES - The origin refused access',
    });
    await expect(open('/broken/x.png')).rejects.toMatchObject({
      reason: expect.stringMatching(/^UNIDENTIFIED/),
    });
  });

  it('may redirect', async () => {
    await writeFile(join(folder, 'files/new.txt'), 'moved');
    expect(await whole(await open('/old.txt'))).toMatchObject({ body: 'moved' });
  });
});

function configuration(folder: string, port: number): string {
  const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `
    daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log;
    events {}
    http {
      access_log off; gzip on; gzip_types text/css; gzip_min_length 1;
      ${places.map((place) => `${place}_temp_path ${folder}/${place};`).join(' ')}
      server {
        listen 127.0.0.1:${port}; root ${folder}/files; add_header Cache-Control max-age=60;
        location /closed/ { deny all; }
        location /broken/ { return 502; }
        location = /old.txt { return 301 /new.txt; }
      }
    }`;
}
