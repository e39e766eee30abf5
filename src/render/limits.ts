import type { FontLimits } from './fonts/prepare-font.ts';
import type { TextLimits } from './image/text/refuse-huge.ts';

/** What a worker is told once, when it starts. Plain JSON. */
export interface WorkerLimits extends TextLimits, FontLimits {
  readonly maxPixels: number;
}
