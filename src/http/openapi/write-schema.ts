import { isDeepStrictEqual } from 'node:util';
import type { TSchema } from 'typebox';

export type JsonObject = { readonly [name: string]: unknown };

export interface SchemaWriter {
  /** The schema as the document has it: what has a title becomes a component, told once. */
  write(schema: TSchema): JsonObject;
  readonly components: Readonly<Record<string, JsonObject>>;
}

/** For validation alone: sentences, and formats that only our validator knows. */
const ours = new Set(['messages', 'reason', 'shownAs']);
const formats: Readonly<Record<string, string>> = { 'http-url': 'uri' };

/** Throws when two schemas claim one title. TypeBox makes copies, of optional properties for one. */
export function createSchemaWriter(): SchemaWriter {
  const sources = new Map<string, object>();
  const components: Record<string, JsonObject> = {};

  function write(schema: JsonObject): JsonObject {
    const { shownAs } = schema as { readonly shownAs?: JsonObject };
    if (shownAs !== undefined) return write(shownAs);
    const { title } = schema;
    if (typeof title !== 'string') return writeKeywords(schema);
    const known = sources.get(title);
    if (known === undefined) {
      sources.set(title, schema);
      components[title] = writeKeywords(schema);
    } else if (!isDeepStrictEqual(known, schema)) {
      throw new Error(`Two schemas have the title ${title}.`);
    }
    return { $ref: `#/components/schemas/${title}` };
  }

  function writeKeywords(schema: JsonObject): JsonObject {
    const written = Object.entries(schema).filter(([keyword]) => !ours.has(keyword));
    return Object.fromEntries(written.map(([keyword, value]) => [keyword, writeValue(keyword, value)]));
  }

  function writeValue(keyword: string, value: unknown): unknown {
    switch (keyword) {
      case 'properties':
      case 'patternProperties':
        return mapValues(value as Record<string, JsonObject>, write);
      case 'items':
      case 'additionalProperties':
        return typeof value === 'object' ? write(value as JsonObject) : value;
      case 'anyOf':
      case 'allOf':
        return (value as JsonObject[]).map(write);
      case 'format':
        return formats[String(value)] ?? value;
      default:
        return value;
    }
  }

  return { write: (schema) => write(schema as JsonObject), components };
}

function mapValues<From, To>(object: Readonly<Record<string, From>>, change: (value: From) => To) {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
