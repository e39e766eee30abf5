import { describe, expect, it } from 'vitest';
import { parseTransformation } from '../parse-transformation.ts';
import { type Given, planFor, planningFor, sized } from '../plan-for.contract.ts';
import type { GenerationNeeded, PlanSource } from '../planning.ts';
import type { GenerativeSupport } from './generative-support.ts';
import { namesGeneration } from './names-generation.ts';

const square: Given = { facts: { ...sized('600×400'), format: 'jpeg' } };

function askFor(text: string, given: Given = square): GenerationNeeded {
  const planning = planningFor(text, given);
  if (planning.kind !== 'generate') throw new Error(`${text} gives ${planning.kind}`);
  return planning;
}

/** A model whose results have this size, and are transparent somewhere. */
function making(size: string): Given & { readonly asked: string[] } {
  const asked: string[] = [];
  const facts = {
    format: 'png',
    ...sized(size),
    hasAlpha: true,
    isOpaque: false,
    frames: 1,
    hasProfile: false,
    hasMetadata: false,
  } as const;
  const generated = (key: string): PlanSource => {
    asked.push(key);
    return { facts, contentHash: `made ${asked.length}` };
  };
  return { ...square, generated, asked };
}

describe('what a model is asked for', () => {
  it.each([
    ['e-bgremove', { operation: 'bgremove' }],
    ['e-removedotbg', { operation: 'removedotbg' }],
    ['e-upscale', { operation: 'upscale' }],
    ['e-retouch', { operation: 'retouch' }],
    ['e-genvar', { operation: 'genvar' }],
    ['e-edit-prompt-add a red-hot hat', { operation: 'edit', prompt: 'add a red-hot hat' }],
    [`e-edit-prompte-${btoa('a, b: c/d')}`, { operation: 'edit', prompt: 'a, b: c/d' }],
    ['e-changebg-prompt-snow', { operation: 'changebg', prompt: 'snow' }],
    ['w-300,h-300,cm-pad_resize,bg-genfill', { operation: 'genfill' }],
    ['w-700,h-500,cm-pad_extract,bg-genfill-prompt-sky', { operation: 'genfill', prompt: 'sky' }],
  ])('%s', (text, task) => {
    expect(askFor(text).task).toEqual(task);
  });

  it.each([
    // Before anything of its step is sized, behind the trim and the steps before it (spec §4.9).
    ['w-100,h-100,e-bgremove', '600×400', []],
    ['w-300:e-bgremove,w-100', '300×200', ['resize']],
    ['w-300,bl-2:e-upscale', '300×200', ['resize', 'blur']],
    // Padding is left open for the model to paint.
    ['w-300,h-300,cm-pad_resize,bg-genfill', '300×300', ['resize', 'extend']],
  ])('%s is done to a PNG of %s', (text, size, kinds) => {
    const { plan, contentHashes } = askFor(text);
    expect(plan).toMatchObject({ ...sized(size), output: { format: 'png', keepMetadata: false } });
    expect(plan.operations.map(({ kind }) => kind)).toEqual(kinds);
    expect(contentHashes).toEqual(['photo']);
    const last = plan.operations.at(-1);
    if (last?.kind === 'extend') expect(last.colour.alpha).toBe(0);
  });

  it('is known by a key of everything that it is made from, and of nothing else', () => {
    const key = (text: string, given: Given = square) => askFor(text, given).key;
    expect(key('w-300,f-jpg,e-bgremove')).toBe(
      key('e-bgremove,w-100,q-5', { ...square, accepts: { webp: false } }),
    );
    const keys = ['e-bgremove', 'e-removedotbg', 'w-300:e-bgremove', 'e-edit-prompt-a', 'e-edit-prompt-b'];
    expect(new Set(keys.map((text) => key(text))).size).toBe(keys.length);
  });

  it('has limits of its own', () => {
    expect(() => askFor('b-10_pow_308_red:w-100:w-60000,h-60000,c-force:e-upscale')).toThrow(
      expect.objectContaining({ reason: expect.stringMatching(/^ELIMIT - /) }),
    );
    const facts = { ...square.facts, ...sized('5000×4000') };
    expect(() => askFor('e-upscale', { facts })).toThrow(
      expect.objectContaining({ reason: expect.stringMatching(/^ELIMIT - /) }),
    );
    expect(askFor('w-2000:e-upscale', { facts }).plan.width).toBe(2000);
  });
});

