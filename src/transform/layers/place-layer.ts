import { evaluateAmount } from '../evaluate-amount.ts';
import type { Variables } from '../expression.ts';
import type { LayerValues } from '../parameters/index.ts';
import type { LayerOffset } from '../parameters/layer-offset.ts';
import type { Alignment, Position } from '../parameters/position.ts';
import { cutOffset } from '../place-window.ts';
import { roundHalfUp } from '../rounding.ts';
import type { Size } from '../surroundings.ts';

export interface LayerSpot {
  readonly left: number;
  readonly top: number;
}

const center: Position = { horizontal: 'center', vertical: 'center' };

/** Top-left corner of `layer` on `base` (spec image-transformations §6.3). `known`: of the finished layer. */
export function placeLayer(base: Size, layer: Size, values: LayerValues, known: Variables): LayerSpot {
  const { layerX, layerY, layerXCenter, layerYCenter, layerFocus = center, layerAnchor } = values;
  const isPlaced = [layerX, layerY, layerXCenter, layerYCenter].some((offset) => offset !== undefined);
  // Coordinates on one axis rule out words for both (T32).
  const focus = isPlaced ? center : layerFocus;
  const anchor = layerAnchor !== undefined && isTopLeft(layerAnchor) ? undefined : layerAnchor;
  return {
    left: placeOnAxis({
      base: base.width,
      layer: layer.width,
      edge: offsetOf('lx', layerX, known),
      middle: offsetOf('lxc', layerXCenter, known),
      alignment: focus.horizontal,
      anchor: anchor?.horizontal,
    }),
    top: placeOnAxis({
      base: base.height,
      layer: layer.height,
      edge: offsetOf('ly', layerY, known),
      middle: offsetOf('lyc', layerYCenter, known),
      alignment: focus.vertical,
      anchor: anchor?.vertical,
    }),
  };
}

/** The usual anchor, from which `N` counts as if there were none (T33). */
function isTopLeft({ horizontal, vertical }: Position): boolean {
  return horizontal === 'start' && vertical === 'start';
}

interface Offset {
  readonly pixels: number;
  readonly isTurned: boolean;
}

function offsetOf(key: string, offset: LayerOffset | undefined, known: Variables): Offset | undefined {
  if (offset === undefined) return undefined;
  const pixels = roundHalfUp(evaluateAmount(key, offset.amount, known, { min: -Number.MAX_VALUE }));
  return { pixels, isTurned: offset.isTurned };
}

interface OnAxis {
  readonly base: number;
  readonly layer: number;
  readonly edge: Offset | undefined;
  readonly middle: Offset | undefined;
  readonly alignment: Alignment;
  readonly anchor: Alignment | undefined;
}

function placeOnAxis({ base, layer, edge, middle, alignment, anchor }: OnAxis): number {
  if (edge !== undefined) {
    const isFarEdge = edge.isTurned && anchor === undefined;
    return inSight(base, layer, Math.floor(pointOf(base, edge, anchor)) - (isFarEdge ? layer : 0));
  }
  if (middle !== undefined)
    return inSight(base, layer, Math.floor(pointOf(base, middle, anchor) - layer / 2));
  // Half a pixel beyond the edge rounds to minus zero, which plain JSON does not know.
  return cutOffset(base - layer, alignment) + 0;
}

/** Without an anchor, `N` counts from the far edge; with one, it is a minus sign. */
function pointOf(base: number, { pixels, isTurned }: Offset, anchor: Alignment | undefined): number {
  if (anchor === undefined) return isTurned ? base - pixels : pixels;
  return anchorShare[anchor] * base + (isTurned ? -pixels : pixels);
}

const anchorShare: Readonly<Record<Alignment, number>> = { start: 0, center: 0.5, end: 1 };

/** Only what would be invisible is moved; what sticks out is cut off (T34). */
function inSight(base: number, layer: number, start: number): number {
  if (start >= base) return Math.max(0, base - layer);
  return start + layer <= 0 ? 0 : start;
}
