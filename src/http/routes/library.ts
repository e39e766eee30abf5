import type { CustomFields } from '../../library/custom-fields.ts';
import type { DeleteFile } from '../../library/delete-file.ts';
import type { GetFile } from '../../library/get-file.ts';
import type { GetMetadata } from '../../library/get-metadata.ts';
import type { ListAssets } from '../../library/list-assets.ts';
import type { UpdateDetails } from '../../library/update-details.ts';
import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import { readBodiesAsJson } from '../read-json.ts';
import { type KeyParts, requireKey } from '../require-key.ts';
import { type AccountParts, routeAccount } from './account.ts';
import { type BulkFilesParts, routeBulkFiles } from './bulk-files.ts';
import { type BulkJobsParts, routeBulkJobs } from './bulk-jobs.ts';
import { routeCustomMetadataFields } from './custom-metadata-fields.ts';
import { routeDeleteFile } from './delete-file.ts';
import { type FilePlacesParts, routeFilePlaces } from './file-places.ts';
import { type FileVersionsParts, routeFileVersions } from './file-versions.ts';
import { type FoldersParts, routeFolders } from './folders.ts';
import { routeGetFileDetails } from './get-file-details.ts';
import { routeGetMetadata } from './get-metadata.ts';
import { routeListAssets } from './list-assets.ts';
import { type PurgesParts, routePurges } from './purges.ts';
import { routeUpdateFileDetails } from './update-file-details.ts';

export interface LibraryParts
  extends AccountParts,
    BulkFilesParts,
    BulkJobsParts,
    FilePlacesParts,
    FileVersionsParts,
    FoldersParts,
    PurgesParts,
    KeyParts {
  readonly listAssets: ListAssets;
  readonly getFile: GetFile;
  readonly updateDetails: UpdateDetails;
  readonly deleteFile: DeleteFile;
  readonly customFields: CustomFields;
  readonly getMetadata: GetMetadata;
  readonly addresses: Addresses;
}

/** The management API: a private key first, then everything else (spec auth-errors-limits §2.2). */
export function routeLibrary(app: App, parts: LibraryParts): void {
  requireKey(app, parts);
  readBodiesAsJson(app);
  routeListAssets(app, parts);
  routeGetFileDetails(app, parts);
  routeUpdateFileDetails(app, parts);
  routeDeleteFile(app, parts);
  routeCustomMetadataFields(app, parts);
  routeGetMetadata(app, parts);
  routeFileVersions(app, parts);
  routeBulkFiles(app, parts);
  routeFilePlaces(app, parts);
  routeFolders(app, parts);
  routeBulkJobs(app, parts);
  routePurges(app, parts);
  routeAccount(app, parts);
}
