import type { CustomFieldType } from '../domain/custom-field.ts';
import type { Subject } from '../domain/detector.ts';
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
} from '../domain/ids.ts';
import type { PermissionLevel } from '../domain/key-pair.ts';
import type { UsageDay, UsageKind } from '../domain/usage.ts';

/**
 * The tables as rows see them, the same on every database. Times are epoch milliseconds, booleans are 0 and 1:
 * both are turned into nouns by the map-*.ts files and nowhere else.
 */
export interface Tables {
  readonly folders: FolderTable;
  readonly files: FileTable;
  readonly versions: VersionTable;
  readonly cards: CardTable;
  readonly version_tags: VersionTagTable;
  readonly version_ai_tags: VersionAiTagTable;
  readonly custom_fields: CustomFieldTable;
  readonly version_custom_metadata: VersionCustomMetadataTable;
  readonly file_tokens: FileTokenTable;
  readonly folder_tokens: FolderTokenTable;
  readonly version_tokens: VersionTokenTable;
  readonly version_keywords: VersionKeywordTable;
  readonly key_pairs: KeyPairTable;
  readonly upload_tokens: UploadTokenTable;
  readonly settings: SettingTable;
  readonly jobs: JobTable;
  readonly job_agendas: JobAgendaTable;
  readonly named_transformations: NamedTransformationTable;
  readonly saved_extensions: SavedExtensionTable;
  readonly origins: OriginTable;
  readonly url_endpoints: UrlEndpointTable;
  readonly url_endpoint_origins: UrlEndpointOriginTable;
  readonly purges: PurgeTable;
  readonly purge_nodes: PurgeNodeTable;
  readonly usage_tallies: UsageTallyTable;
  readonly usage_storage: UsageStorageTable;
  readonly detections: DetectionTable;
  readonly generated_pictures: GeneratedPictureTable;
  readonly model_calls: ModelCallTable;
}

export type Flag = 0 | 1;

export interface FolderTable {
  readonly id: FolderId;
  /** Null for the root alone. */
  readonly parent_id: FolderId | null;
  readonly name: string;
  readonly path: string;
  readonly created_at: number;
  readonly updated_at: number;
}

/** A file knows its folder by id, so that moving a folder touches folder rows only. */
export interface FileTable {
  readonly id: FileId;
  readonly folder_id: FolderId;
  readonly name: string;
  readonly created_at: number;
  readonly highest_version_number: number;
}

export interface VersionTable {
  readonly key: VersionKey;
  readonly id: VersionId;
  readonly file_id: FileId;
  readonly number: number;
  readonly is_current: Flag;
  /** Rises with every superseding in a file; null while current. Clocks may stand still, this does not. */
  readonly superseded_order: number | null;
  /** Rises with every change of the row or its tags, so that what was read of it can be kept. */
  readonly revision: number;
  readonly blob_hash: string;
  readonly size_bytes: number;
  /** The whole MediaFacts as JSON. The four columns below repeat what is searched and sorted. */
  readonly facts: string;
  readonly mime: string;
  readonly kind: string;
  readonly width: number | null;
  readonly height: number | null;
  readonly custom_coordinates: string | null;
  readonly description: string | null;
  readonly is_private: Flag;
  readonly is_published: Flag;
  readonly delivery_token: string;
  readonly created_at: number;
  readonly updated_at: number;
  /** Repeats that of the file. */
  readonly file_created_at: number;
  /** From here on: what is searched of the facts (search/searchable-facts.ts). */
  readonly format: string | null;
  readonly has_alpha: Flag | null;
  readonly taken_at: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly created_by: string | null;
}

/**
 * What is searched and sorted of a version, and nothing else: narrow enough to walk a library of a million. It repeats what
 * files, versions and tags say (write-cards.ts).
 */
export interface CardTable {
  readonly version_key: VersionKey;
  readonly file_id: FileId;
  /** Null for the current version: its file's id parts it from others. */
  readonly version_id: VersionId | null;
  readonly is_current: Flag;
  readonly folder_id: FolderId;
  readonly name: string;
  /** As it is listed: of the file for its current version, the moment it was superseded for an older one. */
  readonly created_at: number;
  readonly updated_at: number;
  readonly size_bytes: number;
  readonly width: number | null;
  readonly height: number | null;
  readonly is_image: Flag;
  readonly is_private: Flag;
  readonly is_published: Flag;
  /** By anybody, or a machine. */
  readonly is_tagged: Flag;
  readonly has_keywords: Flag;
  readonly has_alpha: Flag | null;
  readonly format: string | null;
  readonly taken_at: number | null;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly created_by: string | null;
}

export interface VersionTagTable {
  readonly version_key: VersionKey;
  readonly position: number;
  readonly tag: string;
}

export interface VersionAiTagTable {
  readonly version_key: VersionKey;
  readonly position: number;
  readonly name: string;
  readonly confidence: number;
  readonly source: string;
}

export interface CustomFieldTable {
  readonly id: CustomFieldId;
  readonly name: string;
  readonly label: string;
  readonly description: string | null;
  readonly type: CustomFieldType;
  /** The whole schema as JSON, its type included, in the order in which it was written. */
  readonly schema: string;
  /** Rises from field to field: ids and clocks may be equal. */
  readonly created_order: number;
  readonly created_at: number;
  readonly deleted_at: number | null;
}

