import sharp from 'sharp';
import { afterAll, beforeAll, expect, describe as group, it } from 'vitest';
import { upload } from '../support/api.ts';
import { deliver } from '../support/delivery.ts';
import {
  describe,
  drawCoordinates,
  drawFramed,
  drawing,
  orientations,
  photographHeld,
  readPixels,
} from '../support/pictures.ts';
import { findSource, isAdded, type Rect, rect } from '../support/placement.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
  for (const size of [
    '640x865',
    '600x600',
    '500x400',
    '300x200',
    '1000x667',
    '1920x1080',
    '1920x1280',
    '400x400',
    '99x100',
    '400x300',
    '1000x1000',
  ]) {
    const { width, height } = sizeOf(size);
    await upload(server, `/${size}.png`, await drawCoordinates(width, height).png().toBuffer());
  }
  await upload(server, '/4000x3.png', await drawCoordinates(4000, 3).png().toBuffer());
  await upload(server, '/drawing.svg', drawing);
  await upload(
    server,
    '/framed.png',
    await drawFramed({ width: 300, height: 200 }, 100, 'teal').png().toBuffer(),
  );
  for (const orientation of orientations) {
    await upload(server, `/held-${orientation}.jpg`, await photographHeld(orientation));
  }
});
afterAll(() => server.stop());

function sizeOf(name: string): { width: number; height: number } {
  const [width = 0, height = 0] = name.split('x').map(Number);
  return { width, height };
}

/** Every pixel counts: a format without loss. */
const exact = (transformation: string) => `tr:${transformation},f-png,lo-true`;

async function print(transformation: string, name: string): Promise<Buffer> {
  const answer = await deliver(server, `/${exact(transformation)}/${name}`);
  expect([answer.status, answer.headers['ik-error']]).toEqual([200, undefined]);
  return answer.bytes;
}

type Numbers = readonly [number, number, number, number];

