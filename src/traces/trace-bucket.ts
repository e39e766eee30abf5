import type { Bucket } from '../domain/bucket.ts';
import { traceStep } from '../domain/trace-step.ts';
import type { Tracer } from '../domain/tracer.ts';

/** Each request that somebody may be waiting for. */
export function traceBucket(bucket: Bucket, tracer: Tracer): Bucket {
  const asks = <Result>(name: string, work: () => Promise<Result>) =>
    traceStep(tracer, { name, role: 'asks' }, work);
  return {
    ...bucket,
    putFile: (key, path, signal) => asks('write to bucket', () => bucket.putFile(key, path, signal)),
    open: (key, options) => asks('read from bucket', () => bucket.open(key, options)),
    find: (key) => asks('look into bucket', () => bucket.find(key)),
    delete: (key) => asks('delete from bucket', () => bucket.delete(key)),
  };
}
