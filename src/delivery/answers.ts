import type { LRUCache } from 'lru-cache';
import type { Box } from '../domain/plan.ts';
import type { PlanningNeed, PlanOptions } from '../transform/planning.ts';
import type { FindDetections } from './detections.ts';
import { createGenerated } from './generated.ts';
import type { FindGenerated } from './generations.ts';
import type { Renditions } from './make-rendition.ts';
import type { OverlayRequest, Overlays } from './overlays.ts';
import { createSeen, type SeenRequest } from './seen.ts';

/** What the planning of one print has asked for, and what was answered. */
export interface Answers {
  readonly known: Pick<PlanOptions, 'measured' | 'overlay' | 'font' | 'detected' | 'generated'>;
  /** `pending`: a model is at work on it. */
  find(need: PlanningNeed): Promise<'found' | 'pending'>;
  /** Somewhere there was no answer: it is as if nothing were there, for now. */
  readonly isProvisional: boolean;
}

/** Who knows what planning cannot know. */
export interface AnswerSources {
  /** Looks at the pixels of a picture. */
  readonly measure: Renditions['measure'];
  /** Absent: there is no detector, and nothing is found. */
  readonly findDetections?: FindDetections;
  /** Absent: there is no model. */
  readonly findGenerated?: FindGenerated;
}

export interface AnswerParts extends AnswerSources {
  readonly overlays: Overlays;
  /** Of all prints: a look is worth its memory. */
  readonly boxes: LRUCache<string, Box>;
}

export interface AnswerRequest extends SeenRequest, OverlayRequest {}

export function createAnswers(parts: AnswerParts, request: AnswerRequest): Answers {
  const { overlays, boxes, findDetections, findGenerated } = parts;
  const { signal } = request;
  const seen = createSeen(findDetections, request);
  const generated = createGenerated(findGenerated, request);
  return {
    known: {
      measured: (key) => boxes.get(key),
      overlay: (path) => overlays.source(path),
      font: (path) => overlays.fontHash(path),
      detected: seen.detected,
      ...(findGenerated && { generated: generated.source }),
    },
    async find(need) {
      if (need.kind === 'generate') return await generated.find(need);
      if (need.kind === 'overlay') await overlays.find(need.path, request);
      else if (need.kind === 'font') await overlays.findFont(need.path, request);
      else if (need.kind === 'detect') await seen.look(need);
      else boxes.set(need.key, await parts.measure(need, signal));
      return 'found';
    },
    get isProvisional() {
      return seen.isProvisional;
    },
  };
}
