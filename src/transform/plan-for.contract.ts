import type { Detection, Subject } from '../domain/detector.ts';
import type { ImageFacts } from '../domain/media-facts.ts';
import type { Box, Measurement, Operation } from '../domain/plan.ts';
import { makePlan } from './make-plan.ts';
import { parseTransformation } from './parse-transformation.ts';
import type { Accepts, ClientHints, Planning, PlanSettings, PlanSource, ReadyPlan } from './planning.ts';

/** What tests of the planner share: from the text of a URL to a planning, with everything usual filled in. */
export interface Given {
  readonly facts?: Partial<ImageFacts>;
  readonly customCoordinates?: string;
  readonly accepts?: Partial<Accepts>;
  readonly settings?: Partial<PlanSettings>;
  readonly hints?: ClientHints;
  readonly savesData?: boolean;
  readonly measured?: (key: string) => Box | undefined;
  /** Looks at once where a look is asked for. */
  readonly look?: (measurement: Measurement) => Box;
  /** Content hashes of font files, by path. */
  readonly fonts?: Readonly<Record<string, string>>;
  /** Files of layers, by path. What the bytes are is said by the path, unless `contentHash` says it. */
  readonly overlays?: Readonly<Record<string, Partial<ImageFacts> & { readonly contentHash?: string }>>;
  /** `null`: there is no model. */
  readonly generated?: ((key: string) => PlanSource | undefined) | null;
  readonly detected?: (contentHash: string, subject: Subject) => readonly Detection[] | undefined;
}

const photo: ImageFacts = {
  format: 'jpeg',
  width: 640,
  height: 865,
  hasAlpha: false,
  isOpaque: true,
  frames: 1,
  hasProfile: false,
  hasMetadata: false,
};

const usual: PlanSettings = {
  autoFormat: true,
  autoAvif: false,
  quality: 80,
  limitQuality: true,
  keepMetadata: false,
  keepProfile: false,
  progressive: false,
  chromaSubsampling: '4:2:0',
  pngMode: 'lossless',
  autoOrient: true,
  maxPixels: 100_000_000,
  maxDprSide: 5000,
  maxTextSide: 16_383,
  maxShadowPixels: 2_000_000,
  maxSearchPixels: 6_000_000,
  aiMaxPixels: 16_000_000,
  genfillFallback: 'none',
};

export function planningFor(text: string, given: Given = {}): Planning {
  const transformation = parseTransformation(text, {
    lenient: false,
    generative: 'all',
    maxSteps: 20,
    maxLayers: 20,
    findNamed: () => undefined,
  });
  const { customCoordinates } = given;
  const source = {
    facts: { ...photo, ...given.facts },
    contentHash: 'photo',
    ...(customCoordinates === undefined ? {} : { customCoordinates }),
  };
  const boxes = new Map<string, Box>();
  const options = {
    accepts: { webp: true, avif: false, ...given.accepts },
    settings: { ...usual, ...given.settings },
    ...(given.hints && { hints: given.hints }),
    ...(given.savesData && { savesData: true }),
    measured: (key: string) => boxes.get(key) ?? given.measured?.(key),
    overlay: (path: string) => overlayOf(path, given),
    font: (path: string) => given.fonts?.[path],
    detected: given.detected ?? (() => []),
    ...(given.generated !== null && { generated: given.generated ?? (() => undefined) }),
  };
  for (;;) {
    const planning = makePlan(transformation, source, options);
    if (planning.kind !== 'measure' || given.look === undefined) return planning;
    boxes.set(planning.key, given.look(planning.measurement));
  }
}

function overlayOf(path: string, { overlays = {} }: Given) {
  const found = overlays[path];
  if (found === undefined) return undefined;
  const { contentHash = path, ...facts } = found;
  return { facts: { ...photo, ...facts }, contentHash };
}

/** The ink of the worked examples (spec image-transformations §6.6). */
const ink = { left: 0, top: 0, width: 386, height: 45 };

/** A look that finds no frame to cut away. */
export function whole(measurement: Measurement): Box {
  if (measurement.kind === 'text') return ink;
  const operations = measurement.kind === 'trim' ? measurement.operations : [];
  return { left: 0, top: 0, ...sizeAfter(measurement.input, operations) };
}

export function planFor(text: string, given: Given = {}): ReadyPlan {
  const planning = planningFor(text, given);
  if (planning.kind !== 'plan') throw new Error(`${text} gives ${planning.kind}`);
  return planning;
}

/** `640×865` → facts of a picture of that size. */
export function sized(text: string): { width: number; height: number } {
  const [width = 0, height = 0] = text.split('×').map(Number);
  return { width, height };
}

/** The size after each operation, worked out anew; throws when one does not fit what it is given. */
export function sizeAfter(start: { width: number; height: number }, operations: readonly Operation[]) {
  return operations.reduce(({ width, height }, operation) => {
    if (operation.kind === 'extend' || operation.kind === 'backdrop') {
      return {
        width: width + operation.left + operation.right,
        height: height + operation.top + operation.bottom,
      };
    }
    if (operation.kind === 'crop') {
      const { left, top } = operation;
      const isInside =
        left >= 0 && top >= 0 && left + operation.width <= width && top + operation.height <= height;
      if (!isInside) throw new Error(`crop outside ${width}×${height}: ${JSON.stringify(operation)}`);
    }
    const isWindow = operation.kind === 'attend';
    if (isWindow && (operation.width > width || operation.height > height))
      throw new Error(`window outside ${width}×${height}: ${JSON.stringify(operation)}`);
    const isSize = 'width' in operation && operation.kind !== 'pixelate';
    return isSize ? { width: operation.width, height: operation.height } : { width, height };
  }, start);
}
