import { resolve } from 'node:path';

/** One setting, and the kinds that there are. */
export interface Setting<Value> {
  readonly name: string;
  /** Written as in the environment; undefined: may stay unset. */
  readonly default: string | undefined;
  /** Shown in the manual instead of the default when that is computed. */
  readonly defaultNote?: string;
  readonly sentence: string;
  readonly expected: string;
  /** What is wrong with it is said without it. */
  readonly isSecret?: true;
  /** Throws when the text is not what was expected. */
  readonly read: (text: string) => Value;
}

export function text(name: string, fallback: string, sentence: string): Setting<string>;
export function text(
  name: string,
  fallback: undefined,
  sentence: string,
  note: string,
): Setting<string | undefined>;
export function text(
  name: string,
  fallback: string | undefined,
  sentence: string,
  note?: string,
): Setting<string | undefined> {
  return { name, default: fallback, expected: 'a text', sentence, read: (value) => value, ...noted(note) };
}

export function path(name: string, fallback: string, sentence: string): Setting<string> {
  return { name, default: fallback, expected: 'a path', sentence, read: (value) => resolve(value) };
}

interface Described {
  readonly sentence: string;
  readonly note?: string;
}

export function pattern(
  name: string,
  fallback: string,
  form: RegExp,
  expected: string,
  described: Described,
): Setting<string>;
export function pattern(
  name: string,
  fallback: undefined,
  form: RegExp,
  expected: string,
  described: Described,
): Setting<string | undefined>;
export function pattern(
  name: string,
  fallback: string | undefined,
  form: RegExp,
  expected: string,
  { sentence, note }: Described,
): Setting<string | undefined> {
  const read = (value: string) => {
    if (!form.test(value)) throw new TypeError(expected);
    return value;
  };
  return { name, default: fallback, expected, sentence, read, ...noted(note) };
}

/** One of a few words. */
export function choice<const Word extends string>(
  name: string,
  fallback: NoInfer<Word>,
  words: readonly Word[],
  sentence: string,
): Setting<Word> {
  const expected = `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
  const read = (value: string) => {
    const word = words.find((known) => known === value);
    if (word === undefined) throw new TypeError(expected);
    return word;
  };
  return { name, default: fallback, expected, sentence, read };
}

interface Bounds {
  readonly min: number;
  readonly max?: number;
}

export function integer(name: string, fallback: number, bounds: Bounds, sentence: string): Setting<number>;
export function integer(
  name: string,
  fallback: undefined,
  bounds: Bounds,
  sentence: string,
  note: string,
): Setting<number | undefined>;
export function integer(
  name: string,
  fallback: number | undefined,
  { min, max = Number.MAX_SAFE_INTEGER }: Bounds,
  sentence: string,
  note?: string,
): Setting<number | undefined> {
  const expected =
    max === Number.MAX_SAFE_INTEGER
      ? `a whole number, at least ${min}`
      : `a whole number from ${min} to ${max}`;
  const read = (value: string) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < min || number > max) throw new TypeError(expected);
    return number;
  };
  return { name, default: fallback?.toString(), expected, sentence, read, ...noted(note) };
}

export function flag(name: string, fallback: boolean, sentence: string): Setting<boolean>;
export function flag(
  name: string,
  fallback: undefined,
  sentence: string,
  note: string,
): Setting<boolean | undefined>;
export function flag(
  name: string,
  fallback: boolean | undefined,
  sentence: string,
  note?: string,
): Setting<boolean | undefined> {
  const expected = 'true or false';
  const read = (value: string) => {
    if (value !== 'true' && value !== 'false') throw new TypeError(expected);
    return value === 'true';
  };
  return { name, default: fallback?.toString(), expected, sentence, read, ...noted(note) };
}

export function rate(
  name: string,
  sentence: string,
): Setting<{ readonly perSecond: number; readonly burst: number } | undefined> {
  const expected = 'RATE:BURST such as 5:20, both whole numbers, at least 1';
  const read = (value: string) => {
    const [, perSecond, burst] = /^(\d{1,9}):(\d{1,9})$/.exec(value) ?? [];
    if (!Number(perSecond) || !Number(burst)) throw new TypeError(expected);
    return { perSecond: Number(perSecond), burst: Number(burst) };
  };
  return { name, default: undefined, expected, sentence, read, defaultNote: 'no limit' };
}

export function size(
  name: string,
  { sentence, note }: Described,
): Setting<{ readonly width: number; readonly height: number } | undefined> {
  const expected = 'WIDTHxHEIGHT such as 2000x1500, both at least 1';
  const read = (value: string) => {
    const [, width, height] = /^(\d{1,5})x(\d{1,5})$/.exec(value) ?? [];
    if (!Number(width) || !Number(height)) throw new TypeError(expected);
    return { width: Number(width), height: Number(height) };
  };
  return { name, default: undefined, expected, sentence, read, ...noted(note) };
}

export function numbers(name: string, { sentence, note }: Described): Setting<readonly number[]> {
  const expected = 'at most 100 whole numbers from 1 to 65535, separated by commas';
  const read = (value: string) => {
    const parts = value.split(',').flatMap((part) => part.trim() || []);
    const given = parts.map(Number);
    const areNumbers =
      parts.every((part) => /^\d{1,5}$/.test(part)) && given.every((n) => n >= 1 && n <= 65_535);
    if (!areNumbers || given.length > 100) throw new TypeError(expected);
    return given;
  };
  return { name, default: '', expected, sentence, read, ...noted(note) };
}

/** Ranges of addresses. */
export function list(name: string, sentence: string): Setting<readonly string[]> {
  const cidr = /^[0-9a-fA-F.:]+\/\d{1,3}$/;
  const expected = 'CIDR ranges such as 10.0.0.0/8, separated by commas';
  const read = (value: string) => {
    const ranges = value.split(',').flatMap((range) => range.trim() || []);
    if (!ranges.every((range) => cidr.test(range))) throw new TypeError(expected);
    return ranges;
  };
  return { name, default: '', expected, sentence, read, defaultNote: 'none' };
}

/** Words or short texts of the operator's. */
export function names(name: string, sentence: string): Setting<readonly string[]> {
  const read = (value: string) => value.split(',').flatMap((one) => one.trim() || []);
  return { name, default: '', expected: 'names, separated by commas', sentence, read, defaultNote: 'none' };
}

/** Hosts in lower case, and what each stands for. */
export function domains(name: string, sentence: string): Setting<ReadonlyMap<string, string>> {
  const form = /^([A-Za-z0-9.-]+(?::\d+)?)(?:=([A-Za-z0-9-]+))?$/;
  const expected = 'hosts such as cdn.example.com or img.example.com=PREFIX, separated by commas';
  const read = (value: string) => {
    const written = value.split(',').flatMap((one) => one.trim() || []);
    return new Map(
      written.map((one) => {
        const [, host, prefix = ''] = form.exec(one) ?? [];
        if (host === undefined) throw new TypeError(expected);
        return [host.toLowerCase(), prefix] as const;
      }),
    );
  };
  return { name, default: '', expected, sentence, read, defaultNote: 'none' };
}

export function url(
  name: string,
  fallback: undefined,
  { sentence, note }: Described,
): Setting<string | undefined> {
  const expected = 'an http or https URL';
  const read = (value: string) => {
    const parsed = new URL(value);
    if (!/^https?:$/.test(parsed.protocol)) throw new TypeError(expected);
    return value.replace(/\/+$/, '');
  };
  return { name, default: fallback, expected, sentence, read, ...noted(note) };
}

function noted(note: string | undefined): { defaultNote?: string } {
  return note === undefined ? {} : { defaultNote: note };
}
