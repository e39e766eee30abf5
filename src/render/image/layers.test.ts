import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type {
  Colour,
  CompositeMode,
  CompositeOperation,
  LayerPlan,
  Operation,
  PlanInput,
} from '../../domain/plan.ts';
import { drawCoordinates, makePlan, type Pixels, pixelsOf, render } from './coordinates.contract.ts';
import type { Size } from './operation-step.ts';

const size = { width: 60, height: 40 };
const red: Colour = { r: 255, g: 0, b: 0, alpha: 1 };
const halfRed: Colour = { ...red, alpha: 0.5 };
const clear: Colour = { r: 0, g: 0, b: 0, alpha: 0 };

/** Of another blue than any picture of coordinates. */
function canvas(of: Size, colour: Colour, operations: readonly Operation[] = []): LayerPlan {
  return { input: { kind: 'canvas', ...of, colour }, operations, ...of };
}

function file(
  of: Size,
  format: PlanInput['format'],
  operations: readonly Operation[] = [],
  source = 1,
): LayerPlan {
  const picture = { format, autoOrient: true, frames: 0, ...of };
  return { input: { kind: 'file', source, picture }, operations, ...of };
}

function lay(layer: LayerPlan, left: number, top: number, mode: CompositeMode = 'over'): CompositeOperation {
  return { kind: 'composite', layer, left, top, mode };
}

const base = await drawCoordinates(size).png().toBuffer();
const plainBase = await pixelsOf(base);

/** As large as a frame of 30×20, and there in its right half only. */
const half = canvas({ width: 30, height: 20 }, clear, [lay(canvas({ width: 15, height: 20 }, red), 15, 0)]);

async function draw(
  operations: readonly Operation[],
  { source = base, overlays = [] as Buffer[], format = 'png' as PlanInput['format'] } = {},
): Promise<Pixels> {
  return pixelsOf(await render(source, makePlan({ format, ...size }, operations), overlays));
}

/** Three frames without any red. */
async function drawAnimation(format: 'gif' | 'webp'): Promise<Buffer> {
  const drawn = ['#00ff00', '#0000ff', '#00ffff'].map((background) =>
    sharp({ create: { ...size, channels: 3, background } })
      .png()
      .toBuffer(),
  );
  const animation = sharp(await Promise.all(drawn), { join: { animated: true } });
  return await (format === 'gif' ? animation.gif() : animation.webp({ lossless: true })).toBuffer();
}

const isRed = ([r = 0, g = 0, b = 0]: number[]) => r > 240 && g < 15 && b < 15;

