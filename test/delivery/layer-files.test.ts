import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, upload } from '../support/api.ts';
import { accepts, deliver } from '../support/delivery.ts';
import { drawPlain, readPhotograph, readPixels } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let red: Buffer;
let blue: Buffer;

beforeAll(async () => {
  server = await startServer();
  [red, blue] = (await Promise.all(
    ['#ff0000', '#0000ff'].map((colour) => drawPlain(20, 20, colour).png().toBuffer()),
  )) as [Buffer, Buffer];
  await upload(server, '/base.png', await drawPlain(100, 100, '#00ff00').png().toBuffer());
  await upload(server, '/photo.jpg', await readPhotograph());
  await upload(server, '/secret.png', red, { isPrivateFile: true });
  await upload(server, '/draft.png', red, { isPublished: false });
  await upload(server, '/secret-draft.png', red, { isPublished: false, isPrivateFile: true });
  await upload(server, '/notes.txt', 'no picture');
});
afterAll(() => server.stop());

const withLayer = (file: string) => `/tr:l-image,i-${file},l-end,f-png/base.png`;

async function seen(path: string) {
  const { status, headers, bytes } = await deliver(server, path);
  if (status !== 200) return { status, error: headers['ik-error'] };
  const [r, , b] = (await readPixels(bytes)).at(50, 50);
  return { colour: r > 200 ? 'red' : b > 200 ? 'blue' : 'neither', etag: headers.etag ?? '' };
}

describe('the file of a layer', () => {
  it('may be private: it appears in a composition only', async () => {
    expect(await seen(withLayer('secret.png'))).toMatchObject({ colour: 'red' });
    expect((await deliver(server, withLayer('secret.png'))).headers['cache-control']).toContain('public');
  });

  it.each([
    ['missing.png', 404, 'ENOENT - No file was found for the layer /missing.png'],
    ['a@@b%20c.png', 404, 'ENOENT - No file was found for the layer /a/b c.png'],
    ['draft.png', 404, 'ENOENT - No file was found for the layer /draft.png'],
    ['secret-draft.png', 404, 'ENOENT - No file was found for the layer /secret-draft.png'],
    ['x%0D%0Aset-cookie%3A.png', 404, 'ENOENT - No file was found for the layer /x%0D%0Aset-cookie'],
    ['@@..@@base.png', 404, 'ENOENT - No file was found for the layer /../base.png'],
    ['notes.txt', 400, 'EINVALIDIMAGE - The layer /notes.txt cannot be decoded as an image'],
  ])('%s is refused by its name', async (file, status, error) => {
    if (file.includes('%3A')) {
      // An encoded colon separates as a bare one does.
      expect((await seen(withLayer(file))).error).toMatch(/^(ENOENT|EINVALID) - /);
      return;
    }
    expect(await seen(withLayer(file))).toEqual({ status, error });
  });

  it('that is missing is not replaced by the default image', async () => {
    expect(await seen('/tr:l-image,i-missing.png,l-end,di-photo.jpg/base.png')).toMatchObject({
      status: 404,
    });
  });

  it('is not asked for where it is not needed', async () => {
    expect(await seen('/tr:if-w_gt_500,l-image,i-missing.png,l-end,if-end:f-png/base.png')).toMatchObject({
      colour: 'neither',
    });
    expect((await deliver(server, '/tr:orig-true,l-image,i-missing.png,l-end/base.png')).status).toBe(200);
  });
});

describe('a picture changes with the file of its layer', () => {
  it('that is overwritten', async () => {
    const path = withLayer('mark.png');
    await upload(server, '/mark.png', red);
    const before = await seen(path);
    const answers = [await seen(path), await seen(path)];
    expect(answers).toEqual([before, before]);
    const { headers } = await deliver(server, path);
    expect((await deliver(server, path, { 'if-none-match': before.etag ?? '' })).status).toBe(304);
    await upload(server, '/mark.png', blue);
    const after = await seen(path);
    expect([before.colour, after.colour]).toEqual(['red', 'blue']);
    expect(after.etag).not.toBe(before.etag);
    expect((await deliver(server, path, { 'if-none-match': before.etag ?? '' })).status).toBe(200);
    const since = {
      'if-modified-since': new Date(Date.parse(headers['last-modified'] ?? '') - 1000).toUTCString(),
    };
    expect((await deliver(server, path, since)).status).toBe(200);
  });

  it('that is restored: the same picture under the same ETag', async () => {
    const path = withLayer('again.png');
    await upload(server, '/again.png', red);
    const first = await seen(path);
    await upload(server, '/again.png', blue);
    expect((await seen(path)).colour).toBe('blue');
    await upload(server, '/again.png', red);
    expect(await seen(path)).toEqual(first);
  });

  it('that is moved away, and another that takes its place', async () => {
    const path = withLayer('moving.png');
    await upload(server, '/moving.png', red);
    await upload(server, '/other/moving.png', blue);
    expect((await seen(path)).colour).toBe('red');
    await call(server, 'POST', '/v1/files/move', { sourceFilePath: '/moving.png', destinationPath: '/gone' });
    expect((await seen(path)).status).toBe(404);
    await call(server, 'POST', '/v1/files/move', {
      sourceFilePath: '/other/moving.png',
      destinationPath: '/',
    });
    expect((await seen(path)).colour).toBe('blue');
  });

  it('that is deleted or becomes a draft', async () => {
    const path = withLayer('leaving.png');
    const { fileId } = await upload(server, '/leaving.png', red);
    const { etag } = await seen(path);
    await call(server, 'PATCH', `/v1/files/${fileId}/details`, { publish: { isPublished: false } });
    expect((await deliver(server, path, { 'if-none-match': etag ?? '' })).status).toBe(404);
    await call(server, 'PATCH', `/v1/files/${fileId}/details`, { publish: { isPublished: true } });
    expect((await seen(path)).colour).toBe('red');
    await call(server, 'DELETE', `/v1/files/${fileId}`);
    expect((await seen(path)).status).toBe(404);
  });

  it('deep inside another layer', async () => {
    await upload(server, '/inner.png', red);
    const path = '/tr:l-image,i-photo.jpg,w-80,l-image,i-inner.png,l-end,l-end,f-png/base.png';
    expect((await seen(path)).colour).toBe('red');
    await upload(server, '/inner.png', blue);
    expect((await seen(path)).colour).toBe('blue');
  });

  it('however it was asked for before: every client, every spelling', async () => {
    await upload(server, '/many.png', red);
    const paths = ['/tr:l-image,i-many.png,l-end/photo.jpg', '/tr:l-image,ie-bWFueS5wbmc=,l-end/photo.jpg'];
    const etags = async () => {
      const asked = Object.values(accepts).flatMap((accept) =>
        paths.map((path) => deliver(server, path, { accept })),
      );
      return (await Promise.all(asked)).map(({ headers }) => headers.etag);
    };
    const before = await etags();
    await upload(server, '/many.png', blue);
    const after = await etags();
    expect(after.filter((etag) => before.includes(etag))).toEqual([]);
  });
});