/** Names, sizes and rectangles are those of spec image-transformations §4.11: what is seen, and where it lands. */
const rows: [string, string, string, string, Numbers, Numbers][] = [
  ['G1', '640x865', 'w-300', '300x405', [0, 0, 640, 865], [0, 0, 300, 405]],
  ['G2', '640x865', 'h-200', '148x200', [0, 0, 640, 865], [0, 0, 148, 200]],
  ['G3', '600x600', 'w-0.4', '240x240', [0, 0, 600, 600], [0, 0, 240, 240]],
  ['G4', '600x600', 'w-200,h-0.5', '200x300', [100, 0, 400, 600], [0, 0, 200, 300]],
  ['G6', '500x400', 'w-1000', '1000x800', [0, 0, 500, 400], [0, 0, 1000, 800]],
  ['G7', '300x200', 'w-300,dpr-2', '600x400', [0, 0, 300, 200], [0, 0, 600, 400]],
  ['G8', '1000x667', 'w-500', '500x334', [0, 0, 1000, 667], [0, 0, 500, 334]],
  ['G9', '640x865', 'w-1000,c-at_max', '640x865', [0, 0, 640, 865], [0, 0, 640, 865]],
  ['G11', '600x600', 'ar-4-3,w-400', '400x300', [0, 75, 600, 450], [0, 0, 400, 300]],
  ['G12', '640x865', 'ar-16-9,w-640', '640x360', [0, 253, 640, 360], [0, 0, 640, 360]],
  ['G13', '640x865', 'ar-1-1,h-200', '200x200', [0, 112, 640, 640], [0, 0, 200, 200]],
  ['G14', '640x865', 'ar-4-3,w-300,h-200', '300x200', [0, 219.73, 640, 426.67], [0, 0, 300, 200]],
  ['G15', '1920x1080', 'ar-1-1,w-500,cm-pad_resize', '500x500', [0, 0, 1920, 1080], [0, 109, 500, 281]],
  ['G16', '640x865', 'w-300,h-200', '300x200', [0, 219.73, 640, 426.67], [0, 0, 300, 200]],
  ['G17', '640x865', 'w-300,h-200,fo-top', '300x200', [0, 0, 640, 426.67], [0, 0, 300, 200]],
  ['G18', '640x865', 'w-300,h-200,fo-bottom', '300x200', [0, 437.33, 640, 426.67], [0, 0, 300, 200]],
  ['G22', '640x865', 'w-300,h-200,fo-bottom_right', '300x200', [0, 437.33, 640, 426.67], [0, 0, 300, 200]],
  ['G23', '1920x1280', 'w-400,h-400', '400x400', [320, 0, 1280, 1280], [0, 0, 400, 400]],
  ['G24', '1920x1280', 'w-400,h-400,fo-left', '400x400', [0, 0, 1280, 1280], [0, 0, 400, 400]],
  ['G25', '1920x1280', 'w-400,h-400,fo-right', '400x400', [640, 0, 1280, 1280], [0, 0, 400, 400]],
  ['G26', '500x400', 'w-1000,h-1000', '1000x1000', [50, 0, 400, 400], [0, 0, 1000, 1000]],
  [
    'G27',
    '500x400',
    'w-1000,h-1000,c-maintain_ratio_no_enlarge',
    '400x400',
    [50, 0, 400, 400],
    [0, 0, 400, 400],
  ],
  [
    'G28',
    '500x400',
    'w-600,h-200,c-maintain_ratio_no_enlarge',
    '500x167',
    [0, 117, 500, 167],
    [0, 0, 500, 167],
  ],
  ['G30', '640x865', 'w-100,h-100,dpr-2', '200x200', [0, 112, 640, 640], [0, 0, 200, 200]],
  ['G32', '640x865', 'w-0.5,h-0.5', '320x433', [0, 0, 639.26, 865], [0, 0, 320, 433]],
  ['G33', '640x865', 'w-300,h-200,c-force', '300x200', [0, 0, 640, 865], [0, 0, 300, 200]],
  ['G35', '640x865', 'w-300,h-200,c-at_max', '148x200', [0, 0, 640, 865], [0, 0, 148, 200]],
  ['G38', '640x865', 'w-850,h-1000,c-at_max_enlarge', '740x1000', [0, 0, 640, 865], [0, 0, 740, 1000]],
  ['G39', '640x865', 'w-300,h-200,c-at_least', '300x405', [0, 0, 640, 865], [0, 0, 300, 405]],
  ['G42', '640x865', 'w-300,h-200,cm-pad_resize,bg-F3F3F3', '300x200', [0, 0, 640, 865], [76, 0, 148, 200]],
  ['G43', '640x865', 'w-300,h-200,cm-pad_resize,fo-left', '300x200', [0, 0, 640, 865], [0, 0, 148, 200]],
  ['G44', '640x865', 'w-300,h-200,cm-pad_resize,fo-right', '300x200', [0, 0, 640, 865], [152, 0, 148, 200]],
  ['G46', '640x865', 'w-100,h-200,cm-pad_resize,fo-bottom', '100x200', [0, 0, 640, 865], [0, 65, 100, 135]],
  ['G48', '300x200', 'w-600,h-600,cm-pad_resize', '600x600', [0, 0, 300, 200], [0, 100, 600, 400]],
  [
    'G49',
    '300x200',
    'w-600,h-600,cm-pad_resize_no_enlarge',
    '600x600',
    [0, 0, 300, 200],
    [150, 200, 300, 200],
  ],
  ['G52', '99x100', 'w-200,h-100,cm-pad_resize', '200x100', [0, 0, 99, 100], [50, 0, 99, 100]],
  ['G53', '640x865', 'w-200,h-200,cm-extract', '200x200', [220, 333, 200, 200], [0, 0, 200, 200]],
  [
    'G54',
    '640x865',
    'w-300,h-300,cm-extract,fo-bottom_right',
    '300x300',
    [340, 565, 300, 300],
    [0, 0, 300, 300],
  ],
  ['G56', '640x865', 'w-300,h-300,cm-extract,fo-left', '300x300', [0, 283, 300, 300], [0, 0, 300, 300]],
  ['G57', '640x865', 'w-300,h-300,cm-extract,x-100,y-300', '300x300', [100, 300, 300, 300], [0, 0, 300, 300]],
  [
    'G58',
    '640x865',
    'w-300,h-300,cm-extract,xc-300,yc-500',
    '300x300',
    [150, 350, 300, 300],
    [0, 0, 300, 300],
  ],
  [
    'G61',
    '600x600',
    'w-iw_div_2,h-ih_div_2,cm-extract,x-iw_mul_0.2,y-ih_mul_0.2',
    '300x300',
    [120, 120, 300, 300],
    [0, 0, 300, 300],
  ],
  ['G62', '640x865', 'w-200,h-200,cm-extract,dpr-2', '400x400', [120, 233, 400, 400], [0, 0, 400, 400]],
  ['G63', '600x600', 'w-700,h-700,cm-extract', '600x600', [0, 0, 600, 600], [0, 0, 600, 600]],
  ['G64', '300x200', 'w-200,h-300,cm-extract', '200x200', [50, 0, 200, 200], [0, 0, 200, 200]],
  ['G65', '600x600', 'w-700,h-700,cm-pad_extract,bg-F3F3F3', '700x700', [0, 0, 600, 600], [50, 50, 600, 600]],
  ['G66', '600x600', 'w-700,h-400,cm-pad_extract', '700x400', [0, 100, 600, 400], [50, 0, 600, 400]],
  ['G69', '600x600', 'w-700,h-400,cm-pad_extract_no_shrink', '700x600', [0, 0, 600, 600], [50, 0, 600, 600]],
  ['C9', '600x600', 'w-300,b-5_FFF000', '310x310', [0, 0, 600, 600], [5, 5, 300, 300]],
  ['C11', '600x600', 'w-300,dpr-2,b-5_red', '610x610', [0, 0, 600, 600], [5, 5, 600, 600]],
  [
    'C13',
    '640x865',
    'w-iw_div_4,h-ih_div_2:b-cw_mul_0.05_yellow',
    '176x449',
    [160, 0, 320, 865],
    [8, 8, 160, 433],
  ],
  [
    'C14',
    '1000x1000',
    'w-400,h-400:w-500,h-400,cm-pad_resize,fo-right,bg-000000',
    '500x400',
    [0, 0, 1000, 1000],
    [100, 0, 400, 400],
  ],
  ['C15', '640x865', 'w-300:w-0.5', '150x203', [0, 0, 640, 865], [0, 0, 150, 203]],
  ['C16', '640x865', 'w-200,h-200,cm-extract:w-100', '100x100', [220, 333, 200, 200], [0, 0, 100, 100]],
  [
    'C21',
    '600x600',
    'w-300,h-200,c-at_max:w-300,h-200,cm-pad_resize',
    '300x200',
    [0, 0, 600, 600],
    [50, 0, 200, 200],
  ],
];

