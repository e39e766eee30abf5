import { parseSfnt, type Sfnt } from './sfnt.ts';

/** WOFF 2.0 takes outlines apart before it packs them with Brotli; Google's own decoder, as WebAssembly, undoes it. */
export async function parseWoff2(bytes: Buffer, maxBytes: number): Promise<Sfnt | undefined> {
  if (bytes.length < 20 || bytes.toString('latin1', 0, 4) !== 'wOF2') return undefined;
  // totalSfntSize: the decoder gives back no more than the file says.
  if (bytes.readUInt32BE(16) > maxBytes) return undefined;
  const { default: wawoff2 } = await import('wawoff2');
  return parseSfnt(Buffer.from(await wawoff2.decompress(bytes)));
}
