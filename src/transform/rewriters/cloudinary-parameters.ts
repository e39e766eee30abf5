import { colourText } from './colour-text.ts';

/** What a value of Cloudinary's becomes; undefined where ours has no word for it. */
type Convert = (value: string, context: CloudinaryContext) => string | undefined;

export interface CloudinaryContext {
  readonly isVideo: boolean;
}

/** Spec delivery §18.2, row by row. Layers and what ends them are read apart. */
const conversions: Readonly<Record<string, Convert>> = {
  w: (value) => `w-${value}`,
  h: (value) => `h-${value}`,
  x: (value) => `x-${value}`,
  y: (value) => `y-${value}`,
  ar: readRatio,
  g: (value) => prefixed('fo-', focuses[value]),
  c: (value) => crops[value],
  f: (value) => (formats.includes(value) ? `f-${value}` : undefined),
  q: readQuality,
  a: (value) => `rt-${value.replace(/^-/, 'N')}`,
  r: (value) => `r-${value.split(':', 1)[0]}`,
  e: readEffect,
  bo: readBorder,
  b: readBackground,
  // It is that of a text, and stands with it.
  co: () => undefined,
  dpr: (value) => `dpr-${value}`,
  z: (value) => `z-${value}`,
  t: (value) => `n-${value}`,
  fl: readFlag,
  so: (value) => readSeconds('so', value),
  eo: (value) => readSeconds('eo', value),
  du: (value) => readSeconds('du', value),
};

export function isCloudinaryKey(key: string): boolean {
  return key === 'l' || Object.hasOwn(conversions, key);
}

export function convertParameter(part: CloudinaryPart, context: CloudinaryContext): string | undefined {
  return conversions[part.key]?.(part.value, context);
}

export interface CloudinaryPart {
  readonly key: string;
  readonly value: string;
}

/** Undefined for what is no parameter: then it is part of a path. */
export function readPart(text: string): CloudinaryPart | undefined {
  const dash = text.indexOf('_');
  const key = text.slice(0, Math.max(0, dash));
  return isCloudinaryKey(key) ? { key, value: text.slice(dash + 1) } : undefined;
}

/** Words for places: a compass. */
export const focuses: Readonly<Record<string, string>> = {
  north: 'top',
  south: 'bottom',
  east: 'right',
  west: 'left',
  north_west: 'top_left',
  north_east: 'top_right',
  south_east: 'bottom_right',
  south_west: 'bottom_left',
  center: 'center',
  auto: 'auto',
  custom: 'custom',
  face: 'face',
};

const crops: Readonly<Record<string, string>> = {
  crop: 'cm-extract',
  fill: 'c-maintain_ratio',
  fit: 'c-at_max',
  pad: 'cm-pad_resize',
  scale: 'c-force',
};

const formats = ['auto', 'jpg', 'jpeg', 'png', 'webp', 'gif', 'avif'];

function prefixed(prefix: string, text: string | undefined): string | undefined {
  return text === undefined ? undefined : prefix + text;
}

function readRatio(value: string): string {
  return value.includes(':') ? `ar-${value.replace(':', '-')}` : `ar-${value}-1`;
}

const qualities: Readonly<Record<string, readonly [image: number, video: number]>> = {
  auto: [70, 50],
  'auto:low': [50, 40],
  'auto:eco': [60, 45],
  'auto:good': [70, 50],
  'auto:best': [86, 60],
};

function readQuality(value: string, { isVideo }: CloudinaryContext): string {
  const known = qualities[value];
  return `q-${known === undefined ? value : known[isVideo ? 1 : 0]}`;
}

function readEffect(value: string): string | undefined {
  const [name = '', ...args] = value.split(':');
  return Object.hasOwn(effects, name) ? effects[name]?.(args[0]) : undefined;
}

const effects: Readonly<Record<string, (strength: string | undefined) => string>> = {
  blur: (strength = '100') => `bl-${hundredth(strength)}`,
  grayscale: () => 'e-grayscale',
  contrast: () => 'e-contrast',
  sharpen: (strength) => (strength === undefined ? 'e-sharpen' : `e-sharpen-${hundredth(strength)}`),
  unsharp_mask: (strength = '100') => `e-usm-0-${hundredth(strength)}-1-0.05`,
  trim: (tolerance) => `t-${tolerance ?? 'true'}`,
};

function hundredth(text: string): number {
  return Number(text) / 100;
}

function readBorder(value: string): string | undefined {
  const [, width, text = ''] = /^(\d+)px_solid_(?:rgb:)?(.+)$/.exec(value) ?? [];
  const colour = colourText(text);
  return width === undefined || colour === undefined ? undefined : `b-${width}_${colour}`;
}

function readBackground(value: string): string | undefined {
  if (value.startsWith('blurred')) return readBlurred(value);
  return prefixed('bg-', colourText(value.replace(/^rgb:/, '')));
}

/** Intensity 0 to 2000, brightness −300 to 100; ours end at 100 and ±255. */
function readBlurred(value: string): string | undefined {
  const [, intensity, brightness] = /^blurred(?::(\d+)(?::(-?\d+))?)?$/.exec(value) ?? ['blurred'];
  if (value !== 'blurred' && intensity === undefined) return undefined;
  if (intensity === undefined) return 'bg-blurred';
  const blur = `bg-blurred_${Number(intensity) / 20}`;
  return brightness === undefined ? blur : `${blur}_${readBrightness(Number(brightness))}`;
}

function readBrightness(brightness: number): string {
  const ours = Math.trunc(brightness * (brightness < 0 ? 0.85 : 2.55));
  return ours < 0 ? `N${-ours}` : String(ours);
}

function readFlag(value: string): string | undefined {
  const [name, kind] = value.split(':');
  if (name !== 'progressive') return undefined;
  return kind === 'none' ? 'pr-false' : 'pr-true';
}

function readSeconds(key: string, value: string): string | undefined {
  const seconds = Number(value);
  return Number.isNaN(seconds) ? undefined : `${key}-${Math.round(seconds * 100) / 100}`;
}