describe('a layer', () => {
  it.each([
    ['inside', 10, 5, [10, 5, 30, 15]],
    ['in the corner', 0, 0, [0, 0, 20, 10]],
    ['beyond the left edge', -15, 5, [0, 5, 5, 15]],
    ['beyond the top edge', 5, -9, [5, 0, 25, 1]],
    ['beyond the right edge', 55, 5, [55, 5, 60, 15]],
    ['beyond the bottom edge', 5, 35, [5, 35, 25, 40]],
  ] as const)('%s covers what it should and nothing else', async (_, left, top, [x0, y0, x1, y1]) => {
    const pixels = await draw([lay(canvas({ width: 20, height: 10 }, red), left, top)]);
    expect(pixels.channels).toBe(3);
    for (let y = 0; y < size.height; y += 1)
      for (let x = 0; x < size.width; x += 1) {
        const isCovered = x >= x0 && x < x1 && y >= y0 && y < y1;
        expect(pixels.at(x, y), `${x},${y}`).toEqual(isCovered ? [255, 0, 0] : plainBase.at(x, y));
      }
  });

  it('larger than its base covers it all', async () => {
    const pixels = await draw([lay(canvas({ width: 200, height: 100 }, red), -50, -20)]);
    expect([pixels.width, pixels.height]).toEqual([60, 40]);
    for (const [x, y] of [
      [0, 0],
      [59, 0],
      [0, 39],
      [59, 39],
    ] as const)
      expect(pixels.at(x, y)).toEqual([255, 0, 0]);
  });

  it('lets the base shine through as far as it is transparent', async () => {
    const [r = 0, g = 0, b = 0] = (await draw([lay(canvas(size, halfRed), 0, 0)])).at(30, 20);
    const [r0 = 0, g0 = 0, b0 = 0] = plainBase.at(30, 20);
    const share = 128 / 255;
    for (const [is, shouldBe] of [
      [r, 255 * share + r0 * (1 - share)],
      [g, g0 * (1 - share)],
      [b, b0 * (1 - share)],
    ] as const)
      expect(Math.abs(is - shouldBe)).toBeLessThanOrEqual(1.01);
  });

  it('lies on those that were written before it', async () => {
    const blue = { r: 0, g: 0, b: 255, alpha: 1 };
    const [first, second] = [canvas({ width: 20, height: 20 }, red), canvas({ width: 20, height: 20 }, blue)];
    const pixels = await draw([lay(first, 0, 0), lay(second, 10, 10)]);
    expect([pixels.at(5, 5), pixels.at(15, 15)]).toEqual([
      [255, 0, 0],
      [0, 0, 255],
    ]);
  });

  it('may hold a layer, which stays inside it', async () => {
    const inner = lay(canvas({ width: 30, height: 30 }, red), 10, 0);
    const outer = canvas({ width: 20, height: 20 }, { r: 0, g: 0, b: 255, alpha: 1 }, [inner]);
    const pixels = await draw([lay(outer, 5, 5)]);
    expect([pixels.at(10, 10), pixels.at(20, 10)]).toEqual([
      [0, 0, 255],
      [255, 0, 0],
    ]);
    expect(pixels.at(26, 10)).toEqual(plainBase.at(26, 10));
  });

  it('is changed by its own operations', async () => {
    const round = { x: 10, y: 10 };
    const layer = canvas({ width: 20, height: 20 }, red, [
      { kind: 'round', topLeft: round, topRight: round, bottomRight: round, bottomLeft: round },
    ]);
    const pixels = await draw([lay(layer, 20, 10)]);
    expect(pixels.at(20, 10)).toEqual(plainBase.at(20, 10));
    expect(pixels.at(30, 20)).toEqual([255, 0, 0]);
  });

  it.each([
    ['resized', [{ kind: 'resize', width: 120, height: 80 }]],
    [
      'resized and cut',
      [
        { kind: 'resize', width: 130, height: 87 },
        { kind: 'crop', left: 5, top: 3, width: 120, height: 80 },
      ],
    ],
    [
      'blurred',
      [
        { kind: 'resize', width: 120, height: 80 },
        { kind: 'blur', sigma: 3 },
      ],
    ],
    ['turned', [{ kind: 'rotate', degrees: 30, width: 120, height: 80, background: red }]],
    ['framed', [{ kind: 'extend', left: 30, top: 20, right: 30, bottom: 20, colour: clear }]],
    [
      'faded',
      [
        { kind: 'resize', width: 120, height: 80 },
        { kind: 'opacity', factor: 0.5 },
      ],
    ],
  ] satisfies [string, Operation[]][])('on a picture that was %s stays sharp', async (_, operations) => {
    const pixels = await draw([...operations, lay(canvas({ width: 20, height: 10 }, red), 50, 30)]);
    expect([pixels.width, pixels.height]).toEqual([120, 80]);
    expect(pixels.at(50, 30).slice(0, 3)).toEqual([255, 0, 0]);
    expect(isRed(pixels.at(49, 30))).toBe(false);
    expect(isRed(pixels.at(50, 29))).toBe(false);
  });

  it.each<[string, Operation, [number, number]]>([
    ['resized', { kind: 'resize', width: 30, height: 20 }, [12, 7]],
    ['cut', { kind: 'crop', left: 20, top: 10, width: 20, height: 20 }, [5, 5]],
    ['mirrored', { kind: 'flip', horizontal: true, vertical: false }, [35, 14]],
    ['framed', { kind: 'extend', left: 9, top: 9, right: 9, bottom: 9, colour: clear }, [33, 23]],
    ['turned', { kind: 'rotate', degrees: 90, width: 40, height: 60, background: clear }, [25, 24]],
  ])('goes with a picture that is %s afterwards', async (_, operation, [x, y]) => {
    const pixels = await draw([lay(canvas({ width: 10, height: 10 }, red), 20, 10), operation]);
    expect(isRed(pixels.at(x, y))).toBe(true);
  });

  it('stays in colour on a picture that has become grey, and becomes grey with it', async () => {
    const layer = lay(canvas({ width: 10, height: 10 }, red), 0, 0);
    const [after, before] = [
      await draw([{ kind: 'grayscale' }, layer]),
      await draw([layer, { kind: 'grayscale' }]),
    ];
    expect(after.at(5, 5)).toEqual([255, 0, 0]);
    const [r, g] = after.at(40, 20);
    expect(r).toBe(g);
    expect(new Set(before.at(5, 5)).size).toBe(1);
  });

  it('may be grey itself', async () => {
    const pixels = await draw([
      lay(canvas({ width: 10, height: 10 }, halfRed, [{ kind: 'grayscale' }]), 0, 0),
    ]);
    const [r = 0, , b = 0] = pixels.at(2, 2);
    expect(r).toBeLessThan(90);
    expect(b).toBeGreaterThan(80);
  });
});

