import { describe, expect, it } from 'vitest';
import { deliveryDefaultsOf, readConfig } from '../config.ts';
import { invalid, MediaError } from '../domain/errors.ts';
import type { MediaFile } from '../domain/media-file.ts';
import { type ContentMark, markOfContent } from '../domain/rendition.ts';
import { onlyDefault } from '../transform/find-endpoint.ts';
import { createAccount } from './account.ts';
import type { ChoosePrint } from './print.ts';
import { createRenditionPurge } from './purge-renditions.ts';

const file = { current: { blobHash: 'a'.repeat(64), facts: { mime: 'image/png' } } } as MediaFile;
const config = readConfig({});
const account = createAccount(() => deliveryDefaultsOf(config), config);
const { signal } = new AbortController();

function purging(choosePrint: ChoosePrint) {
  const forgotten: ContentMark[] = [];
  const target = createRenditionPurge({
    files: { at: async () => [file], below: async function* () {} },
    endpoints: () => onlyDefault,
    renditions: {
      delete: async () => {},
      deleteMadeFrom: async (marks) => {
        forgotten.push(...marks);
        return marks.size;
      },
    },
    choosePrint,
    named: () => ({ revision: 1, find: () => undefined }),
    settings: { lenient: false, maxSteps: 5, maxLayers: 5, generative: 'nothing', sanitizeSvg: false },
    account,
    id: 'demo',
  });
  const behind = 'tr:w-100,t-true/a.png';
  const purge = (by = signal) =>
    target.purge({ url: `http://a/demo/${behind}`, behind, isPrefix: false }, by);
  return { purge, forgotten };
}

describe('an exact purge', () => {
  it.each([
    ['is too busy', new MediaError('busy', 'Service Unavailable')],
    ['fails', new Error('The worker has died')],
  ])('whose planning needs a renderer that %s forgets all of the file, and is done', async (_, failure) => {
    const { purge, forgotten } = purging(() => Promise.reject(failure));
    await expect(purge()).resolves.toBeUndefined();
    expect(new Set(forgotten)).toEqual(new Set([markOfContent(file.current.blobHash)]));
  });

  it('of a wish that is refused has nothing to forget', async () => {
    const { purge, forgotten } = purging(() => Promise.reject(invalid('Bad Request')));
    await purge();
    expect(forgotten).toEqual([]);
  });

  it('that is interrupted is not done', async () => {
    const leaving = new AbortController();
    const { purge } = purging(() => {
      leaving.abort(new Error('closing'));
      throw leaving.signal.reason;
    });
    await expect(purge(leaving.signal)).rejects.toThrow('closing');
  });
});
