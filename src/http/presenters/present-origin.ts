import { type ExternalOrigin, isOriginSecret } from '../../domain/external-origin.ts';
import type { OriginObject } from '../schemas/origin-object.ts';

/** Everything but the secrets (spec library-api §13.1). */
export function presentOrigin(origin: ExternalOrigin): OriginObject {
  const { type, ...place } = origin.place;
  const shown = Object.entries(place).filter(([name]) => !isOriginSecret(name));
  return {
    id: origin.id,
    type,
    name: origin.name,
    ...Object.fromEntries(shown),
    includeCanonicalHeader: origin.includeCanonicalHeader,
    ...(origin.baseUrlForCanonicalHeader === undefined
      ? {}
      : { baseUrlForCanonicalHeader: origin.baseUrlForCanonicalHeader }),
  };
}
