import { describe, expect, it } from 'vitest';
import { planFor, planningFor, sized } from './plan-for.contract.ts';

const cutOut = { format: 'png', hasAlpha: true, isOpaque: false } as const;
const red = { r: 255, g: 0, b: 0, alpha: 1 };
const white = { r: 255, g: 255, b: 255, alpha: 1 };
const clear = { r: 0, g: 0, b: 0, alpha: 0 };

/** What one effect becomes in the plan of a picture of 400×300. */
function operationsOf(text: string, facts: object = {}) {
  return planFor(text, { facts: { ...sized('400×300'), ...facts } }).plan.operations;
}

/** Spec image-transformations §7. */
describe('an effect', () => {
  it.each([
    ['e-contrast', { kind: 'contrast' }],
    ['e-sharpen', { kind: 'sharpen' }],
    ['e-sharpen-50', { kind: 'sharpen', amount: 2 }],
    ['e-sharpen-2000', { kind: 'sharpen', amount: 4 }],
    ['e-usm-2-2-0.8-0.024', { kind: 'unsharp', radius: 2, sigma: 2, amount: 0.8, threshold: 0.024 }],
    ['e-usm-0-2.5-1-0.05', { kind: 'unsharp', radius: 0, sigma: 2.5, amount: 1, threshold: 0.05 }],
    ['e-usm-900-900-900-1', { kind: 'unsharp', radius: 100, sigma: 100, amount: 100, threshold: 1 }],
    ['e-colorize', { kind: 'colorize', colour: { r: 128, g: 128, b: 128, alpha: 1 }, amount: 1 }],
    ['e-colorize-co-red_in-50', { kind: 'colorize', colour: red, amount: 0.5 }],
    ['e-colorize-in-50_co-red', { kind: 'colorize', colour: red, amount: 0.5 }],
    ['cr-red', { kind: 'replace-colour', to: red, tolerance: 35 }],
    ['cr-red_0', { kind: 'replace-colour', to: red, tolerance: 0 }],
    ['cr-red_10_FFFFFF', { kind: 'replace-colour', to: red, tolerance: 10, from: white }],
    ['e-distort-p-50_0_350_0_400_300_0_300', { kind: 'perspective', ...sized('400×300') }],
    ['e-distort-p-N20_0_400_0_400_300_0_300', { topLeft: { x: 0, y: 0 }, bottomLeft: { x: 20, y: 300 } }],
    ['e-distort-a-90', { kind: 'arc', degrees: 90 }],
    ['e-distort-a-N90', { kind: 'arc', degrees: -90 }],
  ])('%s says what to do', (text, operation) => {
    expect(operationsOf(text)).toEqual([expect.objectContaining(operation)]);
  });

  it.each([
    ['e-shadow', { kind: 'shadow', left: 8, top: 6, sigma: 10, opacity: 0.3 }],
    ['e-shadow-bl-15_st-40_x-10_y-N5', { kind: 'shadow', left: 40, top: -15, sigma: 15, opacity: 0.4 }],
    ['e-shadow-y-N5', { kind: 'shadow', left: 8, top: -15, sigma: 10, opacity: 0.3 }],
    ['e-dropshadow', { kind: 'cast-shadow', azimuth: 215, elevation: 45, opacity: 0.6 }],
    ['e-dropshadow-az-90_el-10_st-20', { kind: 'cast-shadow', azimuth: 90, elevation: 10, opacity: 0.2 }],
  ])('%s shows where a picture is transparent, and only there', (text, operation) => {
    expect(operationsOf(text, cutOut)).toEqual([operation]);
    expect(operationsOf(text)).toEqual([]);
  });

  it.each(['e-colorize-in-0', 'e-sharpen-0', 'e-usm-2-0.00-1-0.05', 'e-distort-p-0_0_400_0_400_300_0_300'])(
    '%s changes nothing',
    (text) => expect(operationsOf(text)).toEqual([]),
  );

  it.each(['e-', 'e-shadow-', 'e-gradient-', 'cr-', 'cr', 'e-usm-', 'z-', 'bg-'])(
    '%s counts as absent',
    (text) => {
      expect(operationsOf(`w-200,${text}`)).toHaveLength(1);
    },
  );

  it.each([
    'e-contrast-5',
    'e-sharpen-hard',
    'e-usm',
    'e-usm-2-2-0.8',
    'e-usm-2-2-0.8-0.024-1',
    'e-usm-2-2-0.8-2',
    'e-shadow-bl-16',
    'e-shadow-st-101',
    'e-shadow-x-N101',
    'e-shadow-red',
    'e-shadow-bl-5-st-5',
    'e-dropshadow-az-361',
    'e-dropshadow-el-91',
    'e-gradient-ld-360',
    'e-gradient-ld-upwards',
    'e-gradient-sp-0.001',
    'e-gradient-sp-0',
    'e-gradient-from-reddish',
    'e-gradient-sp-iw_div_0',
    'e-colorize-red',
    'e-colorize-in-101',
    'cr-reddish',
    'cr-red_101',
    'cr-red_10_reddish',
    'cr-red_10_blue_5',
    'e-distort',
    'e-distort-90',
    'e-distort-a-0',
    'e-distort-a-361',
    'e-distort-p-0_0_400_0_400_300_0',
    'e-distort-p-0_0_400_0_400_300_0_300_1_1',
    'e-distort-p-0.5_0_400_0_400_300_0_300',
    'e-distort-p-iw_0_400_0_400_300_0_300',
    // Corners that cross, that point inwards, and that lie on a line.
    'e-distort-p-350_0_50_0_400_300_0_300',
    'e-distort-p-0_300_400_0_400_300_0_0',
    'e-distort-p-0_0_10_9_1000_10_0_100',
    'e-distort-p-0_0_200_150_400_300_0_300',
    'z-0',
    'fo-auto_face',
  ])('%s is refused', (text) => {
    expect(() => planFor(text, { facts: { ...sized('400×300'), ...cutOut } })).toThrow(
      expect.objectContaining({ code: 'invalid', reason: expect.stringMatching(/^EINVALID - /) }),
    );
  });
});

