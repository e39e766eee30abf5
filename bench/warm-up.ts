import { upload } from '../test/support/api.ts';
import { readPhotograph } from '../test/support/pictures.ts';
import type { RunningServer } from '../test/support/start-server.ts';
import { fetchAndForget } from './fetch-and-forget.ts';

const prints = 2000;
const together = 4;
const widths = 60;

/**
 * A program that is compiled while it runs is measured as it runs after its first minute: small pictures, which cost little but
 * what the server does around them.
 */
export async function warmUp(server: RunningServer): Promise<void> {
  await upload(server, '/warm-up.jpg', await readPhotograph());
  const urls = Array.from({ length: prints }, (_, index) => {
    const [width, height] = [20 + (index % widths), 20 + Math.floor(index / widths)];
    return `${server.url}/demo/tr:w-${width},h-${height}/warm-up.jpg`;
  });
  const askOneByOne = async () => {
    for (let url = urls.pop(); url !== undefined; url = urls.pop()) await fetchAndForget(url);
  };
  await Promise.all(Array.from({ length: together }, askOneByOne));
}
