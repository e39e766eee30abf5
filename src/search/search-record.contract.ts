import type { Place, Scalar, SearchField } from '../domain/search-query.ts';
import { parseInstant } from './operands/date.ts';

/** Everything that a query can look at, of one asset: what the naive evaluator of the tests works on. */
export interface SearchRecord {
  readonly type: 'file' | 'file-version' | 'folder';
  /** Of the file, also for its older versions; of the folder. */
  readonly id: string;
  /** Parts the versions of one file. */
  readonly versionId?: string;
  readonly name: string;
  /** Of the folder that contains it. */
  readonly folderPath: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly createdBy?: string;
  /** As the API writes it: dates are text. */
  readonly customMetadata: Readonly<Record<string, Scalar | readonly Scalar[]>>;
  /** Absent for folders. */
  readonly content?: SearchContent;
}

export interface SearchContent {
  readonly isImage: boolean;
  readonly format: string;
  readonly sizeBytes: number;
  readonly width?: number;
  readonly height?: number;
  readonly hasTransparency?: boolean;
  readonly isPrivate: boolean;
  readonly isPublished: boolean;
  readonly tags: readonly string[];
  readonly aiTags: readonly string[];
  readonly keywords: readonly string[];
  readonly dateTimeOriginal?: Date;
  readonly location?: Place;
}

type Value = Scalar | Place;

/** Undefined: the field does not apply (spec search §4 rules 1 and 3). []: it does, and there is no value. */
export function valuesOf(record: SearchRecord, field: SearchField): readonly Value[] | undefined {
  switch (field.name) {
    case 'name':
      return [record.name];
    case 'type':
      return [record.type];
    case 'id':
      return [record.id];
    case 'path':
      return [record.folderPath];
    case 'createdAt':
      return [record.createdAt.getTime()];
    case 'updatedAt':
      return [record.updatedAt.getTime()];
    case 'createdBy':
      return present(record.createdBy);
    case 'customMetadata': {
      const values = present(record.customMetadata[field.key]).flat();
      return field.type === 'Date' ? values.flatMap((value) => parseInstant(String(value)) ?? []) : values;
    }
    default:
      return record.content === undefined ? undefined : valuesOfContent(record.content, field.name);
  }
}

function valuesOfContent(content: SearchContent, name: SearchField['name']): readonly Value[] | undefined {
  switch (name) {
    case 'tags':
      return [...content.tags, ...content.aiTags];
    case 'size':
      return [content.sizeBytes];
    case 'format':
      return [content.format];
    case 'private':
      return [content.isPrivate];
    case 'published':
      return [content.isPublished];
    case 'width':
      return ofImage(content, content.width);
    case 'height':
      return ofImage(content, content.height);
    case 'transparency':
      return ofImage(content, content.hasTransparency);
    case 'embeddedMetadata.Keywords':
      return content.keywords;
    case 'embeddedMetadata.DateTimeOriginal':
      return present(content.dateTimeOriginal?.getTime());
    case 'embeddedMetadata.LocationTaken':
      return present(content.location);
  }
  throw new Error(`${name} is not a field of content`);
}

function ofImage({ isImage }: SearchContent, value: Scalar | undefined): readonly Scalar[] | undefined {
  return isImage && value !== undefined ? [value] : undefined;
}

function present<Item>(value: Item | undefined): readonly Item[] {
  return value === undefined ? [] : [value];
}
