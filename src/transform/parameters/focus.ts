import { unsupported } from '../refusals.ts';
import type { Parameter } from './parameter.ts';

/** Where on an axis: left or top, the middle, right or bottom. */
export type Alignment = 'start' | 'center' | 'end';

export type Focus =
  | { readonly kind: 'position'; readonly horizontal: Alignment; readonly vertical: Alignment }
  | { readonly kind: 'custom' };

export const focus: Parameter<Focus> = {
  keys: ['fo'],
  allowedIn: ['base', 'image layer'],
  values:
    'center, top, left, bottom, right, top_left, top_right, bottom_left, bottom_right; custom: the area stored with the file',
  sentence: 'Which part survives a crop, or where the picture sits in its padding.',
  example: 'w-300,h-200,fo-top',
  read: readFocus,
};

const positions: Readonly<Record<string, readonly [Alignment, Alignment]>> = {
  center: ['center', 'center'],
  top: ['center', 'start'],
  left: ['start', 'center'],
  bottom: ['center', 'end'],
  right: ['end', 'center'],
  top_left: ['start', 'start'],
  top_right: ['end', 'start'],
  bottom_left: ['start', 'end'],
  bottom_right: ['end', 'end'],
};

function readFocus(text: string): Focus | undefined {
  if (text === 'custom') return { kind: 'custom' };
  const [horizontal, vertical] = Object.hasOwn(positions, text) ? (positions[text] ?? []) : [];
  if (horizontal !== undefined && vertical !== undefined) return { kind: 'position', horizontal, vertical };
  if (isFoundByContent(text)) throw unsupported(`fo-${text}`);
  return undefined;
}

/** What a detector would look for: the COCO classes (spec image-transformations §4.7). */
const objectNames = new Set(
  (
    'person bicycle car motorcycle airplane bus train truck boat trafficLight fireHydrant stopSign parkingMeter ' +
    'bench bird cat dog horse sheep cow elephant bear zebra giraffe backpack umbrella handbag tie suitcase frisbee ' +
    'skis snowboard sportsBall kite baseballBat baseballGlove skateboard surfboard tennisRacket bottle wineGlass cup ' +
    'fork knife spoon bowl banana apple sandwich orange broccoli carrot hotDog pizza donut cake chair couch ' +
    'pottedPlant bed diningTable toilet tv laptop mouse remote keyboard cellPhone microwave oven toaster sink ' +
    'refrigerator book clock vase scissors teddyBear hairDrier toothbrush'
  ).split(' '),
);

function isFoundByContent(text: string): boolean {
  if (text === 'auto' || text === 'face' || text === 'auto-custom_override') return true;
  return text.split('_').every((name) => objectNames.has(name));
}
