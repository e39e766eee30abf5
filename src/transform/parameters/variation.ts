import type { PictureTask } from '../../domain/generative-task.ts';
import { bareEffect } from '../options.ts';
import type { Parameter } from './parameter.ts';

export const variation: Parameter<PictureTask> = {
  keys: ['e-genvar'],
  bare: bareEffect,
  isGenerative: true,
  allowedIn: ['base'],
  values: 'no value',
  sentence: 'Another picture of the same thing.',
  example: 'e-genvar',
  read: (text) => (text === bareEffect ? { operation: 'genvar' } : undefined),
};
