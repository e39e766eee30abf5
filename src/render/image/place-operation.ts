import type { Operation } from '../../domain/plan.ts';
import { placeArc } from './arc.ts';
import { placeAttend } from './attend.ts';
import { placeBackdrop } from './backdrop.ts';
import { placeBlur } from './blur.ts';
import { placeCastShadow } from './cast-shadow.ts';
import { placeColorize } from './colorize.ts';
import { placeComposite } from './composite.ts';
import { placeContrast } from './contrast.ts';
import { placeCrop } from './crop.ts';
import { placeDisplace } from './displace.ts';
import { placeExtend } from './extend.ts';
import { placeFlatten } from './flatten.ts';
import { placeFlip } from './flip.ts';
import { placeGradient } from './gradient.ts';
import { placeGrayscale } from './grayscale.ts';
import { placeOpacity } from './opacity.ts';
import type { PassSoFar, Placement } from './operation-step.ts';
import { placePadBlurred } from './pad-blurred.ts';
import { placePerspective } from './perspective.ts';
import { placePixelate } from './pixelate.ts';
import { placeReplaceColour } from './replace-colour.ts';
import { placeResize } from './resize.ts';
import { placeRotate } from './rotate.ts';
import { placeRound } from './round.ts';
import { placeShadow } from './shadow.ts';
import { placeSharpen } from './sharpen.ts';
import { placeUnsharp } from './unsharp.ts';

export function placeOperation(operation: Operation, pass: PassSoFar): Placement {
  switch (operation.kind) {
    case 'crop':
      return placeCrop(operation, pass);
    case 'resize':
      return placeResize(operation, pass);
    case 'extend':
      return placeExtend(operation, pass);
    case 'flip':
      return placeFlip(operation, pass);
    case 'rotate':
      return placeRotate(operation, pass);
    case 'blur':
      return placeBlur(operation, pass);
    case 'grayscale':
      return placeGrayscale(operation, pass);
    case 'round':
      return placeRound(operation, pass);
    case 'opacity':
      return placeOpacity(operation, pass);
    case 'flatten':
      return placeFlatten(operation, pass);
    case 'arc':
      return placeArc(operation, pass);
    case 'attend':
      return placeAttend(operation, pass);
    case 'backdrop':
      return placeBackdrop(operation, pass);
    case 'cast-shadow':
      return placeCastShadow(operation, pass);
    case 'colorize':
      return placeColorize(operation, pass);
    case 'contrast':
      return placeContrast(operation, pass);
    case 'gradient':
      return placeGradient(operation, pass);
    case 'pad-blurred':
      return placePadBlurred(operation, pass);
    case 'perspective':
      return placePerspective(operation, pass);
    case 'pixelate':
      return placePixelate(operation, pass);
    case 'replace-colour':
      return placeReplaceColour(operation, pass);
    case 'shadow':
      return placeShadow(operation, pass);
    case 'sharpen':
      return placeSharpen(operation, pass);
    case 'unsharp':
      return placeUnsharp(operation, pass);
    case 'composite':
      return placeComposite(operation, pass);
    case 'displace':
      return placeDisplace(operation, pass);
  }
}
