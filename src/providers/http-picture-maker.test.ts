import type { RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { MediaError } from '../domain/errors.ts';
import type { PictureOrder } from '../domain/picture-maker.ts';
import { ProviderError } from './ask-provider.ts';
import { createHttpPictureMaker } from './http-picture-maker.ts';
import { serveProvider } from './serve-provider.contract.ts';

const never = new AbortController().signal;
const order: PictureOrder = {
  task: { operation: 'edit', prompt: 'ein Hut, rot' },
  picture: Buffer.from('the bytes of a picture'),
  width: 60,
  height: 40,
};

const makerAt = (url: string, token?: string) =>
  createHttpPictureMaker({ url, maxPixels: 16_000_000, ...(token !== undefined && { token }) });

async function make(answer: RequestListener): Promise<string> {
  const stream = await makerAt(await serveProvider(answer)).make(order, never);
  return (await buffer(stream)).toString();
}

describe('a generative provider over HTTP', () => {
  it('is sent the picture and what to do with it', async () => {
    let form: FormData | undefined;
    let authorization: string | undefined;
    const url = await serveProvider(async (request, response) => {
      authorization = request.headers.authorization;
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      form = await new Response(new Uint8Array(await buffer(request)), { headers }).formData();
      response.end('the result');
    });
    const stream = await makerAt(`${url}/make`, 'secret').make(order, never);
    expect((await buffer(stream)).toString()).toBe('the result');
    expect(authorization).toBe('Bearer secret');
    const { image, ...fields } = Object.fromEntries(form ?? []);
    expect(fields).toEqual({
      operation: 'edit',
      prompt: 'ein Hut, rot',
      width: '60',
      height: '40',
      max_pixels: '16000000',
    });
    expect(image).toMatchObject({ type: 'image/png', name: 'image.png', size: 22 });
  });

  it('is sent words alone for a picture out of words', async () => {
    const names: string[] = [];
    const url = await serveProvider(async (request, response) => {
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      const body = new Uint8Array(await buffer(request));
      names.push(...(await new Response(body, { headers }).formData()).keys());
      response.end();
    });
    await makerAt(url).make({ task: { operation: 'genimg', prompt: 'a fox' } }, never);
    expect(names).toEqual(['operation', 'prompt', 'max_pixels']);
  });

  it('may say where to ask again', async () => {
    const asked: unknown[] = [];
    const answers: RequestListener = (request, response) => {
      asked.push([request.method, request.url]);
      request.resume();
      if (asked.length === 1)
        response.writeHead(202, { location: '/jobs/7', 'retry-after': '0' }).end('queued');
      else if (asked.length === 2) response.writeHead(202, { location: '8', 'retry-after': '0' }).end();
      else response.end('the result');
    };
    expect(await make(answers)).toBe('the result');
    expect(asked).toEqual([
      ['POST', '/'],
      ['GET', '/jobs/7'],
      ['GET', '/8'],
    ]);
  });

  it.each([400, 422])('may refuse an order: %i', async (status) => {
    const refused = make((_, response) => response.writeHead(status).end('<secret>'));
    await expect(refused).rejects.toThrow(MediaError);
    await expect(refused).rejects.toMatchObject({
      code: 'invalid',
      reason: expect.not.stringContaining('secret'),
    });
  });

  it.each<[string, RequestListener]>([
    ['an error', (_, response) => response.writeHead(500).end()],
    ['a wrong token', (_, response) => response.writeHead(401).end()],
    ['nothing', (_, response) => response.writeHead(204).end()],
    ['a redirect', (_, response) => response.writeHead(302, { location: '/other' }).end()],
    ['no place to ask again', (_, response) => response.writeHead(202).end()],
    [
      'a place elsewhere',
      (_, response) => response.writeHead(202, { location: 'http://169.254.169.254/' }).end(),
    ],
    ['a place that is none', (_, response) => response.writeHead(202, { location: 'http://:' }).end()],
    ['no answer', (request) => request.socket.destroy()],
  ])('has failed when there is %s', async (_, answer) => {
    await expect(make(answer)).rejects.toThrow(ProviderError);
  });

  it('has failed when its answer breaks off', async () => {
    const breaking: RequestListener = (_, response) =>
      response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
    await expect(make(breaking)).rejects.toThrow();
  });

  it('is left when the time is over, wherever it is', async () => {
    const never: RequestListener = () => {};
    const later: RequestListener = (_, response) => response.writeHead(202, { location: '/' }).end();
    const endless: RequestListener = (_, response) => response.writeHead(200).write('and');
    for (const answer of [never, later, endless]) {
      const signal = AbortSignal.timeout(100);
      const url = await serveProvider(answer);
      await expect(makerAt(url).make(order, signal).then(buffer)).rejects.toThrow(/abort|timeout/i);
    }
  });
});
