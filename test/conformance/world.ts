import { randomUUID } from 'node:crypto';
import { call, upload } from '../support/api.ts';
import type { Answer } from '../support/ask.ts';
import { readPhotograph } from '../support/pictures.ts';
import type { RunningServer } from '../support/start-server.ts';

/** What rows may use. Nothing is shared between them: each makes what it needs under a name of its own. */
export interface World {
  readonly server: RunningServer;
  ask(method: string, path: string, body?: unknown): Promise<Answer>;
  /** A folder that nobody else uses; it is not made. */
  folder(): string;
  name(): string;
  /** A text file in a folder of its own, `a.txt`. */
  file(): Promise<Made>;
  fileAt(path: string): Promise<Made>;
  /** A file of two versions. */
  versions(): Promise<{ readonly id: string; readonly older: string }>;
  picture(): Promise<Made>;
  /** One that ends in the middle. */
  brokenPicture(): Promise<Made>;
  /** Something of the account, made by a POST: its id. */
  make(path: string, body: object): Promise<string>;
}

export interface Made {
  readonly id: string;
  readonly path: string;
}

/** Limits that rows run into: bytes of a file, and what may be in a folder that is deleted. */
export const worldSettings = { CALOTYPE_MAX_RAW_UPLOAD_BYTES: 20_000, CALOTYPE_MAX_FOLDER_ITEMS: 3 };

/** Of a server whose purges of this month are used up. */
export const usedUpSettings = { CALOTYPE_MAX_PURGES_PER_MONTH: 0 };

export function createWorld(server: RunningServer): World {
  const ask: World['ask'] = (method, path, body) => call(server, method, path, body);
  const name = () => `n${randomUUID().replaceAll('-', '')}`;
  const folder = () => `/${name()}`;
  const put = async (path: string, content: Buffer | string): Promise<Made> => {
    const { fileId, filePath } = await upload(server, path, content);
    return { id: fileId, path: filePath };
  };
  const file = () => put(`${folder()}/a.txt`, 'text');
  return {
    server,
    ask,
    folder,
    name,
    file,
    fileAt: (path) => put(path, 'text'),
    versions: async () => {
      const { id, path } = await file();
      await put(path, 'another text');
      const answer = await ask('GET', `/v1/files/${id}/versions`);
      const [, older] = answer.json<{ readonly versionInfo: { readonly id: string } }[]>();
      return { id, older: older?.versionInfo.id ?? '' };
    },
    picture: async () => put(`${folder()}/a.jpg`, await readPhotograph()),
    brokenPicture: async () => put(`${folder()}/a.jpg`, (await readPhotograph()).subarray(0, 100)),
    make: async (path, body) => {
      const answer = await ask('POST', path, body);
      const { id } = answer.json<{ readonly id?: string }>();
      if (id === undefined) throw new Error(`${path} made nothing: ${answer.text}`);
      return id;
    },
  };
}
