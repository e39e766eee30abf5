import type { PictureTask } from '../../domain/generative-task.ts';
import { bareEffect } from '../options.ts';
import type { Parameter } from './parameter.ts';

export const backgroundRemoval: Parameter<PictureTask> = {
  keys: ['e-bgremove'],
  bare: bareEffect,
  isGenerative: true,
  allowedIn: ['base', 'image layer'],
  values: 'no value',
  sentence: 'Leaves the object and makes what is behind it transparent.',
  example: 'e-bgremove',
  read: (text) => (text === bareEffect ? { operation: 'bgremove' } : undefined),
};
