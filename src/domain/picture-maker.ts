import type { Readable } from 'node:stream';
import type { GenerativeTask, TextTask } from './generative-task.ts';

/** A generative model; somebody else's program, which may take minutes and cost money. */
export interface PictureMaker {
  /**
   * `picture`: a PNG, upright, of bounded size; absent for a picture out of words. The caller drains or destroys what comes
   * back, and trusts neither its type nor its size. A task that the provider has understood and will not do → MediaError
   * invalid; any other failure is another error.
   */
  make(order: PictureOrder, signal: AbortSignal): Promise<Readable>;
}

export type PictureOrder =
  | {
      readonly task: GenerativeTask;
      readonly picture: Buffer;
      readonly width: number;
      readonly height: number;
    }
  | { readonly task: TextTask };
