import { type CountLimits, checkCounts, checkNames } from './check-counts.ts';
import { expandNamed, isName } from './expand-named.ts';
import { findHintNeeds } from './find-hint-needs.ts';
import type { GenerativeSupport } from './generative/generative-support.ts';
import { holdsGenerative } from './generative/names-generation.ts';
import { readBaseSteps } from './read-step.ts';
import { readToken } from './read-token.ts';
import { splitSteps, type WrittenStep } from './split-steps.ts';
import type { Token } from './token.ts';
import type { Transformation } from './transformation.ts';

export interface ParseOptions extends CountLimits {
  /** Unknown keys are ignored instead of refused. */
  readonly lenient: boolean;
  readonly generative: GenerativeSupport;
  /** The stored text of a named transformation. */
  readonly findNamed: (name: string) => string | undefined;
}

const nothing: Transformation = {
  steps: [],
  original: false,
  namedOnly: false,
  isGenerative: false,
  isEmpty: true,
};

/** `text`: decoded once, as parseDeliveryUrl gives it. Throws MediaError invalid, naming the token. */
export function parseTransformation(text: string, options: ParseOptions): Transformation {
  if (text === '') return nothing;
  const written = splitSteps(text);
  checkNames(written, options);
  const namedOnly = isNamedOnly(written);
  const expanded = expandNamed(written, options.findNamed);
  const isGenerative = holdsGenerative(expanded);
  const request = readRequest(expanded);
  if (request.original) return { steps: [], namedOnly, isGenerative: false, isEmpty: false, ...request };
  checkCounts(expanded, options);
  const steps = readBaseSteps(expanded, options);
  const hints = findHintNeeds(steps);
  const isEmpty = steps.length === 0;
  return { steps, namedOnly, isGenerative, isEmpty, ...(hints && { hints }), ...request };
}

function isNamedOnly(steps: readonly WrittenStep[]): boolean {
  return steps.length > 0 && steps.every((step) => step.kind === 'items' && step.items.every(isName));
}

/** `orig-true` anywhere makes every other parameter absent; which file is meant is still a question. */
function readRequest(steps: readonly WrittenStep[]): { original: boolean; defaultImage?: string } {
  const tokens = tokensOf(steps);
  const original = valuesOf(tokens, 'orig').includes(true);
  const defaultImage = valuesOf(tokens, 'di').at(-1);
  return typeof defaultImage === 'string' ? { original, defaultImage } : { original };
}

function valuesOf(tokens: readonly Token[], key: string): unknown[] {
  const written = tokens.filter((token) => token.key === key);
  return written.flatMap(
    (token) => readToken(token, { lenient: false, place: 'base', generative: 'all' })?.value ?? [],
  );
}

function tokensOf(steps: readonly WrittenStep[]): Token[] {
  return steps.flatMap((step) => {
    if (step.kind === 'if') return tokensOf([...step.then, ...step.otherwise]);
    return step.items.filter((item) => item.kind === 'token');
  });
}
