import { invalid, type MediaError } from '../domain/errors.ts';

/** The text fields of an upload form, as they came and in their order. */
export type UploadFields = readonly UploadField[];

export interface UploadField {
  readonly name: string;
  readonly value: string;
}

/** A repeated field: the last one wins (spec upload §3.2). */
export function readRaw(fields: UploadFields, name: string): string | undefined {
  return fields.findLast((field) => field.name === name)?.value;
}

export function readText(fields: UploadFields, name: string): string | undefined {
  return readRaw(fields, name)?.trim();
}

/** Node SDKs up to 6 write an option that is present but undefined as the text `undefined`. */
export function readOptionalText(fields: UploadFields, name: string): string | undefined {
  const text = readText(fields, name);
  return text === '' || text === 'undefined' ? undefined : text;
}

const absentTexts = new Set(['', 'undefined', 'null']);

export function readBoolean(fields: UploadFields, name: string, fallback: boolean): boolean {
  const text = readText(fields, name)?.toLowerCase() ?? '';
  if (absentTexts.has(text)) return fallback;
  if (text !== 'true' && text !== 'false') throw invalidValue(name);
  return text === 'true';
}

/**
 * `x`, `x[]` and `x[0]` together, each split at commas or read as a JSON array; trimmed, without empty items and
 * doubles. Undefined: no such field.
 */
export function readList(fields: UploadFields, name: string): string[] | undefined {
  const element = new RegExp(`^${name}(\\[\\d*\\])?$`);
  const values = fields.filter((field) => element.test(field.name)).map((field) => field.value.trim());
  if (values.length === 0) return undefined;
  const [first] = values;
  const items = values.length === 1 && first !== undefined ? (readJsonList(first, name) ?? values) : values;
  const trimmed = items.flatMap((item) => item.split(',')).map((item) => item.trim());
  return [...new Set(trimmed.filter((item) => item !== ''))];
}

function readJsonList(text: string, name: string): string[] | undefined {
  const value = parseJson(text);
  if (!Array.isArray(value)) return undefined;
  return value.map((item: unknown) => {
    if (typeof item !== 'string' && typeof item !== 'number') throw invalidValue(name);
    return String(item);
  });
}

/** True when the field, or any `x[key]`, says something. An empty JSON array or object says nothing. */
export function isGiven(fields: UploadFields, name: string): boolean {
  return fields.some(
    (field) => (field.name === name || field.name.startsWith(`${name}[`)) && !isEmptyJson(field.value.trim()),
  );
}

function isEmptyJson(text: string): boolean {
  if (absentTexts.has(text)) return true;
  const value = parseJson(text);
  // Samples of the hosted service wrap the JSON text in a JSON string (spec upload §3.2).
  if (typeof value === 'string' && value !== text) return isEmptyJson(value.trim());
  return value === null || (typeof value === 'object' && Object.keys(value).length === 0);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A field that holds JSON text, bare or wrapped in a JSON string, as samples of the hosted service have it, with raw line
 * breaks even. Undefined: absent. Throws `bad()` when it is no JSON.
 */
export function readJson(fields: UploadFields, name: string, bad: () => Error): unknown {
  const text = readText(fields, name) ?? '';
  if (absentTexts.has(text)) return undefined;
  const value = parseJson(text) ?? parseJson(text.replace(/[\r\n]+/g, '\\n'));
  if (typeof value === 'string' && absentTexts.has(value.trim())) return undefined;
  const unwrapped = typeof value === 'string' ? parseJson(value) : value;
  if (unwrapped === undefined) throw bad();
  return unwrapped ?? undefined;
}

/** `x[a]` and, for lists, `x[a][]` or `x[a][0]`: texts by key. Undefined: no such field. */
export function readBracketed(
  fields: UploadFields,
  name: string,
): Readonly<Record<string, string | readonly string[]>> | undefined {
  const element = new RegExp(`^${name}\\[([^\\]]+)\\](\\[\\d*\\])?$`);
  const values = new Map<string, string | string[]>();
  for (const field of fields) {
    const [, key, list] = element.exec(field.name) ?? [];
    if (key === undefined) continue;
    const known = values.get(key);
    if (list === undefined) values.set(key, field.value);
    else values.set(key, [...(Array.isArray(known) ? known : []), field.value]);
  }
  return values.size === 0 ? undefined : Object.fromEntries(values);
}

export function invalidValue(name: string): MediaError {
  return invalid(`Your request contains invalid value for ${name} parameter.`);
}
