import { describe, expect, it, vi } from 'vitest';
import { type ParseOptions, parseTransformation } from './parse-transformation.ts';

const stored: Readonly<Record<string, string>> = {
  thumb: 'tr:w-100,h-50,q-30',
  chain: 'w-100:rt-90',
  block: 'if-w_gt_100,w-100,if-end',
  both: 'n-thumb',
  whole: 'orig-true',
  empty: '',
};

const options: ParseOptions = {
  lenient: false,
  generative: 'nothing',
  maxSteps: 20,
  maxLayers: 20,
  findNamed: (name) => (Object.hasOwn(stored, name) ? stored[name] : undefined),
};

const parse = (text: string, changed: Partial<ParseOptions> = {}) =>
  parseTransformation(text, { ...options, ...changed });

const refused = (reason: string, message = 'Bad URL Transformation Request') =>
  expect.objectContaining({ code: 'invalid', message, reason });

describe('a transformation', () => {
  it('is typed values, with nothing left of the spelling', () => {
    expect(parse('w-300,h-0.5,ar-4-3,fo-top_left,bg-pink:q-50,f-jpg,w-iw_div_2')).toEqual({
      original: false,
      namedOnly: false,
      isGenerative: false,
      isEmpty: false,
      steps: [
        {
          kind: 'parameters',
          values: {
            width: { kind: 'pixels', pixels: 300 },
            height: { kind: 'share', share: 0.5 },
            aspectRatio: { kind: 'ratio', width: 4, height: 3 },
            focus: { kind: 'position', horizontal: 'start', vertical: 'start' },
            background: { r: 255, g: 192, b: 203, alpha: 1 },
          },
          output: {},
          layers: [],
        },
        {
          kind: 'parameters',
          values: { width: { kind: 'expression', operands: ['iw', 2], operators: ['div'] } },
          output: { quality: 50, format: 'jpeg' },
          layers: [],
        },
      ],
    });
  });

  it.each([
    '',
    ':',
    ',,',
    'di-',
    'lo-',
    'w-:h-',
    'orig-false',
    'di-@@a.jpg',
    'so-5,eo-10',
    'n-empty',
    'c2pa-false',
    'bl',
    'e-',
  ])('is empty when it says nothing of the picture: "%s"', (text) =>
    expect(parse(text)).toMatchObject({ steps: [], isEmpty: true, original: false }),
  );

  it.each([
    ['q-50,q-80', 'q-80'],
    ['ar-4:3,w-400', 'ar-4-3,w-400'],
    ['w-400,ar-4:3:rt-90', 'w-400,ar-4-3:rt-90'],
    ['ar-4_3', 'ar-4-3'],
    ['t', 't-true'],
    ['t-10', 't-true'],
    ['b-5-FF0000', 'b-5_ff0000'],
    ['b-cw_mul_0.05-FF0000', 'b-cw_mul_0.05_FF0000'],
    ['bg-#F00', 'bg-FF0000'],
    ['bg-RED', 'bg-red'],
    ['bg-FF000080', 'bg-FF000080'],
    ['f-jpeg', 'f-jpg'],
    ['fl-v_h', 'fl-h_v'],
    ['r-5_5_5_5', 'r-5'],
    ['n-thumb', 'w-100,h-50,q-30'],
    ['n-thumb,w-7', 'h-50,q-30,w-7'],
    ['w-7,n-thumb', 'h-50,q-30,w-7'],
    ['n-chain,bl-5', 'w-100:rt-90:bl-5'],
    ['n-chain:n-thumb', 'w-100:rt-90:w-100,h-50,q-30'],
    ['n-block,bl-5', 'if-w_gt_100,w-100,if-end:bl-5'],
    ['if-w_gt_1,n-chain,if-end', 'if-w_gt_1,w-100:rt-90,if-end'],
    ['n-ik_ml_thumbnail', 'w-400,h-300,c-at_max'],
    ['n-media_library_thumbnail', 'w-400,h-300,c-at_max'],
  ])('%s means %s', (text, same) => {
    const { namedOnly: _, ...parsed } = parse(text);
    expect(parsed).toMatchObject({ steps: parse(same).steps });
  });

  it.each([
    ['FF000040', 0.4],
    ['FF000099', 0.99],
    ['FF0000FF', 1],
    ['FF00008F', 143 / 255],
  ])('reads the opacity of the colour %s as %d', (text, alpha) => {
    expect(parse(`bg-${text}`).steps[0]).toMatchObject({ values: { background: { r: 255, alpha } } });
  });

  it.each([
    ['di-@@path@@to@@image.jpg', '/path/to/image.jpg'],
    ['di-path@@image.jpg,w-5', '/path/image.jpg'],
    ['di-/path/image.jpg/', '/path/image.jpg'],
    ['w-5,di-a.jpg:di-b.jpg', '/b.jpg'],
    ['orig-true,di-a.jpg', '/a.jpg'],
  ])('%s names the default image %s', (text, defaultImage) => {
    expect(parse(text).defaultImage).toBe(defaultImage);
  });

  it.each([
    'orig-true',
    'orig',
    'w-100,orig-true',
    'w-100:orig-true',
    'orig-true,foo-3',
    'orig-true,w-abc',
    'n-whole',
    'if-w_gt_1,orig-true,if-end',
    'orig-true,l-image,i-a.png,l-end',
  ])('is the stored bytes when orig-true is anywhere: %s', (text) =>
    expect(parse(text)).toMatchObject({ steps: [], original: true, isEmpty: false }),
  );
});

