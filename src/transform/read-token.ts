import { MediaError } from '../domain/errors.ts';
import { checkPlace } from './check-place.ts';
import { checkSupport, type GenerativeSupport } from './generative/generative-support.ts';
import { type FoundParameter, findParameter } from './parameters/index.ts';
import type { StepPlace } from './parameters/parameter.ts';
import { legacyKeys, unsupportedKeys, videoKeys } from './parameters/recognised.ts';
import { badTransformation, legacyOverlay, unsupported } from './refusals.ts';
import { isWithoutValue, type Token } from './token.ts';

export interface TokenContext {
  /** Unknown keys are ignored instead of refused (T8). */
  readonly lenient: boolean;
  readonly place: StepPlace;
  readonly generative: GenerativeSupport;
}

/** Undefined: the token counts as not there. */
export function readToken(
  token: Token,
  context: TokenContext,
): { name: FoundParameter['name']; value: unknown } | undefined {
  const found = findParameter(token.key);
  if (found === undefined) return readRecognised(token, context);
  const text = token.value ?? found.parameter.bare ?? '';
  if (text === '') return undefined;
  if (!isAllowed(found, context.place)) throw badTransformation(token.text);
  const value = found.parameter.read(text);
  if (value === undefined) throw badTransformation(token.text);
  checkPlace(token, value, context.place);
  if (found.parameter.isGenerative) checkSupport(token, context.generative);
  return { name: found.name, value };
}

/** What acts on the whole request stands in steps of the base, and in no layer. */
function isAllowed({ parameter: { allowedIn } }: FoundParameter, place: StepPlace): boolean {
  return allowedIn.includes(place) || (place === 'base' && allowedIn.includes('request'));
}

function readRecognised(token: Token, { lenient }: TokenContext): undefined {
  const { key, text } = token;
  if (key === 'c2pa') return refuseCredentials(token);
  const isKnown = [videoKeys, legacyKeys, unsupportedKeys].some((keys) => keys.has(key));
  if (videoKeys.has(key) || (isKnown && isWithoutValue(token))) return undefined;
  if (legacyKeys.has(key)) throw legacyOverlay(text);
  if (unsupportedKeys.has(key)) throw unsupported(text);
  if (isKnown || !lenient) throw badTransformation(text);
  return undefined;
}

/** Content credentials are a feature of their own, off here (spec image-transformations §2.7). */
function refuseCredentials({ value, text }: Token): undefined {
  if (value === undefined || value === '' || value === 'false') return undefined;
  if (value !== 'true') throw badTransformation(text);
  throw new MediaError('forbidden', 'Forbidden', { reason: 'EUNSUPPORTED - c2pa-true' });
}
