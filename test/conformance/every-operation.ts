import { basic } from '../support/api.ts';
import { type Answer, ask } from '../support/ask.ts';
import { filePart, makeForm, textParts } from '../support/form.ts';
import type { RunningServer } from '../support/start-server.ts';
import type { OfficialOperation } from './official-api.ts';
import { unknownId } from './rows.ts';

/** What every operation answers, whatever it does. Status and sentence by the way of asking. */
export const everyOperation = {
  401: { message: 'Your request does not contain private API key.', askWith: withoutKey },
  403: { message: 'Your account cannot be authenticated.', askWith: withWrongKey },
  429: { message: 'Too many requests. Please try again after some time.', askWith: untilRefused },
} as const;

export type EveryStatus = keyof typeof everyOperation;

export function isEveryStatus(status: number): status is EveryStatus {
  return Object.hasOwn(everyOperation, status);
}

/** One read and one write a second: the second one is refused, or the third on a machine that is busy. */
export const limitedSettings = { CALOTYPE_RATE_READ: '1:1', CALOTYPE_RATE_WRITE: '1:1' };

/** A path of this operation; nothing is there. */
export function pathOf({ path }: OfficialOperation): string {
  return path.replace(/\{\w+\}/g, unknownId);
}

function send(server: RunningServer, operation: OfficialOperation, headers: object): Promise<Answer> {
  const { method } = operation;
  if (!operation.path.endsWith('/upload')) {
    const body = method === 'GET' ? {} : { body: '{}' };
    return ask(server.url, pathOf(operation), { method, headers: { ...headers }, ...body });
  }
  const form = makeForm([...textParts({ fileName: 'a.txt' }), filePart('text')]);
  return ask(server.url, pathOf(operation), {
    method,
    headers: { ...headers, ...form.headers },
    body: form.body,
  });
}

function withoutKey(server: RunningServer, operation: OfficialOperation): Promise<Answer> {
  return send(server, operation, {});
}

function withWrongKey(server: RunningServer, operation: OfficialOperation): Promise<Answer> {
  return send(server, operation, basic('private_of_nobody'));
}

async function untilRefused(server: RunningServer, operation: OfficialOperation): Promise<Answer> {
  const ask = () => send(server, operation, basic(server.privateKey));
  const answers = await Promise.all([ask(), ask(), ask(), ask()]);
  return answers.find(({ status }) => status === 429) ?? (await ask());
}