describe('the base', () => {
  const mark = lay(canvas({ width: 20, height: 20 }, red), 10, 10);
  const grey = () => sharp({ create: { ...size, channels: 3, background: '#808080' } });

  it.each([
    ['grey', 'png', grey().toColourspace('b-w').png()],
    ['grey of 16 bits', 'png', grey().toColourspace('grey16').png()],
    ['of 16 bits', 'png', grey().toColourspace('rgb16').png()],
    ['of 16 bits in a TIFF', 'tiff', grey().toColourspace('rgb16').tiff()],
    ['with a palette', 'png', grey().png({ palette: true })],
    ['CMYK', 'jpeg', grey().toColourspace('cmyk').jpeg({ quality: 100 })],
    ['a grey JPEG', 'jpeg', grey().toColourspace('b-w').jpeg({ quality: 100 })],
  ] as const)('may be %s', async (_, format, made) => {
    const source = await made.toBuffer();
    for (const before of [[], [{ kind: 'resize', width: 60, height: 40 } as const]]) {
      const pixels = await draw([...before, mark], { source, format });
      expect(pixels.at(20, 20)).toEqual([255, 0, 0]);
      expect(Math.abs((pixels.at(50, 5)[0] ?? 0) - 128)).toBeLessThan(20);
      expect(pixels.channels).toBe(3);
    }
  });

  it('keeps its own alpha', async () => {
    const source = await sharp({
      create: { ...size, channels: 4, background: { r: 0, g: 0, b: 255, alpha: 0.4 } },
    })
      .png()
      .toBuffer();
    const pixels = await draw([lay(canvas({ width: 20, height: 20 }, red), 10, 10)], {
      source,
    });
    expect(pixels.at(20, 20)).toEqual([255, 0, 0, 255]);
    expect(pixels.at(50, 5)).toEqual([0, 0, 255, 102]);
  });

  it('is upright under its layer', async () => {
    const lying = await sharp(base)
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100 })
      .toBuffer();
    const pixels = await draw([mark], { source: lying, format: 'jpeg' });
    expect([pixels.width, pixels.height]).toEqual([60, 40]);
    expect(isRed(pixels.at(20, 20))).toBe(true);
    expect(isRed(pixels.at(34, 20))).toBe(false);
  });

  describe.each(['gif', 'webp'] as const)('that moves, a %s,', (format) => {
    it.each<[CompositeMode, number[], number[]]>([
      ['over', [255, 0, 0, 255], [0, 255]],
      ['multiply', [0, 0, 0, 255], [0, 255]],
      ['cutout', [0], [255]],
      ['cutter', [255], [0]],
    ])('has its layer on every frame: %s', async (mode, inside, outside) => {
      const isCutter = mode === 'cutter';
      const operations: Operation[] = [
        { kind: 'resize', width: 30, height: 20 },
        lay(
          isCutter ? half : canvas({ width: 10, height: 10 }, red),
          isCutter ? 0 : 25,
          isCutter ? 0 : 5,
          mode,
        ),
      ];
      const output = { format, lossless: true };
      const plan = makePlan({ format, ...size, frames: 'all' }, operations, output);
      const made = await render(await drawAnimation(format), plan);
      const { pages, pageHeight, width } = await sharp(made, { animated: true }).metadata();
      expect({ pages, pageHeight, width }).toEqual({ pages: 3, pageHeight: 20, width: 30 });
      const { data } = await sharp(made, { animated: true })
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true });
      const at = (x: number, y: number) => [...data.subarray((y * 30 + x) * 4, (y * 30 + x) * 4 + 4)];
      for (const top of [0, 20, 40]) {
        expect(at(27, top + 10).slice(-inside.length), `frame at ${top}`).toEqual(inside);
        expect(at(10, top + 10).slice(-1), `frame at ${top}`).toEqual(outside.slice(-1));
      }
    });
  });

  it('keeps what else was asked for: its profile, and the colours that it gives', async () => {
    const green = sharp({ create: { ...size, channels: 3, background: '#20a040' } });
    const source = await green.withIccProfile('p3').png().toBuffer();
    const made = await render(source, makePlan({ format: 'png', ...size }, [mark], { keepProfile: true }));
    expect((await sharp(made).metadata()).icc?.length).toBeGreaterThan(0);
    const [before, after] = [await pixelsOf(source), await pixelsOf(made)];
    expect(after.at(50, 5)).toEqual(before.at(50, 5));
    expect(isRed(after.at(20, 20))).toBe(true);
  });

  it('keeps what else was asked for: its metadata', async () => {
    const source = await drawCoordinates(size)
      .withExif({ IFD0: { Artist: 'Talbot' } })
      .jpeg()
      .toBuffer();
    for (const mode of ['over', 'multiply'] as const) {
      const operations = [{ kind: 'blur', sigma: 1 } as const, { ...mark, mode }];
      const made = await render(
        source,
        makePlan({ format: 'jpeg', ...size }, operations, { format: 'jpeg', keepMetadata: true }),
      );
      expect((await sharp(made).metadata()).exif?.toString('latin1')).toContain('Talbot');
      expect((await pixelsOf(made)).at(20, 20)[1]).toBeLessThan(30);
    }
  });
});

