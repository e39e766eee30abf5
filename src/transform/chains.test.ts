import { describe, expect, it } from 'vitest';
import type { Box } from '../domain/plan.ts';
import { planFor, planningFor, sized } from './plan-for.contract.ts';

/** Spec image-transformations §4.12. */
describe('rotation, frame and chains', () => {
  it.each([
    ['C1', '640×865', 'rt-90', '865×640'],
    ['C2', '600×600', 'rt-45', '849×849'],
    ['C3', '600×600', 'rt-N40', '845×845'],
    ['C4', '640×865', 'rt-30', '987×1069'],
    ['C5', '400×300', 'rt-10', '446×365'],
    ['C6', '600×600', 'w-400,h-300:rt-90', '300×400'],
    ['C7', '600×600', 'rt-90:w-400,h-300', '400×300'],
    ['C8', '600×600', 'w-400,h-300,rt-90', '300×400'],
    ['C9', '600×600', 'w-300,b-5_FFF000', '310×310'],
    ['C10', '600×600', 'w-300,b-20_FF0000', '340×340'],
    ['C11', '600×600', 'w-300,dpr-2,b-5_red', '610×610'],
    ['C12', '600×600', 'b-10_red:w-300', '300×300'],
    ['C13', '640×865', 'w-iw_div_4,h-ih_div_2:b-cw_mul_0.05_yellow', '176×449'],
    ['C14', '1000×1000', 'w-400,h-400:w-500,h-400,cm-pad_resize,fo-right,bg-000000', '500×400'],
    ['C15', '640×865', 'w-300:w-0.5', '150×203'],
    ['C16', '640×865', 'w-200,h-200,cm-extract:w-100', '100×100'],
    ['C17', '640×865', 'w-300,r-max', '300×405'],
    ['C21', '600×600', 'w-300,h-200,c-at_max:w-300,h-200,cm-pad_resize', '300×200'],
    ['C22', '600×600', 'bl-10', '600×600'],
  ])('%s: %s with %s gives %s', (_, input, text, output) => {
    const { plan } = planFor(text, { facts: sized(input) });
    expect({ width: plan.width, height: plan.height }).toEqual(sized(output));
  });

  it('C9, C10: the picture lies inside its frame', () => {
    expect(planFor('w-300,b-5_FFF000').plan.operations.at(-1)).toEqual({
      kind: 'extend',
      left: 5,
      top: 5,
      right: 5,
      bottom: 5,
      colour: { r: 255, g: 240, b: 0, alpha: 1 },
    });
  });

  it('C14, C21: the picture lies in its padding', () => {
    const right = planFor('w-400,h-400:w-500,h-400,cm-pad_resize,fo-right', { facts: sized('1000×1000') });
    expect(right.plan.operations.at(-1)).toMatchObject({ kind: 'extend', left: 100, right: 0, top: 0 });
    const middle = planFor('w-300,h-200,c-at_max:w-300,h-200,cm-pad_resize', { facts: sized('600×600') });
    expect(middle.plan.operations.at(-1)).toMatchObject({ kind: 'extend', left: 50, right: 50, top: 0 });
  });

  it('C17: max is an ellipse, a number at most half of the shorter side', () => {
    const ellipse = { x: 150, y: 202.5 };
    expect(planFor('w-300,r-max', { accepts: { webp: true } }).plan.operations.at(-1)).toMatchObject({
      kind: 'round',
      topLeft: ellipse,
      bottomRight: ellipse,
    });
    expect(planFor('w-300,r-10_max_500_0').plan.operations.at(-1)).toEqual({
      kind: 'round',
      topLeft: { x: 10, y: 10 },
      topRight: { x: 150, y: 150 },
      bottomRight: { x: 150, y: 150 },
      bottomLeft: { x: 0, y: 0 },
    });
  });

  it('C23, C24: draws a shadow under at most two million pixels', () => {
    const facts = { ...sized('2216×1500'), format: 'png', isOpaque: false } as const;
    expect(() => planFor('e-shadow', { facts })).toThrow(
      expect.objectContaining({ code: 'invalid', reason: 'ELIMIT - e-shadow: more than 2000000 pixels' }),
    );
    expect(planFor('w-500,e-shadow', { facts }).plan).toMatchObject(sized('500×338'));
  });

  it('C25: delivers the stored bytes for orig-true, whatever else is there', () => {
    expect(planningFor('orig-true,w-100')).toEqual({ kind: 'original' });
  });
});

