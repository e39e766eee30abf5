import type { Box } from '../domain/plan.ts';
import type { Focus } from './parameters/focus.ts';
import type { Alignment } from './parameters/position.ts';
import { badTransformation } from './refusals.ts';
import type { SeenSubject } from './subject-window.ts';

/** Where a window or a picture goes, by words, by coordinates or by a stored area. */
export interface Placement {
  readonly focus: Focus;
  /** Top-left corner of the window, per axis. */
  readonly x?: number;
  readonly y?: number;
  /** Its centre, per axis; the corner wins (T21). */
  readonly xCenter?: number;
  readonly yCenter?: number;
  /** The stored focus area, when `focus` asks for it and there is one. */
  readonly area?: Box;
  /** What `focus` asks for and is seen; then there are neither coordinates nor an area. */
  readonly subject?: SeenSubject;
  /** What draws attention decides, on both axes: for a window without coordinates or an area. */
  readonly attends: boolean;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Window of at most `size` in `picture`. Without coordinates it is made to fit (T19); coordinates that lead outside are
 * refused (spec image-transformations §4.6).
 */
export function placeWindow(picture: Size, size: Size, placement: Placement): Box {
  const { focus, subject, area = subject?.box } = placement;
  const horizontal = placeOnAxis(picture.width, size.width, {
    corner: placement.x,
    center: placement.xCenter,
    areaCenter: area && area.left + area.width / 2,
    alignment: alignmentOf(focus, 'horizontal'),
  });
  const vertical = placeOnAxis(picture.height, size.height, {
    corner: placement.y,
    center: placement.yCenter,
    areaCenter: area && area.top + area.height / 2,
    alignment: alignmentOf(focus, 'vertical'),
  });
  return { left: horizontal.start, top: vertical.start, width: horizontal.length, height: vertical.length };
}

interface OnAxis {
  readonly corner: number | undefined;
  readonly center: number | undefined;
  readonly areaCenter: number | undefined;
  readonly alignment: Alignment;
}

interface Span {
  readonly start: number;
  readonly length: number;
}

function placeOnAxis(side: number, size: number, { corner, center, areaCenter, alignment }: OnAxis): Span {
  if (corner !== undefined) return inside(side, { start: corner, length: size });
  if (center !== undefined) return inside(side, { start: Math.floor(center - size / 2), length: size });
  const length = Math.min(size, side);
  if (areaCenter === undefined) return { start: cutOffset(side - length, alignment), length };
  const start = Math.floor(areaCenter - length / 2);
  return { start: Math.min(Math.max(start, 0), side - length), length };
}

function inside(side: number, span: Span): Span {
  const isInside = span.start >= 0 && span.start + span.length <= side;
  if (!isInside) throw badTransformation('cm-extract: the window is outside the picture');
  return span;
}

export function alignmentOf(focus: Focus, axis: 'horizontal' | 'vertical'): Alignment {
  return focus.kind === 'position' ? focus[axis] : 'center';
}

/** Offset of a window when `slack` is cut away: measured pictures round the middle up (§4.4). */
export function cutOffset(slack: number, alignment: Alignment): number {
  if (alignment === 'center') return Math.ceil(slack / 2);
  return alignment === 'start' ? 0 : slack;
}

/** Offset of a picture when `slack` is padded: the middle is rounded down. */
export function padOffset(slack: number, alignment: Alignment): number {
  if (alignment === 'center') return Math.floor(slack / 2);
  return alignment === 'start' ? 0 : slack;
}
