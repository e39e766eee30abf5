import { readPrompt } from './generative/read-prompt.ts';
import { badPath } from './refusals.ts';

export interface TextToImagePath {
  readonly path: string;
  readonly prompt?: string;
}

const prefix = '/ik-genimg-';

/** `/ik-genimg-prompt-a red fox/animals/fox.jpg`: a file at `/animals/fox.jpg`, to be made out of words (spec delivery §4). */
export function readTextToImagePath(path: string): TextToImagePath {
  if (!path.startsWith(prefix)) return { path };
  const slash = path.indexOf('/', prefix.length);
  const prompt = slash === -1 ? undefined : readPrompt(path.slice(prefix.length, slash));
  if (prompt === undefined) throw badPath('ik-genimg: expected ik-genimg-prompt-TEXT/PATH');
  return { path: path.slice(slash), prompt };
}
