import type { ErrorCode } from '../domain/errors.ts';
import type { MediaFacts } from '../domain/media-facts.ts';
import type { Box } from '../domain/plan.ts';
import type { MeasureJob, RenderJob, RenderResult } from '../domain/renderer.ts';

/** What the server and a worker say to each other: plain JSON, one request, one reply. */
export type Task =
  | { readonly kind: 'render'; readonly job: RenderJob }
  | { readonly kind: 'measure'; readonly job: MeasureJob }
  | { readonly kind: 'probe'; readonly path: string; readonly name: string; readonly depth: ProbeDepth };

/** How far a probe goes; what has killed a worker is looked at less deeply the next time. */
export type ProbeDepth = 'pixels' | 'header' | 'type';

export interface TaskValues {
  readonly render: RenderResult;
  readonly measure: Box;
  readonly probe: MediaFacts;
}

export interface WorkRequest {
  readonly id: number;
  readonly task: Task;
}

export type WorkReply =
  | { readonly id: number; readonly rssBytes: number; readonly value: TaskValues[keyof TaskValues] }
  | { readonly id: number; readonly rssBytes: number; readonly error: WorkError };

/** `code` is absent when the error is ours and not the caller's. */
export interface WorkError {
  readonly code?: ErrorCode;
  readonly message: string;
  readonly reason?: string;
}

/** Sent once, when sharp is loaded. */
export const ready = 'ready';
