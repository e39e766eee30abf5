import { describe, expect, it } from 'vitest';
import { planningFor } from '../plan-for.contract.ts';
import { findParameter, parameters } from './index.ts';
import type { Parameter } from './parameter.ts';
import { legacyKeys, unsupportedKeys, videoKeys } from './recognised.ts';

const all = Object.entries<Parameter<unknown>>(parameters);

describe('every parameter', () => {
  it.each(all)('%s has an example that can be planned', (_, { example, keys }) => {
    const { kind } = planningFor(example, { facts: { pages: 9 } });
    expect(['plan', 'measure', 'generate', 'overlay', 'original']).toContain(kind);
    expect(example.split(',').some((token) => keys.some((key) => token.startsWith(key)))).toBe(true);
  });

  it.each(all)('%s is described for the manual', (_, { sentence, values, allowedIn }) => {
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(values).not.toBe('');
    expect(allowedIn.length).toBeGreaterThan(0);
  });

  it('has keys of its own', () => {
    const keys = [
      ...all.flatMap(([, parameter]) => parameter.keys),
      ...[videoKeys, legacyKeys, unsupportedKeys].flatMap((names) => [...names]),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(all)('%s is found by its keys', (name, { keys }) => {
    for (const key of keys) expect(findParameter(key)?.name).toBe(name);
  });
});
