import type { Sharp } from 'sharp';

const sampleSide = 256;
/** As many as a palette holds, or so few that most neighbours are alike. */
const paletteColours = 256;
const pixelsPerColour = 64;

/**
 * Drawings and screenshots have few colours, photographs nearly as many as pixels. Looked at are single pixels of the picture, none
 * of them mixed.
 */
export async function hasFewColours(picture: Sharp): Promise<boolean> {
  const sample = picture
    .resize({
      width: sampleSide,
      height: sampleSide,
      fit: 'inside',
      withoutEnlargement: true,
      kernel: 'nearest',
    })
    .toColourspace('srgb')
    .removeAlpha();
  const { data, info } = await sample.raw().toBuffer({ resolveWithObject: true });
  const most = Math.max(paletteColours, (info.width * info.height) / pixelsPerColour);
  const colours = new Set<number>();
  for (let at = 0; at < data.length && colours.size <= most; at += info.channels) {
    colours.add(colourAt(data, at, info.channels));
  }
  return colours.size <= most;
}

function colourAt(data: Buffer, at: number, channels: number): number {
  return channels < 3 ? data.readUInt8(at) : data.readUIntBE(at, 3);
}
