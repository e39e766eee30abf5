import { call, type Server } from './api.ts';

/** Makes an origin of this description, and returns its id. */
export async function addOrigin(server: Server, place: object): Promise<string> {
  const answer = await call(server, 'POST', '/v1/accounts/origins', { name: 'Some origin', ...place });
  if (answer.status !== 201) throw new Error(`The origin was answered with ${answer.status}: ${answer.text}`);
  return answer.json<{ id: string }>().id;
}

/** Puts origins behind a prefix; behind the default endpoint for ''. */
export async function attach(
  server: Server,
  urlPrefix: string,
  origins: readonly string[],
  more: object = {},
): Promise<void> {
  const body = { description: 'For a test', origins, ...more };
  const answer =
    urlPrefix === ''
      ? await call(server, 'PUT', '/v1/accounts/url-endpoints/default', body)
      : await call(server, 'POST', '/v1/accounts/url-endpoints', { ...body, urlPrefix });
  if (answer.status > 201) throw new Error(`The endpoint was answered with ${answer.status}: ${answer.text}`);
}
