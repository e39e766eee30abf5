import { isVector } from '../domain/media-facts.ts';
import type { Plan, PlanInput, PlanOutput } from '../domain/plan.ts';

/**
 * The small one costs a print no more than a JPEG of two megapixels that shrinks while it is decoded, the large one no more than
 * a PNG of that size (docs/decisions/0033).
 */
export const proxySizes = [250_000, 1_000_000] as const;

export type ProxyPixels = (typeof proxySizes)[number];

/** A PNG is without loss whatever it is told, and has all channels. */
const proxyOutput: PlanOutput = {
  format: 'png',
  quality: 100,
  lossless: false,
  progressive: false,
  keepMetadata: false,
  keepProfile: false,
};

/** What stands in for a picture with more than `minPixels` where little of it is needed; 0: for none. */
export function planProxy(
  input: PlanInput,
  { minPixels, pixels }: { readonly minPixels: number; readonly pixels: ProxyPixels },
): Plan | undefined {
  const { format, frames, width, height } = input;
  if (minPixels === 0 || width * height <= minPixels) return undefined;
  if (isVector(format) || frames === 'all') return undefined;
  const factor = Math.sqrt(pixels / (width * height));
  const size = {
    width: Math.max(1, Math.round(width * factor)),
    height: Math.max(1, Math.round(height * factor)),
  };
  return { input, operations: [{ kind: 'resize', ...size }], output: proxyOutput, ...size };
}
