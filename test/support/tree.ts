import { call, type FileObject, type Server, upload } from './api.ts';

/** A folder of its own for each test, and what tests of files in folders do all the time. */
export interface Tree {
  readonly root: string;
  /** Uploads one version for each text, with the text as tag and description. Returns the file's id. */
  write(path: string, ...texts: string[]): Promise<string>;
  findAt(path: string): Promise<FileObject | undefined>;
  /** What the versions of the file at `path` contain, the current one first. */
  readVersions(path: string): Promise<string[]>;
}

export function plantTree(server: Server): Tree {
  const root = `/tree/${crypto.randomUUID()}`;
  const findAt: Tree['findAt'] = async (path) => {
    const slash = path.lastIndexOf('/');
    const query = new URLSearchParams({ path: root + path.slice(0, slash), name: path.slice(slash + 1) });
    return (await call(server, 'GET', `/v1/files?${query}`)).json<FileObject[]>()[0];
  };
  return {
    root,
    findAt,
    async write(path, ...texts) {
      let fileId = '';
      for (const text of texts) {
        ({ fileId } = await upload(server, root + path, text, { tags: text, description: text }));
      }
      return fileId;
    },
    async readVersions(path) {
      const versions = await listVersions(server, (await findAt(path))?.fileId ?? '');
      return Promise.all(versions.map(async ({ url }) => (await fetch(url)).text()));
    },
  };
}

export async function listVersions(server: Server, fileId: string): Promise<FileObject[]> {
  return (await call(server, 'GET', `/v1/files/${fileId}/versions`)).json<FileObject[]>();
}

/** `Version 3`, `Version 2` … as they are listed. */
export async function listVersionNames(server: Server, fileId: string): Promise<string[]> {
  return (await listVersions(server, fileId)).map(({ versionInfo }) => versionInfo.name);
}
