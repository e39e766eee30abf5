import { afterAll, beforeAll, expect, describe as group, it } from 'vitest';
import { call, upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { deliver } from '../support/delivery.ts';
import { describe, drawPlain, readPhotograph } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let photograph: Buffer;

beforeAll(async () => {
  server = await startServer({ CALOTYPE_MAX_PIXELS: 10_000_000 });
  photograph = await readPhotograph();
  await upload(server, '/coffee.jpg', photograph);
  await upload(server, '/path/of/folder/old.jpg', photograph);
  await upload(server, '/cats/tom_1.jpg', photograph);
  await upload(server, '/default.png', await drawPlain(80, 60, 'teal').png().toBuffer());
  await upload(
    server,
    '/broken.png',
    Buffer.concat([(await drawPlain(80, 60, 'teal').png().toBuffer()).subarray(0, 60)]),
  );
  await upload(server, '/huge.png', await drawPlain(4000, 3000, 'teal').png().toBuffer());
  await upload(server, '/notes.txt', 'some text');
  await upload(server, '/draft.jpg', photograph, { isPublished: false });
  await upload(server, '/नमस्ते.jpg', photograph);
});
afterAll(() => server.stop());

/** Spec delivery §1, §4. */
group('a URL', () => {
  it.each([
    ['/tr:w-60/coffee.jpg', 60],
    ['/coffee.jpg?tr=w-60', 60],
    ['/coffee.jpg?v=3&tr=w-60&updatedAt=1', 60],
    ['/tr:w-300/coffee.jpg?tr=w-60', 60],
    ['/tr:w-300:w-60/coffee.jpg', 60],
    ['/path/tr:w-60/of/folder/old.jpg', 60],
    ['/tr%3Aw-60/coffee.jpg', 60],
    ['/tr:w%2D60/coffee.jpg', 60],
    ['//coffee.jpg?tr=w-60', 60],
    ['/path//of/folder/old.jpg?tr=w-60', 60],
    ['/%63offee.jpg?tr=w-60', 60],
    ['/cats/tom_1.jpg?tr=w-60', 60],
    ['/%E0%A4%A8%E0%A4%AE%E0%A4%B8%E0%A5%8D%E0%A4%A4%E0%A5%87.jpg?tr=w-60', 60],
    ['/ik-seo/coffee/a-cup-of-it.jpg', 600],
    ['/ik-seo/path/of/folder/old/new-name.jpg', 600],
    ['/ik-seo/tr:w-60/coffee/nice.jpg', 60],
    ['/tr:w-60/ik-seo/coffee/nice.jpg', 60],
    ['/ik-seo/coffee/nice.jpg?tr=w-60', 60],
    ['/coffee.jpg?', 600],
    ['/tr:/coffee.jpg', 600],
    ['/coffee.jpg?tr=', 600],
  ])('%s finds its picture', async (path, width) => {
    const answer = await deliver(server, path);
    expect([answer.status, (await describe(answer.bytes)).width]).toEqual([200, width]);
  });

  it.each([
    ['/missing.jpg', 404],
    ['/coffee', 404],
    ['/COFFEE.jpg', 404],
    ['/coffee.jpg/', 404],
    ['/', 404],
    ['/path', 404],
    ['/path/of/folder/', 404],
    ['/tr:w-60', 404],
    ['/draft.jpg', 404],
    ['/ik-seo/missing/nice.jpg', 404],
    ['/path%2Fof%2Ffolder%2Fold.png', 404],
    ['/../library.db', 400],
    ['/path/../coffee.jpg', 400],
    ['/./coffee.jpg', 400],
    ['/%2e%2e/library.db', 400],
    ['/..%2flibrary.db', 400],
    ['/..%5clibrary.db', 400],
    ['/a\\coffee.jpg', 400],
    ['/a%5Ccoffee.jpg', 400],
    ['/coffee.jpg%00.png', 400],
    ['/tr:w-60/../coffee.jpg', 400],
  ])('%s is refused with %i', async (path, status) => {
    const answer = await deliver(server, path);
    expect([answer.status, answer.text]).toEqual([status, status === 404 ? 'Not Found' : answer.text]);
    expect(answer.text.length).toBeLessThan(100);
    expect(answer.headers['ik-error']).toMatch(/^[A-Z]+ - ./);
  });

  it.each([
    '/%',
    '/%zz',
    '/%E0%A4%A.jpg',
    '/?',
    '/%F0%9F%92',
    '/tr:%/coffee.jpg',
    '/coffee.jpg?tr=%E0',
    '/coffee.jpg?%=%',
  ])('%s is no failure of ours', async (path) => {
    expect((await deliver(server, path)).status).toBeLessThan(500);
  });

  it('longer than 8 KB is refused', async () => {
    expect((await deliver(server, `/coffee.jpg?v=${'x'.repeat(8200)}`)).status).toBeOneOf([400, 414]);
    expect((await deliver(server, `/coffee.jpg?v=${'x'.repeat(7000)}`)).status).toBe(200);
  });

  it('without the id is none of delivery', async () => {
    const answer = await ask(server.url, '/other/coffee.jpg');
    expect([answer.status, answer.json()]).toMatchObject([404, { message: expect.any(String) }]);
    expect((await ask(server.url, '/demo')).status).toBe(404);
  });
});

/** Spec delivery §15, image-transformations §2.7. */
group('an error', () => {
  it.each([
    ['/tr:w-abc/coffee.jpg', 400, 'Bad URL Transformation Request', 'w-abc'],
    ['/tr:q-0/coffee.jpg', 400, 'Bad URL Transformation Request', 'q-0'],
    ['/tr:fo-nowhere/coffee.jpg', 400, 'Bad URL Transformation Request', 'fo-nowhere'],
    ['/tr:foo-3/coffee.jpg', 400, 'Bad URL Transformation Request', 'foo-3'],
    ['/tr:n-unknown/coffee.jpg', 400, 'Bad URL Transformation Request', 'n-unknown'],
    ['/tr:w-300,h-300,cm-extract,x-590,y-0/coffee.jpg', 400, 'Bad', undefined],
    ['/tr:w-300,h-300,cm-extract,xc-10,yc-10/coffee.jpg', 400, 'Bad', undefined],
    ['/tr:w-100/huge.png', 400, 'Bad Request', 'ELIMIT'],
    ['/tr:w-5000,h-5000/coffee.jpg', 400, 'Bad Request', 'ELIMIT'],
    [`/tr:${Array.from({ length: 21 }, () => 'w-100').join(':')}/coffee.jpg`, 400, 'Bad', 'ELIMIT'],
    ['/tr:w-100/broken.png', 400, 'Bad Request', 'EINVALIDIMAGE'],
    ['/tr:w-abc/missing.jpg', 400, 'Bad URL Transformation Request', 'w-abc'],
    ['/tr:w-100/missing.jpg', 404, 'Not Found', 'ENOENT'],
    ['/missing.jpg', 404, 'Not Found', 'ENOENT'],
  ])('of %s says what is wrong', async (path, status, body, token) => {
    const answer = await deliver(server, path);
    expect([answer.status, answer.text]).toEqual([status, expect.stringContaining(body)]);
    expect(answer.headers).toMatchObject({
      'content-type': expect.stringContaining('text/plain'),
      'content-length': String(answer.bytes.length),
      'cache-control': expect.stringContaining(status === 404 ? 'max-age=60' : 'max-age=300'),
      'access-control-allow-origin': '*',
      'x-request-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
      'x-content-type-options': 'nosniff',
    });
    expect(answer.headers['ik-error']).toMatch(/^[A-Z]+ - [\x20-\x7e]+$/);
    if (token !== undefined) expect(answer.headers['ik-error']).toContain(token);
  });

  it.each([
    'w-100,e-bgremove',
    'w-100,h-100,cm-pad_resize,bg-genfill',
    'e-upscale',
    'l-video,i-coffee.mp4,l-end',
  ])('names what ImageKit has and this server has not: %s', async (transformation) => {
    const answer = await deliver(server, `/tr:${transformation}/coffee.jpg`);
    expect([answer.status, answer.headers['ik-error']]).toEqual([
      400,
      expect.stringMatching(/^EUNSUPPORTED - /),
    ]);
  });

  it('cannot be used to write headers', async () => {
    const answer = await deliver(server, '/tr:w-a%0d%0aset-cookie:b=c%F0%9F%98%80/coffee.jpg');
    expect(answer.status).toBe(400);
    expect(answer.headers).not.toHaveProperty('set-cookie');
    expect(answer.headers['ik-error']).toMatch(/^[\x20-\x7e]+$/);
  });

  it('in a transformation does not matter to what is no picture', async () => {
    expect((await deliver(server, '/tr:w-100,h-100/notes.txt')).text).toBe('some text');
    expect((await deliver(server, '/tr:w-abc/notes.txt')).status).toBe(400);
  });

  it('of a broken picture does not matter to who wants it as it is', async () => {
    for (const path of ['/broken.png', '/tr:orig-true/broken.png']) {
      expect([(await deliver(server, path)).status, path]).toEqual([200, path]);
    }
  });

  it('of a parameter that is unknown can be switched off', async () => {
    const lenient = await startServer({ CALOTYPE_LENIENT: true });
    await upload(lenient, '/coffee.jpg', photograph);
    const answer = await deliver(lenient, '/tr:foo-3,w-60/coffee.jpg');
    expect([answer.status, (await describe(answer.bytes)).width]).toEqual([200, 60]);
    await lenient.stop();
  });
});

/** Spec delivery §10. */
group('a default image', () => {
  it.each([
    ['/tr:di-default.png/missing.jpg', 80],
    ['/tr:w-40,di-default.png/missing.jpg', 40],
    ['/missing.jpg?tr=w-40,di-@@default.png', 40],
    ['/tr:w-40,di-path@@of@@folder@@old.jpg/missing.jpg', 40],
    ['/tr:w-40,di-default.png/draft.jpg', 40],
    ['/tr:w-40:di-default.png/missing.jpg', 40],
  ])('stands in: %s', async (path, width) => {
    const answer = await deliver(server, path);
    expect([answer.status, (await describe(answer.bytes)).width]).toEqual([200, width]);
    expect(answer.headers).toMatchObject({
      'ik-default-image': 'true',
      'cache-control': expect.stringContaining('max-age=60'),
    });
  });

  it('is not needed where the file is', async () => {
    const answer = await deliver(server, '/tr:w-60,di-default.png/coffee.jpg');
    expect((await describe(answer.bytes)).height).toBe(40);
    expect(answer.headers).not.toHaveProperty('ik-default-image');
  });

  it.each(['/tr:di-nothing.png/missing.jpg', '/tr:di-draft.jpg/missing.jpg'])(
    'that is missing too: %s',
    async (path) => {
      expect((await deliver(server, path)).status).toBe(404);
    },
  );

  it('gives way as soon as the real one is there', async () => {
    const path = '/tr:w-50,di-default.png/soon.jpg';
    expect((await deliver(server, path)).headers['ik-default-image']).toBe('true');
    const { fileId } = await upload(server, '/soon.jpg', photograph);
    const real = await deliver(server, path);
    expect([real.status, real.headers['ik-default-image']]).toEqual([200, undefined]);
    await call(server, 'DELETE', `/v1/files/${fileId}`);
    expect((await deliver(server, path)).headers['ik-default-image']).toBe('true');
  });
});

group('the original', () => {
  it.each([
    '/tr:orig-true/coffee.jpg',
    '/coffee.jpg?tr=orig-true',
    '/tr:w-10,orig-true/coffee.jpg',
    '/tr:w-10:orig-true/coffee.jpg',
  ])('comes byte for byte: %s', async (path) => {
    const answer = await deliver(server, path, { accept: 'image/webp' });
    expect([answer.headers['content-type'], answer.bytes.equals(photograph)]).toEqual(['image/jpeg', true]);
  });
});
