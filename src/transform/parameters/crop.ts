import { type CropModeName, cropModeNames, readCropModeName } from './crop-mode-name.ts';
import type { Parameter } from './parameter.ts';

export const crop: Parameter<CropModeName> = {
  keys: ['c'],
  allowedIn: ['base', 'image layer'],
  values: cropModeNames.join(', '),
  sentence: 'How the picture is brought to the size when both sides are given; `cm` wins over it.',
  example: 'w-300,h-200,c-at_max',
  read: readCropModeName,
};
