import type { Clock } from '../domain/clock.ts';
import type { Database, Repositories, SavedExtensionRepository } from '../domain/database.ts';
import { invalid, type MediaError, notFound } from '../domain/errors.ts';
import { makeSavedExtensionId, type SavedExtensionId } from '../domain/ids.ts';
import type { SavedExtension } from '../domain/saved-extension.ts';
import { isExtensionConfig } from './check-extension-config.ts';

export interface SavedExtensionParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly maxSavedExtensions: number;
}

export type SavedExtensionValues = Pick<SavedExtension, 'name' | 'description' | 'config'>;

export interface SavedExtensions {
  list(): Promise<SavedExtension[]>;
  get(id: string): Promise<SavedExtension>;
  create(values: SavedExtensionValues): Promise<SavedExtension>;
  /** Only what is given changes; the configuration as a whole. */
  update(id: string, values: Partial<SavedExtensionValues>): Promise<SavedExtension>;
  delete(id: string): Promise<void>;
}

/** Spec library-api §10. */
export function createSavedExtensions(parts: SavedExtensionParts): SavedExtensions {
  const { database, clock, maxSavedExtensions } = parts;
  return {
    list: () => database.savedExtensions.list(),
    get: (id) => getExtension(database.savedExtensions, readId(id)),

    create: (values) =>
      database.transaction(async (repositories) => {
        const kept = await repositories.savedExtensions.list();
        if (kept.length >= maxSavedExtensions) {
          throw invalid(`You can create a maximum of ${maxSavedExtensions} saved extensions.`);
        }
        await checkConfig(values, repositories);
        const now = clock.now();
        const made = { id: makeSavedExtensionId(), ...values, createdAt: now, updatedAt: now };
        await repositories.savedExtensions.insert(made);
        return made;
      }),

    update: (id, values) =>
      database.transaction(async (repositories) => {
        const kept = await getExtension(repositories.savedExtensions, readId(id));
        const next = { ...kept, ...values, updatedAt: clock.now() };
        await checkConfig(next, repositories);
        await repositories.savedExtensions.update(next);
        return next;
      }),

    async delete(id) {
      if (!(await database.savedExtensions.delete(readId(id)))) throw missing();
    },
  };
}

function readId(id: string): SavedExtensionId {
  if (!/^ext_[a-z0-9]+$/.test(id)) throw invalid('Invalid saved extension ID.');
  return id as SavedExtensionId;
}

async function getExtension(
  savedExtensions: SavedExtensionRepository,
  id: SavedExtensionId,
): Promise<SavedExtension> {
  const extension = await savedExtensions.find(id);
  if (extension === undefined) throw missing();
  return extension;
}

function missing(): MediaError {
  return notFound('The requested saved extension does not exist.');
}

async function checkConfig({ config }: SavedExtensionValues, { customFields }: Repositories): Promise<void> {
  const fields = await customFields.list({ includeDeleted: false });
  if (!isExtensionConfig(config, fields)) throw invalid('Invalid extension configuration.');
}
