import type { Operation } from './plan.ts';

/** Of all layers in these operations, nested ones included. */
export function layerPixels(operations: readonly Operation[]): number {
  const counts = operations.map((operation) => {
    if (operation.kind !== 'composite' && operation.kind !== 'displace') return 0;
    const { width, height, operations: own } = operation.layer;
    return width * height + layerPixels(own);
  });
  return counts.reduce((sum, count) => sum + count, 0);
}
