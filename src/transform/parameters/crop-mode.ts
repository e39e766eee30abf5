import { type CropModeName, cropModeNames, readCropModeName } from './crop-mode-name.ts';
import type { Parameter } from './parameter.ts';

export const cropMode: Parameter<CropModeName> = {
  keys: ['cm'],
  allowedIn: ['base', 'image layer'],
  values: cropModeNames.join(', '),
  sentence: 'As `c`, and wins over it.',
  example: 'w-300,h-200,cm-pad_resize',
  read: readCropModeName,
};
