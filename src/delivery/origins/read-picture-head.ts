/** What the first bytes of a file say: a picture of so many pixels, one that is broken, one of unknown size, or none. */
export type PictureHead =
  | { readonly kind: 'picture'; readonly width: number; readonly height: number }
  | { readonly kind: 'picture of unknown size' }
  | { readonly kind: 'broken' }
  | { readonly kind: 'other' };

const unknownSize: PictureHead = { kind: 'picture of unknown size' };
const broken: PictureHead = { kind: 'broken' };
const other: PictureHead = { kind: 'other' };

interface Reader {
  readonly isOne: (head: Buffer) => boolean;
  readonly read: (head: Buffer) => PictureHead;
}

/** Only what needs no decoder: whatever stands further behind, or is written another way, is looked at when all of it is there. */
const readers: readonly Reader[] = [
  { isOne: startsWith('\x89PNG\r\n\x1a\n'), read: readPng },
  { isOne: startsWith('\xff\xd8\xff'), read: readJpeg },
  { isOne: startsWith('GIF8'), read: (head) => sized(head.readUInt16LE(6), head.readUInt16LE(8)) },
  { isOne: (head) => text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WEBP', read: readWebp },
  { isOne: isHeif, read: readHeif },
  { isOne: startsWith('II*\0'), read: () => unknownSize },
  { isOne: startsWith('MM\0*'), read: () => unknownSize },
  { isOne: startsWith('\xff\x0a'), read: () => unknownSize },
];

export function readPictureHead(head: Buffer): PictureHead {
  const reader = readers.find(({ isOne }) => isOne(head));
  if (reader === undefined) return other;
  try {
    return reader.read(head);
  } catch {
    // It ends within its own header.
    return broken;
  }
}

function startsWith(magic: string): (head: Buffer) => boolean {
  const bytes = Buffer.from(magic, 'latin1');
  return (head) => head.subarray(0, bytes.length).equals(bytes);
}

function text(head: Buffer, start: number, end: number): string {
  return head.toString('latin1', start, end);
}

function sized(width: number, height: number): PictureHead {
  return width > 0 && height > 0 ? { kind: 'picture', width, height } : broken;
}

function readPng(head: Buffer): PictureHead {
  if (text(head, 12, 16) !== 'IHDR') return broken;
  return sized(head.readUInt32BE(16), head.readUInt32BE(20));
}

/** From segment to segment until the frame header (ITU T.81 §B.1); large metadata may stand before it. */
function readJpeg(head: Buffer): PictureHead {
  let at = 2;
  while (at + 9 < head.length) {
    if (head[at] !== 0xff) return broken;
    const marker = head.readUInt8(at + 1);
    if (marker === 0xff) {
      at += 1;
    } else if (isFrameHeader(marker)) {
      const [height, width] = [head.readUInt16BE(at + 5), head.readUInt16BE(at + 7)];
      // A height of 0 is told behind the first scan.
      return height === 0 ? unknownSize : sized(width, height);
    } else {
      const length = head.readUInt16BE(at + 2);
      if (length < 2) return broken;
      at += 2 + length;
    }
  }
  return unknownSize;
}

/** SOF0 … SOF15, without DHT, JPG and DAC. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** RFC 9649: extended, lossless and lossy. */
function readWebp(head: Buffer): PictureHead {
  switch (text(head, 12, 16)) {
    case 'VP8X':
      return sized(1 + head.readUIntLE(24, 3), 1 + head.readUIntLE(27, 3));
    case 'VP8L': {
      const bits = head.readUInt32LE(21);
      return sized(1 + (bits & 0x3fff), 1 + ((bits >>> 14) & 0x3fff));
    }
    case 'VP8 ':
      return sized(head.readUInt16LE(26) & 0x3fff, head.readUInt16LE(28) & 0x3fff);
    default:
      return broken;
  }
}

function isHeif(head: Buffer): boolean {
  return text(head, 4, 8) === 'ftyp' && /^(avi[fs]|hei[cxms]|hev[cx]|mi[fs]1)/.test(text(head, 8, 12));
}

/** The largest extent that is mentioned (ISO/IEC 23008-12 §6.5.3): others are those of tiles and thumbnails. */
function readHeif(head: Buffer): PictureHead {
  let largest: PictureHead = unknownSize;
  let pixels = 0;
  for (
    let at = head.indexOf('ispe');
    at !== -1 && at + 16 <= head.length;
    at = head.indexOf('ispe', at + 4)
  ) {
    const [width, height] = [head.readUInt32BE(at + 8), head.readUInt32BE(at + 12)];
    if (width * height > pixels) largest = sized(width, height);
    pixels = Math.max(pixels, width * height);
  }
  return largest;
}
