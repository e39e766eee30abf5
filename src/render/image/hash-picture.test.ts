import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { HashFormat } from '../../domain/plan.ts';
import { blurHash } from './blur-hash.ts';
import { makePlan, render } from './coordinates.contract.ts';
import { drawGrainyScene } from './grainy-scene.contract.ts';
import type { RgbaPixels } from './rgba-pixels.ts';
import { thumbHash } from './thumb-hash.ts';

function scene(width: number, height: number, alphaAt: (x: number) => number = () => 255): RgbaPixels {
  const { data } = drawGrainyScene(width, height);
  const rgba = new Uint8Array(width * height * 4);
  for (let index = 0; index < width * height; index += 1) {
    rgba.set(data.subarray(index * 3, index * 3 + 3), index * 4);
    rgba[index * 4 + 3] = alphaAt(index % width);
  }
  return { data: rgba, width, height };
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');

/** What the packages of their inventors, thumbhash 0.1 and blurhash 2.0, make of the same pixels. */
describe('a hash is that of its inventor', () => {
  it.each([
    ['landscape', scene(60, 40), 'mCgGFYZwi4bFPoWWeId3eV1vCndb'],
    ['portrait', scene(30, 50), 'lxgGFAagek2GaneYh3eqrwyJfA=='],
    ['fading', scene(48, 48, (x) => x * 5), 'mjiGBQI3lHvgSKWHlwz0KAo/cHeIiIh4eA=='],
  ])('ThumbHash, %s', (_, pixels, hash) => expect(base64(thumbHash(pixels))).toBe(hash));

  it('BlurHash', () => expect(blurHash(scene(60, 40))).toBe('LDD+9[6tEi=fSt$l}.9]X2w}s-S1'));

  it('BlurHash of a portrait has more rows than columns', () => {
    const [first = ''] = blurHash(scene(30, 50));
    expect(first).toBe('T');
  });
});

describe('a plan for a hash', () => {
  it.each<[HashFormat, string]>([
    ['blurhash', 'LDD+9[6tEi=fSt$l}.9]X2w}s-S1'],
    ['thumbhash', 'mCgGFYZwi4bFPoWWeId3eV1vCndb'],
  ])('gives the text alone: %s', async (format, hash) => {
    const { data, width, height } = scene(60, 40);
    const source = await sharp(data, { raw: { width, height, channels: 4 } })
      .png()
      .toBuffer();
    const text = await render(source, makePlan({ format: 'png', width, height }, [], { format }));
    expect(text.subarray(0, hash.length).toString()).toBe(hash);
  });

  it('sees the alpha of a grey picture', async () => {
    const grey = await sharp({ create: { width: 40, height: 40, channels: 4, background: '#8888' } })
      .toColourspace('b-w')
      .png()
      .toBuffer();
    const plan = makePlan({ format: 'png', width: 40, height: 40 }, [], { format: 'thumbhash' });
    const text = (await render(grey, plan)).toString('latin1');
    const isTransparent = (Buffer.from(text.slice(0, 8), 'base64')[2] ?? 0) >> 7;
    expect(isTransparent).toBe(1);
  });
});
