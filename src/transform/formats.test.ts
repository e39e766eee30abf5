import { describe, expect, it } from 'vitest';
import type { ImageFacts } from '../domain/media-facts.ts';
import { planFor, planningFor, sized } from './plan-for.contract.ts';

const a1 = { webp: true, avif: true };
const a2 = { webp: true, avif: false };
const a3 = { webp: false, avif: false };

const jpeg: Partial<ImageFacts> = { format: 'jpeg' };
const png: Partial<ImageFacts> = { format: 'png' };
const transparentPng: Partial<ImageFacts> = { format: 'png', hasAlpha: true, isOpaque: false };
const movingGif: Partial<ImageFacts> = { format: 'gif', frames: 12 };
const movingWebp: Partial<ImageFacts> = { format: 'webp', frames: 12 };
const webp: Partial<ImageFacts> = { format: 'webp' };
const transparentWebp: Partial<ImageFacts> = { format: 'webp', hasAlpha: true, isOpaque: false };
const tiff: Partial<ImageFacts> = { format: 'tiff' };
const svg: Partial<ImageFacts> = { format: 'svg', ...sized('158×33'), hasAlpha: true, isOpaque: false };
const avif: Partial<ImageFacts> = { format: 'avif' };
const heic: Partial<ImageFacts> = { format: 'heic' };
const tiny = sized('200×1');

const autoAvif = { autoAvif: true };
const off = { autoFormat: false };

/** Spec delivery §7.3. */
const rows = [
  ['F1', jpeg, 'w-200', a1, {}, 'webp', 0],
  ['F2', jpeg, 'w-200', a3, {}, 'jpeg', 0],
  ['F3', jpeg, 'w-200', a1, autoAvif, 'avif', 0],
  ['F4', jpeg, 'w-200,f-avif', a3, {}, 'avif', 0],
  ['F5', jpeg, 'w-200,f-avif,cp-true', a1, {}, 'webp', 0],
  ['F5 for others', jpeg, 'w-200,f-avif,cp-true', a3, {}, 'jpeg', 0],
  ['F5 automatic', jpeg, 'w-200,cp-true', a1, autoAvif, 'webp', 0],
  ['F6', jpeg, 'w-200,e-usm-2-2-0.8-0.024', a1, autoAvif, 'webp', 0],
  ['F6 for others', jpeg, 'w-200,f-avif,e-usm-2-2-0.8-0.024', a3, {}, 'jpeg', 0],
  ['F6 of an AVIF', avif, 'f-orig,e-usm-2-2-0.8-0.024', a1, {}, 'webp', 0],
  ['a profile kept from an AVIF', avif, 'f-orig,cp-true', a2, {}, 'webp', 0],
  ['F7', jpeg, 'f-png', a1, {}, 'png', 0],
  ['F8', transparentPng, '', a3, {}, 'png', 0],
  ['F9', transparentPng, '', a2, {}, 'webp', 0],
  ['F10', transparentPng, 'f-jpg', a2, {}, 'jpeg', 0],
  ['F12', png, '', a3, {}, 'jpeg', 0],
  ['F13', jpeg, 'r-max', a3, {}, 'png', 0],
  ['F14', jpeg, 'rt-45', a2, {}, 'webp', 0],
  ['bent', jpeg, 'e-distort-a-90', a3, {}, 'png', 0],
  ['gradient on an opaque picture', jpeg, 'e-gradient', a3, {}, 'jpeg', 0],
  ['opaque gradient', transparentPng, 'e-gradient-to-red', a3, {}, 'jpeg', 0],
  ['dominant colour beneath', transparentPng, 'bg-dominant', a3, {}, 'jpeg', 0],
  ['F19', heic, '', a1, autoAvif, 'webp', 0],
  ['F20', heic, 'f-avif', a3, {}, 'avif', 0],
  ['what cannot be written is chosen for', heic, 'f-orig', a3, {}, 'jpeg', 0],
  ['right angle stays opaque', jpeg, 'rt-90', a3, {}, 'jpeg', 0],
  ['F15', movingGif, '', a2, {}, 'webp', 'all'],
  ['F16', movingGif, '', a3, {}, 'gif', 'all'],
  ['F17', movingGif, 'f-png', a3, {}, 'png', 0],
  ['first frame as JPEG', movingGif, 'f-jpg', a2, {}, 'jpeg', 0],
  ['first frame as AVIF', movingGif, 'f-avif', a2, {}, 'avif', 0],
  ['animation is never automatic AVIF', movingGif, '', a1, autoAvif, 'webp', 'all'],
  ['moving GIF as GIF', movingGif, 'f-gif', a2, {}, 'gif', 'all'],
  ['moving GIF as WebP', movingGif, 'f-webp', a3, {}, 'webp', 'all'],
  ['moving WebP for others', movingWebp, '', a3, {}, 'gif', 'all'],
  ['moving WebP as it is', movingWebp, 'f-orig', a3, {}, 'webp', 'all'],
  ['still GIF', { format: 'gif' }, '', a3, {}, 'png', 0],
  ['F18', jpeg, 'f-gif', a3, {}, 'jpeg', 0],
  ['F23', svg, 'f-png', a2, {}, 'png', 0],
  ['F24', webp, '', a3, {}, 'jpeg', 0],
  ['F24 transparent', transparentWebp, '', a3, {}, 'png', 0],
  ['AVIF for others', avif, '', a3, {}, 'jpeg', 0],
  ['F25', jpeg, 'w-200', a1, off, 'jpeg', 0],
  ['F25 transparent', jpeg, 'r-max', a1, off, 'jpeg', 0],
  ['F25 moving', movingGif, '', a1, off, 'gif', 'all'],
  ['TIFF, setting off', tiff, '', a1, off, 'jpeg', 0],
  ['TIFF', tiff, 'f-orig', a2, {}, 'webp', 0],
  ['F26', jpeg, 'f-auto', a1, off, 'webp', 0],
  ['F27', { ...jpeg, ...tiny }, 'w-20000', a2, {}, 'jpeg', 0],
  ['F27 moving', { ...movingGif, ...tiny }, 'w-20000', a2, {}, 'gif', 'all'],
  ['orig', png, 'f-orig', a2, {}, 'png', 0],
  ['svg of a photograph', jpeg, 'f-svg', a2, {}, 'webp', 0],
] as const;

