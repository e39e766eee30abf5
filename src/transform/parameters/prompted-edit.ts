import type { PromptTask } from '../../domain/generative-task.ts';
import { readPrompt } from '../generative/read-prompt.ts';
import { bareEffect } from '../options.ts';
import type { Parameter } from './parameter.ts';

export const promptedEdit: Parameter<PromptTask> = {
  keys: ['e-edit'],
  // Without words it is a mistake, and not as if it were not there.
  bare: bareEffect,
  isGenerative: true,
  allowedIn: ['base'],
  values: 'prompt-words; prompte-words in Base64, for commas, colons and slashes',
  sentence: 'Changes the picture as the words say.',
  example: 'e-edit-prompt-add a red hat',
  read(text) {
    const prompt = readPrompt(text);
    return prompt === undefined ? undefined : { operation: 'edit', prompt };
  },
};
