import type { PictureTask } from '../../domain/generative-task.ts';
import { bareEffect } from '../options.ts';
import type { Parameter } from './parameter.ts';

export const retouch: Parameter<PictureTask> = {
  keys: ['e-retouch'],
  bare: bareEffect,
  isGenerative: true,
  allowedIn: ['base'],
  values: 'no value',
  sentence: 'Makes faces, skin and products look better.',
  example: 'e-retouch',
  read: (text) => (text === bareEffect ? { operation: 'retouch' } : undefined),
};
