import type { WebFolder } from '../domain/external-origin.ts';
import { encodePath } from '../domain/names.ts';
import type { Origin } from '../domain/origin.ts';
import type { OriginTools } from './origin-tools.ts';
import { askWeb } from './web-answer.ts';

/** Files below a URL. The query of a visitor does not go with it (spec delivery O3). */
export function createWebFolder(place: WebFolder, { client, headers, traceHeaders }: OriginTools): Origin {
  const base = place.baseUrl.replace(/\/+$/, '');
  return {
    open(path, request) {
      const { host } = request;
      const forwarded = place.forwardHostHeaderToOrigin && host !== undefined ? { host } : {};
      const ownHeaders = { ...forwarded, ...traceHeaders?.() };
      const question = { privateHeader: 'is-private-file', headers, ownHeaders };
      return askWeb(client, `${base}${encodePath(path)}`, question, request);
    },
  };
}
