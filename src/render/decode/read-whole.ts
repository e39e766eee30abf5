import { readFile, stat } from 'node:fs/promises';
import { limitExceeded } from '../failures.ts';
import type { DecodeLimits } from './decoder.ts';

/** A file that fits into the memory of no decoder is not read into ours. */
export async function readWhole(
  path: string,
  { maxDecoderBytes }: Pick<DecodeLimits, 'maxDecoderBytes'>,
): Promise<Buffer> {
  const { size } = await stat(path);
  if (size > maxDecoderBytes) throw limitExceeded(`a file of more than ${maxDecoderBytes} bytes`);
  return await readFile(path);
}
