import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, getDetails } from '../support/api.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { listVersions, plantTree, type Tree } from '../support/tree.ts';

let server: RunningServer;
let tree: Tree;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
beforeEach(() => {
  tree = plantTree(server);
});

const post = (name: string, body: unknown) => call(server, 'POST', `/v1/files/${name}`, body);
const journey = (from: string, to: string, more = {}) => ({
  sourceFilePath: tree.root + from,
  destinationPath: tree.root + to,
  ...more,
});

describe('a move', () => {
  it('keeps the file and all its versions, and leaves nothing behind', async () => {
    const fileId = await tree.write('/shop/a.txt', 'one', 'two');
    const [current, older] = await listVersions(server, fileId);
    await post('move', journey('/shop/a.txt', '/archive'));
    const [movedCurrent, movedOlder] = await listVersions(server, fileId);
    for (const [before, after] of [
      [current, movedCurrent],
      [older, movedOlder],
    ]) {
      expect(after).toMatchObject({
        fileId,
        filePath: `${tree.root}/archive/a.txt`,
        createdAt: before?.createdAt,
        versionInfo: before?.versionInfo,
        tags: before?.tags,
      });
    }
    expect(await tree.readVersions('/archive/a.txt')).toEqual(['two', 'one']);
    expect(await tree.findAt('/shop/a.txt')).toBeUndefined();
    expect((await fetch(`${server.endpoint}${tree.root}/shop/a.txt`)).status).toBe(404);
    expect((await fetch(older?.url ?? '')).status).toBe(404);
  });

  it('onto a file of that name brings all versions, older ones under their ids', async () => {
    const source = await tree.write('/shop/a.txt', 'one', 'two', 'three');
    const target = await tree.write('/archive/a.txt', 'old', 'newer');
    const [, two, one] = await listVersions(server, source);
    await post('move', journey('/shop/a.txt', '/archive'));
    expect(await tree.readVersions('/archive/a.txt')).toEqual(['three', 'two', 'one', 'newer', 'old']);
    const versions = await listVersions(server, target);
    expect(versions.map(({ versionInfo }) => versionInfo.name)).toEqual(
      [5, 4, 3, 2, 1].map((number) => `Version ${number}`),
    );
    expect(versions[1]?.versionInfo.id).toBe(two?.versionInfo.id);
    expect(versions[2]?.versionInfo.id).toBe(one?.versionInfo.id);
    expect(new Set(versions.map((version) => version.fileId))).toEqual(new Set([target]));
    expect((await listVersions(server, target))[0]).toEqual(await getDetails(server, target));
  });

  it('by thirty at once onto one file loses none', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `${index}`);
    await Promise.all(names.map((name) => tree.write(`/${name}/a.txt`, name)));
    const answers = await Promise.all(names.map((name) => post('move', journey(`/${name}/a.txt`, '/all'))));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect((await tree.readVersions('/all/a.txt')).toSorted()).toEqual(names.toSorted());
  });

  it('of one file by thirty at once happens once', async () => {
    const fileId = await tree.write('/shop/a.txt', 'one');
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => post('move', journey('/shop/a.txt', `/${index}`))),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, ...Array(29).fill(404)]);
    const { filePath } = await getDetails(server, fileId);
    expect(await (await fetch(server.endpoint + filePath)).text()).toBe('one');
  });

  it('of one file while it is copied thirty times gives the copies or nothing', async () => {
    await tree.write('/shop/a.txt', 'one');
    const copies = Array.from({ length: 30 }, (_, index) =>
      post('copy', journey('/shop/a.txt', `/copies/${index}`)),
    );
    const [move, ...answers] = await Promise.all([post('move', journey('/shop/a.txt', '/away')), ...copies]);
    expect(move.status).toBe(204);
    for (const [index, { status }] of answers.entries()) {
      expect([204, 404]).toContain(status);
      expect((await tree.findAt(`/copies/${index}/a.txt`)) !== undefined).toBe(status === 204);
    }
  });
});
