/** Reads big-endian numbers one after the other. Throws RangeError where the file ends, whatever its lengths claim. */
export interface Cursor {
  readonly position: number;
  u8(): number;
  u16(): number;
  i16(): number;
  u32(): number;
  i32(): number;
  /** 32 bits in a PSD, 64 in a PSB. */
  length(): number;
  text(bytes: number): string;
  bytes(count: number): Buffer;
  skip(count: number): void;
  /** The next `count` bytes by themselves. */
  section(count: number): Cursor;
  readonly left: number;
}

export function createCursor(file: Buffer, { isLarge }: { readonly isLarge: boolean }): Cursor {
  let position = 0;
  function take(count: number): number {
    const start = position;
    if (!(count >= 0 && start + count <= file.length)) throw new RangeError('The file breaks off');
    position += count;
    return start;
  }
  const u32 = () => file.readUInt32BE(take(4));
  const bytes = (count: number) => {
    const start = take(count);
    return file.subarray(start, start + count);
  };
  return {
    get position() {
      return position;
    },
    u8: () => file.readUInt8(take(1)),
    u16: () => file.readUInt16BE(take(2)),
    i16: () => file.readInt16BE(take(2)),
    u32,
    i32: () => file.readInt32BE(take(4)),
    length: () => (isLarge ? u32() * 2 ** 32 + u32() : u32()),
    text: (count) => bytes(count).toString('latin1'),
    bytes,
    skip: (count) => void take(count),
    section: (count) => createCursor(bytes(count), { isLarge }),
    get left() {
      return file.length - position;
    },
  };
}
