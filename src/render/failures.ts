import { MediaError } from '../domain/errors.ts';
import type { LossReason, WorkerLost } from './worker-lost.ts';

/** Every way in which work for a picture can fail by no fault of this program. */

/** The bytes are no picture that anybody could decode (spec delivery O11); or the cause, when it knows better. */
export function undecodable(cause?: unknown): MediaError {
  if (cause instanceof MediaError) return cause;
  return new MediaError('invalid', 'Bad Request', {
    reason: 'EINVALIDIMAGE - The picture could not be decoded.',
    cause,
  });
}

/** The wish for so small a file cannot be fulfilled; whoever asked learns what can. */
export function cannotBeSmaller(sizeBytes: number): MediaError {
  const reason = `ELIMIT - x-maxbytes: the picture cannot be made smaller than ${sizeBytes} bytes`;
  return new MediaError('invalid', 'Bad Request', { reason });
}

/** Too large to be decoded (spec delivery §17). */
export function tooManyPixels(maxPixels: number): MediaError {
  return limitExceeded(`more than ${maxPixels} pixels`);
}

export function limitExceeded(what: string): MediaError {
  return new MediaError('invalid', 'Bad Request', { reason: `ELIMIT - ${what}` });
}

/** The wish is fine and the file is fine: the operator can put it right. */
export function missingProgram(program: string, what: string): MediaError {
  return new MediaError('invalid', 'Bad Request', {
    reason: `EUNSUPPORTED - ${what} needs the program ${program}, which this server does not have`,
  });
}

export function tooManyWaiting(retryAfterSeconds: number): MediaError {
  return new MediaError('busy', 'Service Unavailable', {
    reason: 'EBUSY - Too many pictures are waiting to be rendered.',
    retryAfterSeconds,
  });
}

export function closing(): MediaError {
  return busy('EBUSY - The server is shutting down.');
}

export function outOfTime(): MediaError {
  return busy(outOfTimeReason);
}

/**
 * A job's worker is gone: the error keeps the loss as its cause. What has brought down two workers is the picture, hence
 * the caller's; what ran out of time may be a busy machine.
 */
export function errorOfLoss(loss: WorkerLost): MediaError {
  if (loss.reason === 'time' || loss.reason === 'abandoned') return busy(outOfTimeReason, loss);
  return new MediaError('invalid', 'Bad Request', { reason: reasonOfLoss[loss.reason], cause: loss });
}

/** A look at a file has a time of its own; whoever sent it need not send it again. */
export function unreadableInTime(loss: WorkerLost): MediaError {
  return new MediaError(
    'invalid',
    'Your request contains invalid file parameter. The file could not be read in time.',
    {
      reason: 'EINVALIDIMAGE - The file could not be read in time',
      cause: loss,
    },
  );
}

const outOfTimeReason = 'ETIMEOUT - The picture could not be rendered in time.';

const reasonOfLoss: Readonly<Record<Exclude<LossReason, 'time' | 'abandoned'>, string>> = {
  memory: 'ELIMIT - The picture needs more memory than a render worker may hold.',
  crash: 'EINVALIDIMAGE - The picture brings the renderer down.',
};

function busy(reason: string, cause?: unknown): MediaError {
  return new MediaError('busy', 'Service Unavailable', { reason, cause });
}