describe('a distortion has the canvas that it needs', () => {
  it.each([
    ['400×300', 'e-distort-p-50_0_350_0_400_300_0_300', '400×300'],
    ['400×300', 'e-distort-p-N20_0_400_0_400_300_0_300', '420×300'],
    ['400×300', 'e-distort-p-100_100_300_120_280_250_90_220', '210×150'],
    ['400×100', 'e-distort-a-90', '431×160'],
    ['400×100', 'e-distort-a-N90', '431×160'],
    ['600×200', 'e-distort-a-60', '673×263'],
    ['400×100', 'e-distort-a-180', '355×177'],
    ['400×100', 'e-distort-a-360', '227×227'],
    ['400×300', 'e-distort-a-0.01', '400×300'],
    ['400×300', 'w-200,e-distort-p-0_0_100_0_100_50_0_50', '100×50'],
  ])('%s with %s: %s', (input, text, output) => {
    expect(planFor(text, { facts: sized(input) }).plan).toMatchObject(sized(output));
  });

  it('within the limits', () => {
    for (const text of ['e-distort-p-0_0_90000_0_90000_90000_0_90000', 'e-distort-p-0_0_70000_0_70000_9_0_9'])
      expect(() => planFor(text)).toThrow(
        expect.objectContaining({ reason: expect.stringMatching(/^ELIMIT/) }),
      );
  });
});

describe('a gradient', () => {
  const near = (length: number) => expect.closeTo(length, 6);
  const gradient = (text: string) => operationsOf(text)[0];

  it.each([
    ['e-gradient', { degrees: 180, length: near(300), from: white, to: clear }],
    [
      'e-gradient-ld-top_from-green_to-00FF0010_sp-1',
      { degrees: 0, length: near(300), from: { r: 0, g: 128, b: 0, alpha: 1 } },
    ],
    ['e-gradient-ld-180_sp-100', { length: near(100) }],
    ['e-gradient-ld-left_sp-0.5', { degrees: 270, length: near(200) }],
    ['e-gradient-ld-top_right', { degrees: 45 }],
    ['e-gradient-ld-topleft', { degrees: 315 }],
    ['e-gradient-sp-ih_div_3', { length: near(100) }],
    // Expressions are pixels, however small.
    ['e-gradient-sp-ih_div_600', { length: near(0.5) }],
    ['e-gradient-sp-ih_div_3_ld-bottom_left', { degrees: 225, length: near(100) }],
    ['w-200,e-gradient', { length: near(150) }],
  ])('%s', (text, expected) => {
    expect(operationsOf(text).at(-1)).toMatchObject({ kind: 'gradient', ...expected });
  });

  it('has the line of CSS: at 45 degrees half of it ends in the middle', () => {
    expect(gradient('e-gradient-ld-45_sp-0.5')).toMatchObject({ length: expect.closeTo(495 / 2, 1) });
  });
});

