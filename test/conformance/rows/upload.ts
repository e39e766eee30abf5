import { createHmac, randomUUID } from 'node:crypto';
import { basic, type Fields, uploadPath } from '../../support/api.ts';
import { type Answer, ask } from '../../support/ask.ts';
import { filePart, makeForm, textParts } from '../../support/form.ts';
import { readPhotograph } from '../../support/pictures.ts';
import type { Provoke, Rows, RowsOfStatus } from '../rows.ts';
import type { World } from '../world.ts';

const v2Path = '/api/v2/files/upload';

interface Sent {
  readonly path?: string;
  readonly file?: Buffer | string | undefined;
  readonly fields?: Fields;
  readonly withKey?: boolean;
}

function send({ server }: World, { path = uploadPath, fields = {}, withKey = true, ...sent }: Sent = {}) {
  const file = 'file' in sent ? sent.file : 'text';
  const form = makeForm([
    ...textParts({ fileName: 'a.txt', ...fields }),
    ...(file === undefined ? [] : [filePart(file)]),
  ]);
  const headers = { ...(withKey ? basic(server.privateKey) : {}), ...form.headers };
  return ask(server.url, path, { method: 'POST', headers, body: form.body });
}

function signature({ server }: World, expire: string): Fields {
  const token = randomUUID();
  const hmac = createHmac('sha1', server.privateKey).update(token + expire);
  return { publicKey: server.publicKey, token, expire, signature: hmac.digest('hex') };
}

const inTenMinutes = () => String(Math.floor(Date.now() / 1000) + 600);
const everyField =
  'tags,customCoordinates,isPrivateFile,isPublished,customMetadata,embeddedMetadata,metadata';

/** What both versions share. */
function successesOf(path: string): RowsOfStatus {
  return {
    'a text': (world) => send(world, { path }),
    'a picture, with every field of the answer': async (world) =>
      send(world, {
        path,
        file: await readPhotograph(),
        fields: { fileName: 'a.jpg', tags: 'a,b', description: 'Coffee', responseFields: everyField },
      }),
  };
}

async function sendTaken(world: World, path: string): Promise<Answer> {
  const fields = { folder: world.folder(), useUniqueFileName: false, overwriteFile: false };
  await send(world, { path, fields });
  return send(world, { path, fields });
}

/** Refused in both versions, in the same words. */
function refusalsOf(path: string): RowsOfStatus {
  const withField = (name: string, value: string, file?: Buffer | string): Provoke => {
    return (world) =>
      send(world, { path, fields: { [name]: value }, ...(file === undefined ? {} : { file }) });
  };
  const transformation = (wish: object) => JSON.stringify(wish);
  return {
    'Your request is missing file parameter.': (world) => send(world, { path, file: undefined }),
    'A file with the same name already exists at the exact location. We could not overwrite it because both overwriteFile and useUniqueFileName are set to false.':
      (world) => sendTaken(world, path),
    'Your request contains invalid file parameter. The file size exceeds limits.': (world) =>
      send(world, { path, file: 'x'.repeat(20_001) }),
    'The file could not be uploaded because the transformation field is invalid.': withField(
      'transformation',
      '{"pre":',
    ),
    'The file could not be uploaded because transformations are supported only for image and video files.':
      withField('transformation', transformation({ pre: 'w-100' })),
    'The file could not be uploaded because the detected file type & post-transformation are incompatible.':
      async (world) =>
        send(world, {
          path,
          file: await readPhotograph(),
          fields: {
            fileName: 'a.jpg',
            transformation: transformation({ post: [{ type: 'abs', protocol: 'hls', value: 'sr-240' }] }),
          },
        }),
    'Your request contains invalid syntax for the checks parameter.': withField('checks', '"file.size" <'),
    "Your request failed 'checks' validation.": withField('checks', '"file.size" > "1mb"'),
  };
}

const badExpire =
  'Your request contains invalid expire parameter. Expire parameter should be a Unix time in less than 1 hour into the future.';

export const uploadRows: Rows = {
  'upload-file': {
    200: {
      ...successesOf(uploadPath),
      'a text, by its signature': (world) =>
        send(world, { withKey: false, fields: signature(world, inTenMinutes()) }),
    },
    400: {
      ...refusalsOf(uploadPath),
      'Your request contains both signature and basic auth parameter. Use only one method, you might be exposing your private API key.':
        (world) => send(world, { fields: signature(world, inTenMinutes()) }),
      [badExpire]: (world) => send(world, { withKey: false, fields: signature(world, '1') }),
    },
  },
  'upload-file-v2': {
    200: successesOf(v2Path),
    400: {
      ...refusalsOf(v2Path),
      'Your request contains both token and basic auth parameter. Use only one method, you might be exposing your private API key.':
        (world) => send(world, { path: v2Path, fields: { token: signToken(world) } }),
      'Your request contains invalid payload. It does not match with the payload used to generate token.': (
        world,
      ) =>
        send(world, {
          path: v2Path,
          withKey: false,
          fields: { token: signToken(world), fileName: 'other.txt' },
        }),
      'Your request is missing token parameter.': (world) =>
        send(world, { path: v2Path, withKey: false, fields: { token: '' } }),
      'Your request contains expired token.': (world) =>
        send(world, { path: v2Path, withKey: false, fields: { token: signToken(world, -600) } }),
      'Your request has invalid token.': (world) =>
        send(world, { path: v2Path, withKey: false, fields: { token: 'no-token' } }),
    },
  },
};

/** A JWT (HS256) of an upload of `a.txt`, as a server of the customer's makes it. */
function signToken({ server }: World, seconds = 600): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = part({ alg: 'HS256', typ: 'JWT', kid: server.publicKey });
  const payload = part({ fileName: 'a.txt', iat: now - 1200, exp: now + seconds });
  const hmac = createHmac('sha256', server.privateKey).update(`${head}.${payload}`);
  return `${head}.${payload}.${hmac.digest('base64url')}`;
}
