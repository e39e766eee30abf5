import { describe, expect, it } from 'vitest';
import type { LayerOperation, Operation } from '../../domain/plan.ts';
import { type Given, planFor, planningFor, sized, whole } from '../plan-for.contract.ts';

const logo = {
  '/logo.png': { format: 'png', width: 400, height: 80, isOpaque: false, hasAlpha: true },
} as const;

function given(base: string, others: Given = {}): Given {
  return { facts: sized(base), overlays: logo, look: whole, ...others };
}

function layersOf(text: string, rest: Given): LayerOperation[] {
  return planFor(text, rest).plan.operations.filter(isLayer);
}

function isLayer(operation: Operation): operation is LayerOperation {
  return operation.kind === 'composite' || operation.kind === 'displace';
}

/** Where the only layer lies on the base: `(left,top) width×height`. */
function rectOf(text: string, rest: Given): string {
  const [first] = layersOf(text, rest);
  if (first === undefined) throw new Error(`${text} has no layer`);
  return `(${first.left},${first.top}) ${first.layer.width}×${first.layer.height}`;
}

describe('a layer of 200×40 on a base of 600×600 lies', () => {
  it.each([
    ['L1', '', '(200,280)'],
    ['L2', 'lfo-top', '(200,0)'],
    ['L3', 'lfo-bottom', '(200,560)'],
    ['L4', 'lfo-left', '(0,280)'],
    ['L5', 'lfo-right', '(400,280)'],
    ['L6', 'lfo-top_left', '(0,0)'],
    ['L7', 'lfo-top_right', '(400,0)'],
    ['L8', 'lfo-bottom_left', '(0,560)'],
    ['L9', 'lfo-bottom_right', '(400,560)'],
    ['L10', 'lx-35,ly-30', '(35,30)'],
    ['L11', 'lx-35', '(35,280)'],
    ['L12', 'lx-N35', '(365,280)'],
    ['L13', 'ly-N0', '(200,560)'],
    ['L14', 'lx-N10,ly-N20', '(390,540)'],
    ['L15', 'lx-10,lfo-bottom', '(10,280)'],
    ['L16', 'lxc-300,lyc-300', '(200,280)'],
    ['L17', 'lxc-100,lyc-200', '(0,180)'],
    ['L18', 'lxc-100,ly-50', '(0,50)'],
    ['L19', 'lap-center,lx-0,ly-0', '(300,300)'],
    ['L20', 'lap-center,lxc-0,lyc-0', '(200,280)'],
    ['L21', 'lap-bottom_right,lx-N200,ly-N40', '(400,560)'],
    ['L22', 'lap-right,lx-N250,ly-0', '(350,300)'],
    ['L23', 'lx-550,ly-0', '(550,0)'],
    ['L24', 'lx-700,ly-0', '(400,0)'],
    ['L25', 'lx-bw_sub_cw,ly-bh_sub_ch', '(400,560)'],
    ['L26', 'lx-bw_div_2,ly-bh_div_2', '(300,300)'],
    ['L27', 'lx-bw_mul_0.9,ly-bh_mul_0.1', '(540,60)'],
    ['as the vendor’s editor writes it', 'lx--10,ly--20', '(390,540)'],
    ['from the far edge by its centre', 'lxc-N100,lyc-N20', '(400,560)'],
    ['top_left is no anchor of its own', 'lap-top_left,lx-N10,ly-20', '(390,20)'],
    ['an anchor alone says nothing', 'lap-bottom', '(200,280)'],
    ['the edge wins over the centre', 'lx-5,lxc-300', '(5,280)'],
    ['partly above and left', 'lx-cw_mul_0_sub_50,ly-0_sub_10', '(-50,-10)'],
    ['wholly left: moved into sight', 'lx-0_sub_200', '(0,280)'],
    ['an empty value says nothing', 'lx-,ly,lfo-top', '(200,0)'],
  ])('%s: %s', (_, tokens, corner) => {
    const text = ['l-image', 'i-logo.png', tokens, 'w-200', 'l-end']
      .filter((token) => token !== '')
      .join(',');
    expect(rectOf(text, given('600×600'))).toBe(`${corner} 200×40`);
  });
});