describe('trimming', () => {
  /** 500×400 with a uniform frame of 100 px, as a renderer would measure it. */
  const framed = (text: string, box: Box) => {
    const asked: string[] = [];
    const first = planningFor(text, { facts: sized('500×400') });
    if (first.kind !== 'measure') throw new Error(`${text} gives ${first.kind}`);
    const measured = (key: string) => (key === first.key ? box : void asked.push(key));
    const { plan } = planFor(text, { facts: sized('500×400'), measured });
    return { plan, measurement: first.measurement };
  };

  it('C18: asks for the box, then cuts it out', () => {
    const { plan, measurement } = framed('t-true', { left: 100, top: 100, width: 300, height: 200 });
    expect(measurement).toEqual({
      kind: 'trim',
      threshold: 10,
      input: { format: 'jpeg', autoOrient: false, frames: 0, width: 500, height: 400 },
      operations: [],
    });
    expect(plan.operations).toEqual([{ kind: 'crop', left: 100, top: 100, width: 300, height: 200 }]);
  });

  it('C19: comes before the size of its step', () => {
    const { plan } = framed('w-150,t-true', { left: 100, top: 100, width: 300, height: 200 });
    expect(plan).toMatchObject(sized('150×100'));
  });

  it('C20: looks at the picture before it was scaled, and scales the box', () => {
    const { plan, measurement } = framed('w-250:t-20', { left: 100, top: 100, width: 300, height: 200 });
    expect(measurement).toMatchObject({ threshold: 20, operations: [] });
    expect(plan.operations.at(-1)).toEqual({ kind: 'crop', left: 50, top: 50, ...sized('150×100') });
    expect(plan).toMatchObject(sized('150×100'));
  });

  it.each([
    // 250×150 of 250×200: rows 50 to 350 of the source are seen, and 25 rows are cut already.
    ['w-250,h-150:t-true', { left: 100, top: 50, width: 300, height: 200 }, '(50,50) 150×100'],
    ['w-1000:t-true', { left: 100, top: 100, width: 300, height: 200 }, '(200,200) 600×400'],
    ['w-233:t-true', { left: 100, top: 100, width: 300, height: 200 }, '(47,47) 139×93'],
    ['w-10:t-true', { left: 499, top: 399, width: 1, height: 1 }, '(9,7) 1×1'],
    [
      'w-400,h-300,cm-extract:w-200:t-true',
      { left: 50, top: 50, width: 300, height: 200 },
      '(25,25) 150×100',
    ],
  ])('of %s scales what it finds', (text, found, box) => {
    const [left = 0, top = 0, width = 0, height = 0] = (box.match(/\d+/g) ?? []).map(Number);
    expect(framed(text, found).plan.operations.at(-1)).toEqual({ kind: 'crop', left, top, width, height });
  });

  it('looks at what other operations have made of the picture', () => {
    const { measurement } = framed('w-250:rt-45:t-true', { left: 5, top: 5, width: 100, height: 100 });
    expect(measurement).toMatchObject({ operations: [{ kind: 'resize' }, { kind: 'rotate' }] });
  });

  it('looks at a drawing in the size in which it is drawn', () => {
    const facts = { format: 'svg', ...sized('50×40') } as const;
    const planning = planningFor('w-500:t-true,f-png', { facts });
    expect(planning).toMatchObject({ kind: 'measure', measurement: { input: sized('500×400') } });
  });

  it('leaves a uniform picture alone', () => {
    const { plan } = framed('t-true', { left: 0, top: 0, width: 500, height: 400 });
    expect(plan.operations).toEqual([]);
  });

  it('asks under the same key for the same look, under another for another', () => {
    const keyOf = (text: string) => planningFor(text) as { key: string };
    expect(keyOf('t-true').key).toMatch(/^[0-9a-f]{64}$/);
    expect(keyOf('t-10,w-50').key).toBe(keyOf('t-true').key);
    expect(keyOf('t-11').key).not.toBe(keyOf('t-true').key);
  });

  it.each(['t-false', 't-true,t-false', 't-'])('does not happen for %s', (text) => {
    expect(planFor(text).plan.operations).toEqual([]);
  });
});

