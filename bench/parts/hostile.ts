import { makeHostileKinds } from '../../test/endurance/hostile-kinds.ts';
import { mutate } from '../../test/endurance/mutate.ts';
import { type HostileVisit, printGood, printHostile } from '../../test/endurance/print-hostile.ts';
import { createSeeded } from '../../test/endurance/seeded.ts';
import type { SmallPicture } from '../../test/endurance/small-pictures.ts';
import { startServer } from '../../test/support/start-server.ts';
import type { Part } from '../part.ts';
import { residentBytesOfTree } from '../process-tree.ts';

const mebibyte = 1024 * 1024;
const count = 2000;
const looks = 10;
const barBytes = 500 * mebibyte;
const wishes = ['w-30,f-webp', 'rt-45,f-png'];

/** Damaged files of every kind, uploaded and printed: what is answered, and what it costs in workers and memory. */
export const hostile: Part = {
  name: 'hostile',
  async run() {
    const server = await startServer();
    await printGood(server, 10);
    const files = await makeMutants();
    const visits: HostileVisit[] = [];
    const memory: number[] = [];
    const startedAt = performance.now();
    for (let look = 0; look < looks; look += 1) {
      visits.push(await printHostile(server, files.splice(0, count / looks), wishes));
      const each = await residentBytesOfTree(server.process.pid);
      memory.push(each.reduce((sum, bytes) => sum + bytes, 0));
    }
    const seconds = (performance.now() - startedAt) / 1000;
    await printGood(server, 20);
    const lost = server.stderr().match(/"kind":"lost"/g)?.length ?? 0;
    await server.stop();
    for (const fault of visits.flatMap(({ faults }) => faults)) process.stderr.write(`${fault}\n`);
    const sum = (look: (visit: HostileVisit) => number) =>
      visits.reduce((total, visit) => total + look(visit), 0);
    const faults = sum((visit) => visit.faults.length);
    return [
      {
        what: `faults of the server over ${count.toLocaleString('en')} hostile files`,
        measured: String(faults),
        spread: `${sum(({ accepted }) => accepted)} kept, ${sum(({ printed }) => printed)} printed, ${sum(({ refused }) => refused)} refused; ${lost} workers lost; ${seconds.toFixed(0)} s`,
        bar: { text: '0', isReached: faults === 0 },
      },
      {
        what: 'resident memory of all processes after them',
        measured: `${toMebibytes(memory.at(-1) ?? Number.NaN)} MB`,
        spread: `${memory.map(toMebibytes).join(', ')} MB after each tenth`,
        bar: { text: '≤ 500 MB', isReached: Math.max(...memory) <= barBytes },
      },
    ];
  },
};

async function makeMutants(): Promise<SmallPicture[]> {
  const kinds = await makeHostileKinds();
  const seeded = createSeeded('hostile');
  return Array.from({ length: count }, (_, index) => kinds[index % kinds.length]).flatMap((kind, index) =>
    kind === undefined ? [] : { name: `${index}-${kind.name}`, bytes: mutate(kind.bytes, seeded) },
  );
}

function toMebibytes(bytes: number): number {
  return Math.round(bytes / mebibyte);
}
