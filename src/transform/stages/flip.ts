import { apply } from '../picture.ts';
import type { Stage } from './stage.ts';

export const flip: Stage = (picture, values) =>
  values.flip === undefined ? picture : apply(picture, { kind: 'flip', ...values.flip });
