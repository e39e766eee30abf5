import type { ParameterName } from '../parameters/index.ts';
import { readToken, type TokenContext } from '../read-token.ts';
import type { WrittenLayer } from '../split-steps.ts';
import { tokensOf } from './layer-tokens.ts';

/** What the tokens of a layer say, in whichever step of it, of these parameters alone; the last of a key wins. */
export function readValues(
  layer: WrittenLayer,
  parameters: Partial<Record<ParameterName, unknown>>,
  context: TokenContext,
): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const token of tokensOf(layer)) {
    const read = readToken(token, context);
    if (read !== undefined && Object.hasOwn(parameters, read.name)) values[read.name] = read.value;
  }
  return values;
}
