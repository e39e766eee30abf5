import { MediaError } from '../domain/errors.ts';
import { parseCondition } from './condition.ts';
import { findParameter, outputParameters, stepParameters } from './parameters/index.ts';
import { layerKeys, legacyKeys, unsupportedKeys, videoKeys } from './parameters/recognised.ts';
import { badTransformation, legacyOverlay, unsupported } from './refusals.ts';
import { layerRefusal } from './refuse-layer.ts';
import type { WrittenItem, WrittenStep } from './split-steps.ts';
import { isWithoutValue, type Token } from './token.ts';
import type { Step } from './transformation.ts';

export interface ReadOptions {
  /** Unknown keys are ignored instead of refused (T8). */
  readonly lenient: boolean;
}

/** Written steps → typed values. Steps that say nothing vanish. */
export function readSteps(steps: readonly WrittenStep[], options: ReadOptions): Step[] {
  return steps.flatMap((step) =>
    step.kind === 'if' ? readIf(step, options) : readItems(step.items, options),
  );
}

function readIf(step: WrittenStep & { kind: 'if' }, options: ReadOptions): Step[] {
  const condition = parseCondition(step.condition);
  if (condition === undefined) throw badTransformation(step.text);
  const then = readSteps(step.then, options);
  return [{ kind: 'if', condition, then, otherwise: readSteps(step.otherwise, options) }];
}

/** The same key twice: the last one wins. The table of parameters vouches for names and types together. */
function readItems(items: readonly WrittenItem[], options: ReadOptions): Step[] {
  const values: Record<string, unknown> = {};
  const output: Record<string, unknown> = {};
  for (const item of items) {
    if (item.kind === 'layer') throw layerRefusal(item);
    const read = readToken(item, options);
    if (read === undefined) continue;
    if (Object.hasOwn(stepParameters, read.name)) values[read.name] = read.value;
    if (Object.hasOwn(outputParameters, read.name)) output[read.name] = read.value;
  }
  const saysNothing = Object.keys(values).length === 0 && Object.keys(output).length === 0;
  return saysNothing ? [] : [{ kind: 'parameters', values, output }];
}

/** Undefined: the token counts as not there. */
export function readToken(token: Token, options: ReadOptions): { name: string; value: unknown } | undefined {
  const found = findParameter(token.key);
  if (found === undefined) return readRecognised(token, options);
  const text = token.value ?? found.parameter.bare ?? '';
  if (text === '') return undefined;
  const value = found.parameter.read(text);
  if (value === undefined) throw badTransformation(token.text);
  return { name: found.name, value };
}

function readRecognised(token: Token, { lenient }: ReadOptions): undefined {
  const { key, text } = token;
  if (key === 'c2pa') return refuseCredentials(token);
  const isKnown = [videoKeys, layerKeys, legacyKeys, unsupportedKeys].some((keys) => keys.has(key));
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
