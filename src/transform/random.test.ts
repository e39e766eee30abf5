import { expect, it } from 'vitest';
import { MediaError } from '../domain/errors.ts';
import type { ImageFacts } from '../domain/media-facts.ts';
import type { Operation } from '../domain/plan.ts';
import { cropModeNames } from './parameters/crop-mode-name.ts';
import { planningFor, sizeAfter } from './plan-for.contract.ts';

/** The same pictures and texts in every run: a fault found here can be found again. */
const random = mulberry32(20_261_124);

it('plans every valid transformation, and the sizes add up', () => {
  let refused = 0;
  const count = 5000;
  for (let index = 0; index < count; index += 1) {
    const text = validTransformation();
    const facts = someFacts();
    const about = `${text} on ${JSON.stringify(facts)}`;
    try {
      const planning = planningFor(text, {
        facts,
        customCoordinates: `${below(900)},${below(900)},${1 + below(900)},${1 + below(900)}`,
        accepts: { webp: below(2) === 0, avif: below(2) === 0 },
        settings: { autoAvif: below(2) === 0, autoFormat: below(4) > 0, autoOrient: below(4) > 0 },
        measured: oneDot,
      });
      if (planning.kind !== 'plan') expect(planning.kind, about).toBe('original');
      else {
        const { plan } = planning;
        expect(sizeAfter(sizeOf(plan.input), plan.operations), about).toEqual({
          width: plan.width,
          height: plan.height,
        });
        expect(plan.operations.flatMap(faultsOf), about).toEqual([]);
        expect(JSON.parse(JSON.stringify(plan)), about).toEqual(plan);
      }
    } catch (error) {
      // Windows outside the picture and pixels beyond the limit; anything else is a fault of the planner.
      if (!(error instanceof MediaError) || error.code !== 'invalid') throw error;
      expect(error.reason, about).toMatch(/^(EINVALID - cm-extract|ELIMIT)/);
      refused += 1;
    }
  }
  expect(refused).toBeLessThan(count / 5);
});

it('refuses every spoilt transformation with a MediaError that names the fault', () => {
  for (let index = 0; index < 3000; index += 1) {
    const text = spoilt();
    expect(() => planningFor(text, { facts: { width: 600, height: 400 }, measured: oneDot }), text).toThrow(
      expect.objectContaining({
        name: 'MediaError',
        code: 'invalid',
        reason: expect.stringMatching(/^E[A-Z]+ - ./),
      }),
    );
  }
});

it('never fails on noise in another way', () => {
  const alphabet = 'wharcmfoxydprbgtqlineN0123456789-_,:.%@ie';
  for (let index = 0; index < 20_000; index += 1) {
    const text = Array.from({ length: below(24) }, () => alphabet[below(alphabet.length)]).join('');
    try {
      planningFor(text);
    } catch (error) {
      if (!(error instanceof MediaError)) throw new Error(`${text} fails otherwise`, { cause: error });
    }
  }
});

const oneDot = () => ({ left: 0, top: 0, width: 1, height: 1 });

function sizeOf({ width, height }: { width: number; height: number }) {
  return { width, height };
}

function faultsOf(operation: Operation): string[] {
  const values = Object.values(operation).flatMap((value) => (typeof value === 'number' ? [value] : []));
  const isWhole = operation.kind === 'rotate' || operation.kind === 'blur' || operation.kind === 'opacity';
  const isFaulty = values.some(
    (value) => value < 0 || !Number.isFinite(value) || (!isWhole && !Number.isInteger(value)),
  );
  const isEmpty = 'width' in operation && (operation.width < 1 || operation.height < 1);
  return isFaulty || isEmpty ? [JSON.stringify(operation)] : [];
}

function validTransformation(): string {
  return Array.from({ length: 1 + below(2) }, validStep).join(':');
}

function validStep(): string {
  const step = shuffled(tokenMakers)
    .slice(0, 1 + below(6))
    .map((make) => make())
    .join(',');
  return below(8) === 0
    ? `if-${pick(['w', 'h', 'iw'])}_${pick(['gt', 'lte'])}_${below(900)},${step},if-end`
    : step;
}

