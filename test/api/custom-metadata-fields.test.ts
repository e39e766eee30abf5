import ImageKit from '@imagekit/nodejs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { call } from '../support/api.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

interface Field {
  readonly id: string;
  readonly name: string;
  readonly label: string;
}

let server: RunningServer;
let field: Field;
let serial = 0;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  serial += 1;
  field = (
    await create({ ...fresh(), schema: { minValue: 10, maxValue: 1000, type: 'Number' } })
  ).json<Field>();
});

const fresh = () => ({ name: `field${serial}`, label: `Field ${serial}` });
const path = '/v1/customMetadataFields';
const create = (body: unknown) => call(server, 'POST', path, body);
const change = (body: unknown, id = field.id) => call(server, 'PATCH', `${path}/${id}`, body);
const remove = (id = field.id) => call(server, 'DELETE', `${path}/${id}`);
const list = async (query = '') => (await call(server, 'GET', `${path}${query}`)).json<Field[]>();

const unknownId = '697f0800a1b2c3d4e5f60718';
const nameTaken = 'A custom metadata field with this name already exists.';
const labelTaken = 'A custom metadata field with this label already exists.';
const noSuchField = 'No such custom metadata field exists.';
const invalidId = 'Your request contains invalid ID parameter.';

/** Spec library-api §7.2. */
describe('a field', () => {
  it('is created with exactly what was set', async () => {
    const answer = await create({
      name: 'price',
      label: 'Price (EUR)',
      description: 'Net price',
      schema: { type: 'Number', minValue: 0, maxValue: 500 },
    });
    expect([answer.status, answer.json()]).toEqual([
      201,
      {
        id: expect.stringMatching(/^[0-9a-f]{24}$/),
        name: 'price',
        label: 'Price (EUR)',
        description: 'Net price',
        schema: { minValue: 0, maxValue: 500, type: 'Number' },
      },
    ]);
    expect(await list()).toContainEqual(answer.json());
  });

  const schema = { type: 'Text' };

  it.each([
    [{}, 'name is required.'],
    [{ name: '', label: 'L', schema }, 'name is required.'],
    [{ name: '  ', label: 'L', schema }, 'name is required.'],
    [{ name: 'n' }, 'label is required.'],
    [{ name: 'n', label: ' ', schema }, 'label is required.'],
    [{ name: 'n', label: 'L' }, 'schema is required.'],
    [[], 'name is required.'],
    [{ name: 5, label: 'L', schema }, 'Your request contains invalid value for name parameter.'],
    [{ name: 'n'.repeat(256), label: 'L', schema }, 'name can have at most 255 characters.'],
    [
      { name: 'n', label: 'L', schema, description: 'x'.repeat(501) },
      'Your request contains invalid value for description parameter.',
    ],
    [{ name: 'n', label: 'L', schema: 'Text' }, 'Invalid schema object.'],
  ])('of %j is refused: %s', async (body, message) => {
    const answer = await create(body);
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
  });

  it('of a bad schema is refused with every fault', async () => {
    const answer = await create({
      name: 'n',
      label: 'L',
      schema: { type: 'Number', minValue: '1', maxLength: 3 },
    });
    expect([answer.status, answer.json()]).toEqual([
      400,
      {
        message: 'Invalid schema object.',
        help: expect.any(String),
        errors: { minValue: 'should be of type number', maxLength: 'not allowed for this type' },
      },
    ]);
  });

  it('needs a name and a label of its own', async () => {
    const [name, label] = [field.name, field.label];
    const taken = await create({ name, label: 'another', schema });
    expect([taken.status, taken.json()]).toMatchObject([400, { message: nameTaken }]);
    const confusing = await create({ name: 'another', label, schema });
    expect([confusing.status, confusing.json()]).toMatchObject([400, { message: labelTaken }]);
  });

  it('by ten at once is made once', async () => {
    const wishes = Array.from({ length: 10 }, (_, n) =>
      create({ name: 'raced', label: `Raced ${n}`, schema }),
    );
    const statuses = (await Promise.all(wishes)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 400)).toHaveLength(9);
  });
});

