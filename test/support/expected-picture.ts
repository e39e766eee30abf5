import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect } from 'vitest';
import { repository } from './program.ts';

/**
 * Compares with an agreed picture in test/expected: the same size, and near to the eye. Antialiasing may differ by a
 * shade from machine to machine, a missing or misplaced glyph may not. `WRITE_EXPECTED=1` writes what came out;
 * look at it before it is agreed.
 */
export async function expectPicture(name: string, bytes: Buffer): Promise<void> {
  const path = join(repository, 'test/expected', `${name}.png`);
  if (process.env.WRITE_EXPECTED !== undefined)
    await writeFile(path, await sharp(bytes).png({ palette: true, effort: 10 }).toBuffer());
  const [wanted, found] = await Promise.all([readFile(path).then(readSeen), readSeen(bytes)]);
  expect([found.width, found.height], name).toEqual([wanted.width, wanted.height]);
  const differences = found.data.map((value, index) => Math.abs(value - (wanted.data[index] ?? 0)));
  const visible = differences.filter((difference) => difference > visibleDifference).length;
  expect(visible / differences.length, `${name}: share of what differs visibly`).toBeLessThan(0.004);
}

const visibleDifference = 48;

/** Slightly out of focus, as at arm's length, on white. */
async function readSeen(bytes: Buffer) {
  const { data, info } = await sharp(bytes)
    .flatten({ background: 'white' })
    .blur(0.6)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data: [...data], width: info.width, height: info.height };
}
