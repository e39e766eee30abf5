import { isVector } from '../domain/media-facts.ts';
import type { Operation, PlanInput } from '../domain/plan.ts';

export interface Drawing {
  readonly input: PlanInput;
  readonly operations: readonly Operation[];
}

/** A vector picture is drawn at the size finally needed instead of enlarging a small raster (§4.2). */
export function foldDrawing(drawing: Drawing): Drawing {
  const [first, ...others] = drawing.operations;
  if (!isVector(drawing.input.format) || first?.kind !== 'resize') return drawing;
  return { input: { ...drawing.input, width: first.width, height: first.height }, operations: others };
}
