/**
 * The container of TrueType and OpenType fonts: a directory of tables (OpenType spec, "Organization of an OpenType font").
 * What is inside the tables is nobody's business here.
 */
export interface Sfnt {
  /** `00010000` or `true` for TrueType outlines, `OTTO` for CFF. */
  readonly flavour: Buffer;
  readonly tables: ReadonlyMap<string, Buffer>;
}

const headerBytes = 12;
const entryBytes = 16;

const flavours = new Set(['\u0000\u0001\u0000\u0000', 'true', 'OTTO']);

/** Undefined: no such container, or one whose directory points outside of the file. */
export function parseSfnt(bytes: Buffer): Sfnt | undefined {
  if (bytes.length < headerBytes || !flavours.has(bytes.toString('latin1', 0, 4))) return undefined;
  const count = bytes.readUInt16BE(4);
  if (bytes.length < headerBytes + count * entryBytes) return undefined;
  const tables = new Map<string, Buffer>();
  for (let entry = headerBytes; entry < headerBytes + count * entryBytes; entry += entryBytes) {
    const start = bytes.readUInt32BE(entry + 8);
    const end = start + bytes.readUInt32BE(entry + 12);
    if (end > bytes.length) return undefined;
    tables.set(bytes.toString('latin1', entry, entry + 4), bytes.subarray(start, end));
  }
  return { flavour: bytes.subarray(0, 4), tables };
}

/** Checksums stay zero: FreeType, the only reader, does not look at them. */
export function writeSfnt({ flavour, tables }: Sfnt): Buffer {
  const sorted = [...tables].sort(([first], [second]) => (first < second ? -1 : 1));
  const directory = Buffer.alloc(headerBytes + sorted.length * entryBytes);
  flavour.copy(directory);
  writeSearchHints(directory, sorted.length);
  const parts: Buffer[] = [directory];
  let offset = directory.length;
  sorted.forEach(([tag, table], index) => {
    const entry = headerBytes + index * entryBytes;
    directory.write(tag, entry, 'latin1');
    directory.writeUInt32BE(offset, entry + 8);
    directory.writeUInt32BE(table.length, entry + 12);
    const padding = Buffer.alloc((4 - (table.length % 4)) % 4);
    parts.push(table, padding);
    offset += table.length + padding.length;
  });
  return Buffer.concat(parts);
}

/** numTables, searchRange, entrySelector, rangeShift. */
function writeSearchHints(directory: Buffer, count: number): void {
  const selector = Math.floor(Math.log2(Math.max(1, count)));
  const range = 2 ** selector * entryBytes;
  directory.writeUInt16BE(count, 4);
  directory.writeUInt16BE(range, 6);
  directory.writeUInt16BE(selector, 8);
  directory.writeUInt16BE(count * entryBytes - range, 10);
}
