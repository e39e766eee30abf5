import { apply } from '../picture.ts';
import type { Stage } from './stage.ts';

export const dropShadow: Stage = (picture, { dropShadow: wish }) => {
  if (wish === undefined) return picture;
  const { azimuth, elevation, strength } = wish;
  return apply(picture, { kind: 'cast-shadow', azimuth, elevation, opacity: strength / 100 });
};
