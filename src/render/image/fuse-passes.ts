import type { Sharp } from 'sharp';
import type { SourceFormat } from '../../domain/media-facts.ts';
import type { Operation } from '../../domain/plan.ts';
import {
  type Canvas,
  comesBefore,
  type DrawnLayers,
  type PassSoFar,
  type Placement,
  type Redraw,
  type Size,
} from './operation-step.ts';
import { placeOperation } from './place-operation.ts';
import { sizeAfter } from './size-after.ts';

/** Operations that sharp does in one go. */
export interface Pass {
  readonly operations: readonly Operation[];
  readonly eachFrame: boolean;
  /** What comes out, unless a canvas decides. */
  readonly size: Size;
  readonly canvas: Canvas | undefined;
  /** Then `apply` does nothing. */
  readonly redraw: Redraw | undefined;
  apply(pipeline: Sharp): Sharp;
}

interface OpenPass extends PassSoFar {
  operations: readonly Operation[];
  placements: readonly Placement[];
  size: Size;
}

/**
 * The fewest passes that keep the meaning of the order. The first decodes the source, and is empty where the first
 * operation cannot be done while decoding.
 */
export function fusePasses(source: {
  readonly operations: readonly Operation[];
  readonly size: Size;
  /** Undefined for pixels that are decoded already. */
  readonly format: SourceFormat | undefined;
  readonly animated: boolean;
  /** Absent when the operations need none. */
  readonly layers?: DrawnLayers;
}): Pass[] {
  const { animated, layers = new Map() } = source;
  let pass = openPass(source.size, { decodes: source.format, animated, layers });
  const passes = [pass];
  for (const operation of source.operations) {
    const placed = placeOperation(operation, pass);
    const needsFrames = animated && placed.eachFrame === true && pass.decodes !== undefined;
    if (needsFrames || !fits(placed, pass)) {
      pass = openPass(pass.size, { decodes: undefined, animated, layers });
      passes.push(pass);
    }
    join(pass, operation);
  }
  return passes.map(closePass);
}

function openPass(size: Size, start: Pick<PassSoFar, 'decodes' | 'animated' | 'layers'>): OpenPass {
  return { operations: [], placements: [], size, startSize: size, ...start };
}

function fits(placed: Placement, pass: OpenPass): boolean {
  if (placed.redraw !== undefined) return pass.operations.length === 0 && pass.decodes === undefined;
  return pass.operations.every((earlier, index) => {
    const placement = pass.placements[index];
    if (placement === undefined || endsItsPass(placement)) return false;
    if (placed.cannotFollow?.(earlier)) return false;
    return comesBefore(placement.stage, placed.stage) || placed.mayOvertake?.(earlier) === true;
  });
}

function endsItsPass({ canvas, redraw }: Placement): boolean {
  return canvas !== undefined || redraw !== undefined;
}

function join(pass: OpenPass, operation: Operation): void {
  pass.placements = [...pass.placements, placeOperation(operation, pass)];
  pass.operations = [...pass.operations, operation];
  pass.size = sizeAfter(operation, pass.size);
}

function closePass({ operations, placements, size, animated }: OpenPass): Pass {
  const overlays = placements.flatMap(({ overlay }) => overlay ?? []);
  return {
    operations,
    size,
    eachFrame: animated && placements.some(({ eachFrame }) => eachFrame),
    canvas: placements.at(-1)?.canvas,
    redraw: placements.at(0)?.redraw,
    apply(pipeline) {
      for (const { apply } of placements) apply?.(pipeline);
      return overlays.length === 0 ? pipeline : pipeline.composite(overlays);
    },
  };
}
