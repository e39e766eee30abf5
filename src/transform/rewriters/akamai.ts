import { rewriteQuery } from './query-step.ts';
import type { RawUrl } from './raw-url.ts';

const keys: Readonly<Record<string, string>> = { imwidth: 'w', imheight: 'h' };

/** Spec delivery §18.4. */
export function rewriteAkamai(url: RawUrl): RawUrl {
  return rewriteQuery(
    url,
    (name) => Object.hasOwn(keys, name),
    (values) => [...values].map(([name, value]) => `${keys[name]}-${value}`),
  );
}
