import type { PromptTask } from '../../domain/generative-task.ts';
import { readPrompt } from '../generative/read-prompt.ts';
import { bareEffect } from '../options.ts';
import type { Parameter } from './parameter.ts';

export const backgroundChange: Parameter<PromptTask> = {
  keys: ['e-changebg'],
  // Without words it is a mistake, and not as if it were not there.
  bare: bareEffect,
  isGenerative: true,
  allowedIn: ['base'],
  values: 'prompt-words; prompte-words in Base64, for commas, colons and slashes',
  sentence: 'Puts another background behind the object, as the words say.',
  example: 'e-changebg-prompt-a wooden table',
  read(text) {
    const prompt = readPrompt(text);
    return prompt === undefined ? undefined : { operation: 'changebg', prompt };
  },
};
