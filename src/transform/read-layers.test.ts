import { describe, expect, it } from 'vitest';
import { parseTransformation } from './parse-transformation.ts';
import type { Layer, ParameterStep } from './transformation.ts';

const stored: Readonly<Record<string, string>> = {
  small: 'w-50',
  chain: 'w-50:rt-90',
  marked: 'l-image,i-logo.png,w-50,l-end',
  deep: 'l-image,i-a,l-image,i-b,l-image,i-c,l-end,l-end,l-end',
  choosing: 'if-w_gt_5,w-5,if-end',
  naming: 'l-image,i-a,n-small,l-end',
};

function parse(text: string) {
  const findNamed = (name: string) => stored[name];
  return parseTransformation(text, {
    lenient: false,
    generative: 'nothing',
    maxSteps: 20,
    maxLayers: 20,
    findNamed,
  });
}

function layersOf(text: string): readonly Layer[] {
  return parse(text).steps.flatMap((step) => (step as ParameterStep).layers);
}

function layerOf(text: string): Layer {
  const [layer] = layersOf(text);
  if (layer === undefined) throw new Error(`${text} has no layer`);
  return layer;
}

const refused = (reason: string) => expect.objectContaining({ code: 'invalid', reason });

describe('a layer is read into', () => {
  it('what it is made of, its chain, and where it goes', () => {
    expect(layerOf('l-image,i-a@@b.png,w-50,lx-N10:rt-90,lm-multiply,ly-bw_div_2,l-end')).toEqual({
      input: { kind: 'path', path: 'a/b.png' },
      steps: [
        { kind: 'parameters', values: { width: { kind: 'pixels', pixels: 50 } }, output: {}, layers: [] },
        {
          kind: 'parameters',
          values: { rotation: { kind: 'degrees', degrees: 90 } },
          output: {},
          layers: [],
        },
      ],
      values: {
        layerX: { amount: 10, isTurned: true },
        layerY: { amount: { kind: 'expression', operands: ['bw', 2], operators: ['div'] }, isTurned: false },
        layerMode: 'multiply',
      },
    });
  });

  it.each([
    ['l-image,i-a.png,lx-5,w-50,l-end', 'l-image:w-50,lx-5,i-a.png:l-end'],
    ['l-image,i-a.png,w-50,l-end', 'l-image,i-a.png,n-small,l-end'],
    ['l-image,i-a.png,w-60,l-end', 'l-image,i-a.png,n-small,w-60,l-end'],
    ['l-image,i-a.png,w-50:rt-90:bl-5,l-end', 'l-image,i-a.png,n-chain,bl-5,l-end'],
    ['l-image,i-logo.png,w-50,l-end', 'n-marked'],
    ['w-300,l-image,i-logo.png,w-50,l-end', 'n-marked,w-300'],
    ['l-image,i-a.png,w-50,l-end', 'l-image,i-a.png,w-50,lso-2,ldu-3,leo-5,q-20,l-end'],
    ['l-image,i-a.png,lx-5,l-end', 'l-image,i-a.png,lx-9,lx-5,l-end'],
    ['l-image,i-a.png,l-end', 'l-image,i-a.png,lx-,lm-,w-,l-end'],
    ['l-image,i-a.png,x-blend-soft-light,l-end', 'l-image,i-a.png,x-blend-screen,x-blend-soft-light,l-end'],
    ['l-image,i-ik_canvas,bg-red,l-end', 'l-image,i-ik_canvas,bg-red,al-5,l-end'],
  ])('%s, as %s', (text, other) => expect(parse(other).steps).toEqual(parse(text).steps));

  it('in the order of writing', () => {
    const layers = layersOf('l-image,i-a.png,l-end,w-5,l-image,i-b.png,l-end');
    expect(layers.map(({ input }) => input)).toEqual([
      { kind: 'path', path: 'a.png' },
      { kind: 'path', path: 'b.png' },
    ]);
  });
});

