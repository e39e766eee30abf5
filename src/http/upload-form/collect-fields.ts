import type { BusboyInstance } from '@fastify/busboy';
import { invalid } from '../../domain/errors.ts';
import type { UploadField, UploadFields } from '../../library/upload-fields.ts';
import { maxFields } from './open-parser.ts';

/** All text of a form together, in multiples of one field: two hundred fields of full size would fill the memory. */
const maxFullFields = 4;

/** Text fields in their order, growing while the form is read. `fail` hears of the first one that is too much. */
export function collectFields(
  parser: BusboyInstance,
  maxFieldBytes: number,
  fail: (error: Error) => void,
): UploadFields {
  const fields: UploadField[] = [];
  let total = 0;
  parser.on('field', (name: string | undefined, value, _nameTruncated, valueTruncated) => {
    if (name === undefined) return;
    total += value.length;
    if (valueTruncated) return fail(fieldTooLarge(name, maxFieldBytes));
    if (total > maxFieldBytes * maxFullFields) return fail(tooManyFields());
    fields.push({ name, value });
  });
  parser.on('fieldsLimit', () => fail(tooManyFields()));
  parser.on('partsLimit', () => fail(tooManyFields()));
  return fields;
}

function fieldTooLarge(name: string, maxFieldBytes: number): Error {
  return invalid(`Your request contains invalid value for ${name.slice(0, 100)} parameter.`, {
    help: `A text field can have at most ${maxFieldBytes} bytes.`,
  });
}

function tooManyFields(): Error {
  return invalid('Your request contains too many parameters.', {
    help: `An upload can have at most ${maxFields} fields.`,
  });
}
