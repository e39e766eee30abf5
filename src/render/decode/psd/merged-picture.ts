import { colourChannels, layOutPlanes } from './lay-out-planes.ts';
import type { PsdFile } from './psd-file.ts';
import { readCompression, readRuns, rowBytesOf, skipCounts } from './read-plane.ts';

/** The picture of all layers as Photoshop has saved it, as a TIFF. */
export function readMerged(file: PsdFile): Buffer {
  const { mode, height, channels, merged, hasMergedAlpha } = file;
  const count = colourChannels[mode];
  if (channels < count) throw new RangeError('The document has too few channels');
  const compression = readCompression(merged);
  if (compression !== 'raw' && compression !== 'runs') throw new Error(`A merged picture in ${compression}`);
  if (compression === 'runs') skipCounts(merged, height * channels, file);
  const bytes = rowBytesOf(file) * height;
  const readNext = () => (compression === 'raw' ? merged.bytes(bytes) : readRuns(merged, bytes));
  const colours = Array.from({ length: count }, readNext);
  return layOutPlanes(file, file, {
    colours,
    ...(hasMergedAlpha && channels > count && mode !== 'bitmap' ? { alpha: readNext() } : {}),
  });
}