describe('a layer is sized by its own chain', () => {
  it.each([
    ['L28', '600×600', 'w-300,h-300,l-image,i-logo.png,w-200,l-end', '(50,130) 200×40'],
    [
      'L30',
      '1000×1000',
      'w-400,h-400:w-500,h-400,cm-pad_resize,fo-right,bg-000000:l-image,i-logo.png,lx-10,ly-50,h-20,l-end',
      '(10,50) 100×20',
    ],
    ['L31', '600×600', 'l-image,i-ik_canvas,bg-FF0000,w-300,h-100,l-end', '(150,250) 300×100'],
    [
      'L32',
      '600×600',
      'l-image,i-ik_canvas,e-gradient-ld-top,w-bw,h-bh_div_10,ly-N0,l-end',
      '(0,540) 600×60',
    ],
    [
      'L33',
      '600×600',
      'l-image,i-logo.png,cm-pad_resize,bg-yellow,w-bw_div_2,h-bh_div_2,lx-bw_div_8,ly-bh_div_8,l-end',
      '(75,75) 300×300',
    ],
    ['L34', '1200×800', 'w-600:l-image,i-logo.png,w-bw_div_3,lx-0,ly-0,l-end', '(0,0) 200×40'],
    ['a chain', '600×600', 'l-image,i-logo.png,w-200:rt-90:lx-0,l-end', '(0,200) 40×200'],
    ['separated by colons', '1200×800', 'w-600:l-image:i-logo.png:w-bw_div_3:l-end', '(200,180) 200×40'],
    ['untouched', '600×600', 'l-image,i-logo.png,l-end', '(100,260) 400×80'],
    ['a share of itself', '600×600', 'l-image,i-logo.png,w-0.5,l-end', '(200,280) 200×40'],
    ['larger than its base', '100×100', 'l-image,i-logo.png,l-end', '(-150,10) 400×80'],
    ['a canvas without sides', '600×400', 'l-image,i-ik_canvas,l-end', '(0,0) 600×400'],
    ['a canvas with a share', '600×400', 'l-image,i-ik_canvas,h-0.1,ly-0,l-end', '(0,0) 600×40'],
    [
      'what the step before has left',
      '600×600',
      'w-300:l-image,i-logo.png,w-bw_div_2,lx-0,ly-0,l-end',
      '(0,0) 150×30',
    ],
    [
      'what this step leaves (T27)',
      '600×600',
      'w-300,l-image,i-logo.png,w-bw_div_2,lx-0,ly-0,l-end',
      '(0,0) 150×30',
    ],
    ['in a branch', '600×600', 'if-w_gt_500,l-image,i-logo.png,w-200,l-end,if-end', '(200,280) 200×40'],
    [
      'in a branch of several steps',
      '600×600',
      'if-w_gt_500,w-300:l-image,i-logo.png,w-200,l-end,if-end',
      '(50,130) 200×40',
    ],
  ])('%s on %s: %s', (_, base, text, rect) => expect(rectOf(text, given(base))).toBe(rect));

  it('L29: a layer on a layer', () => {
    const text =
      'l-image,i-p.jpg,h-400,b-10_red,lfo-bottom_left,l-image,i-logo.png,w-150,lfo-top_right,l-end,l-end';
    const overlays = {
      ...logo,
      '/logo.png': { ...logo['/logo.png'], width: 300, height: 60 },
      '/p.jpg': sized('750×1000'),
    };
    const [outer] = layersOf(text, given('600×600', { overlays }));
    expect(outer).toMatchObject({ left: 0, top: 180, layer: { width: 320, height: 420 } });
    const inner = outer?.layer.operations.at(-1);
    expect(inner).toMatchObject({ kind: 'composite', left: 170, top: 0, layer: { width: 150, height: 30 } });
  });

  it('L35: the first one written lies lowest', () => {
    const overlays = { '/a.png': sized('10×10'), '/b.png': sized('20×20') };
    const text = 'l-image,i-a.png,l-end,l-image,i-b.png,l-end';
    const plan = planFor(text, given('600×600', { overlays }));
    expect(plan.plan.operations.filter(isLayer).map(({ layer }) => layer.width)).toEqual([10, 20]);
    expect(plan.contentHashes).toEqual(['photo', '/a.png', '/b.png']);
  });

  it('comes last in its step, after the border and the radius of the base', () => {
    const kinds = planFor('l-image,i-logo.png,l-end,r-20,b-5_red,w-300', given('600×600')).plan.operations;
    expect(kinds.map(({ kind }) => kind)).toEqual(['resize', 'extend', 'round', 'composite']);
  });
});

