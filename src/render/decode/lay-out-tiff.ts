/**
 * A TIFF that nobody compresses: the way in which inks, 16-bit samples and their profile reach libvips (TIFF 6.0).
 * Big-endian, one strip.
 */
export interface TiffPicture {
  readonly width: number;
  readonly height: number;
  readonly bits: 8 | 16;
  readonly colours: TiffColours;
  readonly hasAlpha: boolean;
  readonly icc?: Buffer;
  readonly density?: number;
  /** Interleaved. */
  readonly samples: Buffer;
}

export type TiffColours = 'grey' | 'rgb' | 'cmyk' | 'lab';

const photometric = { grey: 1, rgb: 2, cmyk: 5, lab: 8 } as const;
const samplesOf = { grey: 1, rgb: 3, cmyk: 4, lab: 3 } as const;

const short = 3;
const long = 4;
const rational = 5;
const undefinedBytes = 7;
const bytesOfType: Readonly<Record<number, number>> = {
  [short]: 2,
  [long]: 4,
  [rational]: 8,
  [undefinedBytes]: 1,
};

interface Field {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Buffer;
}

export function layOutTiff(picture: TiffPicture): Buffer {
  const { width, height, bits, colours, hasAlpha, icc, density, samples } = picture;
  const channels = samplesOf[colours] + (hasAlpha ? 1 : 0);
  const fields = (stripOffset: number): Field[] => [
    longs(256, width),
    longs(257, height),
    shorts(258, ...Array.from({ length: channels }, () => bits)),
    shorts(259, 1),
    shorts(262, photometric[colours]),
    longs(273, stripOffset),
    shorts(277, channels),
    longs(278, height),
    longs(279, samples.length),
    ...(density === undefined ? [] : [rationals(282, density), rationals(283, density)]),
    shorts(284, 1),
    ...(density === undefined ? [] : [shorts(296, 2)]),
    // Alpha that colours are not multiplied by.
    ...(hasAlpha ? [shorts(338, 2)] : []),
    ...(icc === undefined ? [] : [{ tag: 34_675, type: undefinedBytes, count: icc.length, value: icc }]),
  ];
  const head = layOutFields(fields(0));
  return Buffer.concat([layOutFields(fields(head.length)), samples]);
}

const fileHeaderBytes = 8;
const entryBytes = 12;

/** Header, directory, and the values that are too long for the directory. */
function layOutFields(fields: readonly Field[]): Buffer {
  const directory = Buffer.alloc(fileHeaderBytes + 2 + entryBytes * fields.length + 4);
  directory.write('MM\0*', 'latin1');
  directory.writeUInt32BE(fileHeaderBytes, 4);
  directory.writeUInt16BE(fields.length, fileHeaderBytes);
  const behind: Buffer[] = [];
  let end = directory.length;
  for (const [index, { tag, type, count, value }] of fields.entries()) {
    const entry = fileHeaderBytes + 2 + entryBytes * index;
    directory.writeUInt16BE(tag, entry);
    directory.writeUInt16BE(type, entry + 2);
    directory.writeUInt32BE(count, entry + 4);
    if (count * (bytesOfType[type] ?? 1) <= 4) {
      value.copy(directory, entry + 8);
      continue;
    }
    directory.writeUInt32BE(end, entry + 8);
    // Offsets are even.
    const padded = value.length % 2 === 0 ? value : Buffer.concat([value, Buffer.alloc(1)]);
    behind.push(padded);
    end += padded.length;
  }
  return Buffer.concat([directory, ...behind]);
}

function shorts(tag: number, ...values: readonly number[]): Field {
  const value = Buffer.alloc(2 * values.length);
  for (const [index, number] of values.entries()) value.writeUInt16BE(number, 2 * index);
  return { tag, type: short, count: values.length, value };
}

function longs(tag: number, number: number): Field {
  const value = Buffer.alloc(4);
  value.writeUInt32BE(number);
  return { tag, type: long, count: 1, value };
}

function rationals(tag: number, whole: number): Field {
  const value = Buffer.alloc(8);
  value.writeUInt32BE(whole, 0);
  value.writeUInt32BE(1, 4);
  return { tag, type: rational, count: 1, value };
}
