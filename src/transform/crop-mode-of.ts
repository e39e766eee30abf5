import type { CropModeName } from './parameters/crop-mode-name.ts';
import type { StepValues } from './parameters/index.ts';

/** `cm` wins over `c` (T9). */
export function cropModeOf({ crop, cropMode }: StepValues): CropModeName {
  return cropMode ?? crop ?? 'maintain_ratio';
}
