import { apply } from '../picture.ts';
import type { Stage } from './stage.ts';

export const blur: Stage = (picture, { blur: sigma }) =>
  sigma === undefined ? picture : apply(picture, { kind: 'blur', sigma });
