import type { WrittenLayer } from '../split-steps.ts';
import type { Token } from '../token.ts';

/** Of all its steps: what a layer is made of and where it goes may stand in any of them. */
export function tokensOf({ steps }: WrittenLayer): Token[] {
  const items = steps.flatMap((step) => (step.kind === 'items' ? step.items : []));
  return items.filter((item) => item.kind === 'token');
}

/** An empty one counts as not there. */
export function lastValue(layer: WrittenLayer, key: string): string | undefined {
  const values = tokensOf(layer).flatMap((token) => (token.key === key && token.value) || []);
  return values.at(-1);
}
