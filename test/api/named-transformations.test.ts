import ImageKit from '@imagekit/nodejs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call, upload } from '../support/api.ts';
import { deliver } from '../support/delivery.ts';
import { describe as describePicture, readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

const path = '/v1/named-transformations';
let server: RunningServer;
let client: ImageKit;

beforeAll(async () => {
  server = await startServer({ CALOTYPE_MAX_NAMED_TRANSFORMATIONS: 3 });
  client = new ImageKit({ privateKey: server.privateKey, baseURL: server.url });
  await upload(server, '/picture.jpg', await readPhotograph());
});
afterAll(() => server.stop());
beforeEach(async () => {
  for (const { id } of await client.namedTransformations.list()) await client.namedTransformations.delete(id);
});

const create = (name: string, transformation: string, enabled?: boolean) =>
  client.namedTransformations.create({ name, transformation, ...(enabled === undefined ? {} : { enabled }) });

async function sizeOf(url: string): Promise<string> {
  const answer = await deliver(server, url);
  if (answer.status !== 200) return `${answer.status} ${answer.headers['ik-error']}`;
  const { width, height } = await describePicture(answer.bytes);
  return `${width}x${height}`;
}

describe('a named transformation', () => {
  it('is made, listed, read, changed and deleted by the SDK', async () => {
    const made = await create('card', 'w-400,h-300');
    expect(made).toEqual({
      id: expect.stringMatching(/^[A-Za-z0-9]{9}$/),
      name: 'card',
      transformation: 'w-400,h-300',
      enabled: true,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    });
    const second = await create('Card', 'tr:w-100:rt-90', false);
    expect(second).toMatchObject({ name: 'Card', transformation: 'w-100:rt-90', enabled: false });
    expect(await client.namedTransformations.list()).toEqual([made, second]);
    expect(await client.namedTransformations.get(second.id)).toEqual(second);
    const changed = await client.namedTransformations.update(made.id, { transformation: 'w-10' });
    expect(changed).toEqual({ ...made, transformation: 'w-10' });
    expect(await client.namedTransformations.update(made.id, {})).toEqual(changed);
    await client.namedTransformations.delete(made.id);
    expect(await client.namedTransformations.list()).toEqual([second]);
  });

  it('takes effect at delivery at once, however often it was asked for', async () => {
    const { id } = await create('card', 'w-40,h-30');
    expect(await sizeOf('/tr:n-card/picture.jpg')).toBe('40x30');
    expect(await sizeOf('/tr:n-card/picture.jpg')).toBe('40x30');
    await client.namedTransformations.update(id, { transformation: 'w-50,h-20' });
    expect(await sizeOf('/tr:n-card/picture.jpg')).toBe('50x20');
    expect(await sizeOf('/picture.jpg?tr=n-card,w-60')).toBe('60x20');
    await client.namedTransformations.update(id, { enabled: false });
    expect(await sizeOf('/tr:n-card/picture.jpg')).toBe('400 EINVALID - n-card');
    await client.namedTransformations.update(id, { enabled: true, name: 'renamed' });
    expect(await sizeOf('/tr:n-card/picture.jpg')).toBe('400 EINVALID - n-card');
    expect(await sizeOf('/tr:n-renamed/picture.jpg')).toBe('50x20');
    await client.namedTransformations.delete(id);
    expect(await sizeOf('/tr:n-renamed/picture.jpg')).toBe('400 EINVALID - n-renamed');
  });

  const good = { name: 'good', transformation: 'w-10' };
  it.each<[string, unknown, string]>([
    ['no name', { transformation: 'w-1' }, 'name is required and must be a string'],
    ['an empty name', { ...good, name: '' }, 'name is required and must be a string'],
    ['a number as name', { ...good, name: 7 }, 'name is required and must be a string'],
    [
      'a name with a dash',
      { ...good, name: 'a-b' },
      'name can contain only alphanumeric characters or underscore',
    ],
    [
      'a name of other letters',
      { ...good, name: 'größe' },
      'name can contain only alphanumeric characters or underscore',
    ],
    ['a built-in name', { ...good, name: 'ik_ml_thumbnail' }, 'The name ik_ml_thumbnail is reserved.'],
    [
      'a name that is taken',
      { ...good, name: 'taken' },
      'A named transformation with this name already exists.',
    ],
    ['no transformation', { name: 'good' }, 'transformation is required and must be a string'],
    [
      'nothing behind tr:',
      { ...good, transformation: 'tr:' },
      'transformation is required and must be a string',
    ],
    ['an unknown key', { ...good, transformation: 'foo-3' }, 'transformation is not valid: EINVALID - foo-3'],
    ['a bad value', { ...good, transformation: 'w-10:q-0' }, 'transformation is not valid: EINVALID - q-0'],
    [
      'a name within',
      { ...good, transformation: 'n-taken' },
      'transformation is not valid: EINVALID - n-good: a stored transformation names another',
    ],
    [
      'a built-in within',
      { ...good, transformation: 'n-ik_ml_thumbnail' },
      'transformation is not valid: EINVALID - n-good: a stored transformation names another',
    ],
    ['an enabled that is no flag', { ...good, enabled: 'yes' }, 'enabled must be a boolean'],
    ['a body that is a list', [], 'name is required and must be a string'],
  ])('is refused with %s', async (_, body, message) => {
    await create('taken', 'w-1');
    const answer = await call(server, 'POST', path, body);
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
  });

  it('keeps what it was when a change is refused', async () => {
    const first = await create('first', 'w-1');
    const second = await create('second', 'w-2');
    for (const body of [{ name: 'first' }, { name: 'a b' }, { transformation: 'zz' }, { enabled: null }]) {
      expect((await call(server, 'PATCH', `${path}/${second.id}`, body)).status).toBe(400);
    }
    expect(await client.namedTransformations.list()).toEqual([first, second]);
  });

  it('is refused when there are as many as may be', async () => {
    for (const name of ['a', 'b', 'c']) await create(name, 'w-1');
    await expect(create('d', 'w-1')).rejects.toMatchObject({
      status: 400,
      error: { message: 'You can create a maximum of 3 named transformations.' },
    });
  });

  it.each([
    ['GET', 'zzzzzzzzz', 404, 'The requested named transformation does not exist.'],
    ['PATCH', 'zzzzzzzzz', 404, 'The requested named transformation does not exist.'],
    ['DELETE', 'zzzzzzzzz', 404, 'The requested named transformation does not exist.'],
    ['GET', 'z.z', 400, 'Your request contains invalid id parameter.'],
    ['DELETE', 'z.z', 400, 'Your request contains invalid id parameter.'],
  ])('%s of %s is %i', async (method, id, status, message) => {
    const answer = await call(server, method, `${path}/${id}`, method === 'PATCH' ? {} : undefined);
    expect([answer.status, answer.json()]).toMatchObject([status, { message }]);
  });
});