describe('the margins of a layer', () => {
  const box = { left: 10, top: 20, width: 300, height: 30 };
  const trimmed = (text: string) => rectOf(text, given('600×600', { look: () => box }));

  it.each([
    ['are cut away', 'l-image,i-logo.png,l-end', '(150,285) 300×30'],
    ['are cut away before it is sized', 'l-image,i-logo.png,w-150,l-end', '(225,293) 150×15'],
    ['stay with t-false', 'l-image,i-logo.png,t-false,l-end', '(100,260) 400×80'],
    ['stay with t-false in any step', 'l-image,i-logo.png,w-200:t-false,l-end', '(200,280) 200×40'],
    ['do not count as its width', 'l-image,i-logo.png,w-cw_div_2,l-end', '(225,293) 150×15'],
    ['count as the width of the file', 'l-image,i-logo.png,w-iw_div_2,l-end', '(200,290) 200×20'],
  ])('%s', (_, text, rect) => expect(trimmed(text)).toBe(rect));

  it('are looked for once for all URLs, in the file alone', () => {
    const needs = [
      'l-image,i-logo.png,w-5,l-end',
      'w-300:l-image,i-ik_canvas,l-end,l-image,i-logo.png,l-end',
    ].map((text) => planningFor(text, { ...given('600×600'), look: undefined } as never));
    expect(needs[0]).toMatchObject({
      kind: 'measure',
      contentHashes: ['/logo.png'],
      measurement: { threshold: 10 },
    });
    expect(needs[1]).toEqual(needs[0]);
  });

  it('are looked for with the threshold that is written', () => {
    const planning = planningFor('l-image,i-logo.png,t-25,l-end', {
      facts: sized('600×600'),
      overlays: logo,
    });
    expect(planning).toMatchObject({ kind: 'measure', measurement: { threshold: 25 } });
  });
});

describe('modes', () => {
  it.each([
    ['l-image,i-logo.png,w-200,lm-multiply,l-end', 'multiply', true],
    ['l-image,i-logo.png,w-200,l-end', 'over', true],
    ['l-image,i-logo.png,w-200,lm-cutout,l-end', 'cutout', false],
  ])('%s leaves the size of the base', (text, mode, isOpaque) => {
    const { plan } = planFor(text, given('600×600'));
    expect(plan).toMatchObject({ width: 600, height: 600 });
    expect(plan.operations.at(-1)).toMatchObject({ kind: 'composite', mode, left: 200, top: 280 });
    expect(plan.output.format).toBe('webp');
    const fallback = planFor(text, given('600×600', { accepts: { webp: false } })).plan.output.format;
    expect(fallback).toBe(isOpaque ? 'jpeg' : 'png');
  });

  it.each([
    ['w-200', { left: 200, top: 280, width: 200, height: 40 }, [0, 0]],
    ['w-200,lx-550,ly-0', { left: 550, top: 0, width: 50, height: 40 }, [0, 0]],
    ['w-200,lx-0_sub_50,ly-0', { left: 0, top: 0, width: 150, height: 40 }, [-50, 0]],
    ['w-1000', { left: 0, top: 200, width: 600, height: 200 }, [-200, 0]],
  ])('cutter leaves the visible part of the layer: %s', (tokens, crop, [left, top]) => {
    const { plan } = planFor(`l-image,i-logo.png,${tokens},lm-cutter,l-end`, given('600×600'));
    expect(plan).toMatchObject({ width: crop.width, height: crop.height });
    expect(plan.operations).toMatchObject([
      { kind: 'crop', ...crop },
      { kind: 'composite', mode: 'cutter', left, top },
    ]);
  });

  it.each([
    ['x-50,y-20', { x: 50, y: 20, left: 100, top: 260 }],
    ['x-50,lx-5,ly-6', { x: 50, y: 0, left: 5, top: 6 }],
    ['lx-30,ly-N10', { x: 30, y: -10, left: 100, top: 260 }],
    ['lx-30', { x: 30, y: 0, left: 100, top: 260 }],
    ['x-bw_div_10:y-5', { x: 60, y: 5, left: 100, top: 260 }],
  ])('displace moves by %s', (tokens, expected) => {
    const [operation] = layersOf(`l-image,i-logo.png,${tokens},lm-displace,l-end`, given('600×600'));
    expect(operation).toMatchObject({ kind: 'displace', ...expected });
  });

  it('displace needs to be told how far', () => {
    expect(() => planFor('l-image,i-logo.png,lm-displace,l-end', given('600×600'))).toThrow(
      expect.objectContaining({ code: 'invalid', reason: 'EINVALID - lm-displace: x and y are missing' }),
    );
  });
});

