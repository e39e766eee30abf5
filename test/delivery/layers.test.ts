import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upload } from '../support/api.ts';
import { deliver } from '../support/delivery.ts';
import { drawCoordinates, drawFramed, drawPlain, markBlue, readPixels } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
  for (const [width, height] of [
    [600, 600],
    [1200, 800],
    [1000, 1000],
  ] as const)
    await upload(server, `/${width}x${height}.png`, await drawCoordinates(width, height).png().toBuffer());
  await upload(server, '/logo.png', await drawPlain(400, 80, blue).png().toBuffer());
  await upload(server, '/a.png', await drawPlain(40, 40, blue).png().toBuffer());
  await upload(server, '/b.png', await drawPlain(20, 20, yellow).png().toBuffer());
  await upload(server, '/p.jpg', await drawPlain(750, 1000, '#0000ff').jpeg({ quality: 100 }).toBuffer());
  await upload(
    server,
    '/brand/framed.png',
    await drawFramed({ width: 200, height: 40 }, 30, blue).png().toBuffer(),
  );
});
afterAll(() => server.stop());

const blue = '#0000ff';
const yellow = '#ffff00';

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

async function print(transformation: string, name = '600x600.png') {
  const answer = await deliver(server, `/tr:${transformation},f-png/${name}`);
  expect([answer.status, answer.headers['ik-error']]).toEqual([200, undefined]);
  return readPixels(answer.bytes);
}

type Test = (pixel: readonly [number, number, number, number]) => boolean;

/** What no picture of coordinates has. */
const isBlue: Test = ([r, g, b]) => r < 20 && g < 20 && b > 240;
const isYellow: Test = ([r, g, b]) => r > 240 && g > 240 && b < 20;
const isRed: Test = ([r, g, b]) => r > 240 && g < 20 && b < 20;
const isNew: Test = ([, , b]) => Math.abs(b - markBlue) > 60;

/** The smallest rectangle around all pixels that pass; every pixel in it passes. */
async function rectOf(pixels: Awaited<ReturnType<typeof readPixels>>, passes: Test): Promise<Rect> {
  const found: { x: number; y: number }[] = [];
  for (let y = 0; y < pixels.height; y += 1)
    for (let x = 0; x < pixels.width; x += 1) if (passes(pixels.at(x, y))) found.push({ x, y });
  const [xs, ys] = [found.map(({ x }) => x), found.map(({ y }) => y)];
  const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b));
  const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b));
  const [left, top] = [least(xs), least(ys)];
  const [width, height] = [most(xs) - left + 1, most(ys) - top + 1];
  expect(found.length).toBe(width * height);
  return { left, top, width, height };
}

const write = ({ left, top, width, height }: Rect) => `(${left},${top}) ${width}×${height}`;

/** Names and rectangles are those of spec image-transformations §6.3: what is seen of the layer. */
describe('a layer of 200×40 on a base of 600×600 is seen', () => {
  it.each([
    ['L1', '', '(200,280) 200×40'],
    ['L2', 'lfo-top', '(200,0) 200×40'],
    ['L3', 'lfo-bottom', '(200,560) 200×40'],
    ['L4', 'lfo-left', '(0,280) 200×40'],
    ['L5', 'lfo-right', '(400,280) 200×40'],
    ['L6', 'lfo-top_left', '(0,0) 200×40'],
    ['L7', 'lfo-top_right', '(400,0) 200×40'],
    ['L8', 'lfo-bottom_left', '(0,560) 200×40'],
    ['L9', 'lfo-bottom_right', '(400,560) 200×40'],
    ['L10', 'lx-35,ly-30', '(35,30) 200×40'],
    ['L11', 'lx-35', '(35,280) 200×40'],
    ['L12', 'lx-N35', '(365,280) 200×40'],
    ['L13', 'ly-N0', '(200,560) 200×40'],
    ['L14', 'lx-N10,ly-N20', '(390,540) 200×40'],
    ['L15', 'lx-10,lfo-bottom', '(10,280) 200×40'],
    ['L16', 'lxc-300,lyc-300', '(200,280) 200×40'],
    ['L17', 'lxc-100,lyc-200', '(0,180) 200×40'],
    ['L18', 'lxc-100,ly-50', '(0,50) 200×40'],
    ['L19', 'lap-center,lx-0,ly-0', '(300,300) 200×40'],
    ['L20', 'lap-center,lxc-0,lyc-0', '(200,280) 200×40'],
    ['L21', 'lap-bottom_right,lx-N200,ly-N40', '(400,560) 200×40'],
    ['L22', 'lap-right,lx-N250,ly-0', '(350,300) 200×40'],
    ['L23', 'lx-550,ly-0', '(550,0) 50×40'],
    ['L24', 'lx-700,ly-0', '(400,0) 200×40'],
    ['L25', 'lx-bw_sub_cw,ly-bh_sub_ch', '(400,560) 200×40'],
    ['L26', 'lx-bw_div_2,ly-bh_div_2', '(300,300) 200×40'],
    ['L27', 'lx-bw_mul_0.9,ly-bh_mul_0.1', '(540,60) 60×40'],
  ])('%s: %s', async (_, tokens, rect) => {
    const written = ['l-image,i-logo.png,w-200', tokens, 'l-end'].filter((part) => part !== '').join(',');
    expect(write(await rectOf(await print(written), isBlue))).toBe(rect);
  });
});

