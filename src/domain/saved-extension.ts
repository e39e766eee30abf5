import type { ExtensionConfig } from './extension-config.ts';
import type { SavedExtensionId } from './ids.ts';

/** The configuration of an extension, kept so that requests can name it (spec library-api §10). */
export interface SavedExtension {
  readonly id: SavedExtensionId;
  readonly name: string;
  readonly description: string;
  /** As it was sent; checked before it came here. */
  readonly config: ExtensionConfig;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}
