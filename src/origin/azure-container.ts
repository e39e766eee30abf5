import type { AzureContainer } from '../domain/external-origin.ts';
import { encodePath } from '../domain/names.ts';
import type { Origin } from '../domain/origin.ts';
import { objectKey } from './object-key.ts';
import type { OriginTools } from './origin-tools.ts';
import { askWeb } from './web-answer.ts';

/** The first with every header that is read here. */
const version = '2021-12-02';

/** Azure Blob Storage; the shared access signature in the query is all that it asks for. */
export function createAzureContainer(
  place: AzureContainer,
  { client, headers }: OriginTools,
  accountUrl = `https://${place.accountName}.blob.core.windows.net`,
): Origin {
  const containerUrl = `${accountUrl}/${encodeURIComponent(place.container)}`;
  const sas = place.sasToken.replace(/^\?/, '');
  const question = {
    privateHeader: 'x-ms-meta-isprivatefile',
    headers,
    ownHeaders: { 'x-ms-version': version },
  };
  return {
    open: (path, request) =>
      askWeb(
        client,
        `${containerUrl}/${encodePath(objectKey(place.prefix, path))}?${sas}`,
        question,
        request,
      ),
  };
}