describe('output format', () => {
  it.each(rows)('%s', (_, facts, text, accepts, settings, format, frames) => {
    const { plan } = planFor(text, { facts, accepts, settings });
    expect({ format: plan.output.format, frames: plan.input.frames }).toEqual({ format, frames });
  });

  it('F10, F11: lays transparency on black, or on the colour named', () => {
    const colourOf = (text: string) => planFor(text, { facts: transparentPng }).plan.operations.at(-1);
    expect(colourOf('f-jpg')).toEqual({ kind: 'flatten', colour: { r: 0, g: 0, b: 0, alpha: 1 } });
    expect(colourOf('f-jpg,bg-FFFFFF')).toEqual({
      kind: 'flatten',
      colour: { r: 255, g: 255, b: 255, alpha: 1 },
    });
    expect(colourOf('bg-FFFFFF:r-max:f-jpg')).toMatchObject({ kind: 'flatten', colour: { r: 255 } });
  });

  it.each([
    'w-200',
    '',
    'f-auto',
    'f-svg',
    'f-orig',
    'orig-true',
    'w-200,h-200,cm-extract,x-500,y-0',
    't-true',
  ])('F22: leaves an SVG as it is for "%s"', (text) =>
    expect(planningFor(text, { facts: svg })).toEqual({ kind: 'original' }),
  );

  it('leaves an SVG as it is when no branch that applies asks for pixels', () => {
    expect(planningFor('if-w_gt_200,f-png,if-end', { facts: svg })).toEqual({ kind: 'original' });
    expect(planFor('if-w_lt_200,f-png,if-end', { facts: svg }).plan.output.format).toBe('png');
  });

  it.each([
    ['F28', 'w-20000,f-webp', 'webp has at most 16383'],
    ['F28', 'w-20000,f-avif', 'avif has at most 16384'],
    ['beyond what libjpeg writes', 'w-65501,f-jpg', 'jpeg has at most 65500'],
  ])('%s: refuses a file that cannot be so wide: %s', (_, text, reason) => {
    expect(() => planFor(text, { facts: tiny })).toThrow(
      expect.objectContaining({ code: 'invalid', reason: `ELIMIT - ${reason} pixels per side` }),
    );
  });

  it.each([
    ['w-16384', 'avif'],
    ['w-16385', 'jpeg'],
    ['w-65500', 'jpeg'],
    ['w-65501', 'png'],
  ])('chooses one that can be so wide where it may: %s → %s', (text, format) => {
    const planned = planFor(text, { facts: tiny, accepts: { avif: true }, settings: { autoAvif: true } });
    expect(planned.plan.output.format).toBe(format);
  });

  it.each([
    ['', {}, true],
    ['f-auto', off, true],
    ['f-gif', {}, true],
    ['f-avif,cp-true', {}, true],
    ['f-jpg', {}, false],
    ['f-orig', {}, false],
    ['w-200', off, false],
  ])('says whether it depends on the client: "%s" %o → %s', (text, settings, negotiated) => {
    expect(planFor(text, { settings }).negotiated).toBe(negotiated);
  });
});

