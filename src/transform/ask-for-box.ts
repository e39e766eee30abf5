import { layerPixels } from '../domain/layer-pixels.ts';
import type { Box, PlanInput, TrimMeasurement } from '../domain/plan.ts';
import { checkSize } from './check-size.ts';
import { foldDrawing } from './fold-drawing.ts';
import { keyOfQuestion } from './key-of-question.ts';
import type { Picture } from './picture.ts';
import type { MeasurementNeeded, PlanOptions, PlanSource } from './planning.ts';
import type { Sources } from './sources.ts';

export interface BoxRequest {
  readonly picture: Picture;
  readonly threshold: number;
  readonly input: PlanInput;
  readonly source: PlanSource;
  readonly sources: Sources;
  readonly options: PlanOptions;
}

/** Only pixels can tell: either somebody has looked, or somebody has to. */
export function askForBox(request: BoxRequest): Box | MeasurementNeeded {
  const { picture, source, sources, options } = request;
  // Without layers in sight other files do not matter: a logo is measured once for all URLs.
  const others = layerPixels(picture.operations) === 0 ? [] : sources.contentHashes.slice(1);
  const contentHashes = [source.contentHash, ...others];
  const measurement = makeMeasurement(request);
  const key = keyOfQuestion([contentHashes, measurement]);
  return options.measured(key) ?? { kind: 'measure', key, measurement, contentHashes };
}

/** The first frame is looked at; what it shows holds for all. */
function makeMeasurement({ input, picture, threshold, options }: BoxRequest): TrimMeasurement {
  const drawing = foldDrawing({ input, operations: picture.operations });
  checkSize(drawing.input, picture, 1, options.settings.maxPixels);
  return { kind: 'trim', threshold, ...drawing };
}
