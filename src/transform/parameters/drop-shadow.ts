import { readNumber } from '../amount.ts';
import { bareEffect, type Options, readOptions } from '../options.ts';
import type { Parameter } from './parameter.ts';

export interface DropShadow {
  readonly azimuth: number;
  readonly elevation: number;
  /** 0…100. */
  readonly strength: number;
}

const options: Options<DropShadow> = {
  azimuth: { key: 'az', usual: 215, read: (text) => readNumber(text, { min: 0, max: 360 }) },
  elevation: { key: 'el', usual: 45, read: (text) => readNumber(text, { min: 0, max: 90 }) },
  strength: { key: 'st', usual: 60, read: (text) => readNumber(text, { min: 0, max: 100 }) },
};

export const dropShadow: Parameter<DropShadow> = {
  keys: ['e-dropshadow'],
  bare: bareEffect,
  allowedIn: ['base', 'image layer'],
  values: 'az-azimuth of the light, 0 to 360; el-elevation, 0 to 90; st-strength, 0 to 100; joined by _',
  sentence:
    'The shadow that a cut-out object throws on the ground; no model is asked. az-0 is a light behind it, az-90 one at its right.',
  example: 'w-300,e-dropshadow-az-215_el-45_st-60',
  read: (text) => readOptions(text, options),
};
