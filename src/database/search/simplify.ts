import type { Membership, SearchField, SearchNode } from '../../domain/search-query.ts';

/** The same search in fewer parts, each of which is a look into an index. Undefined: it contradicts itself. */
export function simplify(node: SearchNode): SearchNode | undefined {
  if (node.kind === 'or') return simplifyAny(node.nodes);
  return node.kind === 'and' ? simplifyAll(node.nodes) : node;
}

function simplifyAny(nodes: readonly SearchNode[]): SearchNode | undefined {
  const possible = nodes.flatMap((node) => simplify(node) ?? []);
  return join('or', joinValues(possible));
}

function simplifyAll(nodes: readonly SearchNode[]): SearchNode | undefined {
  const simpler = nodes.map(simplify).filter((node) => node !== undefined);
  return simpler.length < nodes.length || isAbsentAndPresent(simpler) ? undefined : join('and', simpler);
}

function join(kind: 'and' | 'or', nodes: readonly SearchNode[]): SearchNode | undefined {
  const [first, ...others] = nodes;
  return others.length === 0 ? first : { kind, nodes };
}

/** `tags IN ["a"] OR tags IN ["b"]` is `tags IN ["a", "b"]`. */
function joinValues(nodes: readonly SearchNode[]): SearchNode[] {
  const joined = new Map<SearchNode | string, SearchNode>();
  for (const node of nodes) {
    const key = isMembership(node) ? keyOf(node.field) : node;
    const known = joined.get(key);
    if (isMembership(node) && known !== undefined && isMembership(known)) {
      joined.set(key, { ...known, values: [...new Set([...known.values, ...node.values])] });
    } else joined.set(key, node);
  }
  return [...joined.values()];
}

function isMembership(node: SearchNode): node is Membership {
  return node.kind === 'in' && !node.negated;
}

/** Where there is no value, all that is said of it is false unless it is negated. */
function isAbsentAndPresent(nodes: readonly SearchNode[]): boolean {
  const absent = new Set(nodes.flatMap((node) => (isAbsence(node) ? keyOf(node.field) : [])));
  return nodes.some((node) => 'field' in node && !isNegated(node) && absent.has(keyOf(node.field)));
}

function isAbsence(node: SearchNode): node is SearchNode & { readonly kind: 'exists' } {
  return node.kind === 'exists' && node.negated;
}

function isNegated(node: SearchNode): boolean {
  return 'negated' in node && node.negated;
}

function keyOf(field: SearchField): string {
  return field.name === 'customMetadata' ? `customMetadata.${field.key}` : field.name;
}
