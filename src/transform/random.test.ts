import { expect, it } from 'vitest';
import { MediaError } from '../domain/errors.ts';
import type { ImageFacts } from '../domain/media-facts.ts';
import type { LayerPlan, Operation } from '../domain/plan.ts';
import { cropModeNames } from './parameters/crop-mode-name.ts';
import { planningFor, sizeAfter, whole } from './plan-for.contract.ts';

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
        ...(below(2) === 0 ? { hints: { width: 1 + below(900), dpr: 0.5 + below(4) } } : {}),
        look: below(4) === 0 ? whole : oneDot,
        overlays,
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
      expect(error.reason, about).toMatch(/^(EINVALID - (cm-extract|bg-blurred|lm-displace)|ELIMIT)/);
      refused += 1;
    }
  }
  expect(refused).toBeLessThan(count / 5);
});

it('refuses every spoilt transformation with a MediaError that names the fault', () => {
  for (let index = 0; index < 3000; index += 1) {
    const text = spoilt();
    expect(
      () => planningFor(text, { facts: { width: 600, height: 400 }, look: oneDot, overlays }),
      text,
    ).toThrow(
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
  const isFaulty = Object.entries(operation).some(([name, value]) => {
    if (typeof value !== 'number') return false;
    if (!Number.isFinite(value) || (value < 0 && !isSigned(operation, name))) return true;
    return !fractions.has(name) && !Number.isInteger(value);
  });
  const isEmpty = 'width' in operation && (operation.width < 1 || operation.height < 1);
  const inLayer = 'layer' in operation ? faultsOfLayer(operation.layer) : [];
  return isFaulty || isEmpty ? [JSON.stringify(operation)] : inLayer;
}

function faultsOfLayer({ input, operations, width, height }: LayerPlan): string[] {
  const start = input.kind === 'file' ? input.picture : input;
  const size = sizeAfter(sizeOf(start), operations);
  const isFaulty = size.width !== width || size.height !== height;
  return [
    ...(isFaulty ? [`${width}×${height} is ${JSON.stringify(size)}`] : []),
    ...operations.flatMap(faultsOf),
  ];
}

const fractions = new Set(
  'degrees sigma factor amount threshold tolerance radius length opacity lightness azimuth elevation'.split(
    ' ',
  ),
);

function isSigned({ kind }: Operation, name: string): boolean {
  const signed = ['shadow', 'arc', 'composite', 'displace'];
  return signed.includes(kind) || name === 'lightness';
}

const overlays = {
  '/logo.png': { format: 'png', width: 400, height: 80, isOpaque: false },
  '/a/b.jpg': { format: 'jpeg', width: 301, height: 407, orientation: 6 },
  '/c.svg': { format: 'svg', width: 33, height: 21, isOpaque: false },
} as const;

/** Up to three deep, with tokens in any order and in any step. */
function validLayer(depth: number): string {
  const isCanvas = below(3) === 0;
  const makers = isCanvas
    ? canvasMakers
    : [...tokenMakers.filter((make) => !inNoLayer.test(make())), () => `w-${layerSide()}`];
  const nested = !isCanvas && depth < 3 && below(3) === 0 ? [validLayer(depth + 1)] : [];
  const source = isCanvas ? 'i-ik_canvas' : pick(['i-logo.png', 'i-a@@b.jpg', 'ie-Yy5zdmc=']);
  const tokens = [...shuffled(makers).slice(0, below(4)), ...shuffled(positionMakers).slice(0, below(4))];
  const written = shuffled([source, ...tokens.map((make) => make()), ...nested]);
  return ['l-image', written.join(pick([',', ':'])), 'l-end'].join(pick([',', ':']));
}

/** They act on the whole request, or need what a layer has not. */
const inNoLayer = /^(f|q|lo|pr|md|cp|dn|di|so|l|if)-|(^|,)bg-blurred/;

const layerSide = () => pick(['bw_div_3', 'bh_mul_0.4_add_2', 'cw_div_2', String(1 + below(500)), '0.4']);
const offset = () => pick([String(below(900)), `N${below(900)}`, `-${below(90)}`, 'bw_div_3', 'bh_sub_700']);

const positionMakers: readonly (() => string)[] = [
  ...['lx', 'ly', 'lxc', 'lyc'].map((key) => () => `${key}-${offset()}`),
  () => `lfo-${pick(['center', 'top', 'bottom_right'])}`,
  () => `lap-${pick(['center', 'top_left', 'right'])}`,
  () => `lm-${pick(['multiply', 'cutter', 'cutout', 'displace'])}`,
];

const canvasMakers: readonly (() => string)[] = [
  () => `w-${pick(['bw_div_3', '40', '0.3'])}`,
  () => `h-${pick(['bh_div_3', '40', '0.3'])}`,
  () => `bg-${pick(['red', 'FF0000', '00FF0050'])}`,
  () => `al-${1 + below(10)}`,
  () => `r-${pick(['max', '5'])}`,
  () => 'e-gradient-ld-top',
];

function validTransformation(): string {
  return Array.from({ length: 1 + below(2) }, validStep).join(':');
}

function validStep(): string {
  const tokens = shuffled(tokenMakers)
    .slice(0, 1 + below(6))
    .map((make) => make());
  const layers = below(3) === 0 ? [validLayer(1), validLayer(1)].slice(0, 1 + below(2)) : [];
  const step = shuffled([...tokens, ...layers]).join(',');
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
  () => `fo-${pick(['auto', 'auto-custom_override', 'face', 'car', 'cat_trafficLight'])}`,
  () => `z-${pick(['0.5', '1', '2'])}`,
  () => pick(['w-auto', 'h-auto', 'dpr-auto']),
  () => `${pick(['x', 'y', 'xc', 'yc'])}-${below(40)}`,
  () => `dpr-${pick(['0.1', '0.5', '1', '2', '3.5', '5'])}`,
  () => `bg-${pick(colours)}`,
  () => `bg-${pick(['dominant', 'gradient_dominant', 'gradient_contrast_4', 'dominant_gradient_2'])}`,
  () => `w-${side()},h-${side()},cm-pad_resize,bg-blurred${pick(['', '_auto', '_25', '_0_N40', '_auto_60'])}`,
  () => `rt-${pick(['0', '90', '180', '270', '360', '45', 'N30', '12.5', 'auto'])}`,
  () => `fl-${pick(['h', 'v', 'h_v'])}`,
  () => `bl-${1 + below(100)}`,
  () => `b-${1 + below(40)}_${pick(colours)}`,
  () => `r-${pick(['max', '0', '20', '10_max_0_5', 'cw_div_10'])}`,
  () => `o-${below(101)}`,
  () => `t-${pick(['true', 'false', '20'])}`,
  () =>
    pick(['e-grayscale', 'e-contrast', 'e-sharpen', 'e-sharpen-40', 'e-usm-2-2-0.8-0.024', 'e-usm-0-5-1-0']),
  () => `e-colorize${pick(['', '-co-red', '-in-30', '-co-0F0_in-70'])}`,
  () => `cr-${pick(colours)}${pick(['', '_20', '_0_red', '_100_blue'])}`,
  () => `e-shadow${pick(['', '-bl-0_st-100', '-x-N20_y-100_bl-15'])}`,
  () => `e-dropshadow${pick(['', '-az-90_el-0', '-st-30_az-360_el-90'])}`,
  () =>
    `e-gradient${pick(['', '-ld-top_right_sp-0.3', '-ld-77_from-red_to-00FF0050', '-sp-ch_div_2', '-sp-40'])}`,
  () => `e-distort-p-${pick(['0_0_90_5_100_80_N10_90', 'N5_N5_50_0_60_60_0_40'])}`,
  () => `e-distort-a-${pick(['N', ''])}${1 + below(360)}`,
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
    () => `fo-${pick(['nowhere', 'auto_face', 'dragon', 'topleft'])}`,
    () => `c-${pick(['fill', 'crop', 'Force'])}`,
    () => `bg-${pick(['reddish', 'FF', 'blurred_x', 'gradient_dominant_3', 'genfill-sky'])}`,
    () => `r-${pick(['1_2', 'N5', 'min'])}`,
    () => `rt-${pick(['361', 'up', '-90'])}`,
    () =>
      `${pick(['foo', 'rotate', 'lx', 'oi', 'e-shadow', 'e-sparkle', 'e-distort', 'e-usm', 'e-upscale'])}-${1 + below(9)}`,
    () =>
      pick([
        'l-image,i-a,w-bx,l-end',
        'l-image,i-a,f-png,l-end',
        'l-image,i-ik_canvas,w-iw,l-end',
        'l-end',
        'if-w_gt_1',
        'if-end',
        'n-unknown',
        'e-usm',
        'e-distort',
      ]),
    () => `e-gradient-${pick(['ld-up', 'sp-0', 'to-reddish', 'xx-1', 'from'])}`,
    () => `e-shadow-${pick(['bl-16', 'st-101', 'x-N101', 'bl_5', 'bl-'])}`,
    () => `e-distort-${pick(['a-0', 'a-361', 'p-1_2', 'p-9_0_0_0_9_9_0_9', 'p-0_0_9_0_2_2_0_9', 'q-1'])}`,
    () =>
      pick(['cr-reddish', 'cr-red_101', 'cr-red_5_x', 'e-colorize-in-101', 'e-sharpen-x', 'z-0', 'dpr-6']),
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
