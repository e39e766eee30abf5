/** What an effect may be told: `bl-15_st-40_x-N10` (spec image-transformations §7.8, §7.10). */
export type Options<Values> = {
  readonly [Name in keyof Values]: {
    readonly key: string;
    readonly usual: Values[Name];
    /** Undefined: not a value of this option. */
    readonly read: (text: string) => Values[Name] | undefined;
  };
};

/** The value of an effect that stands alone. */
export const bareEffect = 'true';

/** In any order, the last of a key wins, the others are as usual. Undefined when a key or a value is not one. */
export function readOptions<Values>(text: string, options: Options<Values>): Values | undefined {
  const names = Object.keys(options) as (keyof Values)[];
  const values: Partial<Values> = {};
  for (const name of names) values[name] = options[name].usual;
  if (text === bareEffect) return values as Values;
  const keys = names.map((name) => options[name].key);
  for (const part of splitOptions(text, keys)) {
    const name = names.find((known) => part.startsWith(`${options[known].key}-`));
    const value = name && options[name].read(part.slice(part.indexOf('-') + 1));
    if (name === undefined || value === undefined) return undefined;
    values[name] = value;
  }
  return values as Values;
}

/** Values may hold `_` themselves: `ld-top_right_sp-bh_div_2`. A new option begins where a key stands. */
function splitOptions(text: string, keys: readonly string[]): string[] {
  const parts: string[] = [];
  for (const piece of text.split('_')) {
    const beginsOption = keys.some((key) => piece.startsWith(`${key}-`));
    const last = parts.at(-1);
    if (beginsOption || last === undefined) parts.push(piece);
    else parts.splice(-1, 1, `${last}_${piece}`);
  }
  return parts;
}
