import type { OriginId } from './ids.ts';

/** Somewhere outside the library that files may come from (spec library-api §13.1). */
export interface ExternalOrigin {
  readonly id: OriginId;
  readonly name: string;
  readonly place: OriginPlace;
  readonly includeCanonicalHeader: boolean;
  readonly baseUrlForCanonicalHeader?: string;
  readonly createdAt: Date;
}

export type OriginPlace =
  | AmazonBucket
  | CompatibleBucket
  | WebFolder
  | { readonly type: 'WEB_PROXY' }
  | GoogleBucket
  | AzureContainer
  | AkeneoCatalogue;

export interface AmazonBucket {
  readonly type: 'S3' | 'CLOUDINARY_BACKUP';
  readonly bucket: string;
  readonly prefix: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** The keys are empty then. */
  readonly useIAMRole?: boolean;
}

export interface CompatibleBucket {
  readonly type: 'S3_COMPATIBLE';
  readonly bucket: string;
  readonly prefix: string;
  readonly endpoint: string;
  readonly s3ForcePathStyle: boolean;
  readonly accessKey: string;
  readonly secretKey: string;
}

export interface WebFolder {
  readonly type: 'WEB_FOLDER';
  readonly baseUrl: string;
  readonly forwardHostHeaderToOrigin: boolean;
}

export interface GoogleBucket {
  readonly type: 'GCS';
  readonly bucket: string;
  readonly prefix: string;
  readonly clientEmail: string;
  readonly privateKey: string;
}

export interface AzureContainer {
  readonly type: 'AZURE_BLOB';
  readonly container: string;
  readonly accountName: string;
  readonly prefix: string;
  readonly sasToken: string;
}

export interface AkeneoCatalogue {
  readonly type: 'AKENEO_PIM';
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
}

export type OriginType = OriginPlace['type'];

const secretNames: ReadonlySet<string> = new Set([
  'accessKey',
  'secretKey',
  'privateKey',
  'sasToken',
  'clientId',
  'clientSecret',
  'username',
  'password',
]);

/** What is never shown again, and sealed where it is kept. */
export function isOriginSecret(property: string): boolean {
  return secretNames.has(property);
}
