import { describe, expect, it } from 'vitest';
import type { Operation } from '../domain/plan.ts';
import { planFor, planningFor, sized } from './plan-for.contract.ts';

/** Spec image-transformations §4.11: what is visible of the input, and where it lands in the output. */
const rows = [
  ['G1', '640×865', 'w-300', '300×405', '(0,0) 640×865', '(0,0) 300×405'],
  ['G2', '640×865', 'h-200', '148×200', '(0,0) 640×865', '(0,0) 148×200'],
  ['G3', '600×600', 'w-0.4', '240×240', '(0,0) 600×600', '(0,0) 240×240'],
  ['G4', '600×600', 'w-200,h-0.5', '200×300', '(100,0) 400×600', '(0,0) 200×300'],
  ['G5', '158×33', 'f-jpg,w-200,bg-pink', '200×42', '(0,0) 158×33', '(0,0) 200×42'],
  ['G6', '500×400', 'w-1000', '1000×800', '(0,0) 500×400', '(0,0) 1000×800'],
  ['G7', '300×200', 'w-300,dpr-2', '600×400', '(0,0) 300×200', '(0,0) 600×400'],
  ['G8', '1000×667', 'w-500', '500×334', '(0,0) 1000×667', '(0,0) 500×334'],
  ['G9', '640×865', 'w-1000,c-at_max', '640×865', '(0,0) 640×865', '(0,0) 640×865'],
  ['G10', '4000×3', 'w-100', '100×1', '(0,0) 4000×3', '(0,0) 100×1'],
  ['G11', '600×600', 'ar-4-3,w-400', '400×300', '(0,75) 600×450', '(0,0) 400×300'],
  ['G12', '640×865', 'ar-16-9,w-640', '640×360', '(0,253) 640×360', '(0,0) 640×360'],
  ['G13', '640×865', 'ar-1-1,h-200', '200×200', '(0,112) 640×640', '(0,0) 200×200'],
  ['G14', '640×865', 'ar-4-3,w-300,h-200', '300×200', '(0,219.73) 640×426.67', '(0,0) 300×200'],
  ['G15', '1920×1080', 'ar-1-1,w-500,cm-pad_resize', '500×500', '(0,0) 1920×1080', '(0,109) 500×281'],
  ['G16', '640×865', 'w-300,h-200', '300×200', '(0,219.73) 640×426.67', '(0,0) 300×200'],
  ['G17', '640×865', 'w-300,h-200,fo-top', '300×200', '(0,0) 640×426.67', '(0,0) 300×200'],
  ['G18', '640×865', 'w-300,h-200,fo-bottom', '300×200', '(0,437.33) 640×426.67', '(0,0) 300×200'],
  ['G19', '640×865', 'w-300,h-200,fo-left', '300×200', '(0,219.73) 640×426.67', '(0,0) 300×200'],
  ['G20', '640×865', 'w-300,h-200,fo-right', '300×200', '(0,219.73) 640×426.67', '(0,0) 300×200'],
  ['G21', '640×865', 'w-300,h-200,fo-top_left', '300×200', '(0,0) 640×426.67', '(0,0) 300×200'],
  ['G22', '640×865', 'w-300,h-200,fo-bottom_right', '300×200', '(0,437.33) 640×426.67', '(0,0) 300×200'],
  ['G23', '1920×1280', 'w-400,h-400', '400×400', '(320,0) 1280×1280', '(0,0) 400×400'],
  ['G24', '1920×1280', 'w-400,h-400,fo-left', '400×400', '(0,0) 1280×1280', '(0,0) 400×400'],
  ['G25', '1920×1280', 'w-400,h-400,fo-right', '400×400', '(640,0) 1280×1280', '(0,0) 400×400'],
  ['G26', '500×400', 'w-1000,h-1000', '1000×1000', '(50,0) 400×400', '(0,0) 1000×1000'],
  [
    'G27',
    '500×400',
    'w-1000,h-1000,c-maintain_ratio_no_enlarge',
    '400×400',
    '(50,0) 400×400',
    '(0,0) 400×400',
  ],
  [
    'G28',
    '500×400',
    'w-600,h-200,c-maintain_ratio_no_enlarge',
    '500×167',
    '(0,117) 500×167',
    '(0,0) 500×167',
  ],
  ['G29', '500×400', 'w-200,h-200,c-maintain_ratio_no_enlarge', '200×200', '(50,0) 400×400', '(0,0) 200×200'],
  ['G30', '640×865', 'w-100,h-100,dpr-2', '200×200', '(0,112) 640×640', '(0,0) 200×200'],
  ['G31', '640×865', 'w-3000,h-2000,dpr-2', '3000×2000', '(0,219.31) 640×426.67', '(0,0) 3000×2000'],
  ['G32', '640×865', 'w-0.5,h-0.5', '320×433', '(0,0) 639.26×865', '(0,0) 320×433'],
  ['G33', '640×865', 'w-300,h-200,c-force', '300×200', '(0,0) 640×865', '(0,0) 300×200'],
  ['G34', '640×865', 'w-1280,h-100,c-force', '1280×100', '(0,0) 640×865', '(0,0) 1280×100'],
  ['G35', '640×865', 'w-300,h-200,c-at_max', '148×200', '(0,0) 640×865', '(0,0) 148×200'],
  ['G36', '640×865', 'w-850,h-1000,c-at_max', '640×865', '(0,0) 640×865', '(0,0) 640×865'],
  ['G37', '640×865', 'w-700,h-500,c-at_max', '370×500', '(0,0) 640×865', '(0,0) 370×500'],
  ['G38', '640×865', 'w-850,h-1000,c-at_max_enlarge', '740×1000', '(0,0) 640×865', '(0,0) 740×1000'],
  ['G39', '640×865', 'w-300,h-200,c-at_least', '300×405', '(0,0) 640×865', '(0,0) 300×405'],
  ['G40', '640×865', 'w-900,h-300,c-at_least', '900×1216', '(0,0) 640×865', '(0,0) 900×1216'],
  ['G41', '1920×1280', 'w-400,h-400,c-at_least', '600×400', '(0,0) 1920×1280', '(0,0) 600×400'],
  ['G42', '640×865', 'w-300,h-200,cm-pad_resize,bg-F3F3F3', '300×200', '(0,0) 640×865', '(76,0) 148×200'],
  ['G43', '640×865', 'w-300,h-200,cm-pad_resize,fo-left', '300×200', '(0,0) 640×865', '(0,0) 148×200'],
  ['G44', '640×865', 'w-300,h-200,cm-pad_resize,fo-right', '300×200', '(0,0) 640×865', '(152,0) 148×200'],
  ['G45', '640×865', 'w-100,h-200,cm-pad_resize,fo-top', '100×200', '(0,0) 640×865', '(0,0) 100×135'],
  ['G46', '640×865', 'w-100,h-200,cm-pad_resize,fo-bottom', '100×200', '(0,0) 640×865', '(0,65) 100×135'],
  ['G48', '300×200', 'w-600,h-600,cm-pad_resize', '600×600', '(0,0) 300×200', '(0,100) 600×400'],
  ['G49', '300×200', 'w-600,h-600,cm-pad_resize_no_enlarge', '600×600', '(0,0) 300×200', '(150,200) 300×200'],
  ['G50', '640×865', 'w-300,h-200,cm-pad_resize_no_enlarge', '300×200', '(0,0) 640×865', '(76,0) 148×200'],
  ['G51', '400×400', 'w-500,h-400,cm-pad_resize,fo-right', '500×400', '(0,0) 400×400', '(100,0) 400×400'],
  ['G52', '99×100', 'w-200,h-100,cm-pad_resize', '200×100', '(0,0) 99×100', '(50,0) 99×100'],
  ['G53', '640×865', 'w-200,h-200,cm-extract', '200×200', '(220,333) 200×200', '(0,0) 200×200'],
  [
    'G54',
    '640×865',
    'w-300,h-300,cm-extract,fo-bottom_right',
    '300×300',
    '(340,565) 300×300',
    '(0,0) 300×300',
  ],
  ['G55', '640×865', 'w-300,h-300,cm-extract,fo-top_left', '300×300', '(0,0) 300×300', '(0,0) 300×300'],
  ['G56', '640×865', 'w-300,h-300,cm-extract,fo-left', '300×300', '(0,283) 300×300', '(0,0) 300×300'],
  ['G57', '640×865', 'w-300,h-300,cm-extract,x-100,y-300', '300×300', '(100,300) 300×300', '(0,0) 300×300'],
  ['G58', '640×865', 'w-300,h-300,cm-extract,xc-300,yc-500', '300×300', '(150,350) 300×300', '(0,0) 300×300'],
  [
    'G61',
    '600×600',
    'w-iw_div_2,h-ih_div_2,cm-extract,x-iw_mul_0.2,y-ih_mul_0.2',
    '300×300',
    '(120,120) 300×300',
    '(0,0) 300×300',
  ],
  ['G62', '640×865', 'w-200,h-200,cm-extract,dpr-2', '400×400', '(120,233) 400×400', '(0,0) 400×400'],
  ['G63', '600×600', 'w-700,h-700,cm-extract', '600×600', '(0,0) 600×600', '(0,0) 600×600'],
  ['G64', '300×200', 'w-200,h-300,cm-extract', '200×200', '(50,0) 200×200', '(0,0) 200×200'],
  ['G65', '600×600', 'w-700,h-700,cm-pad_extract,bg-F3F3F3', '700×700', '(0,0) 600×600', '(50,50) 600×600'],
  ['G66', '600×600', 'w-700,h-400,cm-pad_extract', '700×400', '(0,100) 600×400', '(50,0) 600×400'],
  ['G67', '600×600', 'w-400,h-400,cm-pad_extract', '400×400', '(100,100) 400×400', '(0,0) 400×400'],
  ['G68', '600×600', 'w-700,h-700,cm-pad_extract,fo-top_left', '700×700', '(0,0) 600×600', '(0,0) 600×600'],
  ['G69', '600×600', 'w-700,h-400,cm-pad_extract_no_shrink', '700×600', '(0,0) 600×600', '(50,0) 600×600'],
  ['G70', '600×600', 'w-400,h-400,cm-pad_extract_no_shrink', '600×600', '(0,0) 600×600', '(0,0) 600×600'],
] as const;

