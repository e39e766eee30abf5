import type { RenditionCache } from '../domain/rendition.ts';
import { traceStep } from '../domain/trace-step.ts';
import type { Tracer } from '../domain/tracer.ts';

/** What comes from memory comes without a promise; what has to be waited for, from the disk (and the bucket, which is a step of its own). */
export function traceCache<Cache extends RenditionCache>(cache: Cache, tracer: Tracer): Cache {
  return {
    ...cache,
    get: (key) =>
      traceStep(tracer, { name: 'read rendition' }, (step) => {
        const found = cache.get(key);
        if (!(found instanceof Promise)) {
          step.tell({ 'calotype.tier': 'memory', 'calotype.found': found !== undefined });
          return found;
        }
        return found.then((rendition) => {
          step.tell({ 'calotype.tier': 'disk', 'calotype.found': rendition !== undefined });
          return rendition;
        });
      }),
    put: (key, staged) => traceStep(tracer, { name: 'keep rendition' }, () => cache.put(key, staged)),
  };
}
