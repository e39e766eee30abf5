import type { Asset, AssetQuery } from './asset.ts';
import type { CustomField } from './custom-field.ts';
import type { Detection, Subject } from './detector.ts';
import type { ExternalOrigin } from './external-origin.ts';
import type { Folder } from './folder.ts';
import type { GeneratedPicture } from './generated-picture.ts';
import type {
  CustomFieldId,
  FileId,
  FolderId,
  JobId,
  NamedTransformationId,
  OriginId,
  PurgeId,
  SavedExtensionId,
  UrlEndpointId,
  VersionId,
  VersionKey,
} from './ids.ts';
import type { ClaimedJob, Job, JobClaim, JobEnd, NewJob } from './job.ts';
import type { KeyPair } from './key-pair.ts';
import type { MediaFile } from './media-file.ts';
import type { NamedTransformation } from './named-transformation.ts';
import type { PurgeNode, PurgeNumber, PurgeRequest } from './purge.ts';
import type { SavedExtension } from './saved-extension.ts';
import type { UrlEndpoint } from './url-endpoint.ts';
import type { UsageDay, UsageKind, UsageTally } from './usage.ts';
import type { Version, VersionDetails } from './version.ts';

/**
 * Everything that is rows. Repositories store and find; rules live in use cases.
 * Text is compared exactly and sorted by code point: case-sensitive, no folding. Every write is durable when its promise
 * resolves. A database that cannot keep a U+0000 says MediaError invalid; one that is not there for now, busy.
 */
export interface Database extends Repositories {
  /**
   * All or nothing. Transactions run one after another; inside, only the repositories handed in are used.
   * A throw rolls back and is passed on.
   */
  transaction<Result>(work: (repositories: Repositories) => Promise<Result>): Promise<Result>;
  /** Throws when rows cannot be read now. */
  check(): Promise<void>;
  close(): Promise<void>;
}

export interface Repositories {
  readonly files: FileRepository;
  readonly folders: FolderRepository;
  readonly assets: AssetRepository;
  readonly customFields: CustomFieldRepository;
  readonly keyPairs: KeyPairRepository;
  readonly namedTransformations: NamedTransformationRepository;
  readonly savedExtensions: SavedExtensionRepository;
  readonly origins: OriginRepository;
  readonly urlEndpoints: UrlEndpointRepository;
  readonly uploadTokens: UploadTokenRepository;
  readonly jobs: JobRepository;
  readonly settings: SettingRepository;
  readonly purges: PurgeRepository;
  readonly usage: UsageRepository;
  readonly detections: DetectionRepository;
  readonly generatedPictures: GeneratedPictureRepository;
  readonly modelCalls: ModelCallRepository;
}

