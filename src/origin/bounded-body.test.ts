import { once } from 'node:events';
import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { countedBody } from './bounded-body.ts';

const limits = { maxBytes: 100, signal: new AbortController().signal };

async function read(body: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of body) pieces.push(piece);
  return Buffer.concat(pieces);
}

it('hands on what came', async () => {
  expect(await read(countedBody([Readable.from([Buffer.from('salt')])], limits))).toEqual(
    Buffer.from('salt'),
  );
});

const incomplete = expect.objectContaining({ code: 'invalid', reason: 'INCOMPLETE' });

it('says that it broke off to whoever was reading', async () => {
  const source = new Readable({ read() {} });
  const reading = read(countedBody([source], limits));
  source.push('half');
  setImmediate(() => source.destroy(new Error('other side closed')));
  await expect(reading).rejects.toEqual(incomplete);
});

it('says the same to whoever begins to read afterwards', async () => {
  const source = new Readable({ read() {} });
  const body = countedBody([source], limits);
  source.destroy(new Error('other side closed'));
  await once(body, 'close').catch(() => {});
  await expect(read(body)).rejects.toEqual(incomplete);
});
