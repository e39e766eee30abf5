import type { StagedBlob } from '../domain/blob-store.ts';
import { isStorablePath } from '../domain/names.ts';
import type { PictureMaker } from '../domain/picture-maker.ts';
import { badPath } from '../transform/refusals.ts';
import { type ReceiveParts, receivePicture } from './receive-picture.ts';
import type { SlowWork } from './slow-work.ts';

export interface GenerateFileParts extends ReceiveParts {
  readonly maker: PictureMaker;
  readonly slowWork: SlowWork;
  /** Puts it into the library. Takes over what is staged; the path must be free. */
  readonly keep: (path: string, staged: StagedBlob, signal: AbortSignal) => Promise<void>;
}

export interface FileOrder {
  readonly path: string;
  readonly prompt: string;
}

/** `/ik-genimg-prompt-…/path.jpg`: when it is done, a file stands at the path (spec image-transformations §8). */
export type GenerateFile = (order: FileOrder) => Promise<'pending' | 'done'>;

export function createGenerateFile(parts: GenerateFileParts): GenerateFile {
  const { maker, slowWork, keep } = parts;
  return async ({ path, prompt }) => {
    checkPath(path);
    return await slowWork.run(`genimg ${path} ${prompt}`, async (signal) => {
      const stream = await maker.make({ task: { operation: 'genimg', prompt } }, signal);
      await receivePicture(stream, parts, signal, (staged) => keep(path, staged, signal));
      return 'done' as const;
    });
  };
}

/** The file would stand elsewhere, and every request would pay for another. */
function checkPath(path: string): void {
  if (!isStorablePath(path)) throw badPath('the path is not one that the library keeps');
}