describe('a file as a layer', () => {
  const of = { width: 20, height: 10 };
  const plain = (background = '#ff0000') => sharp({ create: { ...of, channels: 3, background } });

  it.each([
    ['a PNG', 'png', plain().png()],
    ['a JPEG', 'jpeg', plain().jpeg({ quality: 100 })],
    ['a WebP', 'webp', plain().webp({ lossless: true })],
    ['a palette', 'png', plain().png({ palette: true })],
    ['16 bits', 'png', plain().toColourspace('rgb16').png()],
    ['CMYK', 'jpeg', plain().toColourspace('cmyk').jpeg({ quality: 100 })],
    ['a TIFF', 'tiff', plain().tiff()],
    ['an AVIF', 'avif', plain().avif({ lossless: true })],
  ] as const)('may be %s', async (_, format, made) => {
    const pixels = await draw([lay(file(of, format), 10, 5)], { overlays: [await made.toBuffer()] });
    const [r = 0, g = 0, b = 0] = pixels.at(15, 8);
    expect(r).toBeGreaterThan(225);
    expect(Math.max(g, b)).toBeLessThan(45);
    expect(pixels.at(9, 8)).toEqual(plainBase.at(9, 8));
  });

  it('may be grey', async () => {
    const overlays = [await plain('#404040').toColourspace('b-w').png().toBuffer()];
    expect((await draw([lay(file(of, 'png'), 10, 5)], { overlays })).at(15, 8)).toEqual([64, 64, 64]);
  });

  it('may be a drawing, drawn at its size', async () => {
    const drawing = Buffer.from(
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><rect width="1" height="1" fill="#f00"/></svg>',
    );
    const pixels = await draw([lay(file(of, 'svg'), 10, 5)], { overlays: [drawing] });
    expect(pixels.at(15, 8)).toEqual([255, 0, 0]);
    expect(pixels.at(25, 8)).toEqual(plainBase.at(25, 8));
  });

  it('is upright, and of what moves the first frame', async () => {
    const half = await plain().extend({ right: 20, background: '#0000ff' }).png().toBuffer();
    const lying = await sharp(half)
      .rotate(270)
      .withMetadata({ orientation: 6 })
      .jpeg({ quality: 100 })
      .toBuffer();
    const turned = await draw([lay(file({ width: 40, height: 10 }, 'jpeg'), 10, 5)], { overlays: [lying] });
    expect(isRed(turned.at(15, 8))).toBe(true);
    expect(turned.at(45, 8)[2]).toBeGreaterThan(240);
    const frames = await Promise.all(['#ff0000', '#00ff00'].map((colour) => plain(colour).png().toBuffer()));
    const gif = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await draw([lay(file(of, 'gif'), 10, 5)], { overlays: [gif] })).at(15, 8)).toEqual([255, 0, 0]);
  });

  it('runs through its own chain', async () => {
    const overlay = await drawCoordinates({ width: 200, height: 100 }).png().toBuffer();
    const layer: LayerPlan = {
      ...file({ width: 200, height: 100 }, 'png', [
        { kind: 'crop', left: 0, top: 0, width: 100, height: 100 },
        { kind: 'resize', width: 20, height: 20 },
        { kind: 'flip', horizontal: true, vertical: false },
      ]),
      width: 20,
      height: 20,
    };
    const pixels = await draw([lay(layer, 5, 5)], { overlays: [overlay] });
    const [left = 0, right = 0] = [pixels.at(5, 15)[0], pixels.at(24, 15)[0]];
    expect(left).toBeGreaterThan(115);
    expect(right).toBeLessThan(12);
  });

  it('is chosen by its number', async () => {
    const overlays = [await plain('#00ff00').png().toBuffer(), await plain().png().toBuffer()];
    const pixels = await draw([lay(file(of, 'png', [], 2), 0, 0), lay(file(of, 'png', [], 1), 30, 0)], {
      overlays,
    });
    expect([pixels.at(5, 5), pixels.at(35, 5)]).toEqual([
      [255, 0, 0],
      [0, 255, 0],
    ]);
  });

  it('that cannot be decoded is the fault of the caller', async () => {
    const drawn = draw([lay(file(of, 'png'), 0, 0)], { overlays: [Buffer.from('no picture')] });
    await expect(drawn).rejects.toMatchObject({ name: 'MediaError', code: 'invalid' });
  });
});

