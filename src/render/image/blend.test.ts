import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type BlendMode, blendModes } from '../../domain/blend-mode.ts';
import { blendWith } from './blend.ts';
import type { ColourPicture } from './colour-channels.ts';

const size = { width: 16, height: 16 };

/** Every sixteenth value below, down; every sixteenth above, across. */
function draw(channels: 3 | 4, valueAt: (x: number, y: number) => number, alpha: number): ColourPicture {
  const data = Buffer.alloc(256 * channels, alpha);
  for (let index = 0; index < 256; index += 1)
    data.fill(valueAt(index % 16, index >> 4) * 17, index * channels, index * channels + 3);
  return { data, ...size, channels, frames: 1 };
}

const above = (alpha: number) => ({ picture: draw(4, (x) => x, alpha), left: 0, top: 0 });
const below = (channels: 3 | 4 = 3, alpha = 255) => draw(channels, (_, y) => y, alpha);

/** What libvips makes of them, which names two modes otherwise. */
async function byLibvips(mode: BlendMode): Promise<Buffer> {
  const blend = mode.replace('color-', 'colour-') as 'screen';
  const raw = { ...size, channels: 4 } as const;
  const layer = { input: above(255).picture.data, raw, blend };
  return await sharp(below().data, { raw: { ...size, channels: 3 } })
    .composite([layer])
    .removeAlpha()
    .raw()
    .toBuffer();
}

/** White on black and black on white, where something is divided by nothing and libvips is not of one mind with CSS. */
function withoutCorners(data: Buffer): Buffer {
  return Buffer.from(data)
    .fill(0, 15 * 3, 16 * 3)
    .fill(0, 15 * 16 * 3, 15 * 16 * 3 + 3);
}

function furthest(one: Uint8Array, other: Uint8Array): number {
  return Math.max(...[...one].map((value, index) => Math.abs(value - (other[index] ?? 0))));
}

describe.each(blendModes.map((mode) => [mode]))('%s', (mode) => {
  it('mixes as libvips does', async () => {
    const ours = blendWith(below(), above(255), mode).data;
    const theirs = await byLibvips(mode);
    expect(furthest(withoutCorners(ours), withoutCorners(theirs))).toBeLessThanOrEqual(2);
  });

  it('counts by half where the layer is half there, and not where it is not there', () => {
    const at = (alpha: number) => blendWith(below(), above(alpha), mode).data;
    expect(at(0)).toEqual(below().data);
    const whole = at(255);
    const half = below().data.map((value, index) => (value * 127 + (whole[index] ?? 0) * 128) / 255);
    expect(furthest(at(128), half)).toBeLessThanOrEqual(1);
  });

  it('leaves the alpha below as it is', () => {
    const { data } = blendWith(below(4, 100), above(255), mode);
    expect([...data].every((value, index) => index % 4 !== 3 || value === 100)).toBe(true);
  });
});

it.each<[BlendMode, number, number]>([
  ['color-dodge', 0, 255],
  ['color-burn', 0, 255],
])('%s leaves black black and white white, as CSS says', (mode, black, white) => {
  const { data } = blendWith(below(), above(255), mode);
  expect([data[15 * 3], data[15 * 16 * 3]]).toEqual([black, white]);
});
