import type { RasterFormat } from '../../domain/plan.ts';
import type { Parameter } from './parameter.ts';

export type FormatWish = RasterFormat | 'auto' | 'source' | 'svg';

export const format: Parameter<FormatWish> = {
  keys: ['f'],
  allowedIn: ['request'],
  values: 'auto, jpg, jpeg, webp, avif, png, gif, orig, svg',
  sentence:
    'Format of the result; `auto` chooses by what the client accepts, `orig` keeps that of the source.',
  example: 'f-webp',
  read: (text) => (Object.hasOwn(formats, text) ? formats[text] : undefined),
};

const formats: Readonly<Record<string, FormatWish>> = {
  auto: 'auto',
  jpg: 'jpeg',
  jpeg: 'jpeg',
  webp: 'webp',
  avif: 'avif',
  png: 'png',
  gif: 'gif',
  orig: 'source',
  svg: 'svg',
};