/** Custom metadata of a field that is deleted, or was never made, is neither shown nor kept. */
export interface FileRepository {
  find(id: FileId): Promise<MediaFile | undefined>;
  findByPath(path: string): Promise<MediaFile | undefined>;
  /**
   * The way of every delivered picture: synchronous and prepared where the database allows it.
   * With `token`, the version that carries it (current or not); without, the current one. Custom metadata may be older
   * than the rest: no picture depends on it.
   */
  findForDelivery(path: string, token?: string): MediaFile | undefined | Promise<MediaFile | undefined>;
  /** The path must be free: MediaError conflict otherwise. */
  insert(file: NewFile): Promise<void>;
  /** The same file elsewhere: ids and versions stay. The place must be free: MediaError conflict otherwise. */
  move(id: FileId, place: FilePlace, at: Date): Promise<void>;
  /** Files of a folder by their names, those after `after`, and who has the same name in another folder. */
  listBeside(folderId: FolderId, page: FolderPage): Promise<FolderEntry[]>;
  /** These files in another folder, with nothing else of them changed. Their names must be free there. */
  moveAll(ids: readonly FileId[], to: FolderId): Promise<void>;
  /** Current ones, or all of them, in the order of their numbers. */
  listVersionKeys(ids: readonly FileId[], which: { readonly includeOlder: boolean }): Promise<VersionPlace[]>;
  /** Further files of the same names and contents in another folder, where the names must be free. */
  copyAll(copies: readonly FileCopy[], to: FolderId, at: Date): Promise<void>;
  /** The current version becomes an older one; `version` becomes current. */
  addVersion(version: Version, superseded: Superseded): Promise<void>;
  /** Adds a version as the latest of the older ones; the current one stays current. */
  addOlderVersion(version: Version): Promise<void>;
  /** An older version becomes current under the id it has; the current one becomes the latest of the older ones. */
  restoreVersion(key: VersionKey, superseded: Superseded): Promise<void>;
  /** Removes an older version. False when there was none, or it is current. */
  deleteVersion(key: VersionKey): Promise<boolean>;
  /**
   * One file's versions go over to another and the file is gone. Its older ones keep their ids and order behind those
   * that are there; its current one becomes current there, under the id of the file that stays.
   */
  merge(merge: FileMerge): Promise<void>;
  /** Replaces the details of one version as a whole; `deliveryToken` only when given. */
  updateDetails(
    key: VersionKey,
    details: VersionDetails,
    change: { readonly at: Date; readonly deliveryToken?: string },
  ): Promise<void>;
  /** Current first, then the older ones, latest superseded first. Unknown file → []. */
  listVersions(id: FileId): Promise<Version[]>;
  /** Highest version number ever used in this file, versions deleted since included. */
  highestVersionNumber(id: FileId): Promise<number>;
  countVersions(id: FileId): Promise<number>;
  /** Removes the file and all its versions. False when there was none. */
  delete(id: FileId): Promise<boolean>;
  /** Is any version made of these bytes? */
  isBlobInUse(blobHash: string): Promise<boolean>;
  /**
   * Content hashes of all versions of the files whose path begins with `pathPrefix`, piece by piece. Order is free, a hash
   * may come again, and what changes meanwhile may or may not be seen.
   */
  listContents(pathPrefix: string): AsyncIterable<readonly string[]>;
  /** Bytes of all versions, older ones included. What changes meanwhile may or may not be seen. */
  sumSizes(): Promise<number>;
}

export interface NewFile {
  readonly id: FileId;
  readonly folderPath: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly current: Version;
}

export type FilePlace = Pick<NewFile, 'folderPath' | 'name'>;

export interface FolderPage {
  readonly rivalsIn: FolderId;
  /** A name; empty: from the first on. */
  readonly after: string;
  readonly limit: number;
}

export interface FolderEntry {
  readonly id: FileId;
  readonly name: string;
  readonly versions: number;
  readonly rival?: FileId;
}

export interface VersionPlace {
  readonly fileId: FileId;
  readonly key: VersionKey;
  readonly isCurrent: boolean;
}

export interface FileCopy {
  readonly from: FileId;
  readonly id: FileId;
  /** The current one among them. */
  readonly versions: readonly VersionCopy[];
}

/** What a copy does not take over from the version `from`. */
export interface VersionCopy extends Pick<Version, 'key' | 'id' | 'number' | 'deliveryToken'> {
  readonly from: VersionKey;
}

/** What becomes of a version that is current no more: the id it goes by, and since when. */
export interface Superseded {
  readonly id: VersionId;
  readonly at: Date;
}

export interface FileMerge {
  readonly from: FileId;
  readonly into: FileId;
  /** Of every version of `from`. */
  readonly numbers: ReadonlyMap<VersionKey, number>;
  /** What was current in `into`. */
  readonly superseded: Superseded;
}

export interface FolderRepository {
  find(id: FolderId): Promise<Folder | undefined>;
  findByPath(path: string): Promise<Folder | undefined>;
  /** Makes `path` and its parents where they are missing, and returns it. Never makes one twice. */
  ensure(path: string, now: Date): Promise<Folder>;
  /** How many files, older versions and folders are below this one. Unknown → 0. */
  countNested(path: string): Promise<number>;
  /** The folder and all below it, parents before their children. Unknown → []. */
  listNested(path: string): Promise<FolderId[]>;
  /** How far what is below reaches: levels below the root, and bytes of the longest path of a folder or file. */
  measure(path: string): Promise<FolderReach>;
  /**
   * A folder, which is not the root, with everything below it to another path: ids stay, and of files nothing changes.
   * The path must be free (MediaError conflict otherwise) and its parent there, outside of what is moved.
   */
  move(path: string, to: string, at: Date): Promise<void>;
  /** Removes a folder, which is not the root, with everything below it. False when there was none. */
  delete(path: string): Promise<boolean>;
  /** Removes those that have no file in or below them, of a folder, which is not the root, and all below it. */
  deleteEmpty(path: string): Promise<void>;
}

