import type { HintNeeds, ParameterStep, Step } from './transformation.ts';

/** Which hints of the client the wish depends on, in whichever branch or layer; undefined: on none. */
export function findHintNeeds(steps: readonly Step[]): HintNeeds | undefined {
  const all = parameterSteps(steps);
  const width = all.some(({ values }) => values.width?.kind === 'auto');
  const dpr = all.some(({ values }) => typeof values.dpr === 'object' && values.dpr.kind === 'auto');
  return width || dpr ? { width, dpr } : undefined;
}

/** Those of both branches and of the layers included. */
export function parameterSteps(steps: readonly Step[]): ParameterStep[] {
  return steps.flatMap((step) => {
    if (step.kind === 'if') return parameterSteps([...step.then, ...step.otherwise]);
    return [step, ...step.layers.flatMap((layer) => parameterSteps(layer.steps))];
  });
}
