import type { ParameterStep, Step, Transformation } from './transformation.ts';

export interface SizeLimit {
  readonly width: number;
  readonly height: number;
}

/**
 * A URL that names no side gets a picture that fits into the account's largest size, as by a last step `c-at_max`
 * (spec delivery §8, §9). Layers have sides of their own.
 */
export function boundSize(transformation: Transformation, limit: SizeLimit | undefined): Transformation {
  const { original, steps } = transformation;
  if (limit === undefined || original || namesSide(steps)) return transformation;
  const fit: ParameterStep = {
    kind: 'parameters',
    values: {
      width: { kind: 'pixels', pixels: limit.width },
      height: { kind: 'pixels', pixels: limit.height },
      crop: 'at_max',
    },
    output: {},
    layers: [],
  };
  return { ...transformation, steps: [...steps, fit] };
}

function namesSide(steps: readonly Step[]): boolean {
  return steps.some((step) => {
    if (step.kind === 'if') return namesSide([...step.then, ...step.otherwise]);
    return step.values.width !== undefined || step.values.height !== undefined;
  });
}
