import { invalid } from '../domain/errors.ts';
import { checkCustomCoordinates, checkDescription, checkTags } from './details.ts';
import { type FormMetadata, readFormMetadata } from './upload-custom-metadata.ts';
import {
  isGiven,
  readBoolean,
  readList,
  readOptionalText,
  readRaw,
  readText,
  type UploadFields,
} from './upload-fields.ts';

/** What an upload asks for, with nothing left to decide (spec upload §4.1). */
export interface UploadRequest {
  /** As sent, trimmed; not yet sanitised. */
  readonly fileName: string;
  readonly folder: string;
  readonly useUniqueFileName: boolean;
  /** Absent: an overwrite may keep the old ones. */
  readonly tags: readonly string[] | undefined;
  readonly isPrivateFile: boolean;
  readonly isPublished: boolean;
  readonly customCoordinates: string | undefined;
  readonly description: string | undefined;
  /** Absent: an overwrite may keep the old ones. Not yet held against the fields. */
  readonly customMetadata: FormMetadata | undefined;
  readonly responseFields: ReadonlySet<ResponseField>;
  readonly overwriteFile: boolean;
  readonly overwriteTags: boolean;
  readonly overwriteAITags: boolean;
  readonly overwriteCustomMetadata: boolean;
}

/** Details that a response has only when they are asked for (spec upload §12). */
const responseFields = [
  'tags',
  'customCoordinates',
  'isPrivateFile',
  'isPublished',
  'customMetadata',
  'embeddedMetadata',
  'metadata',
  'selectedFieldsSchema',
] as const;

export type ResponseField = (typeof responseFields)[number];

/** Silence would let a client believe that they were obeyed. */
const notSupportedYet = ['extensions', 'transformation', 'checks', 'webhookUrl'] as const;

/** Throws `invalid` in the order of spec upload §2: what is required, then each parameter. */
export function readUploadRequest(fields: UploadFields): UploadRequest {
  const request = {
    fileName: readFileName(fields),
    folder: readOptionalText(fields, 'folder') ?? '/',
    useUniqueFileName: readBoolean(fields, 'useUniqueFileName', true),
    tags: readList(fields, 'tags'),
    isPrivateFile: readBoolean(fields, 'isPrivateFile', false),
    isPublished: readBoolean(fields, 'isPublished', true),
    customCoordinates: readOptionalText(fields, 'customCoordinates'),
    description: readRaw(fields, 'description'),
    customMetadata: readFormMetadata(fields),
    responseFields: readResponseFields(fields),
    overwriteFile: readBoolean(fields, 'overwriteFile', true),
    overwriteTags: readBoolean(fields, 'overwriteTags', true),
    overwriteAITags: readBoolean(fields, 'overwriteAITags', true),
    overwriteCustomMetadata: readBoolean(fields, 'overwriteCustomMetadata', true),
  };
  if (request.tags !== undefined) checkTags(request.tags);
  if (request.customCoordinates !== undefined) checkCustomCoordinates(request.customCoordinates);
  if (request.description !== undefined) checkDescription(request.description);
  refuseUnsupported(fields);
  return request;
}

function readFileName(fields: UploadFields): string {
  const fileName = readText(fields, 'fileName');
  // Sic: spelling and missing period as the hosted service sends them.
  if (!fileName) throw invalid('Your request is missing fileName paramater');
  return fileName;
}

/** Unknown names are ignored: older SDKs send `thumbnail`, `webhookUrl` and the like. */
function readResponseFields(fields: UploadFields): ReadonlySet<ResponseField> {
  const names = new Set(readList(fields, 'responseFields'));
  return new Set(responseFields.filter((field) => names.has(field)));
}

function refuseUnsupported(fields: UploadFields): void {
  for (const name of notSupportedYet) {
    if (!isGiven(fields, name)) continue;
    throw invalid(`The ${name} parameter is not supported yet.`, {
      help: `Send the request without ${name}.`,
    });
  }
}
