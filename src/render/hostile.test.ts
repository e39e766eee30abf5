import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { MediaError } from '../domain/errors.ts';
import type { SourceFormat } from '../domain/media-facts.ts';
import { drawCoordinates, makePlan } from './image/coordinates.contract.ts';
import { createRenderPool } from './pool.ts';
import { usualPool } from './pool-options.contract.ts';
import type { WorkerEvent } from './worker-set.ts';

/** Damaged files: each gives a picture or a MediaError that is the caller's, and the pool lives on. */
const mutationsOfEach = 25;
const size = { width: 200, height: 150 };

const folder = await mkdtemp(join(tmpdir(), 'hostile-'));
const losses: WorkerEvent[] = [];
const pool = createRenderPool({
  ...usualPool,
  workers: 2,
  timeoutSeconds: 10,
  maxPixels: 10_000_000,
  onWorkerEvent: (event) => event.kind === 'lost' && losses.push(event),
});
afterAll(async () => {
  await pool.close();
  await rm(folder, { recursive: true });
});

const never = new AbortController().signal;

function sources(): [SourceFormat, Sharp | Promise<Buffer>][] {
  return [
    [
      'jpeg',
      drawCoordinates(size)
        .withMetadata({ orientation: 6, exif: { IFD0: { Make: 'Box' } } })
        .jpeg(),
    ],
    ['png', drawCoordinates(size, 4).png()],
    ['webp', drawCoordinates(size, 4).webp()],
    ['gif', drawAnimation()],
    ['avif', drawCoordinates(size).avif({ effort: 0 })],
    ['tiff', drawCoordinates(size).tiff({ compression: 'lzw' })],
    ['svg', Promise.resolve(drawing)],
  ];
}

const drawing = Buffer.from(
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 150"><defs><linearGradient id="g"><stop offset="0" stop-color="red"/></linearGradient></defs><g filter="blur(2px)"><rect width="99" height="99" fill="url(#g)"/><text x="9" y="99">Text</text></g></svg>`,
);

async function drawAnimation(): Promise<Buffer> {
  const frames = await Promise.all([1, 2].map(() => drawCoordinates(size).png().toBuffer()));
  return await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
}

describe.each(sources())('a damaged %s', (format, drawn) => {
  it('never ends the pool, is probed without a fault, and is rendered or refused', async () => {
    const original = drawn instanceof Promise ? await drawn : await drawn.toBuffer();
    const plan = makePlan({ format, ...size, frames: 'all' }, [{ kind: 'resize', width: 50, height: 40 }], {
      format: 'webp',
    });
    const work = Array.from({ length: mutationsOfEach }, async (_, index) => {
      const sourcePath = join(folder, `${format}-${index}`);
      await writeFile(sourcePath, damage(original, index + 1));
      expect(await pool.probe(sourcePath, `a.${format}`, never)).toHaveProperty('mime');
      const outcome: unknown = await pool
        .render({ plan, sourcePath, targetPath: `${sourcePath}.webp` }, never)
        .catch((error) => error);
      if (outcome instanceof Error) expect(outcome).toBeInstanceOf(MediaError);
      else expect(outcome).toMatchObject({ width: 50, height: 40 });
    });
    await Promise.all(work);
    expect(losses).toEqual([]);
  });
});

it('a JPEG that was cut short is rendered as far as it goes', async () => {
  const whole = await drawCoordinates(size).jpeg().toBuffer();
  const sourcePath = join(folder, 'short.jpg');
  const targetPath = join(folder, 'short.png');
  await writeFile(sourcePath, whole.subarray(0, whole.length * 0.6));
  const plan = makePlan({ format: 'jpeg', ...size }, []);
  await pool.render({ plan, sourcePath, targetPath }, never);
  const { data } = await sharp(targetPath).raw().toBuffer({ resolveWithObject: true });
  // Red and green grow to the right and downwards: the upper left is there.
  expect((data[0] ?? 255) + (data[1] ?? 255)).toBeLessThan(20);
});

it('a picture with more pixels than allowed is refused before it is decoded', async () => {
  const bomb = join(folder, 'bomb.png');
  const side = { width: 10_000, height: 10_000 };
  await sharp({ create: { ...side, channels: 3, background: '#000' } })
    .png()
    .toFile(bomb);
  const plan = makePlan({ format: 'png', ...side }, [{ kind: 'resize', width: 10, height: 10 }]);
  await expect(
    pool.render({ plan, sourcePath: bomb, targetPath: join(folder, 'bomb.webp') }, never),
  ).rejects.toMatchObject({ code: 'invalid' });
  expect((await pool.probe(bomb, 'bomb.png', never)).image).toMatchObject(side);
});

it('a drawing in the clothes of a photograph is not drawn from its file', async () => {
  const sourcePath = join(folder, 'wolf.jpg');
  await writeFile(sourcePath, drawing);
  const plan = makePlan({ format: 'jpeg', ...size }, []);
  await expect(
    pool.render({ plan, sourcePath, targetPath: join(folder, 'wolf.png') }, never),
  ).rejects.toMatchObject({ code: 'invalid' });
});

/** The same damage for the same seed: bytes changed, a piece cut out, repeated or filled, or the end cut off. */
function damage(original: Buffer, seed: number): Buffer {
  const random = randomFrom(seed);
  const bytes = Buffer.from(original);
  const start = random(bytes.length);
  const length = 1 + random(40);
  switch (seed % 5) {
    case 0:
      return bytes.subarray(0, start);
    case 1:
      return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + length)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, start + length), bytes.subarray(start)]);
    case 3:
      return bytes.fill(random(2) === 0 ? 0 : 255, start, Math.min(start + length, bytes.length));
    default:
      // Half of the changes in the header, where they matter most.
      for (let count = 0; count < 10; count += 1) {
        bytes[random(count % 2 === 0 ? bytes.length : Math.min(200, bytes.length))] = random(256);
      }
      return bytes;
  }
}

/** Mulberry32: small, and the same everywhere. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed * 0x9e3779b9;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}
