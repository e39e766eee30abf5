import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendForm, tryUpload } from '../support/api.ts';
import { filePart, type Part, textParts } from '../support/form.ts';
import { allowLoopback, type LoopbackOrigin, serveOrigin } from '../support/loopback-origin.ts';
import { drawPlain } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let guarded: RunningServer;
let origin: LoopbackOrigin;
let picture: Buffer;

beforeAll(async () => {
  picture = await drawPlain(40, 30, 'teal').png().toBuffer();
  origin = await serveOrigin((request, response) => {
    const path = request.url ?? '';
    const hops = Number(/^\/hops\/(\d)/.exec(path)?.[1] ?? 0);
    if (hops > 0) response.writeHead(302, { location: `/hops/${hops - 1}` }).end();
    else if (path === '/missing') response.writeHead(404).end('no');
    else if (path === '/cut') {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('begun');
      setTimeout(() => response.destroy(), 20);
    } else if (path === '/silent') return;
    else if (path === '/metadata')
      response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end();
    else response.writeHead(200, { 'content-type': 'text/html' }).end(picture);
  });
  [server, guarded] = await Promise.all([
    startServer({ ...allowLoopback, CALOTYPE_ORIGIN_HEADER_SECONDS: 1 }),
    startServer(),
  ]);
});
afterAll(async () => {
  await Promise.all([server.stop(), guarded.stop()]);
  await origin.close();
});

const name = textParts({ fileName: 'from-web.png', useUniqueFileName: false });
const failed = {
  message:
    'Your request contains invalid file parameter. The file could not be downloaded from the given URL.',
};

/** Spec upload §5.1, §5.2. */
describe('an upload by URL', () => {
  it.each<[string, () => Part]>([
    ['in a text field', () => ({ name: 'file', value: `${origin.url}/a.html` })],
    ['with white space around', () => ({ name: 'file', value: `\n ${origin.url}/a.html \n` })],
    [
      'with an upper-case scheme',
      () => ({ name: 'file', value: `${origin.url.replace('http', 'HTTP')}/a.html` }),
    ],
    ['in a file part, as the Go SDK sends it', () => filePart(`${origin.url}/a.html`, 'anonymous_file')],
    [
      'in a part without a name, as the Java SDK sends it',
      () => ({ name: 'file', value: `${origin.url}/a`, type: 'application/octet-stream' }),
    ],
    ['behind five redirects', () => ({ name: 'file', value: `${origin.url}/hops/5` })],
  ])('is fetched and named by us: %s', async (_, part) => {
    const answer = await sendForm(server, [...name, part()]);
    expect([answer.status, answer.json()]).toMatchObject([
      200,
      { name: 'from-web.png', size: picture.length, width: 40, fileType: 'image' },
    ]);
  });

  it.each([
    ['what is not there', '/missing'],
    ['what ends too early', '/cut'],
    ['six redirects', '/hops/6'],
    ['who says nothing for the time that it has', '/silent'],
    ['a redirect into a private network', '/metadata'],
  ])('fails as the caller’s fault: %s', async (_, path) => {
    const answer = await tryUpload(server, `${origin.url}${path}`, { fileName: 'a.png' });
    expect([answer.status, answer.json()]).toMatchObject([400, failed]);
  });

  it('fails where nobody listens', async () => {
    const closed = await serveOrigin(() => {});
    await closed.close();
    const answer = await tryUpload(server, closed.url, { fileName: 'a.png' });
    expect([answer.status, answer.json()]).toMatchObject([400, failed]);
  });

  it.each([
    ['loopback', () => origin.url],
    ['localhost by name', () => origin.url.replace('127.0.0.1', 'localhost')],
    ['loopback in decimal', () => origin.url.replace('127.0.0.1', '2130706433')],
    ['loopback, mapped', () => origin.url.replace('127.0.0.1', '[::ffff:127.0.0.1]')],
    ['a private network', () => 'http://10.0.0.1/'],
    ['the metadata of a cloud', () => 'http://169.254.169.254/latest/meta-data/'],
  ])('never reaches %s by default', async (_, url) => {
    const answer = await tryUpload(guarded, url(), { fileName: 'a.png' });
    expect([answer.status, answer.json()]).toMatchObject([400, failed]);
  });
});
