import { describe, expect, it } from 'vitest';
import type { ImageFacts } from '../domain/media-facts.ts';
import { parseTransformation } from './parse-transformation.ts';
import { planFor, planningFor } from './plan-for.contract.ts';

const svg: Partial<ImageFacts> = { format: 'svg', width: 158, height: 33, hasAlpha: true, isOpaque: false };
const moving: Partial<ImageFacts> = { format: 'gif', frames: 12 };
const transparent: Partial<ImageFacts> = { format: 'png', hasAlpha: true, isOpaque: false };

/** A source of 640 × 865. What Calotype adds to the language has a prefix of its own, `x-` and a name. */
describe('wishes for the file', () => {
  it.each([
    ['x-maxbytes-20000', { format: 'webp', quality: 83, maxBytes: 20_000 }],
    ['q-60,f-jpg,x-maxbytes-20000', { format: 'jpeg', quality: 60, maxBytes: 20_000 }],
    ['f-png,x-maxbytes-20000', { format: 'png', maxBytes: 20_000 }],
    ['x-maxbytes-9000:w-200:x-maxbytes-8000', { maxBytes: 8000 }],
    ['x-quality-70', { format: 'webp', likeness: 70 }],
    ['x-quality-72.5,f-jpg', { format: 'jpeg', likeness: 72.5 }],
  ])('%s', (text, output) => expect(planFor(text).plan.output).toMatchObject(output));

  it('a PNG is like the picture whatever is asked for', () =>
    expect(planFor('f-png,x-quality-70').plan.output).not.toHaveProperty('likeness'));

  it('the stored file does not stand in for one that is looked for', () =>
    expect(planFor('x-maxbytes-20000').storedWillDo).toBe(false));

  it('a drawing may be drawn to fit', () =>
    expect(planFor('f-webp,x-maxbytes-20000', { facts: svg }).plan.output).toMatchObject({
      maxBytes: 20_000,
    }));

  it('a drawing looks like itself', () =>
    expect(planningFor('x-quality-70', { facts: svg })).toEqual({ kind: 'original' }));
});

describe('a hash', () => {
  it.each([
    ['x-hash-thumbhash', {}, 'thumbhash', 74, 100],
    ['x-hash-blurhash', {}, 'blurhash', 47, 64],
    ['w-300,h-200,x-hash-blurhash', {}, 'blurhash', 64, 43],
    ['w-20,x-hash-thumbhash', {}, 'thumbhash', 20, 27],
    ['x-hash-thumbhash', svg, 'thumbhash', 100, 21],
    ['x-hash-thumbhash', moving, 'thumbhash', 74, 100],
  ])('%s of %o is %s of %i × %i', (text, facts, format, width, height) => {
    const { plan, negotiated, storedWillDo } = planFor(text, { facts });
    expect(plan).toMatchObject({ output: { format }, width, height, input: { frames: 0 } });
    expect([negotiated, storedWillDo]).toEqual([false, false]);
  });

  it('without alpha lies on the colour named, with alpha keeps it', () => {
    const last = (text: string) => planFor(text, { facts: transparent }).plan.operations.at(-1);
    expect(last('bg-FF0000:r-max:x-hash-blurhash')).toMatchObject({
      kind: 'flatten',
      colour: { r: 255, g: 0 },
    });
    expect(last('x-hash-thumbhash')).toMatchObject({ kind: 'resize' });
  });
});

describe('squares', () => {
  it.each([
    ['x-pixelate-true', { side: 16, left: 0, top: 0, width: 640, height: 865 }],
    ['w-320,x-pixelate-s-10', { side: 10, left: 0, top: 0, width: 320, height: 433 }],
    ['w-320,x-pixelate-x-20_y-30_w-40_h-50', { side: 16, left: 20, top: 30, width: 40, height: 50 }],
    ['x-pixelate-x-0.5_w-0.25', { side: 16, left: 320, top: 0, width: 160, height: 865 }],
    ['x-pixelate-x-600_w-100', { side: 16, left: 600, top: 0, width: 40, height: 865 }],
  ])('%s', (text, operation) =>
    expect(planFor(text).plan.operations.at(-1)).toEqual({ kind: 'pixelate', ...operation }),
  );
});

describe('is refused', () => {
  it.each([
    ['x-maxbytes-0', {}],
    ['x-maxbytes-20k', {}],
    ['x-quality-0', {}],
    ['x-quality-101', {}],
    ['x-quality-high', {}],
    ['x-hash-md5', {}],
    ['x-pixelate-s-1', {}],
    ['x-pixelate-10', {}],
    ['x-pixelate-w-0', {}],
    ['x-pixelate-x-640', {}],
    ['x-pixelate', {}],
    ['x-unheard-of', {}],
    ['x-hash-blurhash,f-webp', {}],
    ['x-hash-blurhash,q-50', {}],
    ['x-hash-blurhash,x-maxbytes-20', {}],
    ['x-quality-70,q-50', {}],
    ['x-quality-70,x-maxbytes-20000', {}],
    ['x-quality-70,lo-true', {}],
    ['x-maxbytes-20000,lo-true', {}],
    ['x-quality-70', moving],
    ['x-quality-70,f-gif', { format: 'gif' }],
    ['x-maxbytes-20000', svg],
  ] as [string, Partial<ImageFacts>][])('%s of %o', (text, facts) => {
    expect(() => planningFor(text, { facts })).toThrow(
      expect.objectContaining({ code: 'invalid', reason: expect.stringMatching(/^EINVALID - /) }),
    );
  });

  it.each([
    ['x-maxbytes-20000', {}],
    ['x-quality-70', {}],
  ])('a search in a picture that is too large: %s', (text) => {
    expect(() => planFor(text, { settings: { maxSearchPixels: 640 * 865 - 1 } })).toThrow(
      expect.objectContaining({ code: 'invalid', reason: expect.stringMatching(/^ELIMIT - /) }),
    );
    expect(planFor(text, { settings: { maxSearchPixels: 640 * 865 } }).plan.width).toBe(640);
  });
});

it('coordinates and expressions stay what they are', () => {
  const valuesOf = (text: string) =>
    parseTransformation(text, {
      lenient: false,
      generative: 'nothing',
      maxSteps: 5,
      maxLayers: 5,
      findNamed: () => undefined,
    }).steps;
  expect(valuesOf('w-10,h-10,cm-extract,x-5')).toMatchObject([{ values: { x: 5 } }]);
  expect(valuesOf('w-10,h-10,cm-extract,x-iw_div_2')).toMatchObject([
    { values: { x: { kind: 'expression' } } },
  ]);
});

it('an unknown name is ignored where unknown keys are', () => {
  const limits = { maxSteps: 5, maxLayers: 5 };
  const lenient = { ...limits, lenient: true, generative: 'nothing', findNamed: () => undefined } as const;
  expect(parseTransformation('x-unheard-of', lenient).isEmpty).toBe(true);
});
