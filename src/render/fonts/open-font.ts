import { rmSync } from 'node:fs';
import { checkOpens } from './check-opens.ts';
import { type FontLimits, type PreparedFont, prepareFont } from './prepare-font.ts';
import { noteUse } from './prepared-fonts.ts';

/** What this process has opened, by the path of the source, which stands for its bytes. */
const opened = new Map<string, PreparedFont>();

/** Throws MediaError invalid when the file is no font, and leaves nothing of it behind. */
export async function openFont(path: string, limits: FontLimits): Promise<PreparedFont> {
  const known = opened.get(path);
  // It goes when nobody has used it for long (remove-unused.ts); text would then be drawn in another.
  if (known !== undefined && noteUse(known.fontFile)) return known;
  const font = await prepareFont(path, limits);
  await checkOpens(font).catch((error) => {
    rmSync(font.fontFile, { force: true });
    throw error;
  });
  opened.set(path, font);
  return font;
}
