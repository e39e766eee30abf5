import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { basic, type Fields, sendForm } from '../support/api.ts';
import { filePart, textParts } from '../support/form.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const now = () => Math.floor(Date.now() / 1000);

function sign(token: string, expire: string): string {
  return createHmac('sha1', server.privateKey)
    .update(token + expire)
    .digest('hex');
}

function credentials({ token = randomUUID() as string, expire = String(now() + 600) } = {}) {
  return { publicKey: server.publicKey, token, expire, signature: sign(token, expire) };
}

/** As a browser does: without an Authorization header. */
const send = (fields: Fields, headers = {}) =>
  sendForm(server, [...textParts({ fileName: 'a.txt', ...fields }), filePart('text')], headers);

const badExpire =
  'Your request contains invalid expire parameter. Expire parameter should be a Unix time in less than 1 hour into the future.';
const usedBefore = (token: string) =>
  `The token with value '${token}' has been used before. We suggest using V4 UUIDs, or another random string with enough entropy to avoid collisions.`;

/** Spec upload §8.2. */
describe('a signed upload', () => {
  it('needs no key', async () => {
    expect((await send(credentials())).status).toBe(200);
  });

  it('may lie almost an hour ahead', async () => {
    expect((await send(credentials({ expire: String(now() + 3590) }))).status).toBe(200);
  });

  it('may have its fields behind the file', async () => {
    const answer = await sendForm(
      server,
      [filePart('text'), ...textParts({ fileName: 'a.txt', ...credentials() })],
      {},
    );
    expect(answer.status).toBe(200);
  });

  it('may carry a token of any kind', async () => {
    expect((await send(credentials({ token: `täken ${randomUUID()}` }))).status).toBe(200);
  });

  it.each(['publicKey', 'token', 'expire', 'signature'])('is refused without %s', async (name) => {
    const answer = await send({ ...credentials(), [name]: '' });
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      { message: `Your request is missing ${name} parameter.` },
    ]);
  });

  it.each<[string, () => Fields, number, string]>([
    [
      'an unknown public key',
      () => ({ publicKey: 'public_x' }),
      403,
      'Your account cannot be authenticated.',
    ],
    ['a time that has passed', () => credentials({ expire: String(now() - 1) }), 400, badExpire],
    ['a time too far ahead', () => credentials({ expire: String(now() + 3700) }), 400, badExpire],
    ['a time in milliseconds', () => credentials({ expire: String(Date.now() + 600_000) }), 400, badExpire],
    ['a span instead of a time', () => credentials({ expire: '1800' }), 400, badExpire],
    ['a time that is no number', () => credentials({ expire: 'soon' }), 400, badExpire],
    ['a time with a fraction', () => credentials({ expire: `${now() + 600}.5` }), 400, badExpire],
    [
      'another signature',
      () => ({ signature: 'a'.repeat(40) }),
      400,
      'Your request contains invalid signature parameter.',
    ],
    [
      'a signature in upper case',
      () => {
        const good = credentials();
        return { ...good, signature: good.signature.toUpperCase() };
      },
      400,
      'Your request contains invalid signature parameter.',
    ],
    [
      'a wrong key before a wrong time',
      () => ({ publicKey: 'public_x', expire: '1' }),
      403,
      'Your account cannot be authenticated.',
    ],
    ['a wrong time before a wrong signature', () => ({ expire: '1', signature: 'x' }), 400, badExpire],
  ])('is refused with %s', async (_, fields, status, message) => {
    const answer = await send({ ...credentials(), ...fields() });
    expect([answer.status, answer.json()]).toMatchObject([status, { message }]);
  });

  it('together with a private key is refused', async () => {
    const answer = await send(credentials(), basic(server.privateKey));
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      {
        message:
          'Your request contains both signature and basic auth parameter. Use only one method, you might be exposing your private API key.',
      },
    ]);
  });

  it('with a private key and stray fields is an upload with a key', async () => {
    const answer = await send({ token: 'x', expire: '1', publicKey: 'x' }, basic(server.privateKey));
    expect(answer.status).toBe(200);
  });

  it('without anything is refused', async () => {
    const answer = await send({});
    expect([answer.status, answer.json()]).toMatchObject([
      401,
      { message: 'Your request does not contain private API key.' },
    ]);
  });
});

/** Spec upload §8.4. */
describe('a token', () => {
  it('works once', async () => {
    const once = credentials();
    expect((await send(once)).status).toBe(200);
    const again = await send(once);
    expect([again.status, again.json()]).toMatchObject([400, { message: usedBefore(once.token) }]);
  });

  it('is used up by an upload that fails', async () => {
    const once = credentials();
    expect((await send({ ...once, fileName: '' })).status).toBe(400);
    expect((await send(once)).json()).toMatchObject({ message: usedBefore(once.token) });
  });

  it('is not used up by a stranger with a wrong signature', async () => {
    const mine = credentials();
    expect((await send({ ...mine, signature: 'a'.repeat(40) })).status).toBe(400);
    expect((await send(mine)).status).toBe(200);
  });

  it('of many requests at once lets one through', async () => {
    const once = credentials();
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(once)));
    expect(answers.filter((answer) => answer.status === 200)).toHaveLength(1);
  });

  it('is remembered by the next start', async () => {
    const once = credentials();
    expect((await send(once)).status).toBe(200);
    await server.stop({ keepData: true });
    server = await startServer({ CALOTYPE_DATA: server.dataFolder });
    expect((await send(once)).json()).toMatchObject({ message: usedBefore(once.token) });
    expect((await send(credentials())).status).toBe(200);
  });
});