/** Spec delivery §12.2. */
describe('named only', () => {
  it.each([
    ['n-thumb', true],
    ['n-thumb:n-chain', true],
    ['n-thumb,n-chain', true],
    ['n-media_library_thumbnail', true],
    ['n-whole', true],
    ['n-thumb,w-100', false],
    ['n-thumb:w-100', false],
    ['n-thumb,f-auto', false],
    ['n-thumb,di-a.jpg', false],
    ['n-thumb,so-5', false],
    ['n-thumb,orig-true', false],
    ['if-w_gt_1,n-thumb,if-end', false],
    ['w-100', false],
    ['', false],
    [':', false],
    ['n-', false],
  ])('%s: %s', (text, namedOnly) => expect(parse(text).namedOnly).toBe(namedOnly));
});

/** Spec image-transformations §2.7. */
describe('refuses', () => {
  it.each([
    'w-abc',
    'w-0',
    'w-N5',
    'w--5',
    'q-0',
    'q-101',
    'q-80.5',
    'q-high',
    'fo-nowhere',
    'fo-constructor',
    'c-fit',
    'ar-4-0',
    'ar-0-3',
    'ar-a-b',
    'dpr-0',
    'dpr-6',
    'x-N1',
    'bg-notacolour',
    'bg-FF00',
    'bg-constructor',
    'rt-361',
    'rt-N400',
    'rt-left',
    'fl-x',
    'fl-hv',
    't-0',
    't-100',
    't-maybe',
    'b-5',
    'b-red',
    'b-0_red',
    'b-5_nocolour',
    'r-N5',
    'r-1_2',
    'r-1_2_3',
    'r-1_2_3_x',
    'o-101',
    'bl-0',
    'bl-101',
    'f-bmp',
    'f-constructor',
    'lo-yes',
    'dn-0',
    'dn-1201',
    'orig-maybe',
    'e-grayscale-50',
    'n-unknown',
    'n-a.b',
    'n-constructor',
    'foo-3',
    'rotate-91',
    'W-300',
    ' w-300',
    'constructor-1',
    'lx-5',
    'lfo-top',
    'fs-20',
    'i-a.png',
    'w-bw_div_2',
    'e-sparkle',
    'foo',
  ])('%s, naming it', (text) => {
    expect(() => parse(text)).toThrow(refused(`EINVALID - ${text}`));
    expect(() => parse(`h-5:${text},rt-90`)).toThrow(refused(`EINVALID - ${text}`));
  });

  it.each([
    'l-image,i-a.png',
    'l-end',
    'w-5,l-end',
    'l-image,i-a.png,l-end,l-end',
    'l-sticker,i-a.png,l-end',
    'l-,i-a,l-end',
    'l-image,l-end',
    'l-text,w-5,l-end',
    'l-image,i-a,if-w_gt_1,w-5,if-end,l-end',
    'if-w_gt_1,l-image,i-a,if-end,l-end',
    'l-image,i-a,l-image,i-b,l-image,i-c,l-image,i-d,l-end,l-end,l-end,l-end',
  ])('blocks that cannot be: %s', (text) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ code: 'invalid', reason: expect.stringMatching(/^EINVALID/) }),
    );
  });

  it.each(['l-subtitles,i-a.srt,l-end', 'l-video,i-a.mp4,l-end'])(
    'layers, which are not drawn: %s',
    (text) => {
      expect(() => parse(text)).toThrow(
        refused(expect.stringMatching(/^EUNSUPPORTED - l-(subtitles|video)$/)),
      );
    },
  );

  it.each([
    'bg-genfill',
    'bg-genfill-prompt-a dog',
    'e-bgremove',
    'e-removedotbg',
    'e-upscale',
    'e-retouch',
    'e-genvar',
    'e-changebg-prompt-a beach',
    'e-edit-prompt-a cat',
  ])('what is not done here: %s', (text) => {
    expect(() => parse(text)).toThrow(refused(`EUNSUPPORTED - ${text}`));
  });

  it.each(['oi-logo.png', 'ot-hello', 'obg-red', 'or-5', 'oa-3', 'oiar-4-3', 'ow-300'])(
    'overlays of old: %s',
    (text) => {
      expect(() => parse(text)).toThrow(
        refused(`EINVALID - ${text}: overlays are written as layers`, 'Bad Transformation Request'),
      );
    },
  );

  it('content credentials, which are a feature of their own', () => {
    expect(() => parse('c2pa-true')).toThrow(
      expect.objectContaining({ code: 'forbidden', message: 'Forbidden' }),
    );
  });

  it('a stored transformation that names another', () => {
    expect(() => parse('n-both')).toThrow(refused(expect.stringMatching(/^EINVALID - n-both/)));
  });

  it('more steps than allowed, those of branches and names counted', () => {
    const tooMany = refused(expect.stringMatching(/^ELIMIT - /), 'Bad Request');
    expect(parse('w-1:w-2', { maxSteps: 2 }).steps).toHaveLength(2);
    expect(() => parse('w-1:w-2:w-3', { maxSteps: 2 })).toThrow(tooMany);
    expect(() => parse('w-1:n-chain', { maxSteps: 2 })).toThrow(tooMany);
    expect(() => parse('if-w_gt_1,w-1,if-else,w-2,if-end', { maxSteps: 2 })).toThrow(tooMany);
  });

  it.each([
    ['one behind another', Array.from({ length: 2000 }, () => 'n-chain').join(':')],
    ['in one step', Array.from({ length: 2000 }, () => 'n-chain').join()],
    ['in a branch', `if-w_gt_1,${Array.from({ length: 41 }, () => 'n-chain').join(':')},if-end`],
    [
      'in the other branch',
      `if-w_gt_1,w-1,if-else,${Array.from({ length: 41 }, () => 'n-chain').join()},if-end`,
    ],
    ['in a layer', `l-image,i-a,${Array.from({ length: 41 }, () => 'n-thumb').join()},l-end`],
    [
      'in layers of layers',
      Array.from({ length: 21 }, () => 'l-image,i-a,n-thumb:l-image,i-b,n-thumb,l-end,l-end').join(),
    ],
  ])('more names than there may be steps and layers, before any of them is looked up: %s', (_, text) => {
    const findNamed = vi.fn(options.findNamed);
    expect(() => parse(text, { findNamed })).toThrow(
      refused('ELIMIT - more than 40 named transformations', 'Bad Request'),
    );
    expect(findNamed).not.toHaveBeenCalled();
  });

  it('too many steps before it reads any of them', () => {
    const tooMany = refused(expect.stringMatching(/^ELIMIT - more than 20 steps/), 'Bad Request');
    expect(() => parse(`${Array.from({ length: 21 }, () => 'w-1').join(':')}:foo-1`)).toThrow(tooMany);
  });

  it('to write foreign characters into a header', () => {
    expect(() => parse('w-é\r\nSet-Cookie x')).toThrow(refused('EINVALID - w-%C3%A9%0D%0ASet-Cookie x'));
    expect(() => parse('w-😀')).toThrow(refused('EINVALID - w-%F0%9F%98%80'));
    expect(() => parse(`w-${'\uD800'}`)).toThrow(refused('EINVALID - w-%EF%BF%BD'));
    expect(() => parse(`w-${'9x'.repeat(500)}`)).toThrow(
      expect.objectContaining({ reason: expect.stringMatching(/^.{211}$/) }),
    );
  });
});

describe('ignores', () => {
  it.each([
    'so-5',
    'eo-5',
    'du-5',
    'vc-h264',
    'ac-none',
    'sr-240_360',
    'ldu-5',
    'oi-',
    'ot-',
    'lx-',
    'e-',
    'z-',
    'w',
  ])('%s on a picture', (text) => expect(parse(`w-300,${text}`)).toEqual(parse('w-300')));

  it('unknown keys when it is told to be lenient, and nothing else', () => {
    const lenient = { lenient: true };
    expect(parse('w-300,foo-3,rotate-91,e-sparkle,bar', lenient)).toEqual(parse('w-300'));
    for (const text of [
      'w-abc',
      'fo-nowhere',
      'e-upscale',
      'oi-a.png',
      'l-image,i-a,di-b.jpg,l-end',
      'n-unknown',
      'lx-5',
    ]) {
      expect(() => parse(text, lenient), text).toThrow(expect.objectContaining({ code: 'invalid' }));
    }
  });
});
