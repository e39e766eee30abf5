import type { OutputFormat, PlanOutput } from '../domain/plan.ts';

/** Nothing is lost and nothing kept besides pixels: neither place nor camera is the business of whoever gets the result. */
export function plainOutput(format: OutputFormat): PlanOutput {
  return {
    format,
    quality: 100,
    lossless: true,
    progressive: false,
    keepMetadata: false,
    keepProfile: false,
  };
}