describe('one step of size and crop', () => {
  it.each(rows)('%s: %s with %s gives %s', (name, input, text, output, source, destination) => {
    const isVector = name === 'G5';
    const { plan } = planFor(text, { facts: { ...sized(input), format: isVector ? 'svg' : 'jpeg' } });
    expect({ width: plan.width, height: plan.height }).toEqual(sized(output));
    const view = viewThrough(sized(input), isVector ? [] : plan.operations);
    if (isVector) expect(plan.input).toMatchObject(sized(output));
    else expect(view.destination).toEqual(box(destination));
    expectNear(view.source, box(source));
  });

  it.each([
    ['G59', 'w-300,h-300,cm-extract,xc-100,yc-500'],
    ['G60', 'w-300,h-300,cm-extract,x-500,y-0'],
  ])('%s: refuses a window outside the picture, %s', (_, text) => {
    expect(() => planFor(text, { facts: sized('640×865') })).toThrow(
      expect.objectContaining({ code: 'invalid', reason: expect.stringMatching(/^EINVALID - cm-extract/) }),
    );
  });

  it('G47: a picture lies on its own blurred enlargement', () => {
    const { plan } = planFor('w-800,h-600,cm-pad_resize,bg-blurred', { facts: sized('600×600') });
    expect(plan).toMatchObject(sized('800×600'));
    expect(plan.operations).toEqual([
      {
        kind: 'pad-blurred',
        ...sized('800×600'),
        picture: box('(100,0) 600×600'),
        sigma: 12,
        lightness: 0,
      },
    ]);
  });
});

