import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { say } from '../schemas/messages.ts';
import { shownAs } from '../schemas/shown-as.ts';
import { createSchemaWriter } from './write-schema.ts';

const Thing = Type.Object({ reason: Type.String(), title: Type.Optional(Type.String()) }, { title: 'Thing' });

describe('a schema in the description of the API', () => {
  it('has nothing that is for validation alone', () => {
    const schema = Type.String({ format: 'http-url', description: 'A URL.', ...say('Wrong.', 'WRONG') });
    expect(createSchemaWriter().write(schema)).toEqual({
      type: 'string',
      format: 'uri',
      description: 'A URL.',
    });
  });

  it('is told once, by its title', () => {
    const { write, components } = createSchemaWriter();
    const reference = { $ref: '#/components/schemas/Thing' };
    expect(write(Type.Array(Thing))).toEqual({ type: 'array', items: reference });
    expect(write(Type.Union([Thing, Type.Null()]))).toEqual({ anyOf: [reference, { type: 'null' }] });
    expect(write(Type.Object({ thing: Type.Optional(Thing) }))).toMatchObject({
      properties: { thing: reference },
    });
    expect(Object.keys(components)).toEqual(['Thing']);
  });

  it('keeps properties that are called like keywords', () => {
    const { write, components } = createSchemaWriter();
    write(Thing);
    expect(components.Thing).toMatchObject({
      properties: { reason: { type: 'string' }, title: { type: 'string' } },
    });
  });

  it('is what it is shown as', () => {
    const { write } = createSchemaWriter();
    expect(write(Type.Unknown({ description: 'Anything.', ...shownAs(Type.Integer()) }))).toEqual({
      type: 'integer',
    });
  });

  it('may not take the title of another', () => {
    const { write } = createSchemaWriter();
    write(Thing);
    expect(() => write(Type.String({ title: 'Thing' }))).toThrow('Two schemas have the title Thing.');
  });
});
