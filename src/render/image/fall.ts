import type { Mask } from './alpha-mask.ts';
import { openPicture, readPixels } from './picture.ts';

/** How far the shadow of one pixel of height reaches over the ground, to the right and upwards; `up` is never 0. */
export interface Direction {
  readonly across: number;
  readonly up: number;
}

export interface Fallen {
  readonly mask: Mask;
  /** How high that stands whose shadow lies in this row. Below 0: there is no shadow. */
  heightAt(row: number): number;
}

/** A figure that stands with its feet above the row `feet`, laid on the ground. */
export async function fall(figure: Mask, feet: number, { across, up }: Direction): Promise<Fallen> {
  const { width, height } = figure;
  const rows = Math.max(1, Math.round(feet * Math.abs(up)));
  const short = await shorten(figure, feet, rows);
  const mask = { data: Buffer.alloc(width * height), width, height };
  const heightAt = (row: number) => ((feet - row - 0.5) / (up < 0 ? -rows : rows)) * feet;
  for (let row = 0; row < height; row += 1) {
    const above = heightAt(row);
    const from = rows - 1 - Math.floor((above / feet) * rows);
    if (above >= 0 && from >= 0) shift(short.subarray(from * width), above * across, mask, row);
  }
  return { mask, heightAt };
}

/** From head to feet in so many rows. */
async function shorten(figure: Mask, feet: number, rows: number): Promise<Buffer> {
  const { width } = figure;
  const standing = { data: figure.data.subarray(0, feet * width), width, height: feet };
  const short = openPicture({ ...standing, channels: 1, frames: 1 }).resize(width, rows, {
    fit: 'fill',
    kernel: 'linear',
  });
  return (await readPixels(short.toColourspace('b-w'))).data;
}

/** One row moved to the right, by fractions of a pixel too, or slanting edges would be stairs. */
function shift(from: Uint8Array, by: number, { data, width }: Mask, row: number): void {
  const whole = Math.floor(by);
  const part = by - whole;
  const at = (x: number) => (x >= 0 && x < width ? (from[x] ?? 0) : 0);
  for (let x = Math.max(0, whole); x < Math.min(width, whole + width + 1); x += 1) {
    const source = x - whole;
    data[row * width + x] = Math.round((1 - part) * at(source) + part * at(source - 1));
  }
}
