import { objectNames } from '../../domain/detector.ts';
import type { Parameter } from './parameter.ts';
import { type Position, positionNames, readPosition } from './position.ts';

export type Focus =
  | (Position & { readonly kind: 'position' })
  | { readonly kind: 'custom' }
  /** What draws attention; `custom`: unless the file has an area of its own. */
  | { readonly kind: 'auto'; readonly custom: boolean }
  | { readonly kind: 'face' }
  /** All of them together. */
  | { readonly kind: 'objects'; readonly names: readonly string[] };

export const focus: Parameter<Focus> = {
  keys: ['fo'],
  allowedIn: ['base', 'image layer'],
  values: `${positionNames}; auto: what draws attention; face: all faces; one of the 80 objects of COCO, such as car or wineGlass, or several, cat_dog; custom: the area stored with the file; auto-custom_override: that area, or else auto`,
  sentence:
    'Which part survives a crop, or where the picture sits in its padding. Faces and objects need a detector (`CALOTYPE_DETECTOR_URL`); what is not found is replaced by what draws attention. Without `w` and `h`, `fo-car` cuts out the car, and `ar` grows the cut.',
  example: 'w-300,h-200,fo-top',
  read: readFocus,
};

function readFocus(text: string): Focus | undefined {
  const position = readPosition(text);
  if (position !== undefined) return { kind: 'position', ...position };
  return Object.hasOwn(byContent, text) ? byContent[text] : readObjects(text);
}

const byContent: Readonly<Record<string, Focus>> = {
  custom: { kind: 'custom' },
  auto: { kind: 'auto', custom: false },
  'auto-custom_override': { kind: 'auto', custom: true },
  face: { kind: 'face' },
};

function readObjects(text: string): Focus | undefined {
  const names = text.split('_');
  return names.every((name) => objectNames.includes(name)) ? { kind: 'objects', names } : undefined;
}
