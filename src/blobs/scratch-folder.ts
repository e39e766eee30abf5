import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let root: string | undefined;

/** A new empty folder that goes when the process ends. All share one parent, so that one listener is enough. */
export function makeScratchFolder(): string {
  root ??= makeRoot();
  return mkdtempSync(join(root, 'store-'));
}

function makeRoot(): string {
  const folder = mkdtempSync(join(tmpdir(), 'calotype-blobs-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
