import { watch } from 'node:fs';
import { join } from 'node:path';
import { upload } from '../../test/support/api.ts';
import { ask } from '../../test/support/ask.ts';
import { readPhotograph } from '../../test/support/pictures.ts';
import { startServer } from '../../test/support/start-server.ts';
import type { Part } from '../part.ts';

const crowdSize = 1000;

/** Everybody asks for one picture that is not there yet. */
export const crowd: Part = {
  name: 'crowd',
  async run() {
    const server = await startServer();
    await upload(server, '/canyon.jpg', await readPhotograph('black-canyon.jpg'));
    const staged = new Set<string | null>();
    const watcher = watch(join(server.dataFolder, 'renditions/staging'), (_event, name) => staged.add(name));
    const startedAt = performance.now();
    const answers = await Promise.all(
      Array.from({ length: crowdSize }, () => ask(server.url, '/demo/tr:w-600,f-avif/canyon.jpg')),
    );
    const milliseconds = Math.round(performance.now() - startedAt);
    watcher.close();
    await server.stop();
    const good = answers.filter(({ status }) => status === 200).length;
    return [
      {
        what: '1,000 simultaneous requests for one missing rendition',
        measured: `${staged.size} render${staged.size === 1 ? '' : 's'}`,
        spread: `${good.toLocaleString('en')} times 200, the last after ${milliseconds} ms`,
        bar: { text: '1 render', isReached: staged.size === 1 && good === crowdSize },
      },
    ];
  },
};