describe('the order inside a step', () => {
  it('is fixed, whatever the order of writing', () => {
    const written =
      'o-50,r-10,b-5_red,e-dropshadow,e-shadow,rt-30,fl-h,e-distort-a-90,e-gradient,bl-3,e-usm-0-2-1-0,e-sharpen,' +
      'cr-red,e-colorize,e-grayscale,e-contrast,h-200,w-300';
    const kinds = planFor(written).plan.operations.map(({ kind }) => kind);
    const order =
      'resize crop contrast grayscale colorize replace-colour sharpen unsharp blur gradient arc flip rotate shadow ' +
      'cast-shadow extend round opacity';
    expect(kinds.join(' ')).toBe(order);
    expect(planFor(written.split(',').reverse().join(','))).toEqual(planFor(written));
  });
});

describe('background colour', () => {
  const seeThrough = { facts: { format: 'png', hasAlpha: true, isOpaque: false } } as const;
  const red = { r: 255, g: 0, b: 0, alpha: 1 };

  it('lies under what is transparent', () => {
    expect(planFor('bg-red', seeThrough).plan.operations).toEqual([{ kind: 'flatten', colour: red }]);
    expect(planFor('bg-FF000040', seeThrough).plan.operations).toEqual([
      { kind: 'flatten', colour: { ...red, alpha: 0.4 } },
    ]);
  });

  it('fills padding only, when there is padding', () => {
    const { operations } = planFor('w-300,h-300,cm-pad_resize,bg-red', seeThrough).plan;
    expect(operations.map(({ kind }) => kind)).toEqual(['resize', 'extend']);
    expect(operations.at(-1)).toMatchObject({ colour: red });
  });

  it('fills the corners that a rotation uncovers', () => {
    expect(planFor('rt-45,bg-red').plan.operations).toEqual([
      { kind: 'rotate', degrees: 45, ...sized('1064×1064'), background: red },
    ]);
  });

  it('makes a faded picture opaque, its own alpha ignored', () => {
    expect(planFor('o-50,bg-FF000040').plan.operations).toEqual([
      { kind: 'opacity', factor: 0.5 },
      { kind: 'flatten', colour: red },
    ]);
  });
});

describe('which pixels are the input', () => {
  const lying = { ...sized('600×800'), orientation: 6 };

  it('is the upright picture', () => {
    const { plan } = planFor('w-300', { facts: lying });
    expect(plan.input).toMatchObject({ autoOrient: true, ...sized('600×800') });
    expect(plan).toMatchObject(sized('300×400'));
  });

  it('is the stored picture when turning is off', () => {
    const { plan } = planFor('w-300', { facts: lying, settings: { autoOrient: false } });
    expect(plan.input).toMatchObject({ autoOrient: false, ...sized('800×600') });
    expect(plan).toMatchObject(sized('300×225'));
  });

  it('is the upright picture for rt-auto, in any step', () => {
    const { plan } = planFor('w-300:rt-auto', { facts: lying, settings: { autoOrient: false } });
    expect(plan.input.autoOrient).toBe(true);
  });
});