describe('sides and density', () => {
  it.each([
    ['w-1', '500×400', '1×1'],
    ['w-300.6', '500×400', '301×241'],
    ['w-0.145,h-0.145', '100×100', '15×15'],
    ['w-70000,h-100', '500×400', '125×100'],
    ['w-70000', '500×400', '500×400'],
    ['dpr-2', '500×400', '500×400'],
    ['ar-2-1', '500×400', '500×400'],
    ['ar-4:3,w-400', '600×600', '400×300'],
    ['ar-4_3,h-300', '600×600', '400×300'],
    ['ar-iar_mul_2,w-400', '600×600', '400×200'],
    ['w-3000,dpr-2', '3000×300', '3000×300'],
    ['w-2000,dpr-2.5', '100×120', '2000×2400'],
    ['w-1,h-1,dpr-0.5', '500×400', '1×1'],
    ['w-100,dpr-1.5', '500×400', '150×120'],
    ['w-100,dpr-iw_div_200', '500×400', '250×200'],
    ['w-700,c-at_max', '600×300', '600×300'],
    ['h-700,c-maintain_ratio_no_enlarge', '600×300', '600×300'],
    ['w-700,cm-pad_resize_no_enlarge', '600×300', '600×300'],
    ['w-700,cm-pad_resize', '600×300', '700×350'],
    ['w-200,cm-extract', '600×300', '200×300'],
    ['h-400,cm-pad_extract', '600×300', '600×400'],
    ['w-300,h-200,c-extract', '600×600', '300×200'],
    ['w-300,h-200,c-force,cm-extract', '600×600', '300×200'],
    ['w-200,h-200,x-500,y-500', '600×600', '200×200'],
  ])('%s on %s gives %s', (text, input, output) => {
    const { plan } = planFor(text, { facts: sized(input) });
    expect({ width: plan.width, height: plan.height }).toEqual(sized(output));
  });

  it.each(['w-iw_sub_iw', 'w-iw_div_0', 'b-0_mul_1_red', 'ar-1_sub_1,w-100', 'w-10,dpr-iw', 'dn-iw_mul_10'])(
    'refuses a number that cannot be used: %s',
    (text) => expect(() => planFor(text)).toThrow(expect.objectContaining({ code: 'invalid' })),
  );

  it('lets one coordinate place its axis and the focus the other', () => {
    const { plan } = planFor('w-100,h-100,cm-extract,x-10,fo-bottom', { facts: sized('600×400') });
    expect(plan.operations).toEqual([{ kind: 'crop', left: 10, top: 300, width: 100, height: 100 }]);
  });

  it('prefers the corner to the centre', () => {
    const { plan } = planFor('w-100,h-100,cm-extract,x-10,xc-300,y-0', { facts: sized('600×400') });
    expect(plan.operations).toEqual([{ kind: 'crop', left: 10, top: 0, width: 100, height: 100 }]);
  });
});