describe('the encoder', () => {
  it.each([
    ['f-jpg', {}, 80],
    ['f-jpg', { jpegQuality: 60 }, 60],
    ['f-jpg', { jpegQuality: 95 }, 80],
    ['f-jpg,q-95', { jpegQuality: 60 }, 95],
    ['', {}, 83],
    ['q-95,f-avif', {}, 86],
    ['f-avif', { jpegQuality: 60 }, 53],
    ['f-png', {}, 100],
    ['f-png', { jpegQuality: 60 }, 100],
    ['f-png,q-60', {}, 50],
    ['f-png,q-80', {}, 99],
    ['f-png,q-100', {}, 100],
  ])('"%s" of %o has quality %d', (text, facts, quality) => {
    expect(planFor(text, { facts }).plan.output.quality).toBe(quality);
  });

  it('is lossless where that exists', () => {
    const isLossless = (text: string) => planFor(text).plan.output.lossless;
    expect(['f-png', 'f-webp', 'f-avif', 'f-jpg'].map((f) => isLossless(`${f},lo-true`))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(isLossless('f-png')).toBe(false);
  });

  it.each([
    ['f-jpg', { progressive: false }],
    ['f-jpg,pr-false', { progressive: false }],
    ['f-jpg,pr-true', { progressive: true }],
    ['f-png,pr-true', { progressive: false }],
    ['md-true', { keepMetadata: true, keepProfile: true }],
    ['md-true,cp-false', { keepMetadata: true, keepProfile: false }],
    ['cp-true', { keepMetadata: false, keepProfile: true }],
    ['dn-300', { density: 300 }],
    ['dn-idn_mul_2', { density: 192 }],
  ])('%s', (text, output) => {
    expect(planFor(text, { facts: { hasProfile: true, density: 96 } }).plan.output).toMatchObject(output);
  });
});

describe('the stored file will do', () => {
  it.each([
    ['', jpeg, a3, true],
    ['f-auto', jpeg, a2, true],
    ['w-1000,c-at_max', jpeg, a2, true],
    ['w-100', jpeg, a2, false],
    ['q-50', jpeg, a2, false],
    ['f-png', jpeg, a2, false],
    ['', { ...jpeg, hasMetadata: true }, a2, false],
    ['', webp, a2, true],
    ['', webp, a3, false],
    ['', avif, a2, false],
    ['', tiff, a2, false],
  ])('"%s" of %o', (text, facts, accepts, will) => {
    expect(planFor(text, { facts, accepts }).storedWillDo).toBe(will);
  });
});
