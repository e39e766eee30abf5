import type { Detection, Subject } from '../domain/detector.ts';
import type { DetectionNeeded } from '../transform/planning.ts';
import type { FindDetections } from './detections.ts';
import type { ModelRequest } from './generated.ts';

/** What was found in the files of one print. */
export interface Seen {
  /** Undefined until it has been looked for. */
  detected(contentHash: string, subject: Subject): readonly Detection[] | undefined;
  look(needed: DetectionNeeded): Promise<void>;
  /** Somewhere there was no answer: it is as if nothing were there, for now (T23). */
  readonly isProvisional: boolean;
}

export interface SeenRequest extends ModelRequest {
  readonly signal: () => AbortSignal;
}

const nothing: readonly Detection[] = [];

export function createSeen(
  findDetections: FindDetections | undefined,
  { mayAskModels, signal }: SeenRequest,
): Seen {
  const known = new Map<string, readonly Detection[]>();
  let isProvisional = false;
  const keyOf = (contentHash: string, subject: Subject) => `${contentHash} ${subject}`;
  return {
    detected: (contentHash, subject) =>
      findDetections === undefined ? nothing : known.get(keyOf(contentHash, subject)),
    async look(needed) {
      const found = await findDetections?.({ needed, mayAsk: mayAskModels }, signal);
      isProvisional ||= found === undefined;
      known.set(keyOf(needed.source.contentHash, needed.subject), found ?? nothing);
    },
    get isProvisional() {
      return isProvisional;
    },
  };
}