export interface FolderReach {
  readonly depth: number;
  readonly pathBytes: number;
}

export interface AssetRepository {
  list(query: AssetQuery): Promise<Asset[]>;
  /** Files in the library, folders and older versions left out. */
  countFiles(): Promise<number>;
}

/** Fields are never removed: a deleted one keeps its name taken. */
export interface CustomFieldRepository {
  /** In the order they were made. */
  list(which: { readonly includeDeleted: boolean }): Promise<CustomField[]>;
  /** Deleted ones too. */
  find(id: CustomFieldId): Promise<CustomField | undefined>;
  /** The name and, among live fields, the label must be free. */
  insert(field: CustomField, createdAt: Date): Promise<void>;
  /** Replaces label, description, schema and `deletedAt`. Unknown → MediaError not_found. */
  update(field: CustomField): Promise<void>;
}

/** Private keys are sealed where they are kept (seal.ts). */
export interface KeyPairRepository {
  /** Oldest first. */
  list(): Promise<KeyPair[]>;
  /** Both halves must be new: MediaError conflict otherwise. */
  insert(pair: KeyPair): Promise<void>;
  setExpiry(publicKey: string, expiresAt: Date): Promise<void>;
  /** False when there was none. */
  delete(publicKey: string): Promise<boolean>;
}

/** What is set up by hand, a few of each. */
interface CollectionOf<Id, Item> {
  /** Oldest first. */
  list(): Promise<Item[]>;
  find(id: Id): Promise<Item | undefined>;
  insert(item: Item): Promise<void>;
  /** Replaces what is kept under its id as a whole; the time it was made stays. */
  update(item: Item): Promise<void>;
  /** False when there was none. */
  delete(id: Id): Promise<boolean>;
}

/** A name is kept once: MediaError conflict otherwise. */
export type NamedTransformationRepository = CollectionOf<NamedTransformationId, NamedTransformation>;
export type SavedExtensionRepository = CollectionOf<SavedExtensionId, SavedExtension>;
/** Secrets are sealed where they are kept (seal.ts). An origin that an endpoint names cannot be deleted. */
export type OriginRepository = CollectionOf<OriginId, ExternalOrigin>;
/** The default endpoint is there from the start, first in the list. A prefix is kept once: MediaError conflict otherwise. */
export type UrlEndpointRepository = CollectionOf<UrlEndpointId, UrlEndpoint>;

export interface UploadTokenRepository {
  /** Marks a token as used. False when it was used before: of two callers at once exactly one gets true. */
  use(tokenHash: string, usedAt: Date): Promise<boolean>;
  /** Forgets tokens used before `before`. */
  forget(before: Date): Promise<void>;
}

/** Jobs that wait, run, or have ended a while ago. Those of unknown kinds are left alone: another node may know them. */
export interface JobRepository {
  /** False, and nothing is added, when an unfinished job has its unique key. */
  add(job: NewJob): Promise<boolean>;
  find(id: JobId): Promise<Job | undefined>;
  /** Of jobs that have not ended. */
  listLockedPaths(): Promise<string[]>;
  /** May one of these kinds be claimed? A mere look: to claim is to write, for which other nodes forget look-ups. */
  isDue(kinds: readonly string[], now: Date): Promise<boolean>;
  /**
   * The most urgent job that is due, one more attempt counted. Until `until` nobody else gets it; then it is due again,
   * unless the claim was renewed. Of callers at once each gets another one.
   */
  claim(request: ClaimRequest): Promise<ClaimedJob | undefined>;
  /** Claims on unfinished jobs, those that have run out included. */
  listClaims(): Promise<JobClaim[]>;
  /** This and what follows says false, and does nothing, when the claim is no more. */
  renew(claim: JobClaim, until: Date): Promise<boolean>;
  /** It got on: renews the claim, counts attempts from one again, and failures from none. */
  keepProgress(claim: JobClaim, progress: unknown, until: Date): Promise<boolean>;
  /** For another try. */
  putBack(claim: JobClaim, again: { readonly runAt: Date; readonly why: WhyPutBack }): Promise<boolean>;
  finish(claim: JobClaim, end: JobEnd): Promise<boolean>;
  /** Forgets what had ended before `before`. */
  deleteFinished(before: Date): Promise<void>;
}

