import { isName } from './expand-named.ts';
import { overLimit } from './refusals.ts';
import type { WrittenItem, WrittenLayer, WrittenStep } from './split-steps.ts';

export interface CountLimits {
  /** In one chain: that of the picture, or that of a layer. */
  readonly maxSteps: number;
  /** In all, nested ones included. */
  readonly maxLayers: number;
}

/** A URL, short as it is when names stand for texts, must not cost work without bounds. */
export function checkCounts(steps: readonly WrittenStep[], { maxSteps, maxLayers }: CountLimits): void {
  const layers = allLayers(steps);
  const chains = [steps, ...layers.map((layer) => layer.steps)];
  if (chains.some((chain) => countSteps(chain) > maxSteps)) throw overLimit(`more than ${maxSteps} steps`);
  if (layers.length > maxLayers) throw overLimit(`more than ${maxLayers} layers`);
}

/**
 * Before names are put into their places: a URL of a few kilobytes may name a stored transformation two thousand times. Even if
 * each stood for no more than one step or layer, more of them than of both together would be too many.
 */
export function checkNames(steps: readonly WrittenStep[], { maxSteps, maxLayers }: CountLimits): void {
  const most = maxSteps + maxLayers;
  if (countNames(steps) > most) throw overLimit(`more than ${most} named transformations`);
}

function countNames(steps: readonly WrittenStep[]): number {
  const counts = steps.map((step) => {
    if (step.kind === 'if') return countNames(step.then) + countNames(step.otherwise);
    return step.items.reduce((sum, item) => sum + countNamesIn(item), 0);
  });
  return counts.reduce((sum, count) => sum + count, 0);
}

function countNamesIn(item: WrittenItem): number {
  return item.kind === 'layer' ? countNames(item.steps) : Number(isName(item));
}

/** Both branches of a condition count: which one will be run is not known yet. */
function countSteps(steps: readonly WrittenStep[]): number {
  const counts = steps.map((step) =>
    step.kind === 'if' ? 1 + countSteps([...step.then, ...step.otherwise]) : 1,
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

function allLayers(steps: readonly WrittenStep[]): WrittenLayer[] {
  return steps.flatMap((step) => {
    if (step.kind === 'if') return allLayers([...step.then, ...step.otherwise]);
    const layers = step.items.filter((item) => item.kind === 'layer');
    return layers.flatMap((layer) => [layer, ...allLayers(layer.steps)]);
  });
}
