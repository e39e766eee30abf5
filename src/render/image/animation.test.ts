import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../domain/plan.ts';
import { makePlan, pixelsOf, render } from './coordinates.contract.ts';

const size = { width: 60, height: 40 };
const delay = [100, 200, 300];
/** Three frames, red, green, blue; each white in its upper left quarter. */
const frames = await Promise.all(['#ff0000', '#00ff00', '#0000ff'].map(drawFrame));
const gif = await sharp(frames, { join: { animated: true } })
  .gif({ delay, loop: 3 })
  .toBuffer();
const webp = await sharp(frames, { join: { animated: true } })
  .webp({ lossless: true, delay, loop: 3 })
  .toBuffer();

async function drawFrame(background: string): Promise<Buffer> {
  const corner = { create: { width: 30, height: 20, channels: 3 as const, background: '#ffffff' } };
  return await sharp({ create: { ...size, channels: 3, background } })
    .composite([{ input: corner, left: 0, top: 0 }])
    .png()
    .toBuffer();
}

const clear = { r: 0, g: 0, b: 0, alpha: 0 };
const resize: Operation = { kind: 'resize', width: 30, height: 20 };
const corner = { x: 8, y: 8 };

const plans: [string, Operation[]][] = [
  ['untouched', []],
  ['reduced', [resize]],
  ['cut', [{ kind: 'crop', left: 5, top: 5, width: 50, height: 30 }]],
  ['padded', [resize, { kind: 'extend', left: 3, top: 3, right: 3, bottom: 3, colour: clear }]],
  ['turned upside down', [{ kind: 'flip', horizontal: true, vertical: true }]],
  ['turned', [{ kind: 'rotate', degrees: 90, width: 40, height: 60, background: clear }]],
  ['turned a little', [{ kind: 'rotate', degrees: 20, width: 70, height: 58, background: clear }]],
  ['blurred', [resize, { kind: 'blur', sigma: 1 }]],
  ['bent', [resize, { kind: 'arc', degrees: 90, width: 33, height: 28 }]],
  ['with a shadow', [resize, { kind: 'shadow', left: 2, top: 2, sigma: 2, opacity: 0.5 }]],
  [
    'sharpened twice',
    [{ kind: 'sharpen' }, { kind: 'unsharp', radius: 0, sigma: 1, amount: 1, threshold: 0 }],
  ],
  ['stretched in contrast', [resize, { kind: 'contrast' }]],
  ['reduced to what draws attention', [resize, { kind: 'attend', width: 20, height: 20 }]],
  ['grey and blurred', [{ kind: 'grayscale' }, { kind: 'blur', sigma: 1 }]],
  [
    'rounded',
    [{ kind: 'round', topLeft: corner, topRight: corner, bottomRight: corner, bottomLeft: corner }],
  ],
];

describe.each([
  ['gif', gif],
  ['webp', webp],
] as const)('an animated %s', (format, source) => {
  describe.each(['gif', 'webp'] as const)('to %s', (output) => {
    it.each(plans)('%s keeps its frames, their times and its loop', async (_, operations) => {
      const plan = makePlan({ format, ...size, frames: 'all' }, operations, { format: output });
      const result = await sharp(await render(source, plan)).metadata();
      expect(result).toMatchObject({ format: output, width: plan.width, pages: 3, delay, loop: 3 });
      expect((await sharp(await render(source, plan), { animated: true }).metadata()).pageHeight).toBe(
        plan.height,
      );
    });
  });

  it('keeps each frame to itself when it is turned upside down', async () => {
    const operations: Operation[] = [{ kind: 'flip', horizontal: false, vertical: true }];
    const plan = makePlan({ format, ...size, frames: 'all' }, operations, { format: 'webp', lossless: true });
    const stack = await pixelsOf(await render(source, plan), { animated: true });
    expect(stack.at(5, 5).slice(0, 3)).toEqual([255, 0, 0]);
    expect(stack.at(5, 35).slice(0, 3)).toEqual([255, 255, 255]);
    expect(stack.at(5, 45).slice(0, 3)).toEqual([0, 255, 0]);
    expect(stack.at(5, 85).slice(0, 3)).toEqual([0, 0, 255]);
  });

  it('rounds every frame', async () => {
    const operations: Operation[] = [
      { kind: 'round', topLeft: corner, topRight: corner, bottomRight: corner, bottomLeft: corner },
    ];
    const plan = makePlan({ format, ...size, frames: 'all' }, operations, { format: 'webp', lossless: true });
    const stack = await pixelsOf(await render(source, plan), { animated: true });
    for (const top of [0, 40, 80]) {
      expect(stack.at(0, top)[3]).toBe(0);
      expect(stack.at(59, top + 39)[3]).toBe(0);
      expect(stack.at(30, top + 20)[3]).toBe(255);
    }
  });

  it.each([
    [0, [255, 0, 0]],
    [2, [0, 0, 255]],
  ])('gives frame %i when asked for it', async (frame, colour) => {
    const plan = makePlan({ format, ...size, frames: frame }, [resize]);
    const pixels = await pixelsOf(await render(source, plan));
    expect(pixels).toMatchObject({ width: 30, height: 20 });
    expect(pixels.at(25, 15).slice(0, 3)).toEqual(colour);
  });

  describe('with EXIF and a profile', () => {
    const green = { r: 0, g: 255, b: 0 };
    const kept = (async () => {
      const still = await sharp({ create: { ...size, channels: 3, background: green } })
        .png()
        .toBuffer();
      return await sharp([...frames.slice(1), still], { join: { animated: true } })
        .withExif({ IFD0: { Copyright: 'somebody' } })
        .withIccProfile('p3')
        .webp({ lossless: true, delay, loop: 3 })
        .toBuffer();
    })();
    const output = { format: 'webp', lossless: true } as const;

    it.each(plans)('%s keeps both when they are asked for', async (_, operations) => {
      const plan = makePlan({ format: 'webp', ...size, frames: 'all' }, operations, {
        ...output,
        keepMetadata: true,
        keepProfile: true,
      });
      const result = await sharp(await render(await kept, plan), { animated: true }).metadata();
      expect(result).toMatchObject({ width: plan.width, pageHeight: plan.height, pages: 3, delay, loop: 3 });
      expect(result.exif?.toString('latin1')).toContain('somebody');
      expect(result.icc?.toString('latin1')).toContain('s\0P\x003\0C');
    });

    it.each([
      ['the numbers of its own colours', { keepProfile: true }],
      ['sRGB', { keepMetadata: true }],
      ['sRGB when nothing is kept', {}],
    ])('turned it has %s, as it has when it is only cut', async (_, wish) => {
      const seen = async (operations: Operation[]) => {
        const plan = makePlan({ format: 'webp', ...size, frames: 'all' }, operations, { ...output, ...wish });
        const bytes = await render(await kept, plan);
        const { data } = await sharp(bytes, { animated: true })
          .keepIccProfile()
          .raw()
          .toBuffer({ resolveWithObject: true });
        return [...data.subarray(data.length - 4)];
      };
      const cut: Operation = { kind: 'crop', left: 0, top: 0, width: 60, height: 38 };
      expect(await seen([{ kind: 'flip', horizontal: false, vertical: true }])).toEqual(await seen([cut]));
    });
  });

  it('becomes its first frame in a format that stands still', async () => {
    const plan = makePlan({ format, ...size, frames: 'all' }, [], { format: 'jpeg' });
    expect(await sharp(await render(source, plan)).metadata()).toMatchObject({ width: 60, height: 40 });
  });
});
