import type { Picture } from '../picture.ts';
import type { PlanningNeed } from '../planning.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Layer } from '../transformation.ts';
import type { LayerStart } from './layer-start.ts';
import { startCanvas } from './start-canvas.ts';
import { startFile } from './start-file.ts';
import { startText } from './start-text.ts';

/** `base`: the picture on which it will lie, as it is by now; `around`: what is around that one. */
export function startLayer(layer: Layer, base: Picture, around: Surroundings): LayerStart | PlanningNeed {
  const { input } = layer;
  switch (input.kind) {
    case 'path':
      return startFile(input.path, layer, base, around);
    case 'canvas':
      return startCanvas(layer, base, around);
    case 'text':
      return startText(input, layer, base, around);
  }
}
