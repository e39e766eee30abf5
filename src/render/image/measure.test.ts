import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { Box, Colour, Operation } from '../../domain/plan.ts';
import { usualPool } from '../pool-options.contract.ts';
import { measure } from './measure.ts';

const size = { width: 100, height: 80 };
const whole = { left: 0, top: 0, ...size };
const box = { left: 20, top: 10, width: 30, height: 40 };
const clear: Colour = { r: 0, g: 0, b: 0, alpha: 0 };

function draw(background: string | Colour, patch?: string, at = box) {
  const { left, top, width, height } = at;
  const patches =
    patch === undefined
      ? []
      : [{ input: { create: { width, height, channels: 4 as const, background: patch } }, left, top }];
  return sharp({ create: { ...size, channels: 4, background } })
    .composite(patches)
    .png()
    .toBuffer();
}

async function measureBytes(
  bytes: Buffer,
  threshold: number,
  { operations = [], animated = false }: { operations?: Operation[]; animated?: boolean } = {},
): Promise<Box> {
  const folder = await mkdtemp(join(tmpdir(), 'measure-'));
  try {
    const sourcePath = join(folder, 'source');
    await writeFile(sourcePath, bytes);
    const format = animated ? 'gif' : 'png';
    const input = { format, autoOrient: true, frames: animated ? 'all' : 0, ...size } as const;
    return await measure(
      { sourcePath, measurement: { kind: 'trim', threshold, input, operations } },
      usualPool,
    );
  } finally {
    await rm(folder, { recursive: true });
  }
}

it.each<[string, Buffer, number, Box]>([
  ['what stands out', await draw('#ffffff', '#ff0000'), 10, box],
  ['what stands out of nothing', await draw(clear, '#ff0000'), 10, box],
  ['black on nothing, by its alpha alone', await draw(clear, '#000000'), 10, box],
  ['a difference above the threshold', await draw('#646464', '#6f6464'), 10, box],
  ['not a difference at the threshold', await draw('#646464', '#6e6464'), 10, whole],
  [
    'a single pixel',
    await draw('#ffffff', '#000000', { left: 99, top: 79, width: 1, height: 1 }),
    10,
    { left: 99, top: 79, width: 1, height: 1 },
  ],
  ['the whole of a uniform picture', await draw('#ffffff'), 10, whole],
  [
    'the whole of a picture that begins at its corner',
    await draw('#ffffff', '#ff0000', { left: 0, top: 0, width: 50, height: 80 }),
    10,
    { left: 50, top: 0, width: 50, height: 80 },
  ],
])('finds %s', async (_, bytes, threshold, expected) => {
  expect(await measureBytes(bytes, threshold)).toEqual(expected);
});

it('measures what earlier operations have made', async () => {
  const bytes = await draw('#ffffff', '#ff0000');
  const operations: Operation[] = [{ kind: 'resize', width: 50, height: 40 }, { kind: 'grayscale' }];
  const found = await measureBytes(bytes, 40, { operations });
  expect(found).toEqual({ left: 10, top: 5, width: 15, height: 20 });
});

it('keeps what moves in an animation in sight', async () => {
  const frames = await Promise.all([
    draw('#ffffff', '#ff0000', { left: 10, top: 10, width: 10, height: 10 }),
    draw('#ffffff', '#ff0000', { left: 60, top: 50, width: 10, height: 10 }),
    draw('#ffffff'),
  ]);
  const bytes = await sharp(frames, { join: { animated: true } })
    .gif()
    .toBuffer();
  expect(await measureBytes(bytes, 10, { animated: true })).toEqual({
    left: 10,
    top: 10,
    width: 60,
    height: 50,
  });
});

it('says that a picture is none', async () => {
  await expect(measureBytes(Buffer.from('no picture at all'), 10)).rejects.toMatchObject({
    code: 'invalid',
    reason: expect.stringMatching(/^EINVALIDIMAGE - /),
  });
});
