const orientationTag = 0x0112;
const upright = 1;

/** The same EXIF for pixels that have been turned: orientation 1. Bytes that make no sense stay as they are. */
export function uprightExif(exif: Buffer): Buffer {
  const copy = Buffer.from(exif);
  const start = copy.toString('latin1', 0, 4) === 'Exif' ? 6 : 0;
  const isLittleEndian = copy.toString('latin1', start, start + 2) === 'II';
  const view = new DataView(copy.buffer, copy.byteOffset + start, Math.max(0, copy.length - start));
  // TIFF 6.0 §2: the first directory, twelve bytes an entry, a SHORT stands at the left of its value.
  if (view.byteLength < 8) return copy;
  const directory = view.getUint32(4, isLittleEndian);
  if (directory + 2 > view.byteLength) return copy;
  const entries = view.getUint16(directory, isLittleEndian);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + 12 * index;
    if (entry + 12 > view.byteLength) break;
    if (view.getUint16(entry, isLittleEndian) === orientationTag)
      view.setUint16(entry + 8, upright, isLittleEndian);
  }
  return copy;
}
