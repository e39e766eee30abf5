import type { CropOperation, ResizeOperation } from './plan.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The same picture the other way round: first the whole is resized, then cut. What moves, moves by less than one pixel. */
export interface ZoomAndCut {
  readonly zoom: ResizeOperation;
  readonly cut: CropOperation;
}

/** Of a cut that is resized afterwards; `size` is that of the picture before the cut. */
export function zoomAndCut(crop: CropOperation, resize: ResizeOperation, size: Size): ZoomAndCut {
  const { x, y } = zoomOf(crop, resize);
  const zoom = {
    kind: 'resize',
    width: Math.max(resize.width, Math.round(size.width * x)),
    height: Math.max(resize.height, Math.round(size.height * y)),
  } as const;
  return {
    zoom,
    cut: {
      kind: 'crop',
      left: Math.min(Math.round(crop.left * x), zoom.width - resize.width),
      top: Math.min(Math.round(crop.top * y), zoom.height - resize.height),
      width: resize.width,
      height: resize.height,
    },
  };
}

export function zoomOf(crop: Size, resize: Size): { readonly x: number; readonly y: number } {
  return { x: resize.width / crop.width, y: resize.height / crop.height };
}

/** Where one pixel of the result is an average of sixteen, nobody sees where exactly they began. */
export function isFarZoom(crop: Size, resize: Size): boolean {
  const { x, y } = zoomOf(crop, resize);
  return Math.max(x, y) <= 1 / 4;
}
