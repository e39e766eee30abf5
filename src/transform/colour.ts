import type { Colour } from '../domain/plan.ts';
import { colourNames } from './colour-names.ts';

export const black: Colour = { r: 0, g: 0, b: 0, alpha: 1 };
export const transparent: Colour = { r: 0, g: 0, b: 0, alpha: 0 };

/** `RRGGBB`, `RRGGBBAA`, `RGB` or a keyword, in either case, a leading `#` tolerated (spec image-transformations §3.7). */
export function parseColour(text: string): Colour | undefined {
  const name = text.toLowerCase();
  const named = Object.hasOwn(colourNames, name) ? colourNames[name] : undefined;
  if (named !== undefined) return fromNumber(named);
  const hex = name.startsWith('#') ? name.slice(1) : name;
  if (/^[0-9a-f]{3}$/.test(hex)) return fromNumber(Number.parseInt(hex.replace(/./g, '$&$&'), 16));
  if (/^[0-9a-f]{6}$/.test(hex)) return fromNumber(Number.parseInt(hex, 16));
  if (!/^[0-9a-f]{8}$/.test(hex)) return undefined;
  return { ...fromNumber(Number.parseInt(hex.slice(0, 6), 16)), alpha: parseAlpha(hex.slice(6)) };
}

/** A name, or digits for alpha: such a colour keeps its own opacity inside a layer that has one (`al`, §6.5). */
export function statesOpacity(text: string): boolean {
  return Object.hasOwn(colourNames, text.toLowerCase()) || text.replace(/^#/, '').length === 8;
}

function fromNumber(rgb: number): Colour {
  return { r: rgb >> 16, g: (rgb >> 8) & 0xff, b: rgb & 0xff, alpha: 1 };
}

/** `40` is 40 %, as documented; the vendor's editor writes hexadecimal, told by a letter in it (T16). */
function parseAlpha(digits: string): number {
  return /^\d\d$/.test(digits) ? Number(digits) / 100 : Number.parseInt(digits, 16) / 255;
}
