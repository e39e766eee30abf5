import sharp from 'sharp';
import { tryUpload, upload } from '../support/api.ts';
import { ask } from '../support/ask.ts';
import { drawCoordinates } from '../support/pictures.ts';
import type { RunningServer } from '../support/start-server.ts';
import type { SmallPicture } from './small-pictures.ts';

/** What became of hostile files. */
export interface HostileVisit {
  /** What was answered with a fault of the server. */
  readonly faults: string[];
  accepted: number;
  printed: number;
  refused: number;
}

const together = 4;

/** Every file is uploaded, and every picture of it is asked for that `wishes` say. */
export async function printHostile(
  server: RunningServer,
  files: readonly SmallPicture[],
  wishes: readonly string[],
): Promise<HostileVisit> {
  const visit: HostileVisit = { faults: [], accepted: 0, printed: 0, refused: 0 };
  const left = [...files];
  async function takeTurns(): Promise<void> {
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      await printOne(server, file, wishes, visit);
    }
  }
  await Promise.all(Array.from({ length: together }, takeTurns));
  if (server.process.exitCode !== null) visit.faults.push(`the server ended: ${server.stderr()}`);
  return visit;
}

async function printOne(
  server: RunningServer,
  { name, bytes }: SmallPicture,
  wishes: readonly string[],
  visit: HostileVisit,
): Promise<void> {
  const place = { folder: '/hostile', fileName: name, useUniqueFileName: false };
  const uploaded = await tryUpload(server, bytes, place);
  if (uploaded.status >= 500) visit.faults.push(`upload of ${name}: ${uploaded.status} ${uploaded.text}`);
  if (uploaded.status !== 200) return;
  visit.accepted += 1;
  for (const wish of wishes) {
    const { status, headers } = await ask(server.url, addressOf(name, wish));
    if (status === 200) visit.printed += 1;
    else visit.refused += 1;
    if (status >= 500) visit.faults.push(`${wish} of ${name}: ${status} ${headers['ik-error']}`);
  }
}

/** A font shows itself in a text on a good picture; a document has a picture beside it. */
function addressOf(name: string, wish: string): string {
  const path = `hostile/${name}`;
  if (/\.(ttf|woff2)$/.test(name)) {
    return `/demo/tr:l-text,i-Hamburgefonts,ff-${path.replace('/', '@@')},l-end:${wish}/${goodName}`;
  }
  return `/demo/tr:${wish}/${path}${/\.(pdf|eps|psd)$/.test(name) ? '/ik-thumbnail.jpg' : ''}`;
}

const goodName = 'good.png';

/** What a file that is not hostile is met with, before and after. Throws unless it is as it should be. */
export async function printGood(server: RunningServer, width: number): Promise<void> {
  await upload(server, `/${goodName}`, await drawCoordinates(60, 40).png().toBuffer());
  const { status, bytes } = await ask(server.url, `/demo/tr:w-${width},f-png/${goodName}`);
  const { format, width: found } = await sharp(bytes).metadata();
  if (status !== 200 || format !== 'png' || found !== width) throw new Error(`A good picture got ${status}`);
}
