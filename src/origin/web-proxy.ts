import type { Origin } from '../domain/origin.ts';
import type { OriginTools } from './origin-tools.ts';
import { askWeb } from './web-answer.ts';

/** The path is a URL: `/https://www.example.com/cat.jpg`. Whoever may write it is a stranger; the client guards addresses. */
export function createWebProxy({ client, headers }: OriginTools): Origin {
  return {
    async open(path, request) {
      const url = path.slice(1);
      if (!/^https?:\/\//i.test(url)) return { kind: 'missing' };
      return await askWeb(client, url, { privateHeader: 'is-private-file', headers }, request);
    },
  };
}
