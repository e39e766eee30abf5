import type { Box, LayerPlace } from '../../domain/plan.ts';
import { apply, type Picture } from '../picture.ts';
import { badTransformation } from '../refusals.ts';
import type { LayOnRequest } from './lay-on-request.ts';
import { placeLayer } from './place-layer.ts';
import { planDisplacement } from './plan-displacement.ts';

/** The picture with the layer on it (spec image-transformations §6.8). */
export function layOn({ base, plan, layer, known }: LayOnRequest): Picture {
  const { layerMode, blendMode } = layer.values;
  if (layerMode !== undefined && blendMode !== undefined)
    throw badTransformation('x-blend: lm says something else about the same colours');
  const mode = layerMode ?? blendMode ?? 'over';
  if (mode === 'displace')
    return apply(base, { kind: 'displace', ...planDisplacement({ base, plan, layer, known }) });
  const place = { layer: plan, ...placeLayer(base, plan, layer.values, known) };
  return mode === 'cutter' ? cutTo(base, place) : apply(base, { kind: 'composite', ...place, mode });
}

/** Of a layer that sticks out the visible part is the result (T44). */
function cutTo(base: Picture, { layer, left, top }: LayerPlace): Picture {
  const visible = visiblePart(base, { left, top, width: layer.width, height: layer.height });
  const window = apply(base, { kind: 'crop', ...visible });
  return apply(window, {
    kind: 'composite',
    layer,
    left: left - visible.left,
    top: top - visible.top,
    mode: 'cutter',
  });
}

function visiblePart(base: Picture, { left, top, width, height }: Box): Box {
  const [x, y] = [Math.max(0, left), Math.max(0, top)];
  return {
    left: x,
    top: y,
    width: Math.min(base.width, left + width) - x,
    height: Math.min(base.height, top + height) - y,
  };
}
