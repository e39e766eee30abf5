import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { upload } from '../../test/support/api.ts';
import { ask } from '../../test/support/ask.ts';
import { readPhotograph } from '../../test/support/pictures.ts';
import { listen, repository } from '../../test/support/program.ts';
import { startServer } from '../../test/support/start-server.ts';
import { median } from '../compare.ts';
import type { Part } from '../part.ts';

const barMilliseconds = 1500;

/** From `npm start` to the last byte of a picture that had to be rendered. */
export const start: Part = {
  name: 'start',
  async run({ pairs }) {
    const server = await startServer();
    await upload(server, '/coffee.jpg', await readPhotograph());
    await server.stop({ keepData: true });
    const milliseconds: number[] = [];
    for (let time = 0; time < pairs; time += 1) {
      milliseconds.push(await startAndAsk(server.dataFolder, `/demo/tr:w-${300 + time}/coffee.jpg`));
    }
    await rm(server.dataFolder, { recursive: true });
    const middle = median(milliseconds);
    return [
      {
        what: '`npm start` to the first picture',
        measured: `${Math.round(middle)} ms`,
        spread: `${Math.round(Math.min(...milliseconds))}–${Math.round(Math.max(...milliseconds))} ms`,
        bar: { text: '≤ 1,500 ms', isReached: middle <= barMilliseconds },
      },
    ];
  },
};

async function startAndAsk(dataFolder: string, path: string): Promise<number> {
  const startedAt = performance.now();
  const npm = spawn('npm', ['start', '--', '--port', '0', '--data', dataFolder], {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'ignore'],
    // A group of its own, so that the signal reaches the server behind npm as well.
    detached: true,
  });
  const said = listen(npm.stdout);
  let url: string | undefined;
  while (url === undefined) {
    await once(npm.stdout, 'data');
    url = /listens on (\S+)/.exec(said())?.[1];
  }
  const { status } = await ask(url, path);
  const milliseconds = performance.now() - startedAt;
  if (status !== 200) throw new Error(`${path} answered ${status}.`);
  process.kill(-(npm.pid ?? 0), 'SIGTERM');
  await once(npm, 'exit');
  return milliseconds;
}
