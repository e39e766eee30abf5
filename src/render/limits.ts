import type { DecodeLimits } from './decode/decoder.ts';
import type { FontLimits } from './fonts/prepare-font.ts';
import type { TextLimits } from './image/text/refuse-huge.ts';
import type { SvgLimits } from './svg/clean-svg.ts';

/** What every file is held to. */
export interface RenderLimits extends DecodeLimits, SvgLimits {}

/** What a worker is told once, when it starts. Plain JSON. */
export interface WorkerLimits extends RenderLimits, TextLimits, FontLimits {}
