import type { Parameter } from './parameter.ts';

/** A range without an end goes to the last page. */
export interface PageRange {
  readonly from: number;
  readonly to?: number;
}

export type Page =
  | { readonly kind: 'ranges'; readonly ranges: readonly PageRange[] }
  | { readonly kind: 'names'; readonly names: readonly string[] };

export const page: Parameter<Page> = {
  keys: ['pg'],
  allowedIn: ['base', 'image layer'],
  values:
    'a number; of a PSD also a list 1_3_5, a range 2-4 or 4-, a mixture 2_3-4, or names name-"a"_"b"; not inside `if`',
  sentence:
    'Page of a document, frame of an animation, layers of a PSD (1 is the whole picture). Documents are asked for with /ik-thumbnail.jpg behind their path.',
  example: 'pg-2',
  read: (text) =>
    text.startsWith(namesPrefix) ? readNames(text.slice(namesPrefix.length)) : readRanges(text),
};

const namesPrefix = 'name-';

/** Names in quotes, joined by `_`; without quotes the whole rest is one name (T15). */
function readNames(text: string): Page | undefined {
  if (text === '') return undefined;
  if (!text.startsWith('"')) return { kind: 'names', names: [text] };
  if (!/^"[^"]+"(_"[^"]+")*$/.test(text)) return undefined;
  return { kind: 'names', names: text.slice(1, -1).split('"_"') };
}

function readRanges(text: string): Page | undefined {
  const ranges = text.split('_').map(readRange);
  return ranges.every((range) => range !== undefined) ? { kind: 'ranges', ranges } : undefined;
}

function readRange(text: string): PageRange | undefined {
  const [, first, dash, last] = /^(\d{1,6})(-)?(\d{1,6})?$/.exec(text) ?? [];
  const from = Number(first ?? 0);
  if (from < 1 || (dash === undefined && last !== undefined)) return undefined;
  if (dash === undefined) return { from, to: from };
  if (last === undefined) return { from };
  return Number(last) >= from ? { from, to: Number(last) } : undefined;
}
