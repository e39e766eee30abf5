import type { TSchemaOptions } from 'typebox';

/**
 * ImageKit's literal sentences beside the rule that they explain: a schema carries, under `messages`, what to say when a
 * keyword fails; `$value` stands for what was sent, `$missing` for the property that was not, `$property` for one that
 * should not have been. `_` answers for every keyword. `reason` is the word for programs that goes with any of them.
 */
export interface Messages extends TSchemaOptions {
  readonly messages: Readonly<Record<string, string>>;
  readonly reason?: string;
}

export function say(messages: Messages['messages'] | string, reason?: string): Messages {
  return {
    messages: typeof messages === 'string' ? { _: messages } : messages,
    ...(reason === undefined ? {} : { reason }),
  };
}

/** For a property that must be there: the same sentence when it is not and when it is something else. */
export function sayRequired(sentence: string, others: Messages['messages'] = {}): Messages {
  return say({ ...others, required: sentence, _: sentence });
}

/** What Fastify's validator tells of one failed keyword (ajv, verbose). */
export interface Fault {
  readonly keyword: string;
  readonly instancePath: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
  readonly data?: unknown;
  readonly parentSchema?: unknown;
}

export function sentenceFor(fault: Fault): string {
  const sentence = findSentence(fault.parentSchema, fault.keyword);
  const missing = fault.params.missingProperty ?? firstRequired(fault);
  if (sentence !== undefined) {
    return fillIn(sentence, { value: fault.data, missing, property: fault.params.additionalProperty });
  }
  if (typeof missing === 'string') return sentenceForMissing(missing, fault.parentSchema);
  const name = fault.instancePath.split('/').filter(Boolean).join('.') || 'body';
  return `Your request contains invalid value for ${name} parameter.`;
}

export function reasonFor(fault: Fault): string | undefined {
  return (fault.parentSchema as Partial<Messages> | undefined)?.reason;
}

/** All at once: what was sent may itself look like a placeholder. */
function fillIn(sentence: string, facts: Readonly<Record<string, unknown>>): string {
  return sentence.replace(/\$(value|missing|property)/g, (_, name) => String(facts[name]));
}

/** A body that is no object misses everything (spec library-api §1.3). */
function firstRequired({ keyword, instancePath, parentSchema }: Fault): unknown {
  if (keyword !== 'type' || instancePath !== '') return undefined;
  return (parentSchema as { required?: readonly string[] } | undefined)?.required?.[0];
}

/** A property may say, under `required`, how to ask for itself. */
function sentenceForMissing(name: string, parent: unknown): string {
  const properties = (parent as { properties?: Readonly<Record<string, unknown>> } | undefined)?.properties;
  const own = (properties?.[name] as Partial<Messages> | undefined)?.messages?.required;
  return own ?? `Your request is missing ${name} parameter.`;
}

function findSentence(schema: unknown, keyword: string): string | undefined {
  const messages = (schema as { messages?: Messages['messages'] } | undefined)?.messages;
  return messages?.[keyword] ?? messages?._;
}
