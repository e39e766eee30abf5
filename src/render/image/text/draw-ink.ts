import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { MediaError } from '../../../domain/errors.ts';
import type { TextBox } from '../../../domain/text-box.ts';
import { toMarkup } from './markup.ts';
import { trimInk } from './trim-ink.ts';
import { parseVipsFile, type VipsPixels } from './vips-file.ts';

/** Under which name Pango knows the face, and the file that has to be added for it. */
export interface Face {
  readonly family: string;
  readonly fontFile?: string;
}

/**
 * What is to be seen of the text, and where in its layout that stands. Pango does the layout (HarfBuzz shapes, FriBidi
 * orders), at 72 dots per inch, where a point is a pixel. Throws MediaError invalid when there is nothing to be seen.
 */
export async function drawInk(box: TextBox, { family, fontFile }: Face): Promise<VipsPixels> {
  const { text, font } = toMarkup(box, family);
  const folder = mkdtempSync(join(tmpdir(), 'calotype-text-'));
  const path = join(folder, 'ink.v');
  try {
    await sharp({
      text: {
        text,
        font,
        ...(fontFile !== undefined && { fontfile: fontFile }),
        ...(box.wrapWidth !== undefined && { width: box.wrapWidth, wrap: 'word' }),
        align: box.alignment,
        dpi: 72,
        rgba: true,
      },
    })
      .toFile(path)
      .catch((cause) => {
        // Nothing was written: it is the text, in its font, that cannot be drawn, and not the disk that is full.
        throw existsSync(path) ? cause : cannotBeSet(cause);
      });
    return trimInk(parseVipsFile(readFileSync(path)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cannotBeSet(cause: unknown): MediaError {
  return new MediaError('invalid', 'Bad Request', {
    reason: 'EINVALIDTEXT - The text cannot be drawn in this font.',
    cause,
  });
}
