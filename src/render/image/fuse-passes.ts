import type { Sharp } from 'sharp';
import type { SourceFormat } from '../../domain/media-facts.ts';
import type { Operation } from '../../domain/plan.ts';
import { type Canvas, comesBefore, type PassSoFar, type Placement, type Size } from './operation-step.ts';
import { placeOperation } from './place-operation.ts';
import { sizeAfter } from './size-after.ts';

/** Operations that sharp does in one go. */
export interface Pass {
  readonly operations: readonly Operation[];
  readonly eachFrame: boolean;
  readonly canvas: Canvas | undefined;
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
  readonly format: SourceFormat;
  readonly animated: boolean;
}): Pass[] {
  let pass = openPass(source.size, source.format);
  const passes = [pass];
  for (const operation of source.operations) {
    const placed = placeOperation(operation, pass);
    const needsFrames = source.animated && placed.eachFrame === true && pass.decodes !== undefined;
    if (needsFrames || !fits(placed, pass)) {
      pass = openPass(pass.size, undefined);
      passes.push(pass);
    }
    join(pass, operation);
  }
  return passes.map((open) => closePass(open, source.animated));
}

function openPass(size: Size, decodes: SourceFormat | undefined): OpenPass {
  return { operations: [], placements: [], size, decodes };
}

function fits(placed: Placement, pass: OpenPass): boolean {
  return pass.operations.every((earlier, index) => {
    const placement = pass.placements[index];
    if (placement === undefined || placement.canvas !== undefined) return false;
    if (placed.cannotFollow?.(earlier)) return false;
    return comesBefore(placement.stage, placed.stage) || placed.mayOvertake?.(earlier) === true;
  });
}

function join(pass: OpenPass, operation: Operation): void {
  pass.placements = [...pass.placements, placeOperation(operation, pass)];
  pass.operations = [...pass.operations, operation];
  pass.size = sizeAfter(operation, pass.size);
}

function closePass({ operations, placements }: OpenPass, animated: boolean): Pass {
  const overlays = placements.flatMap(({ overlay }) => overlay ?? []);
  return {
    operations,
    eachFrame: animated && placements.some(({ eachFrame }) => eachFrame),
    canvas: placements.at(-1)?.canvas,
    apply(pipeline) {
      for (const { apply } of placements) apply?.(pipeline);
      return overlays.length === 0 ? pipeline : pipeline.composite(overlays);
    },
  };
}
