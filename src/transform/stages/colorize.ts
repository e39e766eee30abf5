import { apply } from '../picture.ts';
import type { Stage } from './stage.ts';

export const colorize: Stage = (picture, { colorize: wish }) =>
  wish === undefined || wish.intensity === 0
    ? picture
    : apply(picture, { kind: 'colorize', colour: wish.colour, amount: wish.intensity / 100 });
