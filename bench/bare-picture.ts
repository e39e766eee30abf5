import sharp, { type Sharp } from 'sharp';
import { readConfig } from '../src/config.ts';
import type { SourceFormat } from '../src/domain/media-facts.ts';
import { isHash, type Plan } from '../src/domain/plan.ts';
import { encode } from '../src/render/image/encode.ts';
import { placeResize } from '../src/render/image/resize.ts';
import { makePlan } from '../src/transform/make-plan.ts';
import { parseTransformation } from '../src/transform/parse-transformation.ts';
import { type SourcePicture, sourceSize } from './sources.ts';

/** Bare sharp reads a source and brings it to the size of the plan, by the calls that the server makes as well. */
export function openBare({ path }: SourcePicture, format: SourceFormat, size: Size): Sharp {
  const pipeline = sharp(path, { failOn: 'none' });
  placeResize(
    { kind: 'resize', ...size },
    {
      size: sourceSize,
      startSize: sourceSize,
      decodes: format,
      operations: [],
      animated: false,
      layers: noLayers,
    },
  ).apply?.(pipeline);
  return pipeline.autoOrient();
}

const noLayers = new Map();

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Writes what `pipeline` gives as the server would for this plan. */
export async function encodeBare(pipeline: Sharp, { output }: Plan): Promise<Buffer> {
  const { format } = output;
  if (isHash(format) || format === 'svg') throw new Error('Bare sharp writes pixels.');
  return await encode(pipeline, { ...output, format }).toBuffer();
}

const settings = readConfig({});

/** What the server plans for this wish of a source of `sourceSize`. */
export function planFor(wish: string, format: SourceFormat): Plan {
  const transformation = parseTransformation(wish, {
    lenient: false,
    generative: 'nothing',
    maxSteps: 2,
    maxLayers: 0,
    findNamed: () => undefined,
  });
  const facts = {
    ...sourceSize,
    format,
    hasAlpha: false,
    isOpaque: true,
    frames: 1,
    hasProfile: false,
    hasMetadata: false,
  };
  const planning = makePlan(
    transformation,
    { facts, contentHash: '' },
    {
      accepts: { webp: false, avif: false },
      settings,
      measured: () => undefined,
      font: () => undefined,
      overlay: () => undefined,
      detected: () => [],
    },
  );
  if (planning.kind !== 'plan') throw new Error(`${wish} makes no plan.`);
  return planning.plan;
}