/** Spec library-api §7.5. */
describe('a change', () => {
  it.each([
    [
      { schema: { minValue: 100, maxValue: 200 } },
      { schema: { minValue: 100, maxValue: 200, type: 'Number' } },
    ],
    [{ schema: { type: 'Text', maxValue: 900 } }, { schema: { maxValue: 900, type: 'Number' } }],
    [{ schema: {} }, { schema: { type: 'Number' } }],
    [{ description: 'A hint' }, { description: 'A hint' }],
  ])('%j replaces what it names: %j', async (body, expected) => {
    const answer = await change(body);
    expect([answer.status, answer.json()]).toEqual([200, { ...field, ...expected }]);
    expect(await list()).toContainEqual(answer.json());
  });

  it('may set the label to what it is, and clear the description', async () => {
    await change({ description: 'A hint' });
    const answer = await change({ label: field.label, description: '' });
    expect([answer.status, answer.json()]).toEqual([200, field]);
  });

  it.each([
    [{}, 'Either label or schema should be provided.'],
    [{ type: 'Text' }, 'Either label or schema should be provided.'],
    [{ name: 'other', label: 'x' }, 'Name cannot be updated.'],
    [{ schema: { maxLength: 5 } }, 'Invalid schema object.'],
    [{ schema: { isValueRequired: true } }, 'Invalid schema object.'],
    [{ label: '' }, 'label is required.'],
    [{ label: 5 }, 'Your request contains invalid value for label parameter.'],
  ])('%j is refused: %s', async (body, message) => {
    const answer = await change(body);
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
    expect(await list()).toContainEqual(field);
  });

  it('to the label of another field is refused', async () => {
    const other = (
      await create({ name: `other${serial}`, label: `Other ${serial}`, schema: { type: 'Text' } })
    ).json<Field>();
    const answer = await change({ label: other.label });
    expect([answer.status, answer.json()]).toMatchObject([400, { message: labelTaken }]);
  });

  it('of a deleted field is refused', async () => {
    await remove();
    const answer = await change({ label: 'x' });
    const message = 'Cannot update a deleted custom metadata fields.';
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
  });
});

describe('a deletion', () => {
  it('has no body, hides the field, keeps its name taken and its label free', async () => {
    const answer = await remove();
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(await list()).not.toContainEqual(field);
    expect(await list('?includeDeleted=true')).toContainEqual(field);
    expect(await list('?includeDeleted=false&folderPath=/a')).not.toContainEqual(field);
    const schema = { type: 'Text' };
    const again = await create({ name: field.name, label: field.label, schema });
    expect([again.status, again.json()]).toMatchObject([400, { message: nameTaken }]);
    expect((await create({ name: `new${serial}`, label: field.label, schema })).status).toBe(201);
  });

  it('of a deleted field finds nothing', async () => {
    await remove();
    const answer = await remove();
    expect([answer.status, answer.json()]).toMatchObject([404, { message: noSuchField }]);
  });
});

describe.each(['PATCH', 'DELETE'])('%s', (method) => {
  it.each([
    ['/x', 400, invalidId],
    ['/697f0800a1b2c3d4e5f6071', 400, invalidId],
    ['/%20', 400, invalidId],
    [`/${unknownId}`, 404, noSuchField],
    ['', 400, 'Missing id parameter.'],
    ['/', 400, 'Missing id parameter.'],
  ])('of %j is answered with %i', async (suffix, status, message) => {
    const answer = await call(server, method, path + suffix, method === 'PATCH' ? { label: 'x' } : undefined);
    expect([answer.status, answer.json()]).toMatchObject([status, { message }]);
  });
});

it('need a key', async () => {
  expect((await call(server, 'GET', path, undefined, { authorization: 'Basic eDo=' })).status).toBe(403);
});

describe('the official SDK', () => {
  it('makes, lists, changes and deletes fields', async () => {
    const client = new ImageKit({ privateKey: server.privateKey, baseURL: server.url });
    const { customMetadataFields } = client;
    const made = await customMetadataFields.create({
      name: 'season',
      label: 'Season',
      schema: { type: 'MultiSelect', selectOptions: ['summer', 2026, true], defaultValue: [2026] },
    });
    expect(made.schema).toEqual({
      type: 'MultiSelect',
      selectOptions: ['summer', 2026, true],
      defaultValue: [2026],
    });
    expect(await customMetadataFields.list()).toContainEqual(made);
    const changed = await customMetadataFields.update(made.id, {
      label: 'Time of year',
      description: 'When',
    });
    expect(changed).toEqual({ ...made, label: 'Time of year', description: 'When' });
    expect(await customMetadataFields.delete(made.id)).toBeNull();
    expect(await customMetadataFields.list()).not.toContainEqual(changed);
    expect(await customMetadataFields.list({ includeDeleted: true })).toContainEqual(changed);
    const again = customMetadataFields.create({ name: 'season', label: 'Season', schema: { type: 'Text' } });
    await expect(again).rejects.toMatchObject({ status: 400, error: { message: nameTaken } });
  });
});

it('there are at most a hundred of, deleted ones not counted', async () => {
  for (;;) {
    const left = 100 - (await list()).length;
    if (left === 0) break;
    await create({ name: `many${left}-${serial}`, label: `Many ${left}`, schema: { type: 'Boolean' } });
  }
  const body = { name: 'one-too-many', label: 'One too many', schema: { type: 'Boolean' } };
  const answer = await create(body);
  expect([answer.status, answer.json()]).toMatchObject([
    400,
    { message: 'An account can have at most 100 custom metadata fields.' },
  ]);
  await remove();
  expect((await create(body)).status).toBe(201);
});
