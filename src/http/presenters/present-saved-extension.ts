import type { SavedExtension } from '../../domain/saved-extension.ts';
import type { SavedExtensionObject } from '../schemas/saved-extension.ts';

/** Spec library-api §10. */
export function presentSavedExtension(item: SavedExtension): SavedExtensionObject {
  return {
    id: item.id,
    name: item.name,
    description: item.description,
    config: item.config,
    createdAt: item.createdAt.toISOString(),
    updatedAt: item.updatedAt.toISOString(),
  };
}
