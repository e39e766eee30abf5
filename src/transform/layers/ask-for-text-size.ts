import type { Measurement } from '../../domain/plan.ts';
import { keyOfQuestion } from '../key-of-question.ts';
import type { MeasurementNeeded, PlanOptions } from '../planning.ts';
import type { Size } from '../surroundings.ts';
import type { FoundFont } from './find-font.ts';
import type { UnsetText } from './make-text-box.ts';

/** Only the fonts can tell: either the text has been set before, or it has to be. */
export function askForTextSize(
  text: UnsetText,
  font: FoundFont,
  { measured }: PlanOptions,
): Size | MeasurementNeeded {
  const contentHashes = font.kind === 'file' ? [font.contentHash] : [];
  const measurement: Measurement = {
    kind: 'text',
    box: { ...text, font: font.kind === 'file' ? { kind: 'file', source: 0 } : font },
  };
  const key = keyOfQuestion([contentHashes, measurement]);
  const ink = measured(key);
  if (ink === undefined) return { kind: 'measure', key, measurement, contentHashes };
  return { width: ink.width, height: ink.height };
}
