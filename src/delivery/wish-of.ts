import type { DeliveryUrl } from '../transform/delivery-url.ts';
import type { Transformation } from '../transform/transformation.ts';
import type { SourceFile } from './source-file.ts';

/**
 * The transformation together with what else in the URL, or in the settings, asks for other bytes than those that are
 * stored.
 */
export function wishOf(
  transformation: Transformation,
  url: Pick<DeliveryUrl, 'thumbnail' | 'sanitizeSvg'>,
  file: SourceFile,
  settings: { readonly sanitizeSvg: boolean },
): Transformation {
  const thumbnail = url.thumbnail === true;
  const isDrawing = file.current.facts.mime === 'image/svg+xml';
  const sanitizeSvg = isDrawing && (url.sanitizeSvg === true || settings.sanitizeSvg);
  if (!thumbnail && !sanitizeSvg) return transformation;
  return { ...transformation, thumbnail, sanitizeSvg, isEmpty: false };
}
