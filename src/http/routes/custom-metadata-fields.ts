import { invalid } from '../../domain/errors.ts';
import type { CustomFields } from '../../library/custom-fields.ts';
import type { App } from '../app.ts';
import { presentCustomField } from '../presenters/present-custom-field.ts';
import {
  CustomFieldChangeBody,
  CustomFieldListQuery,
  CustomFieldParams,
  NewCustomFieldBody,
} from '../schemas/custom-field.ts';

/** Custom metadata fields (spec library-api §7). */
export function routeCustomMetadataFields(app: App, parts: { readonly customFields: CustomFields }): void {
  const { customFields } = parts;
  const path = '/customMetadataFields';

  app.post(path, { schema: { body: NewCustomFieldBody } }, async (request, reply) => {
    const { name, label, description, schema } = request.body;
    const wish = { name, label, ...(description === undefined ? {} : { description }), schema };
    return reply.code(201).send(presentCustomField(await customFields.create(wish)));
  });

  app.get(path, { schema: { querystring: CustomFieldListQuery } }, async (request) => {
    const fields = await customFields.list({ includeDeleted: request.query.includeDeleted ?? false });
    return fields.map(presentCustomField);
  });

  const change = { params: CustomFieldParams, body: CustomFieldChangeBody };
  app.patch(`${path}/:id`, { schema: change }, async (request) => {
    const { name, label, description, schema } = request.body;
    if (name !== undefined) throw invalid('Name cannot be updated.');
    const wish = {
      ...(label === undefined ? {} : { label }),
      ...(description === undefined ? {} : { description }),
      ...(schema === undefined ? {} : { schema }),
    };
    return presentCustomField(await customFields.update(request.params.id, wish));
  });

  app.delete(`${path}/:id`, { schema: { params: CustomFieldParams } }, async (request, reply) => {
    await customFields.delete(request.params.id);
    return reply.code(204).send();
  });

  for (const method of ['PATCH', 'DELETE']) {
    app.route({
      method,
      url: path,
      handler: async () => {
        throw invalid('Missing id parameter.');
      },
    });
  }
}
