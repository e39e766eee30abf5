import type { DeliverySettingsOfAccount, SettingsChange } from '../../library/delivery-settings.ts';
import type { App } from '../app.ts';
import { DeliverySettingsObject, DeliverySettingsUpdate } from '../schemas/delivery-settings.ts';
import { refusals } from '../schemas/refusals.ts';

const tags = ['Settings'];

const getSchema = {
  operationId: 'get-delivery-settings',
  summary: 'Get delivery settings',
  description: 'All of them, as they count now. Needs a standard key.',
  tags,
  response: { 200: DeliverySettingsObject },
};

const updateSchema = {
  operationId: 'update-delivery-settings',
  summary: 'Update delivery settings',
  description:
    'Only what is sent changes, for every delivery from the answer on; `null` takes back what was set, and the environment counts again. Needs a standard key.',
  tags,
  body: DeliverySettingsUpdate,
  examples: [{ body: { autoAvif: true, quality: 75, maxSize: { width: 4000, height: 4000 } } }],
  response: {
    200: DeliverySettingsObject,
    ...refusals({ invalid: 'A setting is unknown, has a wrong value, or a list is too long.' }),
  },
};

export function routeDeliverySettings(
  app: App,
  { deliverySettings }: { readonly deliverySettings: DeliverySettingsOfAccount },
): void {
  const path = '/settings/delivery';
  app.get(path, { schema: getSchema }, async () => await deliverySettings.get());
  app.patch(
    path,
    { schema: updateSchema },
    async (request) => await deliverySettings.update(given(request.body)),
  );
}

/** What was not sent is not there. */
function given(body: DeliverySettingsUpdate): SettingsChange {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
}
