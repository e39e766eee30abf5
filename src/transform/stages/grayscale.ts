import { apply } from '../picture.ts';
import type { Stage } from './stage.ts';

export const grayscale: Stage = (picture, values) =>
  values.grayscale === true ? apply(picture, { kind: 'grayscale' }) : picture;
