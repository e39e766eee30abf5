import type { CustomField } from '../../domain/custom-field.ts';
import type { CustomFieldObject } from '../schemas/custom-field.ts';

/** Spec library-api §7.1. A deleted field carries no mark. */
export function presentCustomField({ id, name, label, description, schema }: CustomField): CustomFieldObject {
  return { id, name, label, ...(description === undefined ? {} : { description }), schema };
}
