import { type Answer, ask, type Question } from './ask.ts';
import type { RunningServer } from './start-server.ts';

/** Accept headers as clients send them (spec delivery §7.3). */
export const accepts = {
  avif: 'image/avif,image/webp,image/apng,*/*;q=0.8',
  webp: 'image/webp,*/*',
  anything: '*/*',
} as const;

/**
 * Asks for `/tr:…/path` below the endpoint as a client that accepts anything. The path is sent as it is written.
 */
export function deliver(
  { url }: Pick<RunningServer, 'url'>,
  path: string,
  headers: Question['headers'] = {},
  method = 'GET',
): Promise<Answer> {
  return ask(url, `/demo${path}`, { method, headers: { accept: accepts.anything, ...headers } });
}
