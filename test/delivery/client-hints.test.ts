import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, upload } from '../support/api.ts';
import { deliver } from '../support/delivery.ts';
import { drawCoordinates } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
  await upload(server, '/a.png', await drawCoordinates(1200, 600).png().toBuffer());
  const named = { name: 'fluid', transformation: 'w-auto' };
  expect((await call(server, 'POST', '/v1/named-transformations', named)).status).toBe(201);
});
afterAll(() => server.stop());

async function ask(transformation: string, headers: Record<string, string>) {
  const answer = await deliver(server, `/tr:${transformation},f-png/a.png`, headers);
  expect(answer.status).toBe(200);
  const { width } = await sharp(answer.bytes).metadata();
  return { ...answer, width };
}

const widthNames = 'Sec-CH-Width, Width, Sec-CH-DPR, DPR';
const dprNames = 'Sec-CH-DPR, DPR';

/** Spec delivery §9. */
describe('hints of the client', () => {
  it.each<[string, Record<string, string>, number, string | undefined, string]>([
    ['w-auto', { 'sec-ch-width': '212', 'sec-ch-dpr': '2' }, 300, '2.83', widthNames],
    ['w-auto', { 'sec-ch-width': '150', 'sec-ch-dpr': '2' }, 200, '2.67', widthNames],
    ['w-auto', { 'sec-ch-width': '600', 'sec-ch-dpr': '2' }, 600, '2.00', widthNames],
    ['w-auto,dpr-auto', { 'sec-ch-width': '600', 'sec-ch-dpr': '2' }, 600, '2.00', widthNames],
    ['w-auto', { 'sec-ch-width': '250' }, 300, '1.20', widthNames],
    ['w-100,dpr-auto', { 'sec-ch-dpr': '2' }, 200, '2.00', dprNames],
    ['w-100,dpr-auto', { dpr: '3' }, 300, '3.00', dprNames],
    ['w-auto', { width: '212', dpr: '1' }, 300, '1.42', widthNames],
    ['w-auto', { width: '900', 'sec-ch-width': '150' }, 200, '1.33', widthNames],
    ['w-auto', {}, 1200, undefined, widthNames],
    ['w-100,dpr-auto', {}, 100, undefined, dprNames],
    ['w-auto', { 'sec-ch-width': '0' }, 1200, undefined, widthNames],
    ['w-auto', { 'sec-ch-width': '-5' }, 1200, undefined, widthNames],
    ['w-auto', { 'sec-ch-width': '1e3' }, 1200, undefined, widthNames],
    ['w-auto', { 'sec-ch-width': 'wide' }, 1200, undefined, widthNames],
    ['w-100,dpr-auto', { 'sec-ch-dpr': '99' }, 500, '5.00', dprNames],
  ])('%s with %j: %i pixels, Content-DPR %s', async (wish, headers, width, contentDpr, vary) => {
    const answer = await ask(wish, headers);
    expect(answer.width).toBe(width);
    expect(answer.headers['content-dpr']).toBe(contentDpr);
    expect(answer.headers.vary).toBe(vary);
    expect(answer.headers['accept-ch']).toBe('Sec-CH-Width, Sec-CH-DPR');
  });

  it('count for nothing where the URL does not ask for them', async () => {
    const plain = await ask('w-100', {});
    const hinted = await ask('w-100', { 'sec-ch-width': '500', 'sec-ch-dpr': '2' });
    expect(hinted.bytes).toEqual(plain.bytes);
    for (const { headers } of [plain, hinted])
      expect([headers.vary, headers['accept-ch'], headers['content-dpr']]).toEqual([
        undefined,
        undefined,
        undefined,
      ]);
  });

  it('share a picture for every hundred pixels', async () => {
    const etags = ['210', '300', '301'].map(
      async (width) => (await ask('w-auto,q-50', { 'sec-ch-width': width })).headers.etag,
    );
    const [a, b, c] = await Promise.all(etags);
    expect(a).toBe(b);
    expect(c).not.toBe(b);
  });

  it('count in a named transformation too', async () => {
    const { headers, bytes } = await deliver(server, '/tr:n-fluid/a.png', { 'sec-ch-width': '212' });
    expect((await sharp(bytes).metadata()).width).toBe(300);
    expect(headers.vary).toBe(`Accept, ${widthNames}`);
  });

  it('leave nothing behind that a purge does not find', async () => {
    const tier = async () => (await ask('w-auto,q-40', { 'sec-ch-width': '212' })).headers['server-timing'];
    await tier();
    expect(await tier()).toContain('memory');
    const url = `${server.endpoint}/tr:w-auto,q-40,f-png/a.png`;
    const { requestId } = (await call(server, 'POST', '/v1/files/purge', { url })).json();
    for (;;) {
      const { text } = await call(server, 'GET', `/v1/files/purge/${requestId}`);
      if (text.includes('Completed')) break;
    }
    expect(await tier()).toContain('new');
  });
});
