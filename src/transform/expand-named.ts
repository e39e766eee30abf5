import { named } from './parameters/named.ts';
import { badTransformation } from './refusals.ts';
import { splitSteps, type WrittenItem, type WrittenItems, type WrittenStep } from './split-steps.ts';
import type { Token } from './token.ts';

export type FindNamed = (name: string) => string | undefined;

const libraryThumbnail = 'w-400,h-300,c-at_max';

/** Always present: the preview of the library's user interface (T7). */
const builtIn: ReadonlyMap<string, string> = new Map([
  ['ik_ml_thumbnail', libraryThumbnail],
  ['media_library_thumbnail', libraryThumbnail],
]);

export function isBuiltIn(name: string): boolean {
  return builtIn.has(name);
}

/** Puts stored transformations in the place of their names (T6). */
export function expandNamed(steps: readonly WrittenStep[], findNamed: FindNamed): WrittenStep[] {
  return steps.flatMap((step) => {
    if (step.kind === 'items') return expandItems(step, findNamed);
    const then = expandNamed(step.then, findNamed);
    return [{ ...step, then, otherwise: expandNamed(step.otherwise, findNamed) }];
  });
}

/**
 * A stored step is merged, the explicit parameters winning; a stored chain runs before the rest of the step. Inside a
 * layer it is the same (T36).
 */
function expandItems(step: WrittenItems, findNamed: FindNamed): WrittenStep[] {
  const stored = step.items.filter(isName).map((token) => readStored(token, findNamed));
  const own = step.items.filter((item) => !isName(item)).map((item) => expandLayer(item, findNamed));
  const chains = stored.filter((steps) => singleStepOf(steps) === undefined).flat();
  const merged = stored.flatMap((steps) => singleStepOf(steps) ?? []);
  const items = [...merged, ...own];
  return items.length === 0 ? chains : [...chains, { kind: 'items', items }];
}

function expandLayer(item: WrittenItem, findNamed: FindNamed): WrittenItem {
  return item.kind === 'token' ? item : { ...item, steps: expandNamed(item.steps, findNamed) };
}

export function isName(item: WrittenItem): item is Token {
  return item.kind === 'token' && item.key === 'n' && item.value !== undefined && item.value !== '';
}

function readStored(token: Token, findNamed: FindNamed): WrittenStep[] {
  const name = named.read(token.value ?? '');
  const text = name === undefined ? undefined : (builtIn.get(name) ?? findNamed(name));
  if (text === undefined) throw badTransformation(token.text);
  const steps = splitSteps(text.replace(/^tr:/, ''));
  // Names inside stored texts could multiply without end: a names two b, b names two c …
  if (steps.some(holdsName)) throw badTransformation(`${token.text}: a stored transformation names another`);
  return steps;
}

function holdsName(step: WrittenStep): boolean {
  if (step.kind === 'items')
    return step.items.some((item) => (item.kind === 'layer' ? item.steps.some(holdsName) : isName(item)));
  return [...step.then, ...step.otherwise].some(holdsName);
}

function singleStepOf([step, ...others]: readonly WrittenStep[]): readonly WrittenItem[] | undefined {
  return step?.kind === 'items' && others.length === 0 ? step.items : undefined;
}
