import { describe, expect, it } from 'vitest';
import type { ImageFacts } from '../domain/media-facts.ts';
import { boundSize } from './bound-size.ts';
import { findHintNeeds } from './find-hint-needs.ts';
import { parseTransformation } from './parse-transformation.ts';
import { planFor } from './plan-for.contract.ts';
import type { PlanSettings } from './planning.ts';

const parse = (text: string) =>
  parseTransformation(text, {
    lenient: false,
    generative: 'nothing',
    maxSteps: 9,
    maxLayers: 9,
    findNamed: () => undefined,
  });

/** Spec delivery §8: what the URL does not say, the account says. */
describe('the written file', () => {
  const rows: [string, Partial<PlanSettings>, Partial<ImageFacts>, object][] = [
    ['f-jpg', { quality: 60 }, {}, { quality: 60 }],
    ['f-jpg', {}, { format: 'jpeg', jpegQuality: 50 }, { quality: 50 }],
    ['f-jpg', { limitQuality: false }, { format: 'jpeg', jpegQuality: 95 }, { quality: 95 }],
    ['f-jpg', { limitQuality: false }, { format: 'png' }, { quality: 90 }],
    ['f-jpg,q-33', { limitQuality: false, quality: 5 }, {}, { quality: 33 }],
    ['f-jpg', { progressive: false }, {}, { progressive: false }],
    ['f-jpg', { progressive: true }, {}, { progressive: true }],
    ['f-jpg,pr-true', { progressive: false }, {}, { progressive: true }],
    ['f-jpg', { keepMetadata: true }, { hasProfile: true }, { keepMetadata: true, keepProfile: true }],
    [
      'f-jpg,md-false',
      { keepMetadata: true },
      { hasProfile: true },
      { keepMetadata: false, keepProfile: false },
    ],
    ['f-jpg', { keepProfile: true }, { hasProfile: true }, { keepMetadata: false, keepProfile: true }],
    ['f-jpg,cp-false', { keepProfile: true }, { hasProfile: true }, { keepProfile: false }],
    ['f-jpg', { chromaSubsampling: '4:4:4' }, {}, { fullChroma: true }],
    ['f-png', { pngMode: 'palette' }, {}, { colours: 256 }],
  ];
  it.each(rows)('%s with %j of %j: %j', (text, settings, facts, output) => {
    expect(planFor(text, { settings, facts }).plan.output).toMatchObject(output);
  });

  it.each([
    ['f-png,lo-true', { pngMode: 'palette' }, 'colours'],
    ['f-png,x-maxbytes-9000', { pngMode: 'palette' }, 'colours'],
    ['f-webp', { chromaSubsampling: '4:4:4' }, 'fullChroma'],
    ['f-jpg', {}, 'fullChroma'],
  ] as const)('%s with %j has no %s', (text, settings, name) => {
    expect(planFor(text, { settings }).plan.output).not.toHaveProperty(name);
  });

  it('saves data only where no quality was named', () => {
    const qualityOf = (text: string, savesData: boolean) => planFor(text, { savesData }).plan.output.quality;
    expect(['f-jpg', 'f-jpg,q-40'].map((text) => [qualityOf(text, false), qualityOf(text, true)])).toEqual([
      [80, 60],
      [40, 40],
    ]);
  });
});

describe('the largest size', () => {
  const limit = { width: 100, height: 80 };
  it.each(['', 'rt-90', 'f-png', 'l-image,i-a.jpg,w-9,l-end', 'if-w_gt_9,bl-3,if-end'])(
    'follows a URL that names no side: %j',
    (text) => {
      expect(boundSize(parse(text), limit).steps).toHaveLength(parse(text).steps.length + 1);
    },
  );

  it.each(['w-9', 'h-0.5', 'bl-3:w-9', 'if-w_gt_9,w-5,if-end', 'orig-true'])('leaves %j alone', (text) => {
    const transformation = parse(text);
    expect(boundSize(transformation, limit)).toBe(transformation);
  });
});

describe('hints that a wish depends on', () => {
  it.each([
    ['w-300', undefined],
    ['w-auto', { width: true, dpr: false }],
    ['w-300,dpr-auto', { width: false, dpr: true }],
    ['w-auto:dpr-auto,w-9', { width: true, dpr: true }],
    ['l-image,i-a.jpg,w-auto,l-end', { width: true, dpr: false }],
    ['if-w_gt_9,w-auto,if-else,w-5,if-end', { width: true, dpr: false }],
  ])('of %s are %j', (text, needs) => {
    expect(findHintNeeds(parse(text).steps)).toEqual(needs);
  });
});