describe('the stored focus area', () => {
  it.each([
    // Widened about its centre to the ratio, then scaled.
    ['w-200,h-100,fo-custom', '250,100,100,100', { left: 200, top: 100, width: 200, height: 100 }, '200×100'],
    // Shifted into the picture.
    ['w-400,h-100,fo-custom', '0,0,100,100', { left: 0, top: 0, width: 400, height: 100 }, '400×100'],
    // Shrunk when the picture is too small for the ratio.
    ['w-800,h-100,fo-custom', '100,100,100,300', { left: 0, top: 212, width: 600, height: 75 }, '800×100'],
    // The window of an extract is centred on it.
    [
      'w-100,h-100,cm-extract,fo-custom',
      '500,300,80,80',
      { left: 490, top: 290, width: 100, height: 100 },
      '100×100',
    ],
    // Never scaled up.
    [
      'w-600,h-300,c-maintain_ratio_no_enlarge,fo-custom',
      '250,100,100,100',
      { left: 200, top: 100, width: 200, height: 100 },
      '200×100',
    ],
  ])('%s with %s', (text, customCoordinates, window, output) => {
    const { plan } = planFor(text, { facts: sized('600×400'), customCoordinates });
    expect(plan.operations[0]).toEqual({ kind: 'crop', ...window });
    expect({ width: plan.width, height: plan.height }).toEqual(sized(output));
  });

  it('moves along when an earlier step shrinks the picture', () => {
    const { plan } = planFor('w-300:w-50,h-50,cm-extract,fo-custom', {
      facts: sized('600×400'),
      customCoordinates: '400,200,100,100',
    });
    expect(plan.operations.at(-1)).toEqual({ kind: 'crop', left: 200, top: 100, width: 50, height: 50 });
  });

  it.each(['', 'a,b,c,d', '1,2,3', '700,0,10,10', '0,0,0,10'])(
    'is the centre when it is not a box within the picture: "%s"',
    (customCoordinates) => {
      const custom = planFor('w-200,h-200,fo-custom', { customCoordinates });
      expect(custom).toEqual(planFor('w-200,h-200'));
    },
  );
});

