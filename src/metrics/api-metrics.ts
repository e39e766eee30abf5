import { createCounter, createTimer } from './by-labels.ts';
import type { Family } from './family.ts';

/** An answer of the API. */
export interface MeasuredCall {
  /** The route's name; `none` where there is no such route. */
  readonly operation: string;
  readonly status: number;
  readonly seconds: number;
}

export interface ApiMetrics {
  readonly families: readonly Family[];
  countCall(call: MeasuredCall): void;
  countUpload(kind: string, sizeBytes: number): void;
}

const bounds = [0.005, 0.025, 0.1, 0.5, 1, 5, 30];

export function createApiMetrics(): ApiMetrics {
  const requests = createCounter(
    'calotype_api_requests_total',
    'Requests of the API that were answered, by operation and status.',
    ['operation', 'status'],
  );
  const seconds = createTimer('calotype_api_seconds', 'From the request to the answer, by operation.', {
    labelNames: ['operation'],
    bounds,
  });
  const uploads = createCounter('calotype_uploads_total', 'Files that were taken in, by kind.', ['kind']);
  const uploadBytes = createCounter('calotype_upload_bytes_total', 'Bytes of files that were taken in.', []);
  return {
    families: [requests.family, seconds.family, uploads.family, uploadBytes.family],
    countCall(call) {
      requests.add(1, call.operation, String(call.status));
      seconds.observe(call.seconds, call.operation);
    },
    countUpload(kind, sizeBytes) {
      uploads.add(1, kind);
      uploadBytes.add(sizeBytes);
    },
  };
}
