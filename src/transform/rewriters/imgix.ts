import { colourText, hexText, isHex } from './colour-text.ts';
import { type QueryValues, rewriteQuery } from './query-step.ts';
import type { RawUrl } from './raw-url.ts';

type Convert = (value: string, all: QueryValues) => string | undefined;

/** Spec delivery §18.3, row by row. */
const conversions: Readonly<Record<string, Convert>> = {
  w: (value) => `w-${value}`,
  h: (value) => `h-${value}`,
  dpr: (value) => `dpr-${value}`,
  q: (value) => `q-${value}`,
  ar: readRatio,
  crop: readCrop,
  fit: (value) => fits[value],
  fill: () => undefined,
  bg: readColour,
  'fill-color': readColour,
  fm: (value) => formats[value],
  orient: (value) => turns[value],
  sharp: (value) => onNumber(value, (sharp) => `e-sharpen-${sharp * 20}`),
  con: (value) => onNumber(value, () => 'e-contrast'),
  usm: readUnsharpMask,
  usmrad: () => undefined,
  blur: (value) => onNumber(value, (blur) => `bl-${(blur / 20).toFixed(2)}`),
  trim: (value) => (value === 'auto' || value === 'color' ? 't-true' : undefined),
};

export function rewriteImgix(url: RawUrl): RawUrl {
  return rewriteQuery(
    url,
    (name) => Object.hasOwn(conversions, name),
    (values) => [...values].flatMap(([name, value]) => conversions[name]?.(value, values) ?? []),
  );
}

const fits: Readonly<Record<string, string>> = {
  clip: 'c-at_max_enlarge',
  fill: 'cm-pad_resize',
  fillmax: 'cm-pad_resize',
  scale: 'c-force',
  max: 'c-at_max',
  facearea: 'fo-face',
};

const formats: Readonly<Record<string, string>> = {
  jpeg: 'f-jpeg',
  jpg: 'f-jpg',
  png: 'f-png',
  webp: 'f-webp',
  gif: 'f-gif',
  avif: 'f-avif',
  jp2: 'f-jpg',
  png8: 'f-png',
  png32: 'f-png',
};

/** By EXIF orientation or by degrees. */
const turns: Readonly<Record<string, string>> = {
  1: 'rt-0',
  6: 'rt-90',
  3: 'rt-180',
  8: 'rt-270',
  0: 'rt-0',
  90: 'rt-90',
  180: 'rt-180',
  270: 'rt-270',
};

/** Only where it says the other side. */
function readRatio(value: string, all: QueryValues): string | undefined {
  if (!all.has('fit') || all.has('w') === all.has('h')) return undefined;
  return `ar-${value.replace(':', '-')}`;
}

function readCrop(value: string): string | undefined {
  const words = value.split(',');
  if (value === 'faces') return 'fo-auto';
  const inOrder = ['top', 'bottom', 'left', 'right'].filter((word) => words.includes(word));
  return inOrder.length === words.length ? `fo-${inOrder.join('_')}` : undefined;
}

function readColour(value: string): string | undefined {
  const colour = isHex(value) ? hexText(value, { isAlphaFirst: true }) : colourText(value);
  return colour === undefined ? undefined : `bg-${colour}`;
}

const usualRadius = '2.5';

function readUnsharpMask(value: string, all: QueryValues): string | undefined {
  const sigma = (strength: number) => Math.max(0, strength / 5).toFixed(2);
  return onNumber(value, (strength) => `e-usm-${all.get('usmrad') ?? usualRadius}-${sigma(strength)}-1-0.05`);
}

function onNumber(text: string, convert: (number: number) => string): string | undefined {
  const number = Number(text);
  return text.trim() === '' || !Number.isFinite(number) ? undefined : convert(number);
}