describe('a plan does no needless work', () => {
  it.each(['', 'w-640', 'w-640,h-865', 'w-1000,c-at_max', 'rt-0', 'rt-360', 'r-0', 'o-100', 'bg-red'])(
    '"%s" changes no pixel',
    (text) => expect(planFor(text).plan.operations).toEqual([]),
  );

  it('makes one crop of two', () => {
    const { plan } = planFor('w-400,h-400,cm-extract,x-10,y-20:w-100,h-100,cm-extract,x-5,y-5');
    expect(plan.operations).toEqual([{ kind: 'crop', left: 15, top: 25, width: 100, height: 100 }]);
  });

  it('makes one resize of two that both shrink', () => {
    expect(planFor('w-300:w-100').plan.operations).toEqual([{ kind: 'resize', width: 100, height: 135 }]);
  });

  it('keeps a shrink that a later step enlarges', () => {
    expect(planFor('w-64:w-640').plan.operations).toHaveLength(2);
  });

  it('draws a vector picture at the size finally needed', () => {
    const { plan } = planFor('w-316,f-png', { facts: { ...sized('158×33'), format: 'svg' } });
    expect(plan.input).toMatchObject(sized('316×66'));
    expect(plan.operations).toEqual([]);
  });
});

describe('limits', () => {
  const limit = (text: string, facts = {}) =>
    expect(() => planningFor(text, { facts })).toThrow(
      expect.objectContaining({ message: 'Bad Request', reason: expect.stringMatching(/^ELIMIT - /) }),
    );

  it.each([
    'w-20000,h-10000,c-force',
    'w-30000,h-10,c-force:w-10,h-30000,c-force:w-30000:w-10',
    // The window is small, the scaled picture before it is not.
    'w-65000,h-1',
    'w-60000,h-100,c-force,b-4000_red',
    // What is infinite cannot be told from what is small once it has been divided by itself.
    'b-10_pow_308_red',
    'b-10_pow_308_red:w-100:w-60000,h-60000,c-force,bl-5',
    'b-10_pow_308_red:w-0.5',
    'b-10_pow_308_red:w-100:e-shadow',
    'b-10_pow_308_red:w-100:t-true',
    'b-10_pow_308_red:w-100:w-60000,h-60000,c-force,f-jpg,x-quality-70',
    'b-10_pow_308_red:w-100:w-60000,h-60000,c-force,x-hash-blurhash',
    'b-10_pow_308_red:w-100:rt-45',
  ])('refuses work beyond them: %s', (text) => limit(text));

  it('counts the frames of an animation', () => {
    limit('', { format: 'gif', width: 1000, height: 1000, frames: 101 });
    limit('w-1000', { format: 'gif', width: 100, height: 100, frames: 101 });
    expect(
      planFor('f-png', { facts: { format: 'gif', width: 1000, height: 1000, frames: 101 } }).plan.input
        .frames,
    ).toBe(0);
  });

  it('refuses an input that is too large before looking at its pixels', () => {
    limit('t-true', sized('20000×10000'));
  });
});

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Follows the visible part of the input through the operations. */
function viewThrough(input: { width: number; height: number }, operations: readonly Operation[]) {
  let source: Rectangle = { left: 0, top: 0, ...input };
  let destination: Rectangle = source;
  let size: Size = input;
  for (const operation of operations) {
    if (operation.kind === 'resize') {
      destination = scale(destination, size, operation);
      size = operation;
    } else if (operation.kind === 'extend') {
      destination = {
        ...destination,
        left: destination.left + operation.left,
        top: destination.top + operation.top,
      };
    } else if (operation.kind === 'crop') {
      const horizontal = source.width / destination.width;
      const vertical = source.height / destination.height;
      source = {
        left: source.left + (operation.left - destination.left) * horizontal,
        top: source.top + (operation.top - destination.top) * vertical,
        width: operation.width * horizontal,
        height: operation.height * vertical,
      };
      destination = { left: 0, top: 0, width: operation.width, height: operation.height };
      size = operation;
    }
  }
  return { source, destination };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function scale({ left, top, width, height }: Rectangle, from: Size, to: Size): Rectangle {
  const x = (value: number) => (value * to.width) / from.width;
  const y = (value: number) => (value * to.height) / from.height;
  return { left: x(left), top: y(top), width: x(width), height: y(height) };
}

/** `(0,219.73) 640×426.67` */
function box(text: string): Rectangle {
  const [left = 0, top = 0, width = 0, height = 0] = (text.match(/[\d.]+/g) ?? []).map(Number);
  return { left, top, width, height };
}

/** The table gives the ideal cut; a picture scaled to whole pixels differs from it by less than one. */
function expectNear(actual: Rectangle, wanted: Rectangle): void {
  for (const side of ['left', 'top', 'width', 'height'] as const) {
    expect(Math.abs(actual[side] - wanted[side]), side).toBeLessThan(1);
  }
}
