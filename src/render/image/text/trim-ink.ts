import type { VipsPixels } from './vips-file.ts';

/** Pango tells where ink may be, to whole pixels and generously; this is where it is. */
export function trimInk({ width, height, left, top, data }: VipsPixels): VipsPixels {
  const isInk = (x: number, y: number) => data[(y * width + x) * 4 + 3] !== 0;
  const rowHasInk = (y: number) => range(0, width).some((x) => isInk(x, y));
  const firstRow = range(0, height).find(rowHasInk);
  if (firstRow === undefined) return { width, height, left, top, data };
  const lastRow = range(0, height).findLast(rowHasInk) ?? firstRow;
  const rows = range(firstRow, lastRow + 1);
  const columnHasInk = (x: number) => rows.some((y) => isInk(x, y));
  const firstColumn = range(0, width).find(columnHasInk) ?? 0;
  const lastColumn = range(0, width).findLast(columnHasInk) ?? firstColumn;
  const inkWidth = lastColumn + 1 - firstColumn;
  const start = (y: number) => (y * width + firstColumn) * 4;
  return {
    width: inkWidth,
    height: rows.length,
    left: left + firstColumn,
    top: top + firstRow,
    data: Buffer.concat(rows.map((y) => data.subarray(start(y), start(y) + inkWidth * 4))),
  };
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
