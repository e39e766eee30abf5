import { describe, expect, it } from 'vitest';
import type { CompositeOperation, Measurement, Operation } from '../../domain/plan.ts';
import type { TextBox } from '../../domain/text-box.ts';
import { type Given, planFor, planningFor, sizeAfter, whole } from '../plan-for.contract.ts';

const base = { width: 600, height: 600 };

/** The layer of `l-text,i-Hello,…`, on a picture of 600 × 600, with ink as in the worked examples. */
function layerOf(tokens: string, given: Given = {}, input = 'i-overlay made easy') {
  const text = `l-text,${input}${tokens === '' ? '' : `,${tokens}`},l-end`;
  const { plan, contentHashes } = planFor(text, { facts: base, look: whole, ...given });
  const composite = plan.operations.find(
    (operation): operation is CompositeOperation => operation.kind === 'composite',
  );
  if (composite?.layer.input.kind !== 'text') throw new Error(`${text} plans no text`);
  const { layer, left, top } = composite;
  return { ...layer, box: composite.layer.input.box, input: composite.layer.input, left, top, contentHashes };
}

/** Spec image-transformations §6.6. */
describe('the box of a text', () => {
  it.each([
    ['fs-45', '386×45', '107,278'],
    ['fs-45,pa-10,bg-white', '406×65', '97,268'],
    ['fs-45,pa-25_50_75_100,bg-white', '536×145', '32,228'],
    ['fs-45,pa-25_75_60,bg-white', '536×130', '32,235'],
    ['fs-45,pa-25_75,bg-white', '536×95', '32,253'],
    ['fs-45,pa-bh_div_20,bg-white', '446×105', '77,248'],
    ['fs-45,lfo-bottom_right', '386×45', '214,555'],
    ['fs-45,pa-10,lx-N10,ly-N0', '406×65', '184,535'],
    ['fs-45,lx-bw_div_2,ly-10', '386×45', '300,10'],
    ['fs-45,rt-90', '45×386', '278,107'],
    ['fs-45,pa-10,fl-h', '406×65', '97,268'],
  ])('with %s is %s at %s', (tokens, size, place) => {
    const { width, height, left, top, input, operations } = layerOf(tokens);
    expect(`${width}×${height}`).toBe(size);
    expect(`${left},${top}`).toBe(place);
    expect(sizeAfter({ width: input.width, height: input.height }, operations)).toEqual({ width, height });
  });

  it('is as wide as its lines may be, and its padding', () => {
    const asked: Measurement[] = [];
    const look = (measurement: Measurement) => {
      asked.push(measurement);
      return { left: 0, top: 0, width: 300, height: 106 };
    };
    const { width, left } = layerOf('fs-45,w-300,pa-10,bg-white', { look });
    expect([width, left]).toEqual([320, 140]);
    expect(asked).toMatchObject([{ kind: 'text', box: { wrapWidth: 300, sizePixels: 45 } }]);
  });

  it('of an infinite base is refused, and nobody is asked to set it in lines without an end', () => {
    const look = ({ kind, ...measurement }: Measurement) => {
      expect([kind, JSON.stringify(measurement)]).toEqual(['text', expect.not.stringContaining('null')]);
      return { left: 0, top: 0, width: 20, height: 20 };
    };
    for (const text of ['w-0.5', 'w-bw_mul_1', 'pa-bw_mul_0_add_1'])
      expect(() => planFor(`b-10_pow_308_red:w-100:l-text,i-x,${text},l-end`, { look }), text).toThrow(
        expect.objectContaining({ code: 'invalid' }),
      );
  });

  it('may not be larger than the limit on any side', () => {
    const long = { look: () => ({ left: 0, top: 0, width: 16_380, height: 20 }) };
    expect(() => layerOf('pa-1', long)).not.toThrow();
    expect(() => layerOf('pa-2', long)).toThrow(
      expect.objectContaining({ code: 'invalid', reason: expect.stringMatching(/^ELIMIT/) }),
    );
  });
});

describe('what the typesetter is told', () => {
  it.each<[string, Partial<TextBox>]>([
    ['', { sizePixels: 14, font: { kind: 'family', family: 'Open Sans' }, alignment: 'center' }],
    ['', { bold: false, italic: false, strikethrough: false, colour: { r: 0, g: 0, b: 0 } }],
    ['fs-30.5', { sizePixels: 30.5 }],
    ['fs-bh_div_20,w-bh_div_2', { sizePixels: 30, wrapWidth: 300 }],
    ['w-0.5', { wrapWidth: 300 }],
    ['ff-Lobster', { font: { kind: 'family', family: 'Lobster' } }],
    ['ff-ABRILfatface', { font: { kind: 'family', family: 'Abril Fatface' } }],
    ['ff-PT serif', { font: { kind: 'family', family: 'PT Serif' } }],
    ['ff-pt_serif', { font: { kind: 'family', family: 'PT Serif' } }],
    ['ff-old-standard', { font: { kind: 'family', family: 'Old Standard TT' } }],
    ['ff-Comic Sans', { font: { kind: 'family', family: 'Open Sans' } }],
    ['tg-b', { bold: true, italic: false }],
    ['tg-b_i_strikethrough', { bold: true, italic: true, strikethrough: true }],
    ['ia-right', { alignment: 'right' }],
    ['co-00FF00', { colour: { r: 0, g: 255, b: 0 } }],
    ['w-100,lh-20', { lineHeight: 20 }],
    ['w-100,lh-bh_div_40', { lineHeight: 15 }],
    ['fs-20,fs-30', { sizePixels: 30 }],
    ['fs-20:fs-30:w-50', { sizePixels: 30, wrapWidth: 50 }],
  ])('%s', (tokens, told) => {
    expect(layerOf(tokens).box).toMatchObject(told);
  });

  it('is no line height where there is one line', () => {
    expect(layerOf('lh-90').box).not.toHaveProperty('lineHeight');
    expect(layerOf('lh-90', {}, `ie-${btoa('two\nlines')}`).box).toHaveProperty('lineHeight', 90);
  });

  it.each([
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['a\u0000b\u0007c\u009fd\te', 'abcd\te'],
    ['half \ud83d a', 'half \ufffd a'],
  ])('is text that can be set: %j', (written, text) => {
    const encoded = Buffer.from(written).toString('base64url');
    expect(layerOf('', {}, `ie-${encoded}`).box.text).toBe(text);
  });
});

