import type { AssetQuery } from '../../domain/asset.ts';
import type { Predicate, SearchNode } from '../../domain/search-query.ts';
import type { Kind } from './kind.ts';
import { simplify } from './simplify.ts';

/** What is looked through, and what must be true of it. */
export interface Candidates {
  readonly kinds: readonly Kind[];
  readonly root: SearchNode | undefined;
}

/** A list without a search is a search too: `tags=a,b` stands for `tags IN ["a", "b"]` (spec search §8). */
export function candidatesOf(query: AssetQuery): Candidates {
  const nodes = [
    ...(query.search?.root === undefined ? wishesOf(query) : [query.search.root]),
    ...placeOf(query),
  ];
  if (nodes.length === 0) return { kinds: candidateKinds(query), root: undefined };
  const root = simplify({ kind: 'and', nodes });
  return { kinds: root === undefined ? [] : candidateKinds(query), root };
}

/** Folders are of no kind, so asking for one leaves them out. */
function candidateKinds(query: AssetQuery): readonly Kind[] {
  const kinds = kindsOf(query);
  return query.fileType === 'all' ? kinds : kinds.filter((kind) => kind !== 'folder' || isFolderList(query));
}

/** Spec search §2. */
function kindsOf({ search, type }: AssetQuery): readonly Kind[] {
  if (search?.root !== undefined) {
    return search.mentionsType ? ['file', 'file-version', 'folder'] : ['file', 'folder'];
  }
  return type === 'all' ? ['file', 'folder'] : [type];
}

/** `type=folder` is a wish for folders, whatever the kind (spec library-api §3.1). */
function isFolderList({ search, type }: AssetQuery): boolean {
  return search?.root === undefined && type === 'folder';
}

function wishesOf({ name, anyTag }: AssetQuery): Predicate[] {
  return [
    ...(name === undefined ? [] : [isOneOf('name', [name])]),
    ...(anyTag === undefined ? [] : [isOneOf('tags', anyTag)]),
  ];
}

function placeOf({ folderPath }: AssetQuery): Predicate[] {
  return folderPath === undefined ? [] : [isOneOf('path', [folderPath])];
}

function isOneOf(name: 'name' | 'tags' | 'path', values: readonly string[]): Predicate {
  return { kind: 'in', field: { name }, negated: false, values };
}
