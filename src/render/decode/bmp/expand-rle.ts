interface IndexedSize {
  readonly width: number;
  readonly height: number;
  readonly bitsPerPixel: number;
}

const endOfLine = 0;
const endOfBitmap = 1;
const jump = 2;

/**
 * Run lengths of a bitmap of 4 or 8 bits a pixel → one byte a pixel, bottom row first ([MS-WMF] §3.1.6). Every position is
 * checked: runs and jumps may lead anywhere.
 */
export function expandRle(bytes: Uint8Array, { width, height, bitsPerPixel }: IndexedSize): Uint8Array {
  const pixels = new Uint8Array(width * height);
  const perByte = 8 / bitsPerPixel;
  let [x, y, at] = [0, 0, 0];

  function put(count: number, byteOf: (index: number) => number): void {
    for (let index = 0; index < count; index += 1, x += 1) {
      if (x < width && y < height) pixels[y * width + x] = indexIn(byteOf(index), index, bitsPerPixel);
    }
  }

  function putLiteral(count: number): void {
    put(count, (index) => bytes[at + Math.floor(index / perByte)] ?? 0);
    // It ends on a multiple of two bytes.
    at += 2 * Math.ceil(count / perByte / 2);
  }

  while (at + 1 < bytes.length && y < height) {
    const count = bytes[at] ?? 0;
    const value = bytes[at + 1] ?? 0;
    at += 2;
    if (count > 0) {
      put(count, () => value);
    } else if (value === endOfLine) {
      [x, y] = [0, y + 1];
    } else if (value === endOfBitmap) {
      break;
    } else if (value === jump) {
      [x, y] = [x + (bytes[at] ?? 0), y + (bytes[at + 1] ?? 0)];
      at += 2;
    } else {
      putLiteral(value);
    }
  }
  return pixels;
}

/** Of 4 bits a pixel, the left pixel is in the high half. */
function indexIn(byte: number, index: number, bitsPerPixel: number): number {
  if (bitsPerPixel === 8) return byte;
  return index % 2 === 0 ? byte >> 4 : byte & 15;
}