describe('what a model has made', () => {
  it('takes the place of the file', () => {
    const { plan, contentHashes, storedWillDo } = planFor('e-bgremove,w-300,f-png', making('600×400'));
    expect(contentHashes).toEqual(['made 1']);
    expect(plan.input).toMatchObject({ format: 'png', ...sized('600×400') });
    expect(plan.operations).toEqual([{ kind: 'resize', ...sized('300×200') }]);
    expect(storedWillDo).toBe(false);
    expect(planFor('e-bgremove', making('600×400')).storedWillDo).toBe(false);
  });

  it('is what a hash is of', () => {
    const { plan, contentHashes } = planFor('e-bgremove,x-hash-thumbhash', making('600×400'));
    expect([plan.input.format, contentHashes]).toEqual(['png', ['made 1']]);
  });

  it('has the size that it has', () => {
    expect(planFor('e-upscale', making('2400×1600')).plan).toMatchObject(sized('2400×1600'));
    expect(planFor('e-upscale:w-0.5', making('2400×1600')).plan).toMatchObject(sized('1200×800'));
    // What expressions call the original is the picture of the URL.
    expect(planFor('e-upscale:w-iw_mul_2', making('2400×1600')).plan.width).toBe(1200);
  });

  it('may be transparent, so that a background lies under it', () => {
    const { plan } = planFor('e-bgremove,bg-FF0000', making('600×400'));
    expect(plan.operations.map(({ kind }) => kind)).toEqual(['flatten']);
  });

  it('fills its canvas exactly, whatever the model thinks of sizes', () => {
    const { plan } = planFor('w-300,h-300,cm-pad_resize,bg-genfill,b-5_000000', making('512×512'));
    expect(plan.operations.map(({ kind }) => kind)).toEqual(['resize', 'extend']);
    expect(plan).toMatchObject(sized('310×310'));
  });

  it('keeps the focus area in its place, unless the model has moved things', () => {
    const given = { ...making('1200×800'), customCoordinates: '400,200,100,100' };
    const [cut] = planFor('e-upscale,w-200,h-200,fo-custom', given).plan.operations;
    expect(cut).toMatchObject({ kind: 'crop', left: 800, top: 400, ...sized('200×200') });
    const [other] = planFor('e-genvar,w-200,h-200,fo-custom', given).plan.operations;
    expect(other).not.toEqual(cut);
  });

  it('is what the next model is given', () => {
    const given = making('600×400');
    planFor('e-bgremove:e-upscale:e-bgremove', given);
    expect(new Set(given.asked).size).toBe(3);
    expect(planFor('e-bgremove:e-upscale', given).contentHashes).toHaveLength(1);
  });

  it('is looked at anew for what is in it', () => {
    const given = { ...making('600×400'), detected: () => undefined };
    expect(planningFor('e-bgremove,w-100,h-100,fo-dog', given)).toMatchObject({
      kind: 'detect',
      source: { contentHash: 'made 1' },
    });
  });

  it('may be the file of a layer', () => {
    const given = { ...making('50×40'), overlays: { '/logo.png': sized('100×80') } };
    const { plan, contentHashes } = planFor('l-image,i-logo.png,e-bgremove,t-false,l-end', given);
    expect(contentHashes).toEqual(['photo', '/logo.png', 'made 1']);
    expect(plan.operations).toMatchObject([
      { kind: 'composite', layer: { input: { kind: 'file', source: 2 }, ...sized('50×40') } },
    ]);
  });

  it('may have layers in it', () => {
    const overlays = { '/logo.png': sized('100×80') };
    const text = 'l-image,i-logo.png,t-false,l-end:e-genvar';
    expect(askFor(text, { ...square, overlays }).contentHashes).toEqual(['photo', '/logo.png']);
  });
});