/**
 * One row a value; of a MultiSelect one row a member. The column that is not null says what was written, and is what is
 * searched; a date stands in two, as written and as a moment.
 */
export interface VersionCustomMetadataTable {
  readonly version_key: VersionKey;
  readonly field_id: CustomFieldId;
  readonly position: number;
  readonly text_value: string | null;
  readonly number_value: number | null;
  readonly boolean_value: Flag | null;
  readonly date_value: number | null;
}

/** Words. With what parts ties, so that an index gives the order of relevance. */
interface TokenColumns {
  /** Each word once (search/full-text.ts). */
  readonly token: string;
  /** Words of the whole value, repeated ones counted again: short values are more relevant. */
  readonly total: number;
}

/** Words of names. */
export interface FileTokenTable extends TokenColumns {
  readonly file_id: FileId;
  readonly file_created_at: number;
}

export interface FolderTokenTable extends TokenColumns {
  readonly folder_id: FolderId;
}

/** Words of a version, its sets pooled. */
export interface VersionTokenTable extends TokenColumns {
  readonly version_key: VersionKey;
  /** `tags`, `keywords`, or the id of a custom field. */
  readonly field: string;
  readonly file_id: FileId;
  readonly file_created_at: number;
}

export interface VersionKeywordTable {
  readonly version_key: VersionKey;
  readonly position: number;
  readonly keyword: string;
}

export interface KeyPairTable {
  readonly public_key: string;
  /** Sealed when there is a secret. */
  readonly private_key: string;
  readonly kind: 'standard' | 'restricted';
  /** Both null for a standard pair, and for it alone. */
  readonly media_level: PermissionLevel | null;
  readonly account_level: PermissionLevel | null;
  readonly created_at: number;
  readonly expires_at: number | null;
}

export interface UploadTokenTable {
  readonly token_hash: string;
  readonly used_at: number;
}

export interface SettingTable {
  readonly name: string;
  readonly value: string;
}

export interface NamedTransformationTable {
  readonly id: NamedTransformationId;
  readonly name: string;
  readonly transformation: string;
  readonly enabled: Flag;
  readonly created_at: number;
}

export interface SavedExtensionTable {
  readonly id: SavedExtensionId;
  readonly name: string;
  readonly description: string;
  /** JSON. */
  readonly config: string;
  readonly created_at: number;
  readonly updated_at: number;
}

export interface OriginTable {
  readonly id: OriginId;
  readonly name: string;
  /** JSON, without what stands in `secrets`. */
  readonly place: string;
  /** JSON, sealed when there is a secret. */
  readonly secrets: string;
  readonly include_canonical_header: Flag;
  readonly base_url_for_canonical_header: string | null;
  readonly created_at: number;
}

export interface UrlEndpointTable {
  readonly id: UrlEndpointId;
  /** Rises from endpoint to endpoint: the order of the list. The default one has 0. */
  readonly number: number;
  readonly description: string;
  readonly url_prefix: string;
  /** JSON. */
  readonly url_rewriter: string | null;
}

export interface UrlEndpointOriginTable {
  readonly endpoint_id: UrlEndpointId;
  readonly position: number;
  readonly origin_id: OriginId;
}

export interface PurgeTable {
  readonly id: PurgeId;
  /** Rises from request to request. */
  readonly number: number;
  readonly url: string;
  readonly behind: string;
  readonly is_prefix: Flag;
  readonly created_at: number;
}

export interface PurgeNodeTable {
  readonly id: string;
  readonly done_number: number;
  /** Null when the node has gone. */
  readonly seen_at: number | null;
}

export interface UsageTallyTable {
  readonly kind: UsageKind;
  readonly day: UsageDay;
  readonly name: string;
  readonly request_count: number;
  readonly bandwidth_bytes: number;
}

export interface UsageStorageTable {
  readonly day: UsageDay;
  readonly size_bytes: number;
}

export interface JobTable {
  readonly id: JobId;
  readonly kind: string;
  /** JSON, as `progress` and `result`. */
  readonly payload: string;
  readonly progress: string | null;
  readonly result: string | null;
  readonly failure: string | null;
  readonly priority: number;
  /** When it may be claimed: at first as it was added, while it is claimed when the claim runs out. */
  readonly run_at: number;
  readonly attempts: number;
  readonly failures: number;
  readonly max_attempts: number;
  readonly unique_key: string | null;
  /** A JSON list. */
  readonly locked_paths: string | null;
  readonly claimed_by: string | null;
  readonly created_at: number;
  readonly finished_at: number | null;
}

/** Apart from the job: its row is written with every step, and read by all who ask how it is doing. */
export interface JobAgendaTable {
  readonly job_id: JobId;
  /** A JSON list. */
  readonly members: string;
}

export interface DetectionTable {
  readonly content_hash: string;
  readonly subject: Subject;
  readonly detector: string;
  /** JSON. */
  readonly found: string;
}

export interface GeneratedPictureTable {
  readonly key: string;
  readonly made_from: string;
  readonly blob_hash: string;
  /** JSON. */
  readonly facts: string;
  readonly created_at: number;
}

export interface ModelCallTable {
  readonly day: string;
  readonly started: number;
}
