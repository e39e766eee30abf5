import { type Cursor, createCursor } from './cursor.ts';
import { type Layer, readLayerSection } from './layers.ts';
import { headerBytes, type PsdHeader, readHeader } from './psd-header.ts';

/** A Photoshop document taken apart, nothing decoded yet (Adobe Photoshop File Formats Specification, 2019). */
export interface PsdFile extends PsdHeader {
  /** Of indexed colours: 256 red, 256 green, 256 blue. */
  readonly palette: Buffer;
  readonly resources: Resources;
  readonly layers: readonly Layer[];
  /** The first channel behind the colours is the transparency of the whole. */
  readonly hasMergedAlpha: boolean;
  /** The picture of all layers: compression, then channel by channel. */
  readonly merged: Cursor;
}

export interface Resources {
  readonly icc?: Buffer;
  readonly exif?: Buffer;
  readonly hasXmp: boolean;
  readonly density?: number;
}

export function readPsd(file: Buffer): PsdFile {
  const header = readHeader(file);
  const cursor = createCursor(file, header);
  cursor.skip(headerBytes);
  const palette = cursor.bytes(cursor.u32());
  const resources = readResources(cursor.section(cursor.u32()));
  const section = readLayerSection(cursor.section(cursor.length()), header);
  return { ...header, palette, resources, ...section, merged: cursor };
}

const resolutionInfo = 1005;
const iccProfile = 1039;
const exifData = 1058;
const xmpMetadata = 1060;

function readResources(cursor: Cursor): Resources {
  const found = new Map<number, Buffer>();
  while (cursor.left >= 12) {
    if (cursor.text(4) !== '8BIM') break;
    const id = cursor.u16();
    const nameBytes = cursor.u8();
    cursor.skip(nameBytes + ((nameBytes + 1) % 2));
    const size = cursor.u32();
    found.set(id, cursor.bytes(size));
    cursor.skip(Math.min(size % 2, cursor.left));
  }
  const [icc, exif, resolution] = [found.get(iccProfile), found.get(exifData), found.get(resolutionInfo)];
  return {
    hasXmp: found.has(xmpMetadata),
    ...(icc === undefined || icc.length === 0 ? {} : { icc }),
    ...(exif === undefined || exif.length === 0 ? {} : { exif }),
    ...densityOf(resolution),
  };
}

/** A fixed-point number of 16.16 bits, always in dots per inch. */
function densityOf(resolution: Buffer | undefined): Pick<Resources, 'density'> {
  const density = resolution === undefined || resolution.length < 2 ? 0 : resolution.readUInt16BE(0);
  return density === 0 ? {} : { density };
}