group('geometry', () => {
  it.each(rows)('%s: %s by %s is %s', async (_, name, transformation, size, seen, landed) => {
    const pixels = await readPixels(await print(transformation, `${name}.png`));
    expect(`${pixels.width}x${pixels.height}`).toBe(size);
    const [expected, place] = [rect(seen), rect(landed)];
    expectSame(findSource(pixels, place, sizeOf(name)), expected, {
      x: 1.5 * Math.max(1, expected.width / place.width),
      y: 1.5 * Math.max(1, expected.height / place.height),
    });
    for (const [x, y] of outside(place, pixels)) expect([x, y, isAdded(pixels, x, y)]).toEqual([x, y, true]);
  });

  function expectSame(found: Rect, expected: Rect, allowed: { x: number; y: number }): void {
    for (const side of ['left', 'width'] as const) {
      expect(Math.abs(found[side] - expected[side]), `${side} ${found[side]}`).toBeLessThanOrEqual(allowed.x);
    }
    for (const side of ['top', 'height'] as const) {
      expect(Math.abs(found[side] - expected[side]), `${side} ${found[side]}`).toBeLessThanOrEqual(allowed.y);
    }
  }

  /** Points two pixels beyond each side, where the picture goes on. */
  function outside({ left, top, width, height }: Rect, picture: { width: number; height: number }) {
    const middle = [Math.floor(left + width / 2), Math.floor(top + height / 2)] as const;
    const points: [number, number][] = [
      [left - 2, middle[1]],
      [left + width + 1, middle[1]],
      [middle[0], top - 2],
      [middle[0], top + height + 1],
    ];
    return points.filter(([x, y]) => x >= 0 && y >= 0 && x < picture.width && y < picture.height);
  }

  it.each([
    ['G5', 'drawing.svg', 'w-200,bg-pink', 200, 42],
    ['G10', '4000x3.png', 'w-100', 100, 1],
    ['G31', '640x865.png', 'w-3000,h-2000,dpr-2', 3000, 2000],
    ['G36', '640x865.png', 'w-850,h-1000,c-at_max', 640, 865],
    ['G40', '640x865.png', 'w-900,h-300,c-at_least', 900, 1216],
    ['C1', '640x865.png', 'rt-90', 865, 640],
    ['C2', '600x600.png', 'rt-45', 849, 849],
    ['C3', '600x600.png', 'rt-N40', 845, 845],
    ['C4', '640x865.png', 'rt-30', 987, 1069],
    ['C5', '400x300.png', 'rt-10', 446, 365],
    ['C6', '600x600.png', 'w-400,h-300:rt-90', 300, 400],
    ['C7', '600x600.png', 'rt-90:w-400,h-300', 400, 300],
    ['C8', '600x600.png', 'w-400,h-300,rt-90', 300, 400],
    ['C12', '600x600.png', 'b-10_red:w-300', 300, 300],
    ['C17', '640x865.png', 'w-300,r-max', 300, 405],
    ['C18', 'framed.png', 't-true', 300, 200],
    ['C19', 'framed.png', 't-true,w-150', 150, 100],
    ['C20', 'framed.png', 'w-250:t-true', 150, 100],
    ['C22', '600x600.png', 'bl-10', 600, 600],
    ['a side beyond 65 535', '600x600.png', 'w-70000,h-100', 100, 100],
    ['a value that is empty', '600x600.png', 'w-,h-100', 100, 100],
    ['the last of two values', '600x600.png', 'w-50,w-80', 80, 80],
  ])('%s: %s by %s is %i × %i', async (_, name, transformation, width, height) => {
    expect(await describe(await print(transformation, name))).toMatchObject({ width, height });
  });

  it('C25: nothing else counts beside orig-true', async () => {
    const answer = await deliver(server, '/tr:orig-true,w-100/640x865.png');
    expect(await describe(answer.bytes)).toMatchObject({ width: 640, height: 865, format: 'png' });
  });
});

