import type { AkeneoCatalogue } from '../domain/external-origin.ts';
import { encodePath } from '../domain/names.ts';
import type { Origin } from '../domain/origin.ts';
import { createAskWithToken } from './bearer-token.ts';
import type { OriginTools } from './origin-tools.ts';
import { askWeb } from './web-answer.ts';

/** Media of products in Akeneo PIM: the path is the code of the media file. */
export function createAkeneoCatalogue(place: AkeneoCatalogue, { client, headers }: OriginTools): Origin {
  const base = place.baseUrl.replace(/\/+$/, '');
  const { clientId, clientSecret, username, password } = place;
  const askWithToken = createAskWithToken(client, () => ({
    url: `${base}/api/oauth/v1/token`,
    body: JSON.stringify({ grant_type: 'password', username, password }),
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`,
    },
  }));
  return {
    open: (path, request) =>
      askWithToken(request.signal, (ownHeaders) => {
        const url = `${base}/api/rest/v1/media-files${encodePath(path)}/download`;
        return askWeb(client, url, { privateHeader: 'is-private-file', headers, ownHeaders }, request);
      }),
  };
}
