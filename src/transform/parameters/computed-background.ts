import type { BackdropFill } from '../../domain/effect-operation.ts';
import { readNumber, readSigned } from '../amount.ts';

/** A background made from the picture itself (spec image-transformations §7.2). */
export type ComputedBackground = BlurredBackground | BackdropFill;

export interface BlurredBackground {
  readonly kind: 'blurred';
  readonly blur: 'auto' | number;
  /** −255…255; 0 leaves the lightness as it is. */
  readonly brightness: number;
}

export function readComputedBackground(text: string): ComputedBackground | undefined {
  if (text === 'dominant') return { kind: 'dominant' };
  const [first, ...others] = text.split('_');
  return first === 'blurred' ? readBlurred(others) : readGradient(text);
}

function readBlurred(parts: readonly string[]): BlurredBackground | undefined {
  const [blurText = 'auto', brightnessText = '0', ...others] = parts;
  const blur = blurText === 'auto' ? 'auto' : readNumber(blurText, { min: 0, max: 100 });
  const brightness = readSigned(brightnessText, { min: -255, max: 255 });
  if (blur === undefined || brightness === undefined || others.length > 0) return undefined;
  return { kind: 'blurred', blur, brightness };
}

/** `gradient_contrast` and the swapped words are spellings seen in clients (T46). */
const gradientForm = /^(?:gradient_(dominant|contrast)|(dominant|contrast)_gradient)(?:_([24]))?$/;

function readGradient(text: string): BackdropFill | undefined {
  const [isGradient, usual, swapped, count] = gradientForm.exec(text) ?? [];
  if (isGradient === undefined) return undefined;
  const colours = (usual ?? swapped) === 'contrast' ? 'contrast' : 'dominant';
  return { kind: 'gradient', colours, count: count === '4' ? 4 : 2 };
}
