import type { CropOperation, Operation } from '../domain/plan.ts';

/** Adds an operation, or lets it swallow the one before it when that gives the same picture with less work. */
export function mergeOperation(operations: readonly Operation[], next: Operation): readonly Operation[] {
  const last = operations.at(-1);
  const merged = last === undefined ? undefined : merge(last, next);
  return merged === undefined ? [...operations, next] : [...operations.slice(0, -1), merged];
}

function merge(last: Operation, next: Operation): Operation | undefined {
  if (last.kind === 'crop' && next.kind === 'crop') return cropWithin(last, next);
  // Only downwards: enlarging after shrinking is how people ask for big pixels.
  const isSmaller = last.kind === 'resize' && next.kind === 'resize' && isWithin(next, last);
  return isSmaller ? next : undefined;
}

function cropWithin(outer: CropOperation, inner: CropOperation): CropOperation {
  return { ...inner, left: outer.left + inner.left, top: outer.top + inner.top };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function isWithin(inner: Size, outer: Size): boolean {
  return inner.width <= outer.width && inner.height <= outer.height;
}
