import type { NamedTransformation } from '../../domain/named-transformation.ts';
import type { NamedTransformationObject } from '../schemas/named-transformation.ts';

/** Spec library-api §11. */
export function presentNamedTransformation(item: NamedTransformation): NamedTransformationObject {
  return {
    id: item.id,
    name: item.name,
    transformation: item.transformation,
    enabled: item.enabled,
    createdAt: item.createdAt.toISOString(),
  };
}
