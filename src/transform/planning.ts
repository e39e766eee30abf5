import type { ChromaSubsampling, PngMode } from '../domain/delivery-settings.ts';
import type { Detection, Subject } from '../domain/detector.ts';
import type { GenerativeTask } from '../domain/generative-task.ts';
import type { ImageFacts } from '../domain/media-facts.ts';
import type { Box, Measurement, Plan } from '../domain/plan.ts';

/** A file that pixels come from: the picture itself, or one that a layer shows. */
export interface PlanSource {
  readonly facts: ImageFacts;
  /** What the bytes are: equal contents are one source. */
  readonly contentHash: string;
  /** Focus area stored with the file, `x,y,width,height`. */
  readonly customCoordinates?: string;
}

export interface PlanOptions {
  readonly accepts: Accepts;
  readonly settings: PlanSettings;
  /** What the client says of itself, for `w-auto` and `dpr-auto`; nothing when absent. */
  readonly hints?: ClientHints;
  /** The client asks for fewer bytes, and the account lets it: the quality that nobody has named is lower. */
  readonly savesData?: boolean;
  /** What a measurement that was asked for has shown. */
  readonly measured: (key: string) => Box | undefined;
  /** The file of a layer, by its path with a leading slash, once it has been asked for. */
  readonly overlay: (path: string) => PlanSource | undefined;
  /** The content hash of a font file, likewise. */
  readonly font: (path: string) => string | undefined;
  /** What was found in a file; nothing where nobody looks. Undefined until it has been asked for. */
  readonly detected: (contentHash: string, subject: Subject) => readonly Detection[] | undefined;
  /** What a model has made, once it has been asked for. Absent: there is no model. */
  readonly generated?: (key: string) => PlanSource | undefined;
}

/** Positive numbers (spec delivery §9). */
export interface ClientHints {
  /** `Sec-CH-Width`: physical pixels. */
  readonly width?: number;
  /** `Sec-CH-DPR`. */
  readonly dpr?: number;
}

/** Image types that the client names in `Accept`; wildcards do not count (spec delivery §7.2). */
export interface Accepts {
  readonly webp: boolean;
  readonly avif: boolean;
}

export interface PlanSettings {
  readonly autoFormat: boolean;
  readonly autoAvif: boolean;
  readonly quality: number;
  /** False: without `q` a picture is written as well as it came. */
  readonly limitQuality: boolean;
  readonly keepMetadata: boolean;
  readonly keepProfile: boolean;
  readonly progressive: boolean;
  readonly chromaSubsampling: ChromaSubsampling;
  readonly pngMode: PngMode;
  readonly autoOrient: boolean;
  readonly maxPixels: number;
  readonly maxDprSide: number;
  readonly maxShadowPixels: number;
  readonly maxTextSide: number;
  readonly maxSearchPixels: number;
  /** What is handed to a model. */
  readonly aiMaxPixels: number;
  /** What padding is filled with when a model was to paint it and there is none: `blurred` or `dominant`. */
  readonly genfillFallback: string;
}

export type Planning = OriginalBytes | ReadyPlan | PlanningNeed;

/** What must be known before planning can go on. */
export type PlanningNeed =
  | MeasurementNeeded
  | OverlayNeeded
  | FontNeeded
  | DetectionNeeded
  | GenerationNeeded;

/** Deliver what is stored. */
export interface OriginalBytes {
  readonly kind: 'original';
}

export interface ReadyPlan {
  readonly kind: 'plan';
  readonly plan: Plan;
  /** Of the picture and of the files of its layers, in the order in which the plan counts its sources. */
  readonly contentHashes: readonly string[];
  /** The format depends on `Accept`: the answer needs `Vary`. */
  readonly negotiated: boolean;
  /**
   * No pixel changes and nothing about the bytes was asked for: when the rendition comes out larger than the
   * stored file, the stored file will do (spec delivery O15).
   */
  readonly storedWillDo: boolean;
}

/** Look at the picture, then plan again with `measured(key)` known. */
export interface MeasurementNeeded {
  readonly kind: 'measure';
  readonly key: string;
  readonly measurement: Measurement;
  /** As of a plan: what is looked at comes first. */
  readonly contentHashes: readonly string[];
}

/** Look the file up, then plan again with `overlay(path)` known. */
export interface OverlayNeeded {
  readonly kind: 'overlay';
  readonly path: string;
}

/** Look the font file up, then plan again with `font(path)` known. */
export interface FontNeeded {
  readonly kind: 'font';
  readonly path: string;
}

/** Look for these in the file, then plan again with `detected` known. */
export interface DetectionNeeded {
  readonly kind: 'detect';
  readonly subject: Subject;
  readonly source: PlanSource;
}

/** Have a model make this of the picture that `plan` prints, then plan again with `generated(key)` known. */
export interface GenerationNeeded {
  readonly kind: 'generate';
  readonly key: string;
  readonly task: GenerativeTask;
  readonly plan: Plan;
  /** Of the sources of `plan`. */
  readonly contentHashes: readonly string[];
}
