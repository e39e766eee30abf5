import { MediaError } from '../../domain/errors.ts';
import type { StepPlace } from '../parameters/parameter.ts';
import { readToken } from '../read-token.ts';
import { isWithoutValue, tokenOf } from '../token.ts';

/** Those that the language has: the rest is dropped without a word (spec delivery §18). */
export function usableTokens(tokens: readonly string[], place: StepPlace): string[] {
  return tokens.filter((token) => isUsable(token, place));
}

function isUsable(text: string, place: StepPlace): boolean {
  const token = tokenOf(text);
  if (isWithoutValue(token)) return false;
  try {
    readToken(token, { lenient: false, place, generative: 'all' });
    return true;
  } catch (error) {
    if (error instanceof MediaError) return false;
    throw error;
  }
}
