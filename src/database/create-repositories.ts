import type { Repositories } from '../domain/database.ts';
import { createAssetRepository } from './asset-repository.ts';
import { createCustomFieldRepository } from './custom-field-repository.ts';
import { createDetectionRepository } from './detection-repository.ts';
import { createFileRepository } from './file-repository.ts';
import { createFolderRepository } from './folder-repository.ts';
import { createGeneratedPictureRepository } from './generated-picture-repository.ts';
import { createJobRepository } from './job-repository.ts';
import { createKeyPairRepository } from './key-pair-repository.ts';
import { createModelCallRepository } from './model-call-repository.ts';
import { createNamedTransformationRepository } from './named-transformation-repository.ts';
import { createOriginRepository } from './origin-repository.ts';
import { createPurgeRepository } from './purge-repository.ts';
import { createSavedExtensionRepository } from './saved-extension-repository.ts';
import { createSettingRepository } from './setting-repository.ts';
import type { Store } from './store.ts';
import { createUploadTokenRepository } from './upload-token-repository.ts';
import { createUrlEndpointRepository } from './url-endpoint-repository.ts';
import { createUsageRepository } from './usage-repository.ts';

export function createRepositories(store: Store): Repositories {
  return {
    files: createFileRepository(store),
    folders: createFolderRepository(store),
    assets: createAssetRepository(store),
    customFields: createCustomFieldRepository(store),
    keyPairs: createKeyPairRepository(store),
    namedTransformations: createNamedTransformationRepository(store),
    savedExtensions: createSavedExtensionRepository(store),
    origins: createOriginRepository(store),
    urlEndpoints: createUrlEndpointRepository(store),
    uploadTokens: createUploadTokenRepository(store),
    jobs: createJobRepository(store),
    settings: createSettingRepository(store),
    purges: createPurgeRepository(store),
    usage: createUsageRepository(store),
    detections: createDetectionRepository(store),
    generatedPictures: createGeneratedPictureRepository(store),
    modelCalls: createModelCallRepository(store),
  };
}
