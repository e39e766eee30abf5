import type { Parameter } from './parameter.ts';
import { type Position, positionNames, readPosition } from './position.ts';

export type Focus =
  | (Position & { readonly kind: 'position' })
  | { readonly kind: 'custom' }
  /** What draws attention; `custom`: unless the file has an area of its own. */
  | { readonly kind: 'auto'; readonly custom: boolean }
  | { readonly kind: 'face' }
  | { readonly kind: 'objects' };

export const focus: Parameter<Focus> = {
  keys: ['fo'],
  allowedIn: ['base', 'image layer'],
  values: `${positionNames}; auto: what draws attention, also in the place of face and of objects such as car or cat_dog, which nothing here finds; custom: the area stored with the file`,
  sentence: 'Which part survives a crop, or where the picture sits in its padding.',
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

function readObjects(text: string): Focus | undefined {
  return text.split('_').every((name) => objectNames.has(name)) ? { kind: 'objects' } : undefined;
}
