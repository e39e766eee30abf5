import type { HashFormat } from '../domain/plan.ts';
import { checkSize } from './check-size.ts';
import type { Ground } from './find-subject.ts';
import { flattenOn } from './flatten-on.ts';
import { foldDrawing } from './fold-drawing.ts';
import { apply, type Picture } from './picture.ts';
import { plainOutput } from './plain-output.ts';
import type { Planning } from './planning.ts';
import type { Work } from './run-steps.ts';
import { hashesBehind } from './sources.ts';

/** A ThumbHash has no more than 100 pixels a side to look at; a BlurHash sees nothing that 64 do not show. */
const sidesOf: Readonly<Record<HashFormat, number>> = { thumbhash: 100, blurhash: 64 };

/** The first frame, as small as the hash needs it. A BlurHash knows no alpha. */
export function finishHash(
  { picture, background, around }: Work,
  format: HashFormat,
  { source, input }: Pick<Ground, 'source' | 'input'>,
): Planning {
  const small = shrinkInto(sidesOf[format], picture);
  const { operations, width, height } = format === 'blurhash' ? flattenOn(background, small) : small;
  const drawing = foldDrawing({ input, operations });
  checkSize(drawing.input, small, 1, around.options.settings.maxPixels);
  const plan = { ...drawing, output: plainOutput(format), width, height };
  const contentHashes = hashesBehind(source.contentHash, around.sources);
  return { kind: 'plan', plan, contentHashes, negotiated: false, storedWillDo: false };
}

function shrinkInto(side: number, picture: Picture): Picture {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const shrink = (length: number) => Math.max(1, Math.round(length * scale));
  return apply(picture, { kind: 'resize', width: shrink(picture.width), height: shrink(picture.height) });
}
