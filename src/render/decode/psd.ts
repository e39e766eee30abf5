import { checkPixels } from './check-pixels.ts';
import type { Decoder } from './decoder.ts';
import { chooseLayers } from './psd/choose-layers.ts';
import { drawLayers } from './psd/draw-layers.ts';
import { readMerged } from './psd/merged-picture.ts';
import { readPsd } from './psd/psd-file.ts';
import { readWhole } from './read-whole.ts';

/** A Photoshop document: the picture that it keeps of all its layers, or some layers one over the other. */
export const psd: Decoder = {
  async readHeader(path, limits) {
    const file = readPsd(await readWhole(path, limits));
    const { icc, exif, hasXmp, density } = file.resources;
    return {
      width: file.width,
      height: file.height,
      pages: 1 + file.layers.length,
      hasAlpha: file.hasMergedAlpha,
      hasProfile: icc !== undefined,
      hasMetadata: exif !== undefined || hasXmp,
      ...(density === undefined ? {} : { density }),
      ...(exif === undefined ? {} : { exif }),
    };
  },

  async decode(path, { layers }, limits) {
    const file = readPsd(await readWhole(path, limits));
    checkPixels(file, limits);
    if (layers === undefined) return { bytes: readMerged(file) };
    return await drawLayers(file, chooseLayers(file, layers), limits);
  },
};
