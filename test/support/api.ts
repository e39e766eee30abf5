import type { FileObject } from '../../src/http/schemas/file.ts';
import { type Answer, ask, type Question } from './ask.ts';
import { filePart, makeForm, type Part, textParts } from './form.ts';
import type { RunningServer } from './start-server.ts';

export type { FileObject };

export type Server = Pick<RunningServer, 'url' | 'privateKey'>;
export type Fields = Readonly<Record<string, string | number | boolean>>;

/** The answer to an upload, as far as tests look at it by name. */
export interface Uploaded {
  readonly fileId: string;
  readonly name: string;
  readonly size: number;
  readonly versionInfo: { readonly id: string; readonly name: string };
  readonly filePath: string;
  readonly url: string;
  readonly fileType: 'image' | 'non-image';
  readonly height?: number;
  readonly width?: number;
}

export interface ErrorBody {
  readonly message: string;
  readonly help: string;
}

export const uploadPath = '/api/v1/files/upload';

export function basic(privateKey: string): { authorization: string } {
  return { authorization: `Basic ${btoa(`${privateKey}:`)}` };
}

/** A call of the management API with the private key. A body that is not text is sent as JSON. */
export function call(
  server: Server,
  method: string,
  path: string,
  body?: unknown,
  headers: Question['headers'] = {},
): Promise<Answer> {
  const json = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return ask(server.url, path, {
    method,
    headers: {
      ...basic(server.privateKey),
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(json === undefined ? {} : { body: json }),
  });
}

/** Sends these very parts with the private key. */
export function sendForm(
  server: Server,
  parts: readonly Part[],
  headers: Question['headers'] = basic(server.privateKey),
): Promise<Answer> {
  const form = makeForm(parts);
  return ask(server.url, uploadPath, {
    method: 'POST',
    headers: { ...form.headers, ...headers },
    body: form.body,
  });
}

export function tryUpload(server: Server, file: Buffer | string, fields: Fields): Promise<Answer> {
  return sendForm(server, [...textParts(fields), filePart(file)]);
}

/** Uploads under exactly this path, a new version if it is taken. Fails unless the answer is 200. */
export async function upload(
  server: Server,
  path: string,
  file: Buffer | string,
  fields: Fields = {},
): Promise<Uploaded> {
  const slash = path.lastIndexOf('/');
  const place = { folder: path.slice(0, slash) || '/', fileName: path.slice(slash + 1) };
  const answer = await tryUpload(server, file, { ...place, useUniqueFileName: false, ...fields });
  if (answer.status !== 200) throw new Error(`The upload answered ${answer.status}: ${answer.text}`);
  return answer.json<Uploaded>();
}

export async function getDetails(server: Server, fileId: string): Promise<FileObject> {
  const answer = await call(server, 'GET', `/v1/files/${fileId}/details`);
  if (answer.status !== 200) throw new Error(`The details answered ${answer.status}: ${answer.text}`);
  return answer.json<FileObject>();
}
