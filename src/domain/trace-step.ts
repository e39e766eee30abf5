import type { Step, StepDescription, Tracer } from './tracer.ts';

/** Does `work` as a step, which ends when what it returns has settled. What is at hand stays so: nothing becomes a promise by it. */
export function traceStep<Result>(
  tracer: Tracer,
  description: StepDescription,
  work: (step: Step) => Result,
): Result {
  const step = tracer.begin(description);
  try {
    const result = step.run(() => work(step));
    if (result instanceof Promise) endWith(step, result);
    else step.end();
    return result;
  } catch (error) {
    step.end({ error });
    throw error;
  }
}

function endWith(step: Step, result: Promise<unknown>): void {
  result.then(
    () => step.end(),
    (error: unknown) => step.end({ error }),
  );
}