describe('equal wishes', () => {
  it.each([
    ['l-image,i-mark.png,lx-10,ly-10,w-30,l-end', 'l-image,w-30,ly-10,i-mark.png,lx-10,l-end'],
    ['l-image,i-mark.png,l-end', 'l-image:i-@@mark.png:l-end'],
    ['l-image,i-mark.png,l-end', 'l-image,ie-bWFyay5wbmc%3D,i-ignored.png,l-end'],
    ['l-image,i-mark.png,lx-50,l-end', 'l-image,i-mark.png,lx-bw_div_2,l-end'],
    [
      'l-image,i-ik_canvas,bg-FF0000,w-10,h-10,l-end',
      'l-image,i-ik_canvas,bg-red,al-3,h-10,w-bw_div_10,l-end',
    ],
    ['l-image,i-mark.png,l-end', 'l-image,i-same.png,l-end'],
  ])('have one rendition: %s and %s', async (first, second) => {
    await upload(server, '/mark.png', red);
    await upload(server, '/same.png', red);
    const [one, other] = [
      await deliver(server, `/tr:${first}/base.png`),
      await deliver(server, `/tr:${second}/base.png`),
    ];
    expect([one.status, other.status]).toEqual([200, 200]);
    expect(other.headers.etag).toBe(one.headers.etag);
  });

  it('are answered alike to everybody who asks at once', async () => {
    await upload(server, '/mark.png', red);
    const path = '/tr:w-333,l-image,i-mark.png,w-77,l-end/photo.jpg';
    const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(server, path)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map(({ bytes }) => bytes.toString('base64'))).size).toBe(1);
  });

  it('may stand under a name', async () => {
    await upload(server, '/mark.png', red);
    const named = { name: 'mark', transformation: 'l-image,i-mark.png,w-50,l-end' };
    expect((await call(server, 'POST', '/v1/named-transformations', named)).status).toBeLessThan(300);
    await call(server, 'POST', '/v1/named-transformations', { name: 'fifty', transformation: 'w-50' });
    const etags = await Promise.all(
      ['n-mark', 'l-image,i-mark.png,w-50,l-end', 'l-image,i-mark.png,n-fifty,l-end'].map(
        async (text) => (await deliver(server, `/tr:${text}/base.png`)).headers.etag,
      ),
    );
    expect(new Set(etags).size).toBe(1);
  });
});

describe('limits', () => {
  it('of layers are a setting', async () => {
    const strict = await startServer({ CALOTYPE_MAX_LAYERS: 1 });
    try {
      await upload(strict, '/base.png', red);
      const layer = 'l-image,i-ik_canvas,w-5,l-end';
      expect((await deliver(strict, `/tr:${layer}/base.png`)).status).toBe(200);
      const { status, headers } = await deliver(strict, `/tr:${layer},${layer}/base.png`);
      expect([status, headers['ik-error']]).toEqual([400, 'ELIMIT - more than 1 layers']);
    } finally {
      await strict.stop();
    }
  });

  it('of files hold for layers', async () => {
    const strict = await startServer({ CALOTYPE_MAX_INPUT_BYTES: 1000 });
    try {
      await upload(strict, '/base.png', red);
      await upload(strict, '/photo.jpg', await readPhotograph());
      const { status, headers } = await deliver(strict, '/tr:l-image,i-photo.jpg,w-5,l-end/base.png');
      expect([status, headers['ik-error']]).toEqual([
        400,
        'ELIMIT - The layer /photo.jpg has more than 1000 bytes',
      ]);
    } finally {
      await strict.stop();
    }
  });
});
