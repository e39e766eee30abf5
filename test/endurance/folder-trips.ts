import { call, type Server } from '../support/api.ts';
import type { JobName } from '../support/jobs.ts';

/** A folder on its way, with what there is to see of it. */
export interface Trip {
  readonly name: JobName;
  readonly body: unknown;
  readonly from: string;
  readonly to: string;
  readonly isCopy: boolean;
}

/** By turns into folders that are there already, file by file; as a whole; and as a copy. */
export async function prepareTrip(
  server: Server,
  { round, from, folders }: { readonly round: number; readonly from: string; readonly folders: number },
): Promise<Trip> {
  const slash = from.lastIndexOf('/');
  const [parent, name] = [from.slice(0, slash), from.slice(slash + 1)];
  if (round % 3 === 1) return rename(from, parent, name === 'shop' ? 'store' : 'shop');
  if (round % 3 === 2) return transfer('copyFolder', from, `/copies-${round}`);
  const trip = transfer('moveFolder', from, parent === '/left' ? '/right' : '/left');
  for (let index = 0; index < folders; index += 1) {
    await call(server, 'POST', '/v1/folder', { folderName: `${index}`, parentFolderPath: trip.to });
  }
  return trip;
}

function rename(from: string, parent: string, newFolderName: string): Trip {
  const body = { folderPath: from, newFolderName };
  return { name: 'renameFolder', body, from, to: `${parent}/${newFolderName}`, isCopy: false };
}

function transfer(name: JobName, from: string, destinationPath: string): Trip {
  const body = { sourceFolderPath: from, destinationPath };
  const to = destinationPath + from.slice(from.lastIndexOf('/'));
  return { name, body, from, to, isCopy: name === 'copyFolder' };
}
