import type { PictureTask } from '../../domain/generative-task.ts';
import { bareEffect } from '../options.ts';
import type { Parameter } from './parameter.ts';

export const upscale: Parameter<PictureTask> = {
  keys: ['e-upscale'],
  bare: bareEffect,
  isGenerative: true,
  allowedIn: ['base'],
  values: 'no value',
  sentence: 'Enlarges the picture with detail; of a picture of limited size.',
  example: 'e-upscale',
  read: (text) => (text === bareEffect ? { operation: 'upscale' } : undefined),
};
