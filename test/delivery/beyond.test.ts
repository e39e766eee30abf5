import { afterAll, beforeAll, expect, describe as group, it } from 'vitest';
import { upload } from '../support/api.ts';
import { accepts, deliver } from '../support/delivery.ts';
import { describe, drawAnimation, readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
  await upload(server, '/photo.jpg', await readPhotograph('chelsea-the-cat.jpg'));
  await upload(server, '/moving.gif', await drawAnimation('gif'));
});
afterAll(() => server.stop());

group('beyond ImageKit', () => {
  it.each([
    [accepts.anything, 'jpeg'],
    [accepts.webp, 'webp'],
  ])('a picture of at most so many bytes, for a client of %s', async (accept, format) => {
    const answer = await deliver(server, '/tr:w-400,x-maxbytes-9000/photo.jpg', { accept });
    expect([answer.status, answer.headers['ik-error']]).toEqual([200, undefined]);
    expect(answer.bytes.length).toBeLessThanOrEqual(9000);
    expect(answer.bytes.length).toBeGreaterThan(7000);
    expect(await describe(answer.bytes)).toMatchObject({ format, width: 400 });
  });

  it('is larger when it has to look better', async () => {
    const bytesAt = async (likeness: number) =>
      (await deliver(server, `/tr:w-200,f-webp,x-quality-${likeness}/photo.jpg`)).bytes.length;
    expect(await bytesAt(80)).toBeGreaterThan(await bytesAt(50));
  });

  it.each([
    ['blurhash', /^[\w#$%*+,.:;=?@[\]^{|}~-]{28}$/],
    ['thumbhash', /^[A-Za-z0-9+/]{20,40}={0,2}$/],
  ])('%s is a text', async (name, text) => {
    const answer = await deliver(server, `/tr:w-300,h-200,x-hash-${name}/photo.jpg`, {
      accept: accepts.webp,
    });
    expect(answer.status).toBe(200);
    expect(answer.headers).toMatchObject({ 'content-type': 'text/plain; charset=utf-8' });
    expect(answer.headers.vary).toBeUndefined();
    expect(answer.bytes.toString()).toMatch(text);
  });

  it('a text is downloaded as one', async () => {
    const { headers } = await deliver(server, '/tr:x-hash-blurhash/photo.jpg?ik-attachment=true');
    expect(headers['content-disposition']).toBe('attachment; filename="photo.txt"');
  });

  it('a layer that mixes its colours', async () => {
    const layer = (mode: string) => `l-image,i-ik_canvas,w-400,h-100,bg-FFFFFF,${mode},l-end`;
    const answer = await deliver(server, `/tr:w-400,${layer('x-blend-difference')}/photo.jpg`);
    expect([answer.status, answer.headers['ik-error']]).toEqual([200, undefined]);
    const both = await deliver(server, `/tr:w-400,${layer('x-blend-screen,lm-multiply')}/photo.jpg`);
    expect([both.status, both.headers['ik-error']]).toEqual([
      400,
      expect.stringMatching(/^EINVALID - x-blend/),
    ]);
  });

  it('squares on every frame', async () => {
    const answer = await deliver(server, '/tr:w-30,x-pixelate-s-4_x-0.5/moving.gif');
    expect(await describe(answer.bytes)).toMatchObject({ format: 'gif', frames: 3, width: 30 });
  });

  it.each([
    ['x-maxbytes-50', 'photo.jpg', 'ELIMIT'],
    ['x-hash-blurhash,f-webp', 'photo.jpg', 'EINVALID'],
    ['x-quality-70', 'moving.gif', 'EINVALID'],
  ])('%s of %s is refused', async (transformation, name, code) => {
    const answer = await deliver(server, `/tr:${transformation}/${name}`);
    expect([answer.status, answer.headers['ik-error']]).toEqual([400, expect.stringMatching(`^${code} - `)]);
  });
});
