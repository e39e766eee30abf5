import sharp from 'sharp';
import { expect, it } from 'vitest';
import type { Operation } from '../../domain/plan.ts';
import { drawCoordinates, makePlan, render } from './coordinates.contract.ts';
import type { Size } from './operation-step.ts';
import { sizeAfter } from './size-after.ts';

/** The same pictures and plans in every run: a fault found here can be found again. */
let state = 20_260_301;
function below(limit: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return Math.floor((state / 4_294_967_296) * limit);
}
const pick = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;

const start = { width: 60, height: 40 };
const frames = await Promise.all(
  [0, 90, 180].map((hue) => drawCoordinates(start).modulate({ hue }).png().toBuffer()),
);
const veiled = () =>
  drawCoordinates(start).composite([
    {
      input: Buffer.from('<svg width="60" height="40"><ellipse cx="30" cy="20" rx="25" ry="15"/></svg>'),
      blend: 'dest-in',
    },
  ]);
const sources = [
  ['jpeg', await drawCoordinates(start).jpeg().toBuffer()],
  ['jpeg', await drawCoordinates(start).toColourspace('b-w').jpeg().toBuffer()],
  ['jpeg', await drawCoordinates(start).toColourspace('cmyk').jpeg().toBuffer()],
  ['png', await veiled().png().toBuffer()],
  ['png', await veiled().png({ palette: true }).toBuffer()],
  [
    'png',
    await sharp(await veiled().png().toBuffer())
      .toColourspace('b-w')
      .png()
      .toBuffer(),
  ],
  [
    'png',
    await sharp(await veiled().png().toBuffer())
      .toColourspace('rgb16')
      .png()
      .toBuffer(),
  ],
  ['png', await drawCoordinates(start).toColourspace('grey16').png().toBuffer()],
  [
    'webp',
    await sharp(frames, { join: { animated: true } })
      .webp({ delay: [100, 100, 100] })
      .toBuffer(),
  ],
  [
    'gif',
    await sharp(frames, { join: { animated: true } })
      .gif({ delay: [100, 100, 100] })
      .toBuffer(),
  ],
] as const;

const colour = () => ({ r: below(256), g: below(256), b: below(256), alpha: pick([0, 0.5, 1]) });
const corner = () => ({ x: below(20), y: below(20) });
const margins = () => ({ left: below(9), top: below(9), right: below(9), bottom: below(9) });

const makers: readonly ((size: Size) => Operation)[] = [
  () => ({ kind: 'resize', width: 1 + below(90), height: 1 + below(90) }),
  ({ width, height }) => ({
    kind: 'crop',
    left: 0,
    top: 0,
    width: 1 + below(width),
    height: 1 + below(height),
  }),
  ({ width, height }) => ({ kind: 'attend', width: 1 + below(width), height: 1 + below(height) }),
  () => ({ kind: 'extend', ...margins(), colour: colour() }),
  () => ({
    kind: 'backdrop',
    ...margins(),
    fill: pick([
      { kind: 'dominant' },
      { kind: 'gradient', colours: pick(['dominant', 'contrast']), count: pick([2, 4]) },
    ]),
  }),
  () => ({
    kind: 'pad-blurred',
    width: 60,
    height: 60,
    picture: { left: 5, top: 10, width: 50, height: 40 },
    sigma: below(9),
    lightness: below(40) - 20,
  }),
  ({ width, height }) => ({
    kind: 'rotate',
    degrees: 90,
    width: height,
    height: width,
    background: colour(),
  }),
  () => ({
    kind: 'rotate',
    degrees: 1 + below(88),
    width: 50 + below(40),
    height: 50 + below(40),
    background: colour(),
  }),
  () => ({ kind: 'flip', horizontal: true, vertical: below(2) === 0 }),
  () => ({ kind: 'blur', sigma: below(9) }),
  () => ({ kind: 'grayscale' }),
  () => ({ kind: 'contrast' }),
  () => pick<Operation>([{ kind: 'sharpen' }, { kind: 'sharpen', amount: 2 }]),
  () => ({ kind: 'unsharp', radius: below(3), sigma: below(4), amount: 1, threshold: pick([0, 0.05]) }),
  () => ({ kind: 'colorize', colour: colour(), amount: pick([0.3, 1]) }),
  () => ({
    kind: 'replace-colour',
    to: colour(),
    tolerance: below(101),
    ...(below(2) ? { from: colour() } : {}),
  }),
  () => ({ kind: 'gradient', degrees: below(360), length: 1 + below(90), from: colour(), to: colour() }),
  () => ({
    kind: 'perspective',
    topLeft: { x: 5, y: 0 },
    topRight: { x: 50, y: 4 },
    bottomRight: { x: 60, y: 40 },
    bottomLeft: { x: 0, y: 36 },
    width: 60,
    height: 40,
  }),
  () => ({ kind: 'arc', degrees: pick([-300, -60, 20, 360]), width: 50 + below(40), height: 30 + below(40) }),
  () => ({ kind: 'shadow', left: below(40) - 20, top: below(40) - 20, sigma: below(9), opacity: 0.5 }),
  () => ({ kind: 'cast-shadow', azimuth: below(361), elevation: below(91), opacity: 0.5 }),
  () => ({
    kind: 'round',
    topLeft: corner(),
    topRight: corner(),
    bottomRight: corner(),
    bottomLeft: corner(),
  }),
  ({ width, height }) => ({
    kind: 'pixelate',
    side: 2 + below(30),
    left: below(width),
    top: below(height),
    width: 1,
    height: 1,
  }),
  () => ({ kind: 'opacity', factor: pick([0, 0.5]) }),
  () => ({ kind: 'flatten', colour: colour() }),
];

function someOperations(): Operation[] {
  const operations: Operation[] = [];
  let size: Size = start;
  for (let left = 1 + below(5); left > 0; left -= 1) {
    const operation = pick(makers)(size);
    operations.push(operation);
    size = sizeAfter(operation, size);
  }
  return operations;
}

it('any operations in any order give the size that was promised', async () => {
  for (let index = 0; index < 120; index += 1) {
    const [format, source] = sources[index % sources.length] ?? sources[0];
    const moves = format === 'webp' || format === 'gif';
    const output = { format: moves ? format : pick(['png', 'webp', 'jpeg'] as const) };
    const input = { format, ...start, frames: moves ? ('all' as const) : 0 };
    const plan = makePlan(input, someOperations(), output);
    const about = `${index}: ${JSON.stringify(plan)}`;
    const bytes = await render(source, plan).catch((cause: unknown) => {
      throw new Error(about, { cause });
    });
    const { width, height, pageHeight } = await sharp(bytes, { animated: moves }).metadata();
    expect({ width, height: pageHeight ?? height }, about).toEqual({
      width: plan.width,
      height: plan.height,
    });
  }
}, 60_000);
