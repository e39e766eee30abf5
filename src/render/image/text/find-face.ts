import type { SourcePaths } from '../../../domain/renderer.ts';
import type { TextFont } from '../../../domain/text-box.ts';
import { checkOpens } from '../../fonts/check-opens.ts';
import { type FontLimits, prepareFont } from '../../fonts/prepare-font.ts';
import type { Face } from './draw-ink.ts';

/** Font files that this process has opened, by the path of the source, which stands for its bytes. */
const opened = new Map<string, Face>();

export async function findFace(
  font: TextFont,
  { sourcePath, overlayPaths = [] }: SourcePaths,
  limits: FontLimits,
): Promise<Face> {
  if (font.kind === 'family') return { family: font.family };
  const path = [sourcePath, ...overlayPaths][font.source];
  if (path === undefined) throw new Error(`The job has no source ${font.source}`);
  const face = opened.get(path) ?? (await openFont(path, limits));
  opened.set(path, face);
  return face;
}

async function openFont(path: string, limits: FontLimits): Promise<Face> {
  const prepared = await prepareFont(path, limits);
  await checkOpens(prepared);
  return prepared;
}
