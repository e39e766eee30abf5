import type { FillTask } from '../../domain/generative-task.ts';
import { fillKey } from '../generative/generative-support.ts';
import { readPrompt } from '../generative/read-prompt.ts';
import { bareEffect } from '../options.ts';
import type { Parameter } from './parameter.ts';

export const generativeFill: Parameter<FillTask> = {
  keys: [fillKey],
  bare: bareEffect,
  isGenerative: true,
  allowedIn: ['base'],
  values: 'no value; prompt-words; prompte-words in Base64',
  sentence:
    'Paints padding as if the picture went on: with `w`, `h` and `cm-pad_resize` or `cm-pad_extract`. Where there is no provider, `CALOTYPE_GENFILL_FALLBACK` may name another padding.',
  example: 'w-800,h-800,cm-pad_resize,bg-genfill',
  read(text) {
    if (text === bareEffect) return { operation: 'genfill' };
    const prompt = readPrompt(text);
    return prompt === undefined ? undefined : { operation: 'genfill', prompt };
  },
};
