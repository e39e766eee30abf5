import type { IncomingMessage, RequestListener } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { objectNames } from '../domain/detector.ts';
import { ProviderError } from './ask-provider.ts';
import { createHttpDetector } from './http-detector.ts';
import { serveProvider } from './serve-provider.contract.ts';

const never = new AbortController().signal;
const picture = Buffer.from('the bytes of a picture');
const detectorAt = (url: string, options: { token?: string } = {}) =>
  createHttpDetector({ url, minScore: 0.5, ...options });

const dog = { label: 'dog', score: 0.9, box: { x: 0, y: 0, width: 1, height: 1 } };

describe('a detector over HTTP', () => {
  it('is sent the picture and the classes that are wanted, with the token', async () => {
    const seen: { request?: IncomingMessage; body?: Buffer } = {};
    const url = await serveProvider(async (request, response) => {
      Object.assign(seen, { request, body: await buffer(request) });
      response.end(JSON.stringify({ detections: [dog] }));
    });
    const detector = detectorAt(`${url}/detect?v=2`, { token: 'secret' });
    expect(await detector.detect(picture, 'objects', never)).toMatchObject([{ name: 'dog', score: 0.9 }]);
    expect(seen.body).toEqual(picture);
    const { method, headers, url: target = '' } = seen.request ?? {};
    expect(method).toBe('POST');
    expect(headers).toMatchObject({ 'content-type': 'image/jpeg', authorization: 'Bearer secret' });
    const asked = new URL(target, url);
    expect([asked.pathname, asked.searchParams.get('v')]).toEqual(['/detect', '2']);
    expect(asked.searchParams.get('classes')?.split(',')).toEqual(objectNames);
    await detector.detect(picture, 'faces', never);
    expect(new URL(seen.request?.url ?? '', url).searchParams.get('classes')).toBe('face');
  });

  it.each<[string, RequestListener]>([
    ['an error', (_, response) => response.writeHead(500).end('{"detections":[]}')],
    ['no content', (_, response) => response.writeHead(204).end()],
    ['a page', (_, response) => response.end('<html>')],
    ['a redirect', (_, response) => response.writeHead(307, { location: 'http://127.0.0.1:1/' }).end()],
    ['a broken answer', (_, response) => response.writeHead(200).write('{', () => response.destroy())],
    ['too much', (_, response) => response.end(' '.repeat(2 * 1024 * 1024))],
    ['no answer', (request) => request.socket.destroy()],
  ])('rejects when there is %s', async (_, answer) => {
    const detector = detectorAt(await serveProvider(answer));
    await expect(detector.detect(picture, 'faces', never)).rejects.toThrow(ProviderError);
  });

  it('does not wait longer than it was told, for an answer or for its end', async () => {
    for (const begin of [false, true]) {
      const url = await serveProvider((_, response) => void (begin && response.write('{"detections":')));
      const late = AbortSignal.timeout(50);
      await expect(detectorAt(url).detect(picture, 'faces', late)).rejects.toThrow(/timeout/i);
    }
  });

  it('has the patience that it was given, whatever others of this process have', async () => {
    const usual = getGlobalDispatcher();
    setGlobalDispatcher(new Agent({ headersTimeout: 1, bodyTimeout: 1 }));
    onTestFinished(() => setGlobalDispatcher(usual));
    const url = await serveProvider(async (_, response) => {
      await pause(1600);
      response.write('{"detections":');
      await pause(1600);
      response.end('[]}');
    });
    expect(await detectorAt(url).detect(picture, 'faces', never)).toEqual([]);
  });

  it('stops when nobody waits any more', async () => {
    const leaving = new AbortController();
    const url = await serveProvider(() => leaving.abort(new Error('left')));
    await expect(detectorAt(url).detect(picture, 'faces', leaving.signal)).rejects.toThrow('left');
  });

  it('is another one at another address', () => {
    expect(detectorAt('http://a.test/').id).toBe(detectorAt('http://a.test/', { token: 'x' }).id);
    expect(detectorAt('http://a.test/?v=2').id).not.toBe(detectorAt('http://a.test/').id);
  });
});