group('a turn', () => {
  /** Red and green of the corners: left top, right top, left bottom. */
  async function corners(bytes: Buffer): Promise<string> {
    const pixels = await readPixels(await sharp(bytes).autoOrient().toColourspace('srgb').png().toBuffer());
    const [right, bottom] = [pixels.width - 3, pixels.height - 3];
    const name = (x: number, y: number) => {
      const [red, green] = pixels.at(x, y);
      return `${red > 128 ? 'right' : 'left'} ${green > 128 ? 'bottom' : 'top'}`;
    };
    return [name(2, 2), name(right, 2), name(2, bottom)].join(', ');
  }

  it.each([
    ['rt-0', 'left top, right top, left bottom'],
    ['rt-90', 'left bottom, left top, right bottom'],
    ['rt-180', 'right bottom, left bottom, right top'],
    ['rt-270', 'right top, right bottom, left top'],
    ['rt-N90', 'right top, right bottom, left top'],
    ['fl-h', 'right top, left top, right bottom'],
    ['fl-v', 'left bottom, right bottom, left top'],
    ['fl-h_v', 'right bottom, left bottom, right top'],
  ])('by %s shows %s', async (transformation, expected) => {
    expect(await corners(await print(transformation, '500x400.png'))).toBe(expected);
  });

  it.each(orientations)(
    'is made by itself for a photograph with EXIF orientation %i',
    async (orientation) => {
      const name = `held-${orientation}.jpg`;
      for (const path of [`/${name}`, `/tr:w-60/${name}`, `/tr:w-60,f-webp/${name}`]) {
        const { bytes } = await deliver(server, path);
        const { width = 0, height = 0, orientation: left = 1 } = await sharp(bytes).metadata();
        expect([path, left, width / height]).toEqual([path, 1, 1.5]);
        expect(await corners(bytes)).toBe('left top, right top, left bottom');
      }
      const window = await readPixels(await print('w-40,h-40,cm-extract,x-80,y-0', name));
      const [red, green] = window.at(20, 20);
      expect([red > 180, green < 90]).toEqual([true, true]);
    },
  );

  it('is left to the client with the original', async () => {
    const { bytes } = await deliver(server, '/held-6.jpg?tr=orig-true');
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 80, height: 120, orientation: 6 });
  });

  it('can be switched off', async () => {
    const off = await startServer({ CALOTYPE_AUTO_ORIENT: false });
    await upload(off, '/held-6.jpg', await photographHeld(6));
    expect(await describe((await deliver(off, '/tr:w-40/held-6.jpg')).bytes)).toMatchObject({
      width: 40,
      height: 60,
    });
    expect(await describe((await deliver(off, '/tr:w-60,rt-auto/held-6.jpg')).bytes)).toMatchObject({
      width: 60,
      height: 40,
    });
    await off.stop();
  });
});
