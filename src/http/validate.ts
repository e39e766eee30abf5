import { Ajv, type Options } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';
import type { TSchema } from 'typebox';
import { invalid } from '../domain/errors.ts';
import { type Fault, reasonFor, sentenceFor } from './schemas/messages.ts';

const options: Options = {
  verbose: true,
  keywords: ['messages', 'reason'],
  removeAdditional: false,
  useDefaults: false,
};

/** Text becomes a number or a flag in a query, where there is nothing but text; never in a JSON body. */
const ofQuery = new Ajv({ ...options, coerceTypes: true });
const ofBody = new Ajv({ ...options, coerceTypes: false });

export const compileValidator: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validate = (httpPart === 'body' ? ofBody : ofQuery).compile(schema);
  return (value: unknown) => {
    if (validate(value)) return { value };
    // A schema may fail in several branches at once; the sentence nearest the root is the one meant for people.
    const fault = (validate.errors ?? []).at(-1) as Fault | undefined;
    if (fault === undefined) return { error: invalid('Your request is invalid.') };
    const reason = reasonFor(fault);
    return { error: invalid(sentenceFor(fault), reason === undefined ? {} : { reason }) };
  };
};
