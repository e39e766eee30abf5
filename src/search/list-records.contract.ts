import type { AssetQuery, SortField } from '../domain/asset.ts';
import type { SearchNode } from '../domain/search-query.ts';
import { matches, relevanceOf } from './evaluate.contract.ts';
import type { SearchRecord } from './search-record.contract.ts';

/** Spec search §2, §4, §5 and §7: candidates, then those that match, in order, cut to the page. */
export function listRecords(records: readonly SearchRecord[], query: AssetQuery): SearchRecord[] {
  const root = query.search?.root;
  return records
    .filter((record) => isInPlace(record, query))
    .filter((record) => (root === undefined ? isListed(record, query) : isFound(record, root, query)))
    .sort(compareBySort(query.sort, root))
    .slice(query.skip, query.skip + query.limit);
}

function isInPlace({ folderPath, content }: SearchRecord, query: AssetQuery): boolean {
  if (query.folderPath !== undefined && folderPath !== query.folderPath) return false;
  return query.fileType === 'all' || content?.isImage === (query.fileType === 'image');
}

/** The parameters `type`, `name` and `tags` are not looked at. */
function isFound(record: SearchRecord, root: SearchNode, { search }: AssetQuery): boolean {
  const isCandidate = record.type !== 'file-version' || search?.mentionsType === true;
  return isCandidate && matches(record, root);
}

function isListed({ type, name, content }: SearchRecord, query: AssetQuery): boolean {
  if (query.type === 'all' ? type === 'file-version' : type !== query.type) return false;
  if (query.name !== undefined && name !== query.name) return false;
  const tags = [...(content?.tags ?? []), ...(content?.aiTags ?? [])];
  return query.anyTag === undefined || query.anyTag.some((tag) => tags.includes(tag));
}

/** Records without a value come last in both directions; ties are parted in one direction (spec search §7). */
export function compareBySort({ field, direction }: AssetQuery['sort'], root: SearchNode | undefined) {
  const keyOf = (record: SearchRecord) =>
    field === 'relevance' ? relevanceOf(record, root) : keys[field](record);
  const sign = direction === 'asc' ? 1 : -1;
  return (a: SearchRecord, b: SearchRecord): number =>
    compareKeys(keyOf(a), keyOf(b), sign) ||
    a.createdAt.getTime() - b.createdAt.getTime() ||
    compareText(a.id, b.id) ||
    compareText(a.versionId ?? '', b.versionId ?? '');
}

type Key = string | number | undefined;

const keys: Readonly<Record<Exclude<SortField, 'relevance'>, (record: SearchRecord) => Key>> = {
  name: ({ name }) => name,
  created: ({ createdAt }) => createdAt.getTime(),
  updated: ({ updatedAt }) => updatedAt.getTime(),
  width: ({ content }) => content?.width,
  height: ({ content }) => content?.height,
  size: ({ content }) => content?.sizeBytes,
};

function compareKeys(a: Key, b: Key, sign: number): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const difference = typeof a === 'string' ? compareText(a, String(b)) : a - Number(b);
  return difference * sign;
}

/** By code point, which is the order of bytes in UTF-8 but not of the units of a JavaScript string. */
function compareText(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}