describe('a background made from the picture', () => {
  it.each([
    ['bg-blurred', { sigma: 8, lightness: 0 }],
    ['bg-blurred_auto', { sigma: 8, lightness: 0 }],
    ['bg-blurred_25', { sigma: 25, lightness: 0 }],
    ['bg-blurred_25_N30', { sigma: 25, lightness: -15 }],
    ['bg-blurred_auto_255', { sigma: 8, lightness: 127.5 }],
    ['bg-blurred_0', { sigma: 0, lightness: 0 }],
  ])('%s is blurred and lightened', (text, expected) => {
    expect(operationsOf(`w-400,h-600,cm-pad_resize,${text}`).at(-1)).toMatchObject({
      kind: 'pad-blurred',
      ...sized('400×600'),
      picture: { left: 0, top: 150, ...sized('400×300') },
      ...expected,
    });
  });

  it('is not enlarged before it is blurred, nor larger than it needs to be', () => {
    const firstOf = (text: string, input: string) =>
      planFor(text, { facts: sized(input) }).plan.operations[0];
    expect(firstOf('w-400,h-200,cm-pad_resize,bg-blurred', '1000×1000')).toMatchObject({
      kind: 'resize',
      ...sized('400×400'),
    });
    expect(firstOf('w-400,h-200,cm-pad_resize,bg-blurred', '100×100')).toMatchObject({ kind: 'pad-blurred' });
  });

  it('is not needed where nothing is padded', () => {
    expect(operationsOf('w-200,h-150,cm-pad_resize,bg-blurred')).toEqual([
      { kind: 'resize', ...sized('200×150') },
    ]);
    expect(operationsOf('w-200,h-150,cm-pad_resize,bg-dominant')).toEqual([
      { kind: 'resize', ...sized('200×150') },
    ]);
    expect(operationsOf('bg-dominant')).toEqual([]);
  });

  it('of a focus lies around the picture where the focus puts it', () => {
    expect(operationsOf('w-400,h-600,cm-pad_resize,bg-blurred,fo-top').at(-1)).toMatchObject({
      picture: { top: 0 },
    });
    expect(operationsOf('w-400,h-600,cm-pad_resize,bg-dominant,fo-bottom').at(-1)).toMatchObject({
      top: 300,
      bottom: 0,
    });
  });

  it.each([
    ['bg-dominant', { kind: 'dominant' }],
    ['bg-gradient_dominant', { kind: 'gradient', colours: 'dominant', count: 2 }],
    ['bg-gradient_dominant_2', { kind: 'gradient', colours: 'dominant', count: 2 }],
    ['bg-gradient_dominant_4', { kind: 'gradient', colours: 'dominant', count: 4 }],
    ['bg-gradient_contrast', { kind: 'gradient', colours: 'contrast', count: 2 }],
    ['bg-gradient_contrast_4', { kind: 'gradient', colours: 'contrast', count: 4 }],
    ['bg-dominant_gradient_4', { kind: 'gradient', colours: 'dominant', count: 4 }],
  ])('%s fills padding, and lies under a cut-out', (text, fill) => {
    expect(operationsOf(`w-400,h-600,cm-pad_resize,${text}`)).toEqual([
      { kind: 'backdrop', left: 0, top: 150, right: 0, bottom: 150, fill },
    ]);
    const beneath = { kind: 'backdrop', left: 0, top: 0, right: 0, bottom: 0, fill };
    expect(operationsOf(text, cutOut)).toEqual([beneath]);
    expect(operationsOf(`rt-30,${text}`).at(-1)).toEqual(beneath);
    expect(operationsOf(`o-50,${text}`)).toEqual([{ kind: 'opacity', factor: 0.5 }, beneath]);
  });

  it.each([
    'bg-blurred',
    'w-200,bg-blurred',
    'w-200,cm-pad_resize,bg-blurred',
    'w-200,h-200,bg-blurred',
    'w-200,h-200,cm-pad_extract,bg-blurred',
    'w-200,h-200,cm-pad_resize,bg-blurred_101',
    'w-200,h-200,cm-pad_resize,bg-blurred_auto_256',
    'w-200,h-200,cm-pad_resize,bg-blurred_5_5_5',
    'w-200,h-200,cm-pad_resize,bg-blurred_',
    'w-200,h-200,cm-pad_resize,bg-gradient_dominant_3',
    'w-200,h-200,cm-pad_resize,bg-gradient',
  ])('%s is refused', (text) => {
    expect(() => planFor(text)).toThrow(
      expect.objectContaining({ reason: expect.stringMatching(/^EINVALID - /) }),
    );
  });
});

