import type { Repositories } from '../domain/database.ts';
import { createAssetRepository } from './asset-repository.ts';
import { createCustomFieldRepository } from './custom-field-repository.ts';
import { createFileRepository } from './file-repository.ts';
import { createFolderRepository } from './folder-repository.ts';
import { createKeyPairRepository } from './key-pair-repository.ts';
import { createSettingRepository } from './setting-repository.ts';
import type { Store } from './store.ts';
import { createUploadTokenRepository } from './upload-token-repository.ts';

export function createRepositories(store: Store): Repositories {
  return {
    files: createFileRepository(store),
    folders: createFolderRepository(store),
    assets: createAssetRepository(store),
    customFields: createCustomFieldRepository(store),
    keyPairs: createKeyPairRepository(store),
    uploadTokens: createUploadTokenRepository(store),
    settings: createSettingRepository(store),
  };
}
