import { percentDecode } from '../percent-decode.ts';
import type { RawUrl } from './raw-url.ts';
import { usableTokens } from './usable-tokens.ts';

/** Parameters of a query by their names; the last of a name counts. */
export type QueryValues = ReadonlyMap<string, string>;

/** Parameters of another service in the query become one step of ours, before what is ours. The others stay as they are. */
export function rewriteQuery(
  { rawPath, rawQuery }: RawUrl,
  isTheirs: (name: string) => boolean,
  convert: (values: QueryValues) => readonly string[],
): RawUrl {
  const written = rawQuery === '' ? [] : rawQuery.split('&');
  const nameOf = (parameter: string) => parameter.split('=', 1)[0] ?? '';
  const theirs = written.filter((parameter) => isTheirs(nameOf(parameter)));
  if (theirs.length === 0) return { rawPath, rawQuery };
  const values = new Map(
    theirs.map((parameter) => {
      const name = nameOf(parameter);
      return [name, percentDecode(parameter.slice(name.length + 1).replaceAll('+', ' '))];
    }),
  );
  const tokens = usableTokens(convert(values), 'base');
  const step = tokens.length === 0 ? [] : [`tr=${tokens.map(encodeURIComponent).join(',')}`];
  const others = written.filter((parameter) => !isTheirs(nameOf(parameter)));
  return { rawPath, rawQuery: [...step, ...others].join('&') };
}
