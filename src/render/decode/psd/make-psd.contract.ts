import { deflateSync } from 'node:zlib';

/** Photoshop documents as tests need them: every number in its place, nothing packed unless asked for. */
export interface PsdWish {
  readonly width: number;
  readonly height: number;
  /** 0 bitmap, 1 grey, 2 indexed, 3 RGB, 4 CMYK, 9 Lab. */
  readonly mode: number;
  readonly depth?: 1 | 8 | 16;
  readonly version?: 1 | 2;
  /** Channels of the merged picture, each of them whole. */
  readonly planes: readonly Buffer[];
  readonly palette?: Buffer;
  readonly icc?: Buffer;
  readonly layers?: readonly LayerWish[];
  readonly hasMergedAlpha?: boolean;
}

export interface LayerWish {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly opacity?: number;
  readonly planes: Readonly<Record<number, Buffer>>;
  readonly compression?: 'raw' | 'zip' | 'zip with differences';
  readonly isFolder?: boolean;
}

export function makePsd(wish: PsdWish): Buffer {
  const { width, height, mode, depth = 8, version = 1, planes } = wish;
  const header = Buffer.alloc(26);
  header.write('8BPS', 'latin1');
  header.writeUInt16BE(version, 4);
  header.writeUInt16BE(planes.length, 12);
  header.writeUInt32BE(height, 14);
  header.writeUInt32BE(width, 18);
  header.writeUInt16BE(depth, 22);
  header.writeUInt16BE(mode, 24);
  const length = (bytes: number) => (version === 2 ? u64(bytes) : u32(bytes));
  const layers = layerSection(wish, length);
  return Buffer.concat([
    header,
    counted(wish.palette ?? Buffer.alloc(0), u32),
    counted(wish.icc === undefined ? Buffer.alloc(0) : resource(1039, wish.icc), u32),
    counted(layers, length),
    u16(0),
    ...planes,
  ]);
}

type Length = (bytes: number) => Buffer;

function layerSection({ layers = [], hasMergedAlpha }: PsdWish, length: Length): Buffer {
  const count = Buffer.alloc(2);
  count.writeInt16BE(hasMergedAlpha ? -layers.length : layers.length);
  const channels = layers.map((layer) =>
    Object.entries(layer.planes).map(([id, plane]) => ({ id: Number(id), data: pack(plane, layer) })),
  );
  const records = layers.map((layer, index) => record(layer, channels[index] ?? [], length));
  const info = Buffer.concat([count, ...records, ...channels.flat().map(({ data }) => data)]);
  const merged = hasMergedAlpha && layers.length === 0 ? [Buffer.from('8BIMMtrn'), length(0)] : [];
  return Buffer.concat([counted(layers.length === 0 ? Buffer.alloc(0) : info, length), u32(0), ...merged]);
}

function record(layer: LayerWish, channels: readonly { id: number; data: Buffer }[], length: Length): Buffer {
  const { left, top, width, height, name } = layer;
  const rectangle = Buffer.alloc(16);
  for (const [index, side] of [top, left, top + height, left + width].entries())
    rectangle.writeInt32BE(side, 4 * index);
  const id = (number: number) => u16(number & 0xffff);
  const unicode = Buffer.from(name, 'utf16le').swap16();
  const extra = Buffer.concat([
    u32(0),
    u32(0),
    Buffer.from([1, 0x3f, 0, 0]),
    Buffer.from('8BIMluni'),
    counted(Buffer.concat([u32(name.length), unicode]), u32),
    ...(layer.isFolder ? [Buffer.from('8BIMlsct'), counted(u32(1), u32)] : []),
  ]);
  return Buffer.concat([
    rectangle,
    u16(channels.length),
    ...channels.flatMap((channel) => [id(channel.id), length(channel.data.length)]),
    Buffer.from('8BIMnorm'),
    Buffer.from([layer.opacity ?? 255, 0, 0, 0]),
    counted(extra, u32),
  ]);
}

function pack(plane: Buffer, { compression = 'raw', width }: LayerWish): Buffer {
  if (compression === 'raw') return Buffer.concat([u16(0), plane]);
  if (compression === 'zip') return Buffer.concat([u16(2), deflateSync(plane)]);
  const differences = Buffer.from(plane);
  for (let at = plane.length - 1; at > 0; at -= 1) {
    if (at % width !== 0) differences[at] = (plane[at] ?? 0) - (plane[at - 1] ?? 0);
  }
  return Buffer.concat([u16(3), deflateSync(differences)]);
}

function resource(id: number, data: Buffer): Buffer {
  return Buffer.concat([
    Buffer.from('8BIM'),
    u16(id),
    u16(0),
    counted(data, u32),
    Buffer.alloc(data.length % 2),
  ]);
}

function counted(data: Buffer, length: Length): Buffer {
  return Buffer.concat([length(data.length), data]);
}

function u16(number: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(number);
  return bytes;
}

function u32(number: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
}

function u64(number: number): Buffer {
  return Buffer.concat([u32(Math.floor(number / 2 ** 32)), u32(number % 2 ** 32)]);
}
