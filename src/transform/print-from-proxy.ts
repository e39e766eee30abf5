import type { Operation, Plan, ResizeOperation } from '../domain/plan.ts';
import { isFarZoom, zoomAndCut } from '../domain/zoom-and-cut.ts';
import { planProxy, proxySizes } from './plan-proxy.ts';

/** How a small print of a large picture is made by way of a smaller one, which is made once for all prints of about that size. */
export interface ProxyPrint {
  /** Makes the proxy of the original. */
  readonly proxy: Plan;
  /** Makes the print of the proxy. */
  readonly print: Plan;
}

/** In each axis: from here on nobody sees a difference (docs/decisions/0033). */
const leastShrinkage = 1.25;

/**
 * Of pictures with more than `minPixels`, where the plan begins by shrinking the whole to less than the proxy holds, and keeps nothing
 * of the file but its pixels. By plan alone, so that one plan is always printed in one way.
 */
export function printFromProxy(plan: Plan, minPixels: number): ProxyPrint | undefined {
  const { input, output } = plan;
  if (output.keepMetadata || output.keepProfile || output.lossless) return undefined;
  if (plan.operations.some(showsThePicture)) return undefined;
  const operations = shrinkFirst(plan);
  const [first] = operations;
  if (first?.kind !== 'resize') return undefined;
  const proxy = proxySizes
    .map((pixels) => planProxy(input, { minPixels, pixels }))
    .find((smallest) => smallest !== undefined && holdsEnough(smallest, first));
  if (proxy === undefined) return undefined;
  const { width, height } = proxy;
  const print = {
    ...plan,
    input: { format: 'png', autoOrient: false, frames: 0, width, height } as const,
    operations,
  };
  return { proxy, print };
}

function holdsEnough(proxy: Plan, { width, height }: ResizeOperation): boolean {
  return width * leastShrinkage <= proxy.width && height * leastShrinkage <= proxy.height;
}

/** A cut that is shrunk to a quarter can as well be cut afterwards. */
function shrinkFirst({ input, operations }: Plan): readonly Operation[] {
  const [crop, resize, ...rest] = operations;
  if (crop?.kind !== 'crop' || resize?.kind !== 'resize' || !isFarZoom(crop, resize)) return operations;
  const { zoom, cut } = zoomAndCut(crop, resize, input);
  return [zoom, cut, ...rest];
}

/** In a layer, where more of it may be needed. */
function showsThePicture(operation: Operation): boolean {
  if (!('layer' in operation)) return false;
  const { input, operations } = operation.layer;
  return (input.kind === 'file' && input.source === 0) || operations.some(showsThePicture);
}