const colours = ['red', 'FF0000', 'fff', '00FF0050', 'lightgreen'];
const side = () =>
  pick([String(1 + below(1200)), `0.${1 + below(99)}`, 'iw_div_3', 'ch_mul_0.7_add_5', '300.5']);

const tokenMakers: readonly (() => string)[] = [
  () => `w-${side()}`,
  () => `h-${side()}`,
  () => `w-${side()},h-${side()}`,
  () => `w-${side()},h-${side()},${pick(['c', 'cm'])}-${pick(cropModeNames)}`,
  () => `ar-${1 + below(20)}${pick(['-', '_', ':'])}${1 + below(20)}`,
  () => `fo-${pick(['center', 'top', 'left', 'bottom_right', 'custom'])}`,
  () => `${pick(['x', 'y', 'xc', 'yc'])}-${below(40)}`,
  () => `dpr-${pick(['0.1', '0.5', '1', '2', '3.5', '5'])}`,
  () => `bg-${pick(colours)}`,
  () => `rt-${pick(['0', '90', '180', '270', '360', '45', 'N30', '12.5', 'auto'])}`,
  () => `fl-${pick(['h', 'v', 'h_v'])}`,
  () => `bl-${1 + below(100)}`,
  () => `b-${1 + below(40)}_${pick(colours)}`,
  () => `r-${pick(['max', '0', '20', '10_max_0_5', 'cw_div_10'])}`,
  () => `o-${below(101)}`,
  () => `t-${pick(['true', 'false', '20'])}`,
  () => 'e-grayscale',
  () => `f-${pick(['auto', 'jpg', 'webp', 'avif', 'png', 'gif', 'orig', 'svg'])}`,
  () => `q-${1 + below(100)}`,
  () => pick(['lo-true', 'pr-false', 'md-true', 'cp-true', 'dn-300', 'di-a.jpg', 'so-5', 'lo-']),
];

/** A valid transformation with one thing in it that cannot be. */
function spoilt(): string {
  const steps = validTransformation()
    .split(':')
    .filter((step) => !step.startsWith('if-') && !/(^|,)ar-\d+$/.test(step));
  const fault = pick([
    () => `w-${pick(['abc', '0', '-5', 'N5', 'iw_add', 'iw_over_2', 'iw_div_0'])}`,
    () => `q-${pick(['0', '101', '5.5', 'best'])}`,
    () => `fo-${pick(['nowhere', 'auto', 'face', 'topleft'])}`,
    () => `c-${pick(['fill', 'crop', 'Force'])}`,
    () => `bg-${pick(['reddish', 'FF', 'blurred', 'genfill'])}`,
    () => `r-${pick(['1_2', 'N5', 'min'])}`,
    () => `rt-${pick(['361', 'up', '-90'])}`,
    () => `${pick(['foo', 'rotate', 'lx', 'oi', 'e-shadow', 'e-sparkle'])}-${1 + below(9)}`,
    () => pick(['l-image,i-a,l-end', 'l-end', 'if-w_gt_1', 'if-end', 'n-unknown', 'e-contrast']),
  ])();
  return [...steps, fault].join(pick([',', ':']));
}

function someFacts(): Partial<ImageFacts> {
  const format = pick(['jpeg', 'png', 'webp', 'gif', 'avif', 'tiff', 'svg'] as const);
  const isOpaque = format === 'jpeg' || below(2) === 0;
  const moves = (format === 'gif' || format === 'webp') && below(3) === 0;
  return {
    format,
    width: 1 + below(1500),
    height: 1 + below(1500),
    hasAlpha: !isOpaque,
    isOpaque,
    frames: moves ? 2 + below(20) : 1,
    ...(format === 'jpeg' ? { jpegQuality: 1 + below(100), orientation: 1 + below(8) } : {}),
  };
}

function below(limit: number): number {
  return Math.floor(random() * limit);
}

function pick<Item>(items: readonly Item[]): Item {
  return items[below(items.length)] as Item;
}

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, order: random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

/** A small generator with a seed: Math.random has none. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