describe('colours and opacity', () => {
  const work = (tokens: string) => layerOf(tokens).operations.map(opacities).filter(Boolean);
  function opacities(operation: Operation): string | undefined {
    if (operation.kind === 'opacity') return `all ${operation.factor}`;
    return operation.kind === 'flatten' ? `under ${operation.colour.alpha}` : undefined;
  }

  it.each([
    ['co-FF000040', ['all 0.4']],
    ['bg-FFFFFF50', ['under 0.5']],
    ['al-5', ['all 0.5']],
    ['al-0.5', ['all 0.5']],
    ['al-10', []],
    ['al-5,bg-FFFFFF', ['under 1', 'all 0.5']],
    ['al-5,co-red', []],
    ['al-5,co-red,bg-FFFFFF', ['under 0.5']],
    ['al-5,bg-white', ['all 0.5', 'under 1']],
    ['al-5,co-FF0000,bg-FFFFFF20', ['all 0.5', 'under 0.2']],
    ['al-5,co-FF000090,bg-white', ['all 0.9', 'under 1']],
  ])('%s: %j', (tokens, told) => {
    expect(work(tokens)).toEqual(told);
  });

  it('rounds the box before it is mirrored and turned', () => {
    const kinds = layerOf('pa-5,bg-FFFFFF,r-5,rt-45,fl-h,al-5').operations.map(({ kind }) => kind);
    expect(kinds).toEqual(['extend', 'flatten', 'round', 'flip', 'rotate', 'opacity']);
  });

  it('leaves the corners of a turned box clear', () => {
    const turned = layerOf('bg-FFFFFF,rt-45').operations.find(({ kind }) => kind === 'rotate');
    expect(turned).toMatchObject({ background: { alpha: 0 } });
  });
});

describe('a font file', () => {
  const tokens = 'l-text,i-Hello,ff-fonts@@Poppins-Regular.ttf,l-end';

  it('is looked up first', () => {
    expect(planningFor(tokens)).toEqual({ kind: 'font', path: '/fonts/Poppins-Regular.ttf' });
  });

  it('is measured with, and becomes a source of the plan', () => {
    const fonts = { '/fonts/Poppins-Regular.ttf': 'poppins', '/b.WOFF2': 'other' };
    const planning = planningFor(tokens, { fonts });
    expect(planning).toMatchObject({
      kind: 'measure',
      contentHashes: ['poppins'],
      measurement: { box: { font: { kind: 'file', source: 0 } } },
    });
    const second = 'l-text,i-Hello,ff-b.WOFF2,l-end';
    const { plan, contentHashes } = planFor(`${second},${tokens},${second}`, { fonts, look: whole });
    expect(contentHashes).toEqual(['photo', 'other', 'poppins']);
    const composites = plan.operations.filter(({ kind }) => kind === 'composite');
    expect(composites).toMatchObject(
      [1, 2, 1].map((source) => ({ layer: { input: { box: { font: { kind: 'file', source } } } } })),
    );
  });
});

describe('refuses', () => {
  it.each([
    'fs-0',
    'fs-N5',
    'fs-iw',
    'lx-cw',
    'fs-bw_sub_bw',
    'ia-middle',
    'tg-underline',
    'tg-b_',
    'pa-N5',
    'pa-1_2_3_4_5',
    'pa-1.5',
    'lh-0',
    'co-nocolour',
    'al-11',
    'bg-dominant',
    'h-50',
    'o-50',
    'bl-5',
    't-true',
    'e-grayscale',
    'q-50',
    'l-image,i-a.png,l-end',
  ])('%s in a text', (token) => {
    expect(() => layerOf(token)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it.each(['fs-20', 'ff-Lato', 'co-red', 'ia-left', 'pa-5', 'tg-b', 'lh-20'])(
    '%s outside of one',
    (token) => {
      const refusal = expect.objectContaining({ code: 'invalid', reason: `EINVALID - ${token}` });
      expect(() => planningFor(token)).toThrow(refusal);
      expect(() => planningFor(`l-image,i-a.png,${token},l-end`)).toThrow(refusal);
    },
  );
});
