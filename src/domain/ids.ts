import { randomBytes, randomInt } from 'node:crypto';

type Id<Name extends string> = string & { readonly idOf: Name };

/** 24 lower-case hex characters; the first eight are the creation second (spec library-api §1.7). */
export type FileId = Id<'file'>;
export type FolderId = Id<'folder'>;
/** The id of a version as clients see it. It moves from content to content: see version.ts. */
export type VersionId = Id<'version'>;
/** The id of a version's content for ever: what rows point at. Never shown. */
export type VersionKey = Id<'version-key'>;
export type CustomFieldId = Id<'custom-field'>;
/** Nine letters and digits (spec library-api §1.7). */
export type NamedTransformationId = Id<'named-transformation'>;
/** `ext_` and lower-case letters and digits. */
export type SavedExtensionId = Id<'saved-extension'>;
export type OriginId = Id<'origin'>;
/** `default`, or as the id of an origin. */
export type UrlEndpointId = Id<'url-endpoint'>;
export type PurgeId = Id<'purge'>;
/** As the id of a file. */
export type JobId = Id<'job'>;

const idPattern = /^[0-9a-f]{24}$/;

export function makeId<Name extends string>(now: Date): Id<Name> {
  const second = Math.floor(now.getTime() / 1000)
    .toString(16)
    .padStart(8, '0');
  return `${second}${randomBytes(8).toString('hex')}` as Id<Name>;
}

export function isId(text: string): boolean {
  return idPattern.test(text);
}

const lowerCase = 'abcdefghijklmnopqrstuvwxyz0123456789';
const mixedCase = `${lowerCase}ABCDEFGHIJKLMNOPQRSTUVWXYZ`;

export function makeShortId<Name extends string>(): Id<Name> {
  return randomText(mixedCase, 9) as Id<Name>;
}

export function makeSavedExtensionId(): SavedExtensionId {
  return `ext_${randomText(lowerCase, 12)}` as SavedExtensionId;
}

function randomText(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

const tokenAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._';

/** The value of `ik-obj-version`: 32 characters of `[A-Za-z0-9._]` (spec library-api §1.7). */
export function makeDeliveryToken(): string {
  return Array.from(randomBytes(32), (byte) => tokenAlphabet[byte % 64]).join('');
}