describe('padding that a model paints', () => {
  it.each([
    'bg-genfill',
    'w-300,bg-genfill',
    'w-300,h-300,bg-genfill',
    'w-300,h-300,cm-extract,bg-genfill',
    'w-300,cm-pad_resize,bg-genfill',
  ])('%s has none', (text) => {
    expect(() => planningFor(text, square)).toThrow(expect.objectContaining({ code: 'invalid' }));
  });

  it.each(['w-300,h-200,cm-pad_resize,bg-genfill', 'b-5_000000:w-610,h-410,cm-pad_extract,bg-genfill'])(
    '%s needs none',
    (text) => expect(planningFor(text, square).kind).toBe('plan'),
  );

  it.each([
    ['blurred', 'cm-pad_resize', 'pad-blurred'],
    ['blurred', 'cm-pad_extract', 'backdrop'],
    ['dominant', 'cm-pad_resize', 'backdrop'],
  ])('is %s without a model: %s', (genfillFallback, mode, kind) => {
    const given = { ...square, settings: { genfillFallback }, generated: null };
    expect(planFor(`w-700,h-700,${mode},bg-genfill`, given).plan.operations.at(-1)?.kind).toBe(kind);
  });
});

describe('reading generative tokens', () => {
  const parse = (text: string, generative: GenerativeSupport = 'all') =>
    parseTransformation(text, {
      lenient: true,
      generative,
      maxSteps: 9,
      maxLayers: 9,
      findNamed: (name) => (name === 'cut' ? 'e-bgremove' : undefined),
    });

  it.each([
    'e-bgremove-5',
    'e-edit',
    'e-edit-a hat',
    'e-edit-prompt-',
    'e-edit-prompt- ',
    `e-edit-prompt-${'long '.repeat(500)}`,
    'e-changebg-prompte-',
    'w-9,h-9,cm-pad_resize,bg-genfill-sky',
    // One is paid for at a time.
    'e-bgremove,e-upscale',
    'e-retouch,w-9,h-9,cm-pad_resize,bg-genfill',
    // In layers only what takes a background away.
    'l-image,i-a.png,e-upscale,l-end',
    'l-image,i-a.png,w-9,h-9,cm-pad_resize,bg-genfill,l-end',
    'l-image,i-ik_canvas,e-bgremove,l-end',
  ])('refuses %s', (text) => {
    expect(() => parse(text)).toThrow(
      expect.objectContaining({ reason: expect.stringMatching(/^EINVALID/) }),
    );
  });

  it.each([
    'e-bgremove',
    'e-upscale',
    'e-edit-prompt-a',
    'bg-genfill',
    'l-image,i-a,e-bgremove,l-end',
    'n-cut',
  ])('says that nothing here can do %s (T53)', (text) => {
    const unsupported = expect.objectContaining({ reason: expect.stringMatching(/^EUNSUPPORTED - /) });
    expect(() => parse(text, 'nothing')).toThrow(unsupported);
    if (text === 'bg-genfill') expect(parse(text, 'padding').steps).toHaveLength(1);
    else expect(() => parse(text, 'padding')).toThrow(unsupported);
  });

  it.each([
    ['e-bgremove', true],
    ['w-300:e-edit-prompt-a', true],
    ['if-w_gt_5,e-upscale,if-end', true],
    ['l-image,i-a.png,e-removedotbg,l-end', true],
    ['w-9,h-9,cm-pad_resize,bg-genfill', true],
    // AI to ImageKit, although it needs no model here.
    ['e-dropshadow', true],
    ['n-cut', true],
    ['w-300,e-shadow', false],
    ['bg-dominant', false],
    ['fo-face,w-9,h-9', false],
    ['', false],
  ])('%s counts as AI: %s', (text, expected) => {
    expect(parse(text).isGenerative).toBe(expected);
    if (text !== 'n-cut') expect(namesGeneration(text)).toBe(expected);
  });
});
