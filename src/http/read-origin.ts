import type { OriginPlace, OriginType } from '../domain/external-origin.ts';
import type { OriginValues } from '../library/origins.ts';
import { type OriginBody, originBodies } from './schemas/origin.ts';
import { createBodyCheck } from './validate.ts';

const checks = new Map<string, (body: unknown) => void>(
  originBodies.map(({ type, schema }) => [type, createBodyCheck(schema)]),
);

const bucketDefaults = { prefix: '' };

/** What a body leaves out. */
const defaultsOf: Partial<Record<OriginType, object>> = {
  S3: bucketDefaults,
  S3_COMPATIBLE: { ...bucketDefaults, s3ForcePathStyle: false },
  CLOUDINARY_BACKUP: bucketDefaults,
  WEB_FOLDER: { forwardHostHeaderToOrigin: false },
  GCS: bucketDefaults,
  AZURE_BLOB: bucketDefaults,
};

/** A body whose type is known already. */
export function readOrigin(body: unknown): OriginValues {
  const { type } = body as OriginBody;
  checks.get(type)?.(body);
  const { name, includeCanonicalHeader = false, baseUrlForCanonicalHeader, ...place } = body as OriginBody;
  return {
    name,
    // The schema of this very type has checked the rest.
    place: { ...defaultsOf[type as OriginType], ...place } as OriginPlace,
    includeCanonicalHeader,
    ...(baseUrlForCanonicalHeader === undefined ? {} : { baseUrlForCanonicalHeader }),
  };
}
