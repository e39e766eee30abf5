import { invalid } from '../domain/errors.ts';
import type { App } from './app.ts';

/**
 * Every body of the management API is JSON, whatever type the client claims; none at all is an empty object
 * (spec auth-errors-limits §1).
 */
export function readBodiesAsJson(app: App): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, async (_request: unknown, body: string) =>
    parseJson(body),
  );
  app.addHook('preValidation', async (request) => {
    request.body ??= {};
  });
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw invalid('Your request contains invalid JSON body.', { cause });
  }
}
