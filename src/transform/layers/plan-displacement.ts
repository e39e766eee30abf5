import type { DisplaceOperation } from '../../domain/plan.ts';
import type { Amount } from '../amount.ts';
import { evaluateAmount } from '../evaluate-amount.ts';
import type { Variables } from '../expression.ts';
import type { LayerOffset } from '../parameters/layer-offset.ts';
import { badTransformation } from '../refusals.ts';
import { roundHalfUp } from '../rounding.ts';
import type { LayOnRequest } from './lay-on-request.ts';
import { placeLayer } from './place-layer.ts';

/** How far is said by `x` and `y`; without them by `lx` and `ly`, and the map lies in the middle (T42). */
export function planDisplacement({
  base,
  plan,
  layer,
  known,
}: LayOnRequest): Omit<DisplaceOperation, 'kind'> {
  const x = layer.steps.findLast(({ values }) => values.x !== undefined)?.values.x;
  const y = layer.steps.findLast(({ values }) => values.y !== undefined)?.values.y;
  if (x !== undefined || y !== undefined) {
    const place = placeLayer(base, plan, layer.values, known);
    return { layer: plan, ...place, x: pixelsOf('x', x, known), y: pixelsOf('y', y, known) };
  }
  const { layerX, layerY, ...values } = layer.values;
  if (layerX === undefined && layerY === undefined)
    throw badTransformation('lm-displace: x and y are missing');
  const place = placeLayer(base, plan, values, known);
  return { layer: plan, ...place, x: offsetOf('lx', layerX, known), y: offsetOf('ly', layerY, known) };
}

function pixelsOf(key: string, amount: Amount = 0, known: Variables): number {
  return roundHalfUp(evaluateAmount(key, amount, known, { min: -Number.MAX_VALUE }));
}

function offsetOf(key: string, offset: LayerOffset | undefined, known: Variables): number {
  const pixels = pixelsOf(key, offset?.amount, known);
  return offset?.isTurned ? 0 - pixels : pixels;
}
