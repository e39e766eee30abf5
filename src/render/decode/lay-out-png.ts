import { crc32, deflateSync } from 'node:zlib';

/** Interleaved, 8 bits a channel. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
  readonly data: Uint8Array;
  /** Bytes from one row to the next. */
  readonly stride: number;
}

/**
 * A PNG that nobody compresses: the way in which 8-bit pixels, their profile and their EXIF reach libvips together
 * (PNG, third edition §11). Pixels are copied once: a photograph of 48 megapixels must leave room in a worker.
 */
export function layOutPng(pixels: Pixels, more: { readonly icc?: Buffer; readonly exif?: Buffer }): Buffer {
  const head = Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header(pixels)),
    ...(more.icc === undefined ? [] : [chunk('iCCP', profile(more.icc))]),
    ...(more.exif === undefined ? [] : [chunk('eXIf', withoutPrefix(more.exif))]),
  ]);
  const end = chunk('IEND', Buffer.alloc(0));
  const dataBytes = storedBytes(pixels);
  const png = Buffer.allocUnsafe(head.length + chunkBytes + dataBytes + end.length);
  head.copy(png);
  const typeAt = head.length + 4;
  png.writeUInt32BE(dataBytes, head.length);
  png.write('IDAT', typeAt, 'latin1');
  writeStored(png.subarray(typeAt + 4, typeAt + 4 + dataBytes), pixels);
  png.writeUInt32BE(crc32(png.subarray(typeAt, typeAt + 4 + dataBytes)), typeAt + 4 + dataBytes);
  end.copy(png, png.length - end.length);
  return png;
}

function header({ width, height, channels }: Pixels): Buffer {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  bytes.writeUInt8(8, 8);
  bytes.writeUInt8(channels === 4 ? 6 : 2, 9);
  return bytes;
}

function profile(icc: Buffer): Buffer {
  return Buffer.concat([Buffer.from('icc\0\0', 'latin1'), deflateSync(icc)]);
}

/** A JPEG writes six bytes before its EXIF, a PNG does not. */
function withoutPrefix(exif: Buffer): Buffer {
  return exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif;
}

/** Length, type and checksum. */
const chunkBytes = 12;

function chunk(type: string, data: Buffer): Buffer {
  const bytes = Buffer.alloc(chunkBytes + data.length);
  bytes.writeUInt32BE(data.length);
  bytes.write(type, 4, 'latin1');
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

/** RFC 1951 §3.2.4: at most so many bytes behind five that say how many. */
const maxBlockBytes = 65_535;
const blockHeaderBytes = 5;
/** RFC 1950 §2.2: two bytes before, a checksum behind. */
const streamHeader = Buffer.from([0x78, 0x01]);
const checksumBytes = 4;

function storedBytes({ width, height, channels }: Pixels): number {
  const rowBytes = width * channels;
  const blocks = Math.ceil(rowBytes / maxBlockBytes) + 1;
  return (
    streamHeader.length +
    height * (1 + rowBytes + blocks * blockHeaderBytes) +
    blockHeaderBytes +
    checksumBytes
  );
}

/** Each row is a block with its filter, which is none, and blocks with its pixels. */
function writeStored(target: Buffer, { width, height, channels, data, stride }: Pixels): void {
  const rowBytes = width * channels;
  const filter = Buffer.alloc(1);
  const sum = createAdler32();
  let at = streamHeader.copy(target);

  function writeBlock(bytes: Uint8Array, { isLast = false } = {}): void {
    target.writeUInt8(isLast ? 1 : 0, at);
    target.writeUInt16LE(bytes.length, at + 1);
    target.writeUInt16LE(~bytes.length & 0xffff, at + 3);
    target.set(bytes, at + blockHeaderBytes);
    sum.add(bytes);
    at += blockHeaderBytes + bytes.length;
  }

  for (let y = 0; y < height; y += 1) {
    const row = data.subarray(y * stride, y * stride + rowBytes);
    writeBlock(filter);
    for (let from = 0; from < rowBytes; from += maxBlockBytes)
      writeBlock(row.subarray(from, from + maxBlockBytes));
  }
  writeBlock(Buffer.alloc(0), { isLast: true });
  target.writeUInt32BE(sum.value(), at);
}

/** RFC 1950 §8.2. */
function createAdler32(): { add(bytes: Uint8Array): void; value(): number } {
  const modulus = 65_521;
  /** After so many bytes the sums could leave 32 bits. */
  const longest = 3800;
  let [low, high] = [1, 0];
  return {
    add(bytes) {
      for (let start = 0; start < bytes.length; start += longest) {
        const end = Math.min(bytes.length, start + longest);
        for (let index = start; index < end; index += 1) {
          low += bytes[index] ?? 0;
          high += low;
        }
        low %= modulus;
        high %= modulus;
      }
    },
    value: () => high * 2 ** 16 + low,
  };
}
