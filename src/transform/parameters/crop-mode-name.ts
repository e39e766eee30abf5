import { readWord } from '../amount.ts';

/** Accepted under both `c` and `cm` (T9). */
export const cropModeNames = [
  'maintain_ratio',
  'maintain_ratio_no_enlarge',
  'force',
  'at_max',
  'at_max_enlarge',
  'at_least',
  'pad_resize',
  'pad_resize_no_enlarge',
  'extract',
  'pad_extract',
  'pad_extract_no_shrink',
] as const;

export type CropModeName = (typeof cropModeNames)[number];

export function readCropModeName(text: string): CropModeName | undefined {
  return readWord(text, cropModeNames);
}