describe('modes', () => {
  const [left, top] = [10, 10];
  const of = { width: 20, height: 20 };
  const alphas = [1, 0.6, 0] as const;

  it.each(alphas)('multiply: B·(1−αL) + B·L·αL at αL = %d', async (alpha) => {
    const pixels = await draw([lay(canvas(of, { r: 200, g: 100, b: 0, alpha }), left, top, 'multiply')]);
    const exact = Math.round(alpha * 255) / 255;
    const [r0 = 0, g0 = 0, b0 = 0] = plainBase.at(20, 20);
    const expected = [
      r0 * (1 - exact + (200 / 255) * exact),
      g0 * (1 - exact + (100 / 255) * exact),
      b0 * (1 - exact),
    ];
    expect(pixels.at(20, 20)).toEqual(expected.map(Math.round));
    expect(pixels.at(5, 5)).toEqual(plainBase.at(5, 5));
  });

  it('multiply shows nothing where the base is transparent', async () => {
    const source = await sharp({
      create: { ...size, channels: 4, background: { r: 200, g: 200, b: 200, alpha: 0 } },
    })
      .png()
      .toBuffer();
    const pixels = await draw([lay(canvas(of, red), left, top, 'multiply')], { source });
    expect(pixels.at(20, 20)[3]).toBe(0);
  });

  it.each(alphas)('cutout: base alpha × (1 − αL) at αL = %d', async (alpha) => {
    const pixels = await draw([lay(canvas(of, { ...red, alpha }), left, top, 'cutout')]);
    const [r, g, b, a = 0] = pixels.at(20, 20);
    expect(Math.abs(a - 255 * (1 - alpha))).toBeLessThanOrEqual(1);
    if (alpha < 1) expect([r, g, b]).toEqual(plainBase.at(20, 20));
    expect(pixels.at(5, 5)).toEqual([...plainBase.at(5, 5), 255]);
  });

  it.each(alphas)('cutter: base alpha × αL at αL = %d', async (alpha) => {
    const crop: Operation = { kind: 'crop', left, top, ...of };
    const pixels = await draw([crop, lay(canvas(of, { ...red, alpha }), 0, 0, 'cutter')]);
    const [r, g, b, a = 0] = pixels.at(10, 10);
    expect([pixels.width, pixels.height]).toEqual([20, 20]);
    expect(Math.abs(a - 255 * alpha)).toBeLessThanOrEqual(1);
    if (alpha > 0) expect([r, g, b]).toEqual(plainBase.at(20, 20));
  });

  const map = (r: number, g: number, alpha = 1) => canvas(of, { r, g, b: 0, alpha });
  it.each<[string, LayerPlan, [number, number], [number, number]]>([
    ['to the right', map(255, 127.5), [8, 8], [28, 20]],
    ['to the left', map(0, 127.5), [8, 8], [12, 20]],
    ['down', map(127.5, 255), [8, 8], [20, 28]],
    ['both ways, backwards', map(255, 255), [-8, -4], [12, 16]],
    ['beyond the edge, which repeats', map(255, 127.5), [100, 0], [59, 20]],
    ['not where it is transparent', map(255, 255, 0), [8, 8], [20, 20]],
  ])('displace looks %s', async (_, layer, [x, y], [fromX, fromY]) => {
    const pixels = await draw([{ kind: 'displace', layer, left, top, x, y }]);
    const [r = 0, g = 0] = pixels.at(20, 20);
    const [r0 = 0, g0 = 0] = plainBase.at(fromX, fromY);
    expect(Math.abs(r - r0)).toBeLessThanOrEqual(3);
    expect(Math.abs(g - g0)).toBeLessThanOrEqual(3);
    expect(pixels.at(5, 5)).toEqual(plainBase.at(5, 5));
  });
});
