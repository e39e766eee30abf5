import { createReadStream } from 'node:fs';

/** The whole file, however long: one wrong byte, and a browser that was promised UTF-8 shows a hole. */
export async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of createReadStream(path)) {
    if (!decodes(decoder, piece)) return false;
  }
  return decodes(decoder);
}

function decodes(decoder: InstanceType<typeof TextDecoder>, piece?: Buffer): boolean {
  try {
    decoder.decode(piece, { stream: piece !== undefined });
    return true;
  } catch {
    return false;
  }
}
