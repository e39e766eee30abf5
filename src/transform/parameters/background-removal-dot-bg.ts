import type { PictureTask } from '../../domain/generative-task.ts';
import { bareEffect } from '../options.ts';
import type { Parameter } from './parameter.ts';

export const backgroundRemovalDotBg: Parameter<PictureTask> = {
  keys: ['e-removedotbg'],
  bare: bareEffect,
  isGenerative: true,
  allowedIn: ['base', 'image layer'],
  values: 'no value',
  sentence: 'As `e-bgremove`, by the other way that the provider may know.',
  example: 'e-removedotbg',
  read: (text) => (text === bareEffect ? { operation: 'removedotbg' } : undefined),
};
