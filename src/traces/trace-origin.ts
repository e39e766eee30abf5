import type { Origin, OriginFile } from '../domain/origin.ts';
import type { Step, Tracer } from '../domain/tracer.ts';

/** From the question to the last byte of the answer. Where it is and what it is asked for may be secret, and are left out. */
export function traceOrigin(origin: Origin, kind: string, tracer: Tracer): Origin {
  return {
    async open(path, request) {
      const attributes = {
        'calotype.origin.kind': kind,
        'calotype.origin.known': request.known !== undefined,
      };
      const step = tracer.begin({ name: 'fetch from origin', role: 'asks', attributes });
      try {
        const answer = await step.run(() => origin.open(path, request));
        step.tell({ 'calotype.origin.answer': answer.kind });
        if (answer.kind === 'file') endWithBody(step, answer);
        else step.end();
        return answer;
      } catch (error) {
        step.end({ error });
        throw error;
      }
    },
  };
}

function endWithBody(step: Step, { body, sizeBytes }: OriginFile): void {
  step.tell({ 'calotype.bytes': sizeBytes });
  body.once('error', (error) => step.end({ error }));
  body.once('close', () => step.end());
}
