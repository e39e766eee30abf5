import { malformedId, type Rows, unknownId } from '../rows.ts';
import type { World } from '../world.ts';

const fields = '/v1/customMetadataFields';
const badId = 'Your request contains invalid ID parameter.';
const noField = 'No such custom metadata field exists.';

function wish(world: World, more: object = {}) {
  return { name: world.name(), label: world.name(), schema: { type: 'Number', minValue: 1 }, ...more };
}

const makeField = (world: World, more: object = {}) => world.make(fields, wish(world, more));

function update(body: object) {
  return async (world: World) => world.ask('PATCH', `${fields}/${await makeField(world)}`, body);
}

export const customFieldRows: Rows = {
  'create-new-field': {
    201: {
      'a number': (world) => world.ask('POST', fields, wish(world)),
      'a choice': (world) =>
        world.ask(
          'POST',
          fields,
          wish(world, {
            schema: { type: 'MultiSelect', selectOptions: ['a', 1, true], defaultValue: ['a'] },
          }),
        ),
    },
    400: {
      'A custom metadata field with this name already exists.': async (world) => {
        const name = world.name();
        await makeField(world, { name });
        return world.ask('POST', fields, wish(world, { name }));
      },
    },
  },
  'list-all-fields': {
    200: {
      'a field': async (world) => {
        await makeField(world);
        return world.ask('GET', fields);
      },
    },
  },
  'update-existing-field': {
    200: {
      'a label and a schema': async (world) =>
        update({ label: world.name(), schema: { maxValue: 9 } })(world),
    },
    400: {
      'Cannot update a deleted custom metadata fields.': async (world) => {
        const id = await makeField(world);
        await world.ask('DELETE', `${fields}/${id}`);
        return world.ask('PATCH', `${fields}/${id}`, { label: world.name() });
      },
      'Either label or schema should be provided.': update({}),
      'A custom metadata field with this label already exists.': async (world) => {
        const label = world.name();
        await makeField(world, { label });
        return update({ label })(world);
      },
      'Invalid schema object.': update({ schema: { minValue: 'a' } }),
      'Name cannot be updated.': update({ name: 'other' }),
      'Missing id parameter.': (world) => world.ask('PATCH', fields, { label: world.name() }),
      [badId]: (world) => world.ask('PATCH', `${fields}/${malformedId}`, { label: world.name() }),
    },
    404: { [noField]: (world) => world.ask('PATCH', `${fields}/${unknownId}`, { label: world.name() }) },
  },
  'delete-a-field': {
    204: { 'a field': async (world) => world.ask('DELETE', `${fields}/${await makeField(world)}`) },
    400: {
      'Missing id parameter.': (world) => world.ask('DELETE', fields),
      [badId]: (world) => world.ask('DELETE', `${fields}/${malformedId}`),
    },
    404: { [noField]: (world) => world.ask('DELETE', `${fields}/${unknownId}`) },
  },
};
