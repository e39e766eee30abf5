import type { SourcePaths } from '../../../domain/renderer.ts';
import type { TextFont } from '../../../domain/text-box.ts';
import { openFont } from '../../fonts/open-font.ts';
import type { FontLimits } from '../../fonts/prepare-font.ts';
import type { Face } from './draw-ink.ts';

export async function findFace(
  font: TextFont,
  { sourcePath, overlayPaths = [] }: SourcePaths,
  limits: FontLimits,
): Promise<Face> {
  if (font.kind === 'family') return { family: font.family };
  const path = [sourcePath, ...overlayPaths][font.source];
  if (path === undefined) throw new Error(`The job has no source ${font.source}`);
  return await openFont(path, limits);
}
