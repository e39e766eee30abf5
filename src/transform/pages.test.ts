import { describe, expect, it } from 'vitest';
import type { ImageFacts } from '../domain/media-facts.ts';
import type { Measurement } from '../domain/plan.ts';
import { parseTransformation } from './parse-transformation.ts';
import { type Given, planFor, planningFor, sized, whole } from './plan-for.contract.ts';

const pdf: Partial<ImageFacts> = { format: 'pdf', ...sized('595×842'), pages: 5 };
const psd: Partial<ImageFacts> = { format: 'psd', ...sized('100×80'), pages: 5 };
const gif: Partial<ImageFacts> = { format: 'gif', ...sized('100×80'), frames: 4 };

const inputOf = (text: string, facts: Partial<ImageFacts>, more: Given = {}) =>
  planFor(text, { facts, ...more }).plan.input;

const refused = (reason: RegExp) =>
  expect.objectContaining({ code: 'invalid', reason: expect.stringMatching(reason) });

/** Spec image-transformations §3.6. */
describe('pg', () => {
  it.each<[string, Partial<ImageFacts>, object]>([
    ['w-50', pdf, { frames: 0 }],
    ['pg-1', pdf, { frames: 0 }],
    ['pg-3', gif, { frames: 2 }],
    ['w-50:pg-3', gif, { frames: 2 }],
    ['pg-1', psd, { frames: 0 }],
    ['pg-3-4', psd, { layers: { kind: 'numbers', numbers: [3, 4] } }],
    ['pg-2_3-4', psd, { layers: { kind: 'numbers', numbers: [2, 3, 4] } }],
    ['pg-4_2-3_2', psd, { layers: { kind: 'numbers', numbers: [2, 3, 4] } }],
    ['pg-2-5_3-4_1_3-', psd, { layers: { kind: 'numbers', numbers: [1, 2, 3, 4, 5] } }],
    ['pg-1_1', psd, { frames: 0 }],
    ['pg-3-', psd, { layers: { kind: 'numbers', numbers: [3, 4, 5] } }],
    ['pg-name-"layer-4"_"layer-002"', psd, { layers: { kind: 'names', names: ['layer-4', 'layer-002'] } }],
    ['pg-name-layer-4', psd, { layers: { kind: 'names', names: ['layer-4'] } }],
    ['pg-1', {}, { frames: 0 }],
  ])('%s', (text, facts, input) => {
    expect(inputOf(text, facts)).toMatchObject(input);
  });

  it.each<[string, Partial<ImageFacts>]>([
    ['pg-9', pdf],
    ['pg-5', gif],
    ['pg-6', psd],
    ['pg-4-6', psd],
    ['pg-6-', psd],
    ['pg-2', {}],
    ['pg-1_2', pdf],
    ['pg-1-2', gif],
    ['pg-2-', pdf],
    ['pg-name-"a"', pdf],
  ])('%s is refused where there is no such page', (text, facts) => {
    expect(() => planningFor(text, { facts })).toThrow(refused(/^EINVALID - pg/));
  });

  it.each([
    'pg-0',
    'pg-x',
    'pg-2.5',
    'pg-3-2',
    'pg-1__2',
    'pg-name-',
    'pg-name-"a',
    'pg-name-"a"_b',
    'if-w_gt_9,pg-2,if-end',
  ])('%s is not in the language', (text) => {
    const parse = () =>
      parseTransformation(text, {
        lenient: false,
        generative: 'all',
        maxSteps: 9,
        maxLayers: 9,
        findNamed: () => undefined,
      });
    expect(parse).toThrow(refused(/^EINVALID - pg/));
  });

  it('of many ranges goes through every layer once', () => {
    const text = `pg-${Array.from({ length: 2000 }, () => '1-').join('_')}`;
    const { layers } = inputOf(text, { ...psd, pages: 32_768 });
    expect(layers).toMatchObject({ kind: 'numbers', numbers: { length: 32_768 } });
  });

  it('of a document asks for the size of that page', () => {
    const planning = planningFor('pg-2,w-60', { facts: pdf });
    expect(planning).toMatchObject({
      kind: 'measure',
      measurement: { kind: 'page', input: { format: 'pdf', frames: 1 } },
    });
    const measured = () => ({ left: 0, top: 0, ...sized('300×150') });
    expect(planFor('pg-2,w-60', { facts: pdf, measured }).plan).toMatchObject({
      input: { frames: 1 },
      ...sized('60×30'),
    });
  });

  it('of a layer picks its page too, and needs no suffix', () => {
    const overlays = { '/a.pdf': pdf, '/a.psd': psd };
    const look = (measurement: Measurement) =>
      measurement.kind === 'page' ? { left: 0, top: 0, ...sized('60×90') } : whole(measurement);
    const pictureOf = (text: string) => {
      const [operation] = planFor(text, { overlays, look }).plan.operations;
      return operation?.kind === 'composite' && operation.layer.input.kind === 'file'
        ? operation.layer.input.picture
        : undefined;
    };
    expect(pictureOf('l-image,i-a.pdf,pg-2,l-end')).toMatchObject({
      format: 'pdf',
      frames: 1,
      ...sized('60×90'),
    });
    expect(pictureOf('l-image,i-a.psd,pg-2-3,l-end')).toMatchObject({ layers: { numbers: [2, 3] } });
    expect(() => planFor('l-image,i-a.pdf,pg-9,l-end', { overlays, look })).toThrow(
      refused(/^EINVALID - pg-9/),
    );
  });

  it('of layers gives a picture that may be transparent', () => {
    const opaque = { ...psd, isOpaque: true };
    const accepts = { webp: false };
    expect(planFor('pg-1', { facts: opaque, accepts }).plan.output.format).toBe('jpeg');
    expect(planFor('pg-2', { facts: opaque, accepts }).plan.output.format).toBe('png');
  });

  it('of an animation gives a still, and never the animation that is stored', () => {
    const { plan, storedWillDo } = planFor('pg-1', { facts: gif });
    expect([plan.input.frames, plan.output.format, storedWillDo]).toEqual([0, 'webp', false]);
  });
});

describe('a document', () => {
  it.each<[string, string, string]>([
    ['at its own size in points', '', '595×842'],
    ['twice as fine', 'dn-144', '1190×1684'],
    ['as fine as an expression says', 'dn-idn_mul_2', '1190×1684'],
    ['at the size that is asked for, however fine', 'w-119,dn-144', '119×168'],
  ])('is drawn %s', (_, text, size) => {
    const { plan } = planFor(text, { facts: pdf });
    expect(plan).toMatchObject({ input: sized(size), operations: [], ...sized(size) });
  });
});
