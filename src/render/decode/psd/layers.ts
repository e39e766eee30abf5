import { type Cursor, createCursor } from './cursor.ts';
import type { PsdHeader } from './psd-header.ts';

/** A layer with pixels: folders and their ends are left out. The first is at the bottom. */
export interface Layer {
  readonly name: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** 0…255 */
  readonly opacity: number;
  readonly channels: readonly LayerChannel[];
}

export interface LayerChannel {
  /** 0, 1, 2 … are colours, -1 is transparency, -2 and -3 are masks. */
  readonly id: number;
  /** Compression, then rows. */
  readonly data: Cursor;
}

export interface LayerSection {
  readonly layers: readonly Layer[];
  readonly hasMergedAlpha: boolean;
}

/** Documents of 16 bits keep their layers in a block of this name behind an empty list. */
const sixteenBitLayers = 'Lr16';
/** Its presence says that the transparency of the whole is saved. */
const savesTransparency = /^Mt(rn|16|32)$/;

export function readLayerSection(cursor: Cursor, header: PsdHeader): LayerSection {
  if (cursor.left === 0) return { layers: [], hasMergedAlpha: false };
  const own = readLayers(cursor.section(cursor.length()), header);
  if (cursor.left >= 4) cursor.skip(Math.min(cursor.u32(), cursor.left));
  const more = readMoreSections(cursor, header);
  return {
    layers: own.layers.length > 0 ? own.layers : more.layers,
    hasMergedAlpha: own.hasMergedAlpha || more.hasMergedAlpha,
  };
}

function readMoreSections(cursor: Cursor, header: PsdHeader): LayerSection {
  let found: LayerSection = { layers: [], hasMergedAlpha: false };
  while (cursor.left >= 12) {
    const { key, data } = readTagged(cursor, header);
    // Padded to four bytes here, unlike in a layer.
    cursor.skip(Math.min((4 - (data.length % 4)) % 4, cursor.left));
    if (savesTransparency.test(key)) found = { ...found, hasMergedAlpha: true };
    if (key !== sixteenBitLayers) continue;
    const { layers, hasMergedAlpha } = readLayers(createCursor(data, header), header);
    found = { layers, hasMergedAlpha: found.hasMergedAlpha || hasMergedAlpha };
  }
  return found;
}

/** In a PSB the lengths of these have 64 bits. */
const longKeys = new Set('LMsk Lr16 Lr32 Layr Mt16 Mt32 Mtrn Alph FMsk lnk2 FEid FXid PxSD'.split(' '));

function readTagged(cursor: Cursor, { isLarge }: PsdHeader): { key: string; data: Buffer } {
  const signature = cursor.text(4);
  if (signature !== '8BIM' && signature !== '8B64') throw new Error('A block without a signature');
  const key = cursor.text(4);
  const size = isLarge && longKeys.has(key) ? cursor.length() : cursor.u32();
  return { key, data: cursor.bytes(size) };
}

interface LayerRecord extends Omit<Layer, 'channels'> {
  readonly channels: readonly { readonly id: number; readonly bytes: number }[];
  readonly isFolder: boolean;
}

/** A negative count says that the first channel behind the colours of the merged picture is its transparency. */
function readLayers(cursor: Cursor, header: PsdHeader): LayerSection {
  if (cursor.left < 2) return { layers: [], hasMergedAlpha: false };
  const count = cursor.i16();
  const records = Array.from({ length: Math.abs(count) }, () => readRecord(cursor, header));
  const layers = records.map(({ isFolder, ...record }) => ({
    isFolder,
    layer: {
      ...record,
      channels: record.channels.map(({ id, bytes }) => ({ id, data: cursor.section(bytes) })),
    },
  }));
  return {
    layers: layers.flatMap(({ isFolder, layer }) => (isFolder ? [] : layer)),
    hasMergedAlpha: count < 0,
  };
}

function readRecord(cursor: Cursor, header: PsdHeader): LayerRecord {
  const [top, left, bottom, right] = [cursor.i32(), cursor.i32(), cursor.i32(), cursor.i32()];
  const channels = Array.from({ length: cursor.u16() }, () => ({ id: cursor.i16(), bytes: cursor.length() }));
  cursor.skip(8);
  const opacity = cursor.u8();
  cursor.skip(3);
  const more = readMore(cursor.section(cursor.u32()), header);
  const [width, height] = [Math.max(0, right - left), Math.max(0, bottom - top)];
  return { left, top, width, height, opacity, channels, ...more };
}

/** Behind a layer's numbers: its mask, its blending, its name, and blocks of everything that came later. */
function readMore(cursor: Cursor, header: PsdHeader): { name: string; isFolder: boolean } {
  cursor.skip(cursor.u32());
  cursor.skip(cursor.u32());
  const nameBytes = cursor.u8();
  let name = cursor.text(nameBytes);
  cursor.skip(Math.min((4 - ((nameBytes + 1) % 4)) % 4, cursor.left));
  let isFolder = false;
  while (cursor.left >= 12) {
    const { key, data } = readTagged(cursor, header);
    cursor.skip(Math.min(data.length % 2, cursor.left));
    if (key === 'luni') name = readUnicodeName(createCursor(data, header));
    // A folder, open or closed, or the line below its last layer.
    if (key === 'lsct' && data.length >= 4) isFolder = data.readUInt32BE(0) > 0;
  }
  return { name, isFolder };
}

/** UTF-16, big-endian. */
function readUnicodeName(cursor: Cursor): string {
  const characters = cursor.u32();
  const bytes = Buffer.from(cursor.bytes(2 * characters));
  return bytes.swap16().toString('utf16le').replace(/\0+$/, '');
}