describe('a canvas', () => {
  const inputOf = (tokens: string) =>
    layersOf(`l-image,i-ik_canvas,${tokens},l-end`, given('600×600'))[0]?.layer;
  const colour = (r: number, g: number, b: number, alpha: number) => ({
    input: { colour: { r, g, b, alpha } },
  });

  it.each([
    ['w-10', colour(0, 0, 0, 1)],
    ['bg-FF0000,w-10', colour(255, 0, 0, 1)],
    ['bg-FF000040,w-10', colour(255, 0, 0, 0.4)],
    ['bg-FF0000,al-5,w-10', colour(255, 0, 0, 0.5)],
    ['bg-FF0000,al-0.3,w-10', colour(255, 0, 0, 0.3)],
    ['bg-FF0000,al-10,w-10', colour(255, 0, 0, 1)],
    ['bg-red,al-5,w-10', colour(255, 0, 0, 1)],
    ['bg-FF000040,al-9,w-10', colour(255, 0, 0, 0.4)],
    ['al-5,w-10', colour(0, 0, 0, 0.5)],
    ['bg-red,bg-00FF00,w-10', colour(0, 255, 0, 1)],
    ['e-gradient,w-10', { ...colour(0, 0, 0, 0), operations: [{ kind: 'gradient' }] }],
    [
      'e-gradient,al-5',
      { ...colour(0, 0, 0, 0), operations: [{ kind: 'gradient' }, { kind: 'opacity', factor: 0.5 }] },
    ],
    ['r-max,w-10,h-10', { ...colour(0, 0, 0, 1), operations: [{ kind: 'round' }] }],
  ])('%s', (tokens, expected) => expect(inputOf(tokens)).toMatchObject(expected));

  it('is never looked at', () => {
    expect(planningFor('l-image,i-ik_canvas,w-5,l-end', { facts: sized('600×600') }).kind).toBe('plan');
  });
});

describe('files of layers', () => {
  it('are asked for, and only those that are needed', () => {
    const facts = sized('600×600');
    expect(planningFor('w-300,l-image,i-a@@b.png,l-end', { facts })).toEqual({
      kind: 'overlay',
      path: '/a/b.png',
    });
    expect(planningFor('if-w_gt_900,l-image,i-a.png,l-end,if-end', { facts }).kind).toBe('plan');
  });

  it('of equal content are one source', () => {
    const same = { ...logo['/logo.png'], contentHash: 'same' };
    const overlays = { '/a.png': same, '/b.png': same };
    const plan = planFor('l-image,i-a.png,l-end,l-image,i-b.png,l-end', given('600×600', { overlays }));
    expect(plan.contentHashes).toEqual(['photo', 'same']);
  });

  it('that are drawings are drawn at the size of the layer', () => {
    const overlays = { '/logo.svg': { format: 'svg', width: 40, height: 8, isOpaque: false } } as const;
    const [first] = layersOf('l-image,i-logo.svg,t-false,w-200,l-end', given('600×600', { overlays }));
    expect(first?.layer).toMatchObject({ input: { picture: { width: 200, height: 40 } }, operations: [] });
  });

  it('are turned upright, and of an animation the first frame is taken', () => {
    const overlays = {
      '/a.webp': { format: 'webp', width: 40, height: 80, orientation: 6, frames: 9 },
    } as const;
    const [first] = layersOf('l-image,i-a.webp,l-end', given('600×600', { overlays }));
    expect(first?.layer).toMatchObject({ input: { picture: { autoOrient: true, frames: 0 } }, width: 40 });
  });
});

describe('limits', () => {
  it.each([
    ['of one layer', 'l-image,i-ik_canvas,w-4000,h-4000,l-end', 'more than 10000000 pixels'],
    [
      'of an infinite step in a layer',
      'l-image,i-logo.png,t-false,b-10_pow_308_red:w-10:w-60000,h-60000,c-force,l-end',
      'more than 10000000 pixels',
    ],
    [
      'of an infinite base, though not of the layer that is cut to it',
      'b-10_pow_308_red:w-100,l-image,i-ik_canvas,w-0.5,lm-cutter,l-end',
      'more than 10000000 pixels',
    ],
    ['of one step in a layer', 'l-image,i-logo.png,w-20000:w-10,l-end', 'more than 10000000 pixels'],
    [
      'of all layers',
      'l-image,i-ik_canvas,w-2500,h-2500,l-end,l-image,i-ik_canvas,w-2500,h-2500,l-end',
      'more than 10000000 pixels in all layers',
    ],
    [
      'of their number',
      Array.from({ length: 21 }, () => 'l-image,i-ik_canvas,w-1,l-end').join(),
      'more than 20 layers',
    ],
    [
      'of nested ones',
      Array.from({ length: 11 }, () => 'l-image,i-logo.png,l-image,i-ik_canvas,l-end,l-end').join(),
      'more than 20 layers',
    ],
    [
      'of steps in a layer',
      `l-image,i-logo.png,${Array.from({ length: 21 }, () => 'w-5').join(':')},l-end`,
      'more than 20 steps',
    ],
  ])('%s', (_, text, reason) => {
    expect(() => planFor(text, given('600×600', { settings: { maxPixels: 10_000_000 } }))).toThrow(
      expect.objectContaining({ code: 'invalid', reason: `ELIMIT - ${reason}` }),
    );
  });
});
