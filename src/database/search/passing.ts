import { sql } from 'kysely';
import type { Comparison, SearchNode } from '../../domain/search-query.ts';
import { sortOf } from '../sort-columns.ts';
import { assetCondition } from './asset-condition.ts';
import type { CardQuery } from './card-query.ts';
import { allOf, type Condition } from './condition.ts';
import { isNoImage, rareFlagOf } from './rare-flags.ts';
import { partsOf } from './told-parts.ts';

/** What an index knows together with the order of the list: a walk passes no other cards. */
export interface Passing {
  readonly condition: Condition;
  /** Parts of the search that are true of every card that is passed. */
  readonly proven: readonly SearchNode[];
}

/** Conditions on one column at most, so that no database has to choose. */
export function passingOf({ query, kind, root }: CardQuery): Passing {
  const { field } = sortOf(query);
  const nodes = partsOf(root);
  const passing = (condition: Condition, ...proven: readonly SearchNode[]) => ({ condition, proven });
  const range = rangesOf(nodes, rangedField[field]);
  if (range.length > 0) return passing(allOf(range.map((one) => assetCondition(one, kind))), ...range);
  const beginning = nodes.find((node) => node.kind === 'prefix' && node.field.name === field);
  if (beginning !== undefined) return passing(assetCondition(beginning, kind), beginning);
  if (field !== 'created') return passing(true);
  const folder = nodes.find((node) => isEquality(node, 'path'));
  if (folder?.kind === 'in') {
    const [path] = folder.values;
    return passing(sql`card.folder_id = (select at.id from folders as at where at.path = ${path})`, folder);
  }
  const format = nodes.find((node) => isEquality(node, 'format'));
  if (format?.kind === 'in') return passing(sql`card.format = ${format.values[0]}`, format);
  if (query.fileType === 'non-image') return passing(isNoImage);
  const rare = nodes.find((node) => rareFlagOf(node) !== undefined);
  return rare === undefined ? passing(true) : passing(rareFlagOf(rare) ?? true, rare);
}

const rangedField: Readonly<Record<string, string>> = {
  created: 'createdAt',
  updated: 'updatedAt',
  size: 'size',
};

function rangesOf(nodes: readonly SearchNode[], field: string | undefined): Comparison[] {
  return nodes.filter((node) => node.kind === 'compare').filter((node) => node.field.name === field);
}

function isEquality(node: SearchNode, field: string): boolean {
  return node.kind === 'in' && node.field.name === field && !node.negated && node.values.length === 1;
}