describe('a focus on content', () => {
  const attend = { kind: 'attend', ...sized('100×200') };

  it.each(['fo-auto', 'fo-face', 'fo-car', 'fo-cat_dog', 'fo-auto-custom_override', 'fo-face,z-2'])(
    '%s puts the window where the attention goes',
    (focus) => {
      expect(operationsOf(`w-100,h-200,${focus}`)).toEqual([{ kind: 'resize', ...sized('267×200') }, attend]);
      expect(operationsOf(`w-100,h-200,cm-extract,${focus}`)).toEqual([attend]);
    },
  );

  it('prefers the stored area when it is told to', () => {
    const text = 'w-100,h-100,fo-auto-custom_override';
    const { plan } = planFor(text, { facts: sized('400×300'), customCoordinates: '10,20,50,50' });
    expect(plan.operations[0]).toEqual({ kind: 'crop', left: 10, top: 20, ...sized('50×50') });
    expect(
      planFor(text.replace('-custom_override', ''), { customCoordinates: '10,20,50,50' }).plan.operations,
    ).toContainEqual(expect.objectContaining({ kind: 'attend' }));
  });

  it('never enlarges where that is not allowed', () => {
    expect(operationsOf('w-600,h-600,c-maintain_ratio_no_enlarge,fo-auto')).toEqual([
      { kind: 'attend', ...sized('300×300') },
    ]);
  });

  it.each(['cm-pad_resize', 'cm-pad_extract', 'c-force', 'c-at_max', 'c-at_least'])(
    'counts as the middle for %s',
    (mode) => {
      const [input, sides] = [{ facts: sized('400×300') }, 'w-200,h-400'];
      expect(planFor(`${sides},${mode},fo-auto`, input)).toEqual(planFor(`${sides},${mode}`, input));
    },
  );

  it('gives way to coordinates', () => {
    expect(operationsOf('w-100,h-100,cm-extract,x-5,fo-auto')).toEqual([
      { kind: 'crop', left: 5, top: 100, ...sized('100×100') },
    ]);
  });

  it('needs sides, but for an object with a ratio', () => {
    expect(operationsOf('fo-auto')).toEqual([]);
    expect(operationsOf('fo-auto,ar-1-1')).toEqual([]);
    expect(operationsOf('fo-car')).toEqual([]);
    expect(operationsOf('fo-car,ar-1-1')).toEqual([{ kind: 'attend', ...sized('300×300') }]);
    expect(operationsOf('fo-car,ar-2-1')).toEqual([{ kind: 'attend', ...sized('400×200') }]);
  });
});

/** Spec delivery §9. */
describe('hints of the client', () => {
  it.each([
    ['w-auto', { width: 212 }, '300×225'],
    ['w-auto', { width: 150 }, '200×150'],
    ['w-auto', { width: 600 }, '600×450'],
    ['w-auto', {}, '400×300'],
    ['w-auto', { dpr: 2 }, '400×300'],
    ['w-auto', { width: 65_600 }, '400×300'],
    ['w-auto,h-100', { width: 150 }, '200×100'],
    ['w-auto,h-100', {}, '133×100'],
    ['h-auto', { width: 150 }, '400×300'],
    ['w-100,dpr-auto', { dpr: 2 }, '200×150'],
    ['w-100,dpr-auto', {}, '100×75'],
    ['w-100,dpr-auto', { dpr: 9 }, '500×375'],
    ['w-auto,dpr-auto', { width: 600, dpr: 2 }, '600×450'],
    ['w-auto,dpr-2', { width: 600 }, '1200×900'],
    ['h-100,w-auto,dpr-auto', { dpr: 2 }, '267×200'],
    ['dpr-auto', { dpr: 2 }, '400×300'],
  ])('%s with %j gives %s', (text, hints, output) => {
    expect(planFor(text, { facts: sized('400×300'), hints }).plan).toMatchObject(sized(output));
  });

  it('that are not there are nobody’s fault', () => {
    expect(planningFor('w-auto,h-auto,dpr-auto').kind).toBe('plan');
  });
});

describe('expressions stand where they may', () => {
  it.each([
    ['rt-iw', { kind: 'rotate', degrees: 40 }],
    ['rt-iw_div_8', { kind: 'rotate', degrees: 50 }],
    ['r-ih_div_10', { kind: 'round', topLeft: { x: 30, y: 30 } }],
    ['b-iw_mod_7_FF0000', { kind: 'extend', left: 1 }],
    ['w-200:e-gradient-sp-ch_div_3', { kind: 'gradient', length: 50 }],
    ['w-100,dpr-iw_div_200', { kind: 'resize', width: 200 }],
  ])('%s', (text, expected) => expect(operationsOf(text).at(-1)).toMatchObject(expected));
});