/** Spec image-transformations §6.4. */
describe('what a layer may contain', () => {
  const images =
    'w-5 h-5 ar-4-3 c-force cm-extract fo-top z-1 x-1 y-1 xc-1 yc-1 dpr-2 t-true b-2_red bg-red o-50 r-5 rt-5 fl-h ' +
    'bl-5 q-50 e-grayscale e-contrast e-sharpen e-usm-2-2-0.8-0.024 e-shadow e-gradient e-distort-a-5 e-colorize cr-red ' +
    'e-dropshadow lx-1 ly-1 lxc-1 lyc-1 lfo-top lap-top lm-cutter w-bw_div_2 h-ih lx-cw';
  it.each(images.split(' '))('an image: %s', (token) => {
    expect(() => parse(`l-image,i-a.png,${token},l-end`)).not.toThrow();
  });

  const canvases =
    'w-5 h-5 bg-red al-5 r-5 e-gradient lx-1 ly-1 lxc-1 lyc-1 lfo-top lap-top lm-cutter w-bw_div_2';
  it.each(canvases.split(' '))('a canvas: %s', (token) => {
    expect(() => parse(`l-image,i-ik_canvas,${token},l-end`)).not.toThrow();
  });

  const never =
    'di-a.jpg orig-true f-png lo-true pr-true md-true cp-true dn-72 fs-20 co-red foo-5 w-iw_plus_2';
  it.each(never.split(' '))('never: %s', (token) => {
    expect(() => parse(`l-image,i-a.png,${token},l-end`)).toThrow(refused(`EINVALID - ${token}`));
    expect(() => parse(`l-image,i-a.png,l-image,i-b.png,${token},l-end,l-end`)).toThrow(
      refused(`EINVALID - ${token}`),
    );
  });

  const elsewhere = 'al-5';
  it.each(elsewhere.split(' '))('not an image: %s', (token) => {
    expect(() => parse(`l-image,i-a.png,${token},l-end`)).toThrow(refused(`EINVALID - ${token}`));
  });

  const notCanvas =
    'ar-4-3 c-force fo-top x-1 t-true b-2_red o-50 rt-90 fl-h bl-5 q-50 e-grayscale bg-dominant w-iw h-cw_div_2 lx-cw';
  it.each(notCanvas.split(' '))('not a canvas: %s', (token) => {
    expect(() => parse(`l-image,i-ik_canvas,${token},l-end`)).toThrow(refused(`EINVALID - ${token}`));
  });

  it.each([
    ['l-image,i-ik_canvas,l-image,i-a.png,l-end,l-end', 'EINVALID - l-image'],
    ['l-image,i-a.png,l-sticker,i-b.png,l-end,l-end', 'EINVALID - l-sticker'],
    ['l-image,i-a.png,n-choosing,l-end', 'EINVALID - if-w_gt_5'],
    ['l-image,i-a.png,n-deep,l-end', 'EINVALID - l-image'],
    ['l-image,i-a.png,n-unknown,l-end', 'EINVALID - n-unknown'],
    ['n-naming', 'EINVALID - n-naming: a stored transformation names another'],
    ['l-image,i-@@,l-end', 'EINVALID - l-image'],
    ['l-image,i-a.png,lx-up,l-end', 'EINVALID - lx-up'],
    ['l-image,i-a.png,lx-Nbw,l-end', 'EINVALID - lx-Nbw'],
    ['l-image,i-a.png,lfo-middle,l-end', 'EINVALID - lfo-middle'],
    ['l-image,i-a.png,lm-screen,l-end', 'EINVALID - lm-screen'],
    ['l-image,i-ik_canvas,al-0,l-end', 'EINVALID - al-0'],
    ['l-image,i-ik_canvas,al-11,l-end', 'EINVALID - al-11'],
    ['lx-5', 'EINVALID - lx-5'],
    ['i-a.png', 'EINVALID - i-a.png'],
    ['al-5', 'EINVALID - al-5'],
    ['w-bw_div_2', 'EINVALID - w-bw_div_2'],
    ['b-bw_div_9_red', 'EINVALID - b-bw_div_9_red'],
  ])('%s is refused', (text, reason) => expect(() => parse(text)).toThrow(refused(reason)));

  it('a private file is opened by names alone, not by a layer that uses one', () => {
    expect(parse('n-marked').namedOnly).toBe(true);
    expect(parse('l-image,i-a.png,n-small,l-end').namedOnly).toBe(false);
  });
});
