import type { CustomField, CustomFieldSchema, CustomMetadata } from '../domain/custom-field.ts';
import {
  changeCustomMetadata,
  checkCustomMetadata,
  makeCustomMetadata,
  readWrittenMetadata,
  type WrittenMetadata,
} from '../domain/custom-metadata.ts';
import type { CustomFieldRepository } from '../domain/database.ts';
import { invalid } from '../domain/errors.ts';
import { readBracketed, readJson, type UploadFields } from './upload-fields.ts';

/** JSON has types of its own; bracketed keys hold nothing but texts, which mean what their fields make of them. */
export type FormMetadata =
  | { readonly kind: 'json'; readonly values: WrittenMetadata }
  | { readonly kind: 'texts'; readonly values: Readonly<Record<string, string | readonly string[]>> };

/** Throws `invalid` for what is no JSON object. Undefined: the form does not mention it. */
export function readFormMetadata(fields: UploadFields): FormMetadata | undefined {
  const json = readJson(fields, 'customMetadata', () =>
    invalid('Invalid custom metadata.', { errors: { customMetadata: 'is not valid JSON' } }),
  );
  if (json !== undefined) return { kind: 'json', values: readWrittenMetadata(json) };
  const texts = readBracketed(fields, 'customMetadata');
  return texts && { kind: 'texts', values: texts };
}

/** Before the bytes are fetched (spec upload §2). */
export async function checkFormMetadata(
  customFields: CustomFieldRepository,
  form: FormMetadata | undefined,
): Promise<void> {
  if (form === undefined) return;
  const fields = await customFields.list({ includeDeleted: false });
  checkCustomMetadata(readValues(form, fields), fields);
}

/** Of the version that an upload makes (spec upload §7.2). `previous`: of the version that it replaces. */
export function chooseCustomMetadata(
  request: { readonly customMetadata: FormMetadata | undefined; readonly overwriteCustomMetadata: boolean },
  fields: readonly CustomField[],
  previous: CustomMetadata | undefined,
): CustomMetadata {
  const form = request.customMetadata;
  const written = form && readValues(form, fields);
  // Again: a field may have been deleted while the bytes were on their way.
  if (written !== undefined) checkCustomMetadata(written, fields);
  if (previous === undefined) return makeCustomMetadata(written ?? {}, fields);
  if (written !== undefined) return changeCustomMetadata({}, written, fields);
  return request.overwriteCustomMetadata ? {} : previous;
}

function readValues(form: FormMetadata, fields: readonly CustomField[]): WrittenMetadata {
  if (form.kind === 'json') return form.values;
  const schemas = new Map(fields.map(({ name, schema }) => [name, schema]));
  return Object.fromEntries(
    Object.entries(form.values).map(([name, text]) => [name, readTexts(schemas.get(name), text)]),
  );
}

/** A list may come as a single text. */
function readTexts(schema: CustomFieldSchema | undefined, texts: string | readonly string[]): unknown {
  if (typeof texts !== 'string') return texts.map((text) => readText(schema, text));
  return schema?.type === 'MultiSelect' ? [readText(schema, texts)] : readText(schema, texts);
}

/** What cannot be read as the field's type stays a text, and is refused as one. */
function readText(schema: CustomFieldSchema | undefined, text: string): unknown {
  switch (schema?.type) {
    case 'Number':
      return text.trim() === '' || Number.isNaN(Number(text)) ? text : Number(text);
    case 'Boolean':
      return text === 'true' || (text === 'false' ? false : text);
    case 'SingleSelect':
    case 'MultiSelect':
      return schema.selectOptions.find((option) => String(option) === text) ?? text;
    default:
      return text;
  }
}
