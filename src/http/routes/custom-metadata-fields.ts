import { Type } from 'typebox';
import { invalid } from '../../domain/errors.ts';
import type { CustomFields } from '../../library/custom-fields.ts';
import type { App } from '../app.ts';
import { undescribed } from '../openapi/undescribed.ts';
import { presentCustomField } from '../presenters/present-custom-field.ts';
import {
  CustomFieldChangeBody,
  CustomFieldListQuery,
  CustomFieldObject,
  CustomFieldParams,
  NewCustomFieldBody,
} from '../schemas/custom-field.ts';
import { nothing } from '../schemas/nothing.ts';
import { refusals } from '../schemas/refusals.ts';
import { samples } from '../schemas/samples.ts';

const tags = ['Custom metadata fields'];
const wrongId = 'This can be no id of a field.';
const unknownId = { not_found: 'No field has this id, or it is deleted.' };

const createSchema = {
  operationId: 'create-new-field',
  summary: 'Create custom metadata field',
  description:
    'A named value that assets may carry, with its type and its rules. The name stays taken for ever.',
  tags,
  body: NewCustomFieldBody,
  examples: [
    {
      body: { name: samples.customFieldName, label: 'Price', schema: { type: 'Number', minValue: 0 } },
      makes: { customFieldId: '/id' },
      fresh: ['customFieldName'],
    },
  ],
  response: {
    201: CustomFieldObject,
    ...refusals({
      invalid:
        'A parameter is missing or wrong, name or label are taken, or there are too many: see `errors`.',
    }),
  },
} as const;

const listSchema = {
  operationId: 'list-all-fields',
  summary: 'List custom metadata fields',
  description: 'All fields, in the order they were made.',
  tags,
  querystring: CustomFieldListQuery,
  response: { 200: Type.Array(CustomFieldObject, { description: 'The fields.' }) },
};

const updateSchema = {
  operationId: 'update-existing-field',
  summary: 'Update custom metadata field',
  description:
    'Changes the label, the hint, or the rules as a whole. Type and name stay; values that assets carry already stay as well.',
  tags,
  params: CustomFieldParams,
  body: CustomFieldChangeBody,
  examples: [{ body: { label: 'Net price', schema: { type: 'Number', minValue: 0, maxValue: 3000 } } }],
  response: {
    200: CustomFieldObject,
    ...refusals({ invalid: `${wrongId} Or a parameter is wrong: see \`errors\`.`, ...unknownId }),
  },
};

const deleteSchema = {
  operationId: 'delete-a-field',
  summary: 'Delete custom metadata field',
  description: 'Its values vanish from every asset; its name stays taken.',
  tags,
  params: CustomFieldParams,
  response: { 204: nothing('The field is gone.'), ...refusals({ invalid: wrongId, ...unknownId }) },
};

/** Custom metadata fields (spec library-api §7). */
export function routeCustomMetadataFields(app: App, parts: { readonly customFields: CustomFields }): void {
  const { customFields } = parts;
  const path = '/customMetadataFields';

  app.post(path, { schema: createSchema }, async (request, reply) => {
    const { name, label, description, schema } = request.body;
    const wish = { name, label, ...(description === undefined ? {} : { description }), schema };
    return reply.code(201).send(presentCustomField(await customFields.create(wish)));
  });

  app.get(path, { schema: listSchema }, async (request) => {
    const fields = await customFields.list({ includeDeleted: request.query.includeDeleted ?? false });
    return fields.map(presentCustomField);
  });

  app.patch(`${path}/:id`, { schema: updateSchema }, async (request) => {
    const { name, label, description, schema } = request.body;
    if (name !== undefined) throw invalid('Name cannot be updated.');
    const wish = {
      ...(label === undefined ? {} : { label }),
      ...(description === undefined ? {} : { description }),
      ...(schema === undefined ? {} : { schema }),
    };
    return presentCustomField(await customFields.update(request.params.id, wish));
  });

  app.delete(`${path}/:id`, { schema: deleteSchema }, async (request, reply) => {
    await customFields.delete(request.params.id);
    return reply.code(204).send();
  });

  for (const method of ['PATCH', 'DELETE']) {
    app.route({
      method,
      url: path,
      config: undescribed,
      handler: async () => {
        throw invalid('Missing id parameter.');
      },
    });
  }
}
