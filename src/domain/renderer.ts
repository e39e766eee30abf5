import type { Box, Measurement, Plan } from './plan.ts';

/**
 * Turns a plan and a source into bytes, in processes of its own.
 *
 * Errors: a source that cannot be decoded, or brings two processes down → MediaError invalid (EINVALIDIMAGE); one that
 * needs too much memory, or that cannot be made as small as wished → MediaError invalid (ELIMIT); work that outgrew its time, and a full queue → MediaError busy.
 */
export interface Renderer {
  /**
   * Writes the whole result to `targetPath`, with its trailer (file-trailer.ts). The caller owns the path; on failure it removes what
   * is there.
   */
  render(job: RenderJob, signal: AbortSignal): Promise<RenderResult>;
  /** A uniform picture measures as itself. */
  measure(job: MeasureJob, signal: AbortSignal): Promise<Box>;
  /** Throws MediaError busy when such work would be refused now: whoever would be told so need not fetch anything for it. */
  checkRoom(work: Pick<RenderJob, 'plan'> | Pick<MeasureJob, 'measurement'>): void;
  /** Waits for running work, then ends the processes. */
  close(): Promise<void>;
}

export interface RenderJob extends SourcePaths {
  readonly plan: Plan;
  readonly targetPath: string;
}

export interface MeasureJob extends SourcePaths {
  readonly measurement: Measurement;
}

export interface SourcePaths {
  /** Source 0: the picture itself. */
  readonly sourcePath: string;
  /** Sources 1 and up: the files of its layers. A path stands for its bytes: another content has another path. */
  readonly overlayPaths?: readonly string[];
}

export interface RenderResult {
  readonly sizeBytes: number;
  /** The result itself, when it is small: nobody needs to read what was just written. */
  readonly bytes?: Buffer;
  readonly width: number;
  readonly height: number;
}
