import { Ajv, type ErrorObject, type Options, type ValidateFunction } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';
import type { Static, TSchema } from 'typebox';
import { invalid, type MediaError } from '../domain/errors.ts';
import { type Fault, reasonFor, sentenceFor } from './schemas/messages.ts';

const options: Options = {
  verbose: true,
  keywords: ['messages', 'reason', 'shownAs'],
  removeAdditional: false,
  useDefaults: false,
  formats: { 'http-url': isHttpUrl, email: /^[^\s@]+@[^\s@]+\.[^\s@]+$/ },
};

/** Text becomes a number or a flag in a query, where there is nothing but text; never in a JSON body. */
const ofQuery = new Ajv({ ...options, coerceTypes: true });
const ofBody = new Ajv({ ...options, coerceTypes: false });

export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const compiled = compileWhenNeeded(httpPart === 'body' ? ofBody : ofQuery, schema);
  return (value: unknown) => {
    const validate = compiled();
    if (validate(value)) return { value };
    return { error: refusal(validate.errors) };
  };
};

/** For a body whose schema depends on what stands in it. Throws MediaError invalid. */
export function createBodyCheck<Schema extends TSchema>(
  schema: Schema,
): (body: unknown) => asserts body is Static<Schema> {
  const compiled = compileWhenNeeded(ofBody, schema);
  return (body) => {
    const validate = compiled();
    if (!validate(body)) throw refusal(validate.errors);
  };
}

/** All of them take as long as a sixth of a start, and most are not needed in its first second. */
function compileWhenNeeded(ajv: Ajv, schema: TSchema): () => ValidateFunction {
  let validate: ValidateFunction | undefined;
  return () => {
    validate ??= ajv.compile(schema);
    return validate;
  };
}

/** A schema may fail in several branches at once; the sentence nearest the root is the one meant for people. */
function refusal(errors: ErrorObject[] | null | undefined): MediaError {
  const fault = errors?.at(-1) as Fault | undefined;
  if (fault === undefined) return invalid('Your request is invalid.');
  const reason = reasonFor(fault);
  return invalid(sentenceFor(fault), reason === undefined ? {} : { reason });
}

function isHttpUrl(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}
