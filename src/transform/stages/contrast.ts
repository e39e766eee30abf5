import { apply } from '../picture.ts';
import type { Stage } from './stage.ts';

export const contrast: Stage = (picture, values) =>
  values.contrast === true ? apply(picture, { kind: 'contrast' }) : picture;
