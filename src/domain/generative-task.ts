/** What only a generative model can do to a picture (spec image-transformations §8). */
export type GenerativeTask = PictureTask | PromptTask | FillTask;

/** `bgremove` and `removedotbg` leave the object and nothing else; the others give a picture of the same thing. */
export interface PictureTask {
  readonly operation: 'bgremove' | 'removedotbg' | 'upscale' | 'retouch' | 'genvar';
}

export interface PromptTask {
  readonly operation: 'edit' | 'changebg';
  readonly prompt: string;
}

/** Paints where the picture is transparent: its padding. */
export interface FillTask {
  readonly operation: 'genfill';
  readonly prompt?: string;
}

/** A picture out of words alone. */
export interface TextTask {
  readonly operation: 'genimg';
  readonly prompt: string;
}

/** What is seen stays where it is, whatever the size of the result. */
export function keepsPlaces({ operation }: GenerativeTask): boolean {
  return operation !== 'genvar' && operation !== 'edit';
}
