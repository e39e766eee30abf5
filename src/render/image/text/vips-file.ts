/**
 * libvips' own file format: a header of 64 bytes, then the pixels as they are. The only one that says where the ink stands
 * in the layout: sharp hands out the ink, and not where it was.
 */
export interface VipsPixels {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  /** RGBA. */
  readonly data: Buffer;
}

const headerBytes = 64;
/** The first byte tells the order of the machine that wrote. */
const littleEndianMark = 0xb6;

/** Of an 8-bit picture of four channels. */
export function parseVipsFile(bytes: Buffer): VipsPixels {
  const isLittleEndian = bytes[0] === littleEndianMark;
  const field = (offset: number) => (isLittleEndian ? bytes.readInt32LE(offset) : bytes.readInt32BE(offset));
  const width = field(4);
  const height = field(8);
  const data = bytes.subarray(headerBytes, headerBytes + width * height * 4);
  return { width, height, left: field(48), top: field(52), data };
}
