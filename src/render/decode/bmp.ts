import { readHead } from '../read-head.ts';
import { type DibHeader, readDibHeader } from './bmp/dib-header.ts';
import { readDibPixels } from './bmp/read-pixels.ts';
import { checkPixels } from './check-pixels.ts';
import type { Decoder } from './decoder.ts';
import { readWhole } from './read-whole.ts';
import { withoutAlpha } from './without-alpha.ts';

const fileHeaderBytes = 14;
/** With the longest header that is known and its palette; what may follow tells nothing about the size. */
const headBytes = 2048;

/** Every depth, palette, mask and run length of Windows and OS/2 bitmaps; JPEG and PNG in a BMP are for printers. */
export const bmp: Decoder = {
  async readHeader(path) {
    const { width, height, density, masks } = readHeaderOf(await readHead(path, headBytes));
    return {
      width,
      height,
      hasAlpha: masks[3] !== 0,
      hasProfile: false,
      hasMetadata: false,
      ...(density === undefined ? {} : { density }),
    };
  },

  async decode(path, _, limits) {
    const file = await readWhole(path, limits);
    const header = readHeaderOf(file);
    checkPixels(header, limits);
    const { width, height } = header;
    const bytes = readDibPixels(file, header, file.readUInt32LE(10) || header.end);
    if (header.masks[3] !== 0) return { bytes, raw: { width, height, channels: 4 } };
    return { bytes: withoutAlpha(bytes), raw: { width, height, channels: 3 } };
  },
};

function readHeaderOf(file: Buffer): DibHeader {
  return readDibHeader(file, fileHeaderBytes);
}
