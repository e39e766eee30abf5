import type { RemoteFiles } from '../domain/origin.ts';
import { boundedBody } from './bounded-body.ts';
import { downloadFailed } from './failures.ts';
import { discard } from './fetch-following.ts';
import { createWebClient, type WebClientOptions } from './web-client.ts';

export type WebFilesOptions = WebClientOptions;

/** Files of the web, fetched on a caller's wish: URL uploads (spec upload §5.2). */
export function createWebFiles(options: WebFilesOptions): RemoteFiles {
  const client = createWebClient(options);
  return {
    async open(url, { maxBytes, signal }) {
      const response = await client.fetch(url, { signal });
      try {
        if (response.statusCode < 200 || response.statusCode > 299) throw downloadFailed('BAD_STATUS');
        return boundedBody(response, { maxBytes, signal });
      } catch (error) {
        discard(response);
        throw error;
      }
    },
  };
}
