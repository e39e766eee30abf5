import type { IncomingMessage } from 'node:http';
import { authenticate } from '../../access/authenticate.ts';
import { chooseUploadAuth } from '../../access/choose-upload-auth.ts';
import { checkPermission } from '../../access/permissions.ts';
import { checkUploadSignature, hashUploadToken, tokenUsedBefore } from '../../access/upload-signature.ts';
import type { Clock } from '../../domain/clock.ts';
import type { UploadTokenRepository } from '../../domain/database.ts';
import { invalid } from '../../domain/errors.ts';
import type { KeyPair } from '../../domain/key-pair.ts';
import { readUploadCredentials } from '../../library/upload-credentials.ts';
import type { UploadFields } from '../../library/upload-fields.ts';
import type { UploadFile } from '../../library/upload-file.ts';
import { readUploadRequest } from '../../library/upload-request.ts';
import { discardReceived, type ReceiveFile } from '../../library/upload-source/receive-file.ts';
import { abortOnDisconnect } from '../abort-on-disconnect.ts';
import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import { undescribed } from '../openapi/undescribed.ts';
import { presentUpload } from '../presenters/present-upload.ts';
import { uploadNeed } from '../route-needs.ts';
import { refusals } from '../schemas/refusals.ts';
import { UploadForm, UploadObject } from '../schemas/upload.ts';
import { drainRequest } from '../upload-form/drain-request.ts';
import { readUploadForm } from '../upload-form/read-upload-form.ts';

export interface UploadParts {
  readonly uploadFile: UploadFile;
  readonly receiveFile: ReceiveFile;
  readonly keyPairs: () => readonly KeyPair[];
  readonly uploadTokens: UploadTokenRepository;
  readonly clock: Clock;
  readonly maxFieldBytes: number;
  readonly addresses: Addresses;
}

/** A picture of one pixel, as a text: tools without files can send it. */
const onePixel =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const newFile = { file: onePixel, fileName: 'tom.png', folder: '/press-kit', useUniqueFileName: false };

const schema = {
  operationId: 'upload-file',
  summary: 'Upload file',
  description:
    'Stores a file, or a new version of the one that is there. The form is read as a stream: the order of its fields does not matter. Browsers prove themselves by `signature`, `expire`, `token` and `publicKey`; servers by the private key.',
  tags: ['Upload'],
  security: [{ basicAuth: [] }, {}],
  form: UploadForm,
  examples: [
    {
      name: 'A new file',
      body: newFile,
      makes: { fileId: '/fileId', filePath: '/filePath', fileUrl: '/url' },
    },
    {
      name: 'A new version of it',
      body: { ...newFile, tags: 'cat,second', responseFields: 'tags,metadata' },
      needs: ['fileId'],
      makes: { secondVersionOf: '/fileId' },
    },
  ],
  response: {
    200: UploadObject,
    ...refusals({
      invalid: 'A field is missing or wrong, or the signature is.',
      unauthorized: 'There is neither a private key nor a whole signature.',
      forbidden: 'The key is unknown or has expired, or it may not do this.',
      too_large: 'Or the file is larger than the operator allows.',
    }),
  },
} as const;

/** Upload V1, under its own path and the one of older SDKs (spec auth-errors-limits §1). */
export function routeUpload(app: App, parts: UploadParts): void {
  app.register(async (scope) => {
    // The form is read as a stream by the handler, whatever type the client claims.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
    for (const [path, options] of [
      ['/api/v1/files/upload', { schema }],
      ['/v1/files/upload', { config: undescribed }],
    ] as const) {
      scope.post(path, options, async (request, reply) =>
        upload(parts, request.raw, abortOnDisconnect(reply.raw)),
      );
    }
    scope.post('/api/v2/files/upload', { config: undescribed }, async () => {
      throw invalid('This server does not support upload V2 yet. Please use /api/v1/files/upload.');
    });
  });
}

async function upload(parts: UploadParts, request: IncomingMessage, signal: AbortSignal) {
  const header = request.headers.authorization;
  if (header) await refuseWrongKey(parts, header, request);
  const form = await readUploadForm(request, {
    maxFieldBytes: parts.maxFieldBytes,
    signal,
    receiveFile: (part) => parts.receiveFile(part, signal),
  });
  // All is said, and the client waits for us: that is no idle connection, however long a bucket takes for a film. The server sets
  // the limit again for the next request.
  request.socket.setTimeout(0);
  try {
    await authorize(parts, header, form.fields);
    if (form.file === undefined || form.file.kind === 'empty') {
      throw invalid('Your request is missing file parameter.');
    }
    const wishes = readUploadRequest(form.fields);
    const file = await parts.uploadFile(wishes, form.file, signal);
    return presentUpload(file, wishes.responseFields, parts.addresses.endpoint);
  } finally {
    await discardReceived(form.file);
  }
}

/** Before a byte is written; but read to the end, or a browser would see no answer at all. */
async function refuseWrongKey(parts: UploadParts, header: string, request: IncomingMessage): Promise<void> {
  try {
    checkPermission(authenticate(header, parts.keyPairs(), parts.clock.now()), uploadNeed);
  } catch (error) {
    await drainRequest(request);
    throw error;
  }
}

async function authorize(
  parts: UploadParts,
  header: string | undefined,
  fields: UploadFields,
): Promise<void> {
  const credentials = readUploadCredentials(fields);
  if (chooseUploadAuth(header, credentials) === 'basic') return;
  checkPermission(checkUploadSignature(credentials, parts.keyPairs(), parts.clock.now()), uploadNeed);
  const token = credentials.token ?? '';
  // Used from here on, even if the upload fails; of two requests at once exactly one wins (spec upload §8.4).
  if (!(await parts.uploadTokens.use(hashUploadToken(token), parts.clock.now()))) {
    throw tokenUsedBefore(token);
  }
}
