import sharp from 'sharp';
import { tooManyPixels } from '../../failures.ts';
import type { Decoded, DecodeLimits } from '../decoder.ts';
import type { ChosenLayer } from './choose-layers.ts';
import { colourChannels, layOutPlanes } from './lay-out-planes.ts';
import type { Layer } from './layers.ts';
import { readMerged } from './merged-picture.ts';
import type { PsdFile } from './psd-file.ts';
import { readPlane } from './read-plane.ts';

/**
 * Layers one over the other on a clear canvas of the document's size, each with its opacity, also those that are hidden.
 * Blend modes, masks and effects are Photoshop's own business: only the merged picture has them.
 */
export async function drawLayers(
  file: PsdFile,
  chosen: readonly ChosenLayer[],
  limits: DecodeLimits,
): Promise<Decoded> {
  checkWork(file, chosen, limits);
  const { width, height } = file;
  const canvas = Buffer.alloc(width * height * 4);
  for (const layer of chosen) {
    if (layer === 'merged')
      drawOver(canvas, file, await readRgba(readMerged(file), { ...file, left: 0, top: 0 }));
    else if (layer.width > 0 && layer.height > 0) drawOver(canvas, file, await readLayer(file, layer));
  }
  return { bytes: canvas, raw: { width, height, channels: 4 } };
}

/** A thousand layers of the canvas's size are as much work as a picture a thousand times as large. */
function checkWork(file: PsdFile, chosen: readonly ChosenLayer[], { maxPixels }: DecodeLimits): void {
  const sizes = chosen.map((layer) => (layer === 'merged' ? file : layer));
  const pixels = sizes.reduce((sum, { width, height }) => sum + width * height, 0);
  if (!(pixels <= maxPixels)) throw tooManyPixels(maxPixels);
}

interface PlacedPixels {
  readonly rgba: Buffer;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

async function readLayer(file: PsdFile, layer: Layer): Promise<PlacedPixels> {
  const { width, height, opacity } = layer;
  const size = { width, height, depth: file.depth };
  const plane = (id: number) => {
    const channel = layer.channels.find((candidate) => candidate.id === id);
    return channel === undefined ? undefined : readPlane(channel.data, size, file);
  };
  const colours = Array.from({ length: colourChannels[file.mode] }, (_, id) => plane(id));
  if (!colours.every((colour) => colour !== undefined)) throw new Error('A layer without its colours');
  const alpha = plane(-1);
  const bytes = layOutPlanes(file, layer, { colours, ...(alpha === undefined ? {} : { alpha }) });
  const pixels = await readRgba(bytes, layer);
  for (let at = 3; at < pixels.rgba.length; at += 4) {
    pixels.rgba[at] = Math.round(((pixels.rgba[at] ?? 0) * opacity) / 255);
  }
  return pixels;
}

async function readRgba(
  tiff: Buffer,
  { left, top, width, height }: Omit<PlacedPixels, 'rgba'>,
): Promise<PlacedPixels> {
  // The limit was applied to the document and to the sum of its layers.
  const picture = sharp(tiff, { limitInputPixels: false }).toColourspace('srgb').ensureAlpha();
  return { rgba: await picture.raw({ depth: 'uchar' }).toBuffer(), left, top, width, height };
}

/** Source over destination, alpha not multiplied in (W3C Compositing §5.1). What sticks out is cut off. */
function drawOver(
  canvas: Buffer,
  size: { readonly width: number; readonly height: number },
  layer: PlacedPixels,
): void {
  const [fromX, toX] = [Math.max(0, layer.left), Math.min(size.width, layer.left + layer.width)];
  const [fromY, toY] = [Math.max(0, layer.top), Math.min(size.height, layer.top + layer.height)];
  for (let y = fromY; y < toY; y += 1) {
    for (let x = fromX; x < toX; x += 1) {
      const from = 4 * ((y - layer.top) * layer.width + x - layer.left);
      drawPixel(canvas, 4 * (y * size.width + x), layer.rgba, from);
    }
  }
}

function drawPixel(canvas: Buffer, to: number, source: Buffer, from: number): void {
  const above = (source[from + 3] ?? 0) / 255;
  const below = ((canvas[to + 3] ?? 0) / 255) * (1 - above);
  const alpha = above + below;
  if (alpha === 0) return;
  for (let channel = 0; channel < 3; channel += 1) {
    const colour = (source[from + channel] ?? 0) * above + (canvas[to + channel] ?? 0) * below;
    canvas[to + channel] = Math.round(colour / alpha);
  }
  canvas[to + 3] = Math.round(alpha * 255);
}