describe('a layer', () => {
  it.each<[string, string, string, Test, string]>([
    ['L28', '600x600.png', 'w-300,h-300,l-image,i-logo.png,w-200,l-end', isBlue, '(50,130) 200×40'],
    [
      'L30',
      '1000x1000.png',
      'w-400,h-400:w-500,h-400,cm-pad_resize,fo-right,bg-000000:l-image,i-logo.png,lx-10,ly-50,h-20,l-end',
      isBlue,
      '(10,50) 100×20',
    ],
    ['L31', '600x600.png', 'l-image,i-ik_canvas,bg-FF0000,w-300,h-100,l-end', isRed, '(150,250) 300×100'],
    [
      'L33',
      '600x600.png',
      'l-image,i-b.png,cm-pad_resize,bg-0000FF,w-bw_div_2,h-bh_div_4,lx-bw_div_8,ly-bh_div_8,l-end',
      isNew,
      '(75,75) 300×150',
    ],
    ['L34', '1200x800.png', 'w-600:l-image,i-logo.png,w-bw_div_3,lx-0,ly-0,l-end', isBlue, '(0,0) 200×40'],
    [
      'without its margins',
      '600x600.png',
      'l-image,i-brand@@framed.png,lx-0,ly-0,l-end',
      isBlue,
      '(0,0) 200×40',
    ],
    [
      'with its margins',
      '600x600.png',
      'l-image,i-brand@@framed.png,t-false,lx-0,ly-0,l-end',
      isBlue,
      '(30,30) 200×40',
    ],
    [
      'named in Base64',
      '600x600.png',
      'l-image,ie-YnJhbmQvZnJhbWVkLnBuZw%3D%3D,lx-0,ly-0,l-end',
      isBlue,
      '(0,0) 200×40',
    ],
    [
      'in a branch',
      '600x600.png',
      'if-w_eq_600,w-300:l-image,i-logo.png,w-200,l-end,if-end:h-300',
      isBlue,
      '(50,130) 200×40',
    ],
  ])('%s on %s: %s', async (_, name, transformation, passes, rect) => {
    expect(write(await rectOf(await print(transformation, name), passes))).toBe(rect);
  });

  it('L29: on a layer', async () => {
    const text =
      'l-image,i-p.jpg,h-400,b-10_red,lfo-bottom_left,l-image,i-b.png,w-150,lfo-top_right,l-end,l-end';
    const pixels = await print(text);
    // The nested one covers a corner of the frame: 150×150 at (170,180) of the base.
    expect(write(await rectOf(pixels, isYellow))).toBe('(170,180) 150×150');
    expect(
      [pixels.at(5, 300), pixels.at(160, 595), pixels.at(100, 500)].map((at) => [isRed(at), isBlue(at)]),
    ).toEqual([
      [true, false],
      [true, false],
      [false, true],
    ]);
    expect(isNew(pixels.at(321, 300))).toBe(false);
  });

  it('L32: a strip that fades', async () => {
    const pixels = await print(
      'l-image,i-ik_canvas,e-gradient-ld-top_from-0000FF,w-bw,h-bh_div_10,ly-N0,l-end',
    );
    expect(isNew(pixels.at(300, 539))).toBe(false);
    expect(isNew(pixels.at(300, 542))).toBe(false);
    expect(isBlue(pixels.at(300, 599))).toBe(true);
  });

  it('L35: on a layer that was written before it', async () => {
    const pixels = await print('l-image,i-a.png,l-end,l-image,i-b.png,l-end');
    expect([isBlue(pixels.at(282, 282)), isYellow(pixels.at(300, 300))]).toEqual([true, true]);
  });

  it('is drawn once, whatever the step that follows', async () => {
    const pixels = await print('l-image,i-logo.png,w-300,l-end:w-300:rt-90');
    expect([isBlue(pixels.at(150, 150)), isNew(pixels.at(132, 150)), isNew(pixels.at(150, 72))]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('cutter leaves its own rectangle', async () => {
    const { width, height } = await print('l-image,i-logo.png,w-200,lx-550,ly-0,lm-cutter,l-end');
    expect([width, height]).toEqual([50, 40]);
  });

  it('that cuts out makes a picture that can be transparent', async () => {
    const answer = await deliver(server, '/tr:l-image,i-logo.png,lm-cutout,l-end/600x600.png');
    expect(answer.headers['content-type']).toBe('image/png');
    expect((await sharp(answer.bytes).stats()).isOpaque).toBe(false);
    const flat = await deliver(server, '/tr:l-image,i-logo.png,lm-cutout,l-end,f-jpg/600x600.png');
    expect((await readPixels(flat.bytes)).at(300, 300).slice(0, 3)).toEqual([0, 0, 0]);
  });

  it('of an SVG is seen when the SVG becomes pixels', async () => {
    await upload(
      server,
      '/drawing.svg',
      '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100" fill="#f00"/></svg>',
    );
    const pixels = await print('w-400,l-image,i-logo.png,w-200,l-end', 'drawing.svg');
    expect(write(await rectOf(pixels, isBlue))).toBe('(100,180) 200×40');
    const onto = await print('l-image,i-drawing.svg,w-60,h-60,lx-0,ly-0,l-end');
    expect(write(await rectOf(onto, isRed))).toBe('(0,0) 60×60');
  });
});
