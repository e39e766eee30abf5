import type { Predicate, Scalar, SearchNode } from '../../domain/search-query.ts';
import { assetColumns } from './asset-columns.ts';
import { isAmongOrNot, startsWith } from './compare-values.ts';
import { allOf, anyOf, type Condition } from './condition.ts';
import { dateCondition } from './date-condition.ts';
import type { Look } from './exists.ts';
import type { Kind } from './kind.ts';
import { isBelow, isInFolders } from './path-condition.ts';
import { versionCondition } from './version-condition.ts';
import { hasAllWords } from './word-rows.ts';

/** Which assets of a kind the tree is true of (spec search §4): a condition on the row `card`, or `fo`. */
export function assetCondition(node: SearchNode, kind: Kind, look: Look = 'each'): Condition {
  if (node.kind === 'and') return allOf(node.nodes.map((part) => assetCondition(part, kind, look)));
  if (node.kind === 'or') return anyOf(node.nodes.map((part) => assetCondition(part, kind, look)));
  return node.kind === 'has' ? hasAllWords(node, kind, look) : predicateCondition(node, kind, look);
}

type Plain = Exclude<Predicate, { readonly kind: 'has' }>;

function predicateCondition(predicate: Plain, kind: Kind, look: Look): Condition {
  const columns = assetColumns[kind];
  switch (predicate.field.name) {
    case 'type':
      return predicate.kind === 'in' && predicate.values.includes(kind) !== predicate.negated;
    case 'name':
      return predicate.kind === 'prefix'
        ? startsWith(columns.name, predicate.text)
        : isIn(predicate, (values, negated) => isAmongOrNot(columns.name, texts(values), negated));
    case 'id':
      return isIn(predicate, (values, negated) => isAmongOrNot(columns.id, texts(values), negated));
    case 'path':
      return predicate.kind === 'below'
        ? isBelow(columns.folder, predicate.path)
        : isIn(predicate, (values, negated) => isInFolders(columns.folder, texts(values), negated));
    case 'createdAt':
      return dateCondition(columns.createdAt, predicate);
    case 'updatedAt':
      return dateCondition(columns.updatedAt, predicate);
    default:
      return kind === 'folder' ? folderCondition(predicate) : versionCondition(predicate, look);
  }
}

/** A folder has neither an author nor custom metadata; what belongs to files does not apply to it. */
function folderCondition(predicate: Plain): Condition {
  const applies = predicate.field.name === 'createdBy' || predicate.field.name === 'customMetadata';
  return applies && 'negated' in predicate && predicate.negated;
}

function isIn(predicate: Plain, make: (values: readonly Scalar[], negated: boolean) => Condition): Condition {
  return predicate.kind === 'in' && make(predicate.values, predicate.negated);
}

function texts(values: readonly Scalar[]): string[] {
  return values.filter((value) => typeof value === 'string');
}
