import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendForm, uploadPath } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { filePart, textParts } from '../support/form.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

const publicKey = 'public_unit_test_key_0001';
const privateKey = 'private_unit_test_key_0001';
let server: RunningServer;

beforeAll(async () => {
  server = await startServer({ CALOTYPE_PUBLIC_KEY: publicKey, CALOTYPE_PRIVATE_KEY: privateKey });
});
afterAll(() => server.stop());

const encode = (text: string) => Buffer.from(text).toString('base64');
const missing = [401, 'Your request does not contain private API key.'] as const;
const wrong = [403, 'Your account cannot be authenticated.'] as const;

const headers = (authorization: string | undefined) => (authorization === undefined ? {} : { authorization });

/** Spec auth-errors-limits §2.1, §10. */
const accepted: [string, string][] = [
  ['the key and an empty password', 'Basic cHJpdmF0ZV91bml0X3Rlc3Rfa2V5XzAwMDE6'],
  ['the password of the SDKs', 'Basic cHJpdmF0ZV91bml0X3Rlc3Rfa2V5XzAwMDE6ZG9fbm90X3NldA=='],
  ['a password with colons', `Basic ${encode(`${privateKey}:a:b`)}`],
  ['base64 without padding', `Basic ${encode(`${privateKey}:x`).replace(/=+$/, '')}`],
  ['the key as it is', `Basic ${privateKey}`],
  ['a scheme in lower case', `basic ${encode(`${privateKey}:`)}`],
];

const refused: [string, string | undefined, readonly [number, string]][] = [
  ['no header', undefined, missing],
  ['another scheme', `Bearer ${privateKey}`, missing],
  ['a blank key', 'Basic Og==', missing],
  ['the public key', `Basic ${encode(`${publicKey}:`)}`, wrong],
  ['an unknown key', 'Basic private_unit_test_key_0002', wrong],
  ['a key and one letter more', `Basic ${encode(`${privateKey}1:`)}`, wrong],
  ['a key without its colon', `Basic ${encode(privateKey)}`, wrong],
  ['what is not base64', 'Basic %%%', wrong],
];

describe('the management API', () => {
  it.each(accepted)('takes %s', async (_, authorization) => {
    expect((await ask(server.url, '/v1/files', { headers: headers(authorization) })).status).toBe(200);
  });

  it.each(refused)('refuses %s', async (_, authorization, [status, message]) => {
    const answer = await ask(server.url, '/v1/files', { headers: headers(authorization) });
    expect(answer.status).toBe(status);
    expect(answer.json()).toMatchObject({ message, help: expect.any(String) });
  });

  it.each([
    ['GET', '/v1/files?limit=-1'],
    ['GET', '/v1/files/nonsense/details'],
    ['PATCH', '/v1/files/nonsense/details'],
    ['DELETE', '/v1/files/nonsense'],
  ])('asks for the key before it looks at %s %s', async (method, path) => {
    expect((await ask(server.url, path, { method, body: '{' })).status).toBe(401);
  });
});

describe('an upload', () => {
  const parts = () => [...textParts({ fileName: 'a.txt' }), filePart('some text')];

  it.each(accepted)('takes %s', async (_, authorization) => {
    expect((await sendForm(server, parts(), { authorization })).status).toBe(200);
  });

  it.each(refused)('refuses %s', async (_, authorization, [status, message]) => {
    const answer = await sendForm(server, parts(), headers(authorization));
    expect(answer.status).toBe(status);
    expect(answer.json()).toMatchObject({ message });
  });

  it('with a wrong key is refused although the form is none', async () => {
    const answer = await ask(server.url, uploadPath, {
      method: 'POST',
      headers: { authorization: 'Basic private_x', 'content-type': 'text/plain' },
      body: 'hello',
    });
    expect([answer.status, answer.json()]).toMatchObject([403, { message: wrong[1] }]);
  });
});