/** It failed; its node has died, which is an attempt, but perhaps no fault of it; or it was only interrupted. */
export type WhyPutBack = 'failed' | 'died' | 'interrupted';

export interface ClaimRequest {
  readonly kinds: readonly string[];
  readonly by: string;
  readonly now: Date;
  readonly until: Date;
}

/** A handful of named texts that the server keeps for itself. */
export interface SettingRepository {
  find(name: string): Promise<string | undefined>;
  set(name: string, value: string): Promise<void>;
}

export interface PurgeRepository {
  insert(request: PurgeRequest): Promise<void>;
  find(id: PurgeId): Promise<NumberedPurge | undefined>;
  /** Oldest first, `limit` at most. */
  listAfter(number: PurgeNumber, limit: number): Promise<NumberedPurge[]>;
  /** 0 when there was none. */
  findLatestNumber(): Promise<PurgeNumber>;
  countSince(moment: Date): Promise<number>;
  listNodes(): Promise<PurgeNode[]>;
  /** Replaces what is known of the node. */
  noteNode(node: PurgeNode): Promise<void>;
  /**
   * Forgets requests made before `before`, the latest one excepted, and nodes that have not done one of these: they could
   * not catch up any more.
   */
  forget(before: Date): Promise<void>;
}

export interface NumberedPurge extends PurgeRequest {
  readonly number: PurgeNumber;
}

/** What was delivered, by day. */
export interface UsageRepository {
  /** Adds to what is there, on whichever node it was counted. A name stands once in `tallies` of one kind. */
  add(day: UsageDay, tallies: readonly UsageTally[]): Promise<void>;
  /**
   * Of each kind of `day` that has more than twice `keep` names, keeps the `keep` with the most requests and the `keep` with the
   * most bytes.
   */
  prune(day: UsageDay, keep: number): Promise<void>;
  /** Of the days from `first` to `last`, both included, added up; the most first, ties by name. */
  list(query: UsageQuery): Promise<Omit<UsageTally, 'kind'>[]>;
  /** Replaces the level of the day. */
  noteStorage(day: UsageDay, sizeBytes: number): Promise<void>;
  /** That of the latest day up to `day` that has one. */
  findStorage(day: UsageDay): Promise<number | undefined>;
  /** Forgets the days before `day`, but the last level of storage. */
  forget(day: UsageDay): Promise<void>;
}

export interface UsageQuery {
  readonly kind: UsageKind;
  readonly first: UsageDay;
  readonly last: UsageDay;
  readonly by: 'requests' | 'bytes';
  readonly limit: number;
}

/** What detectors have found: one answer for a content and a subject. */
export interface DetectionRepository {
  /** Undefined: this detector has not been asked. */
  find(look: DetectorLook): Promise<readonly Detection[] | undefined>;
  /** In the place of what was known, another detector's answer included. */
  put(look: DetectorLook, found: readonly Detection[]): Promise<void>;
  /** Everything that was found in this content. */
  delete(contentHash: string): Promise<void>;
}

export interface DetectorLook {
  readonly contentHash: string;
  readonly subject: Subject;
  /** Its id. */
  readonly detector: string;
}

export interface GeneratedPictureRepository {
  find(key: string): Promise<GeneratedPicture | undefined>;
  /** Repeating a key is no error; the first picture stays. */
  insert(picture: GeneratedPicture): Promise<void>;
  /** Is any of them made of these bytes? */
  isBlobInUse(blobHash: string): Promise<boolean>;
  deleteMadeFrom(contentHash: string): Promise<void>;
}

/** How often a provider that costs money was asked. */
export interface ModelCallRepository {
  /** Counts one more. False, and nothing is counted, when `limit` is reached: of callers at once as many get true as are left. */
  count(day: UsageDay, limit: number): Promise<boolean>;
  /** Forgets the days before `day`. */
  forget(day: UsageDay): Promise<void>;
}
