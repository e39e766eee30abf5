import type { SearchNode } from '../../domain/search-query.ts';
import type { KeySource } from './key-sources.ts';

/** All of them have to be true. */
export function partsOf(root: SearchNode | undefined): readonly SearchNode[] {
  if (root === undefined) return [];
  return root.kind === 'and' ? root.nodes.flatMap(partsOf) : [root];
}

/** What remains of a search when some of its parts are left out. */
export function withoutParts(
  root: SearchNode | undefined,
  left: readonly SearchNode[],
): SearchNode | undefined {
  const nodes = partsOf(root).filter((part) => !left.includes(part));
  const [first, ...others] = nodes;
  return others.length === 0 ? first : { kind: 'and', nodes };
}

/** By rows of other tables, which carry the key of a version: no card need be looked up. */
export function isToldByKey(node: SearchNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.every(isToldByKey);
  const { name } = node.field;
  if (node.kind === 'has') return name !== 'name';
  if (name === 'customMetadata') return true;
  return (name === 'tags' || name === 'embeddedMetadata.Keywords') && node.kind !== 'exists';
}

/** By what every index of an order knows of a card beside its key: its file, and when that was made. */
export function isToldByOrder(node: SearchNode): boolean {
  if (node.kind === 'and' || node.kind === 'or') return node.nodes.every(isToldByOrder);
  return isToldByKey(node) || node.kind === 'has' || ['id', 'createdAt'].includes(node.field.name);
}

/** What rows of an index tell without a look at their cards. */
export function toldBy({ isOfCards }: KeySource): (node: SearchNode) => boolean {
  return isOfCards === true ? isToldByOrder : isToldByKey;
}
