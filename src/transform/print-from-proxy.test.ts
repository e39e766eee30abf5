import { describe, expect, it } from 'vitest';
import type { ImageFacts } from '../domain/media-facts.ts';
import { type Given, planFor } from './plan-for.contract.ts';
import { printFromProxy } from './print-from-proxy.ts';

const minPixels = 8_000_000;
const large = { width: 6000, height: 4000 } as const;

function proxied(text: string, facts: Partial<ImageFacts> = {}, given: Given = {}) {
  return printFromProxy(planFor(text, { ...given, facts: { ...large, ...facts } }).plan, minPixels);
}

describe('a print of a large picture', () => {
  it.each([
    ['w-200', { width: 612, height: 408 }],
    ['w-489', { width: 612, height: 408 }],
    ['w-490', { width: 1225, height: 816 }],
    ['w-978', { width: 1225, height: 816 }],
  ])('%s is made of the smallest proxy that holds a quarter more', (text, size) => {
    const { proxy, print } = proxied(text) ?? {};
    expect(proxy).toMatchObject({ ...size, operations: [{ kind: 'resize', ...size }] });
    expect(proxy?.output.format).toBe('png');
    expect(proxy?.input).toMatchObject({ format: 'jpeg', ...large });
    expect(print?.input).toEqual({ format: 'png', autoOrient: false, frames: 0, ...size });
    expect(print).toMatchObject({ width: Number(text.slice(2)), operations: [{ kind: 'resize' }] });
  });

  it('shares its proxy with others', () => {
    const plans = ['w-400', 'w-100,h-100', 'h-300,bl-3,f-png', 'w-200,rt-90'].map(
      (text) => proxied(text)?.proxy,
    );
    for (const plan of plans) expect(plan).toEqual(proxied('w-10')?.proxy);
  });

  it('of that size may be made of a larger proxy itself', () => {
    const small = proxied('w-400')?.proxy;
    const large = small && printFromProxy(small, minPixels)?.proxy;
    expect(large).toEqual(proxied('w-900')?.proxy);
    expect(large && printFromProxy(large, minPixels)).toBeUndefined();
  });

  it('that is cut first is cut where it would have been, and keeps its size', () => {
    const { print } = proxied('w-200,h-200') ?? {};
    expect(print).toMatchObject({ width: 200, height: 200 });
    expect(print?.operations).toEqual([
      { kind: 'resize', width: 300, height: 200 },
      { kind: 'crop', left: 50, top: 0, width: 200, height: 200 },
    ]);
  });

  it('is turned upright once', () => {
    const { proxy, print } = proxied('w-300', { width: 4000, height: 6000, orientation: 6 }) ?? {};
    expect([proxy?.input.autoOrient, print?.input.autoOrient]).toEqual([true, false]);
    expect(proxy).toMatchObject({ width: 408, height: 612 });
  });

  it.each<[string, string, Partial<ImageFacts>?]>([
    ['asks for nearly as many pixels as a proxy has', 'w-981'],
    ['asks for more', 'w-3000'],
    ['is cut out of the whole', 'w-300,h-300,cm-extract'],
    ['is a small part of it, at half its size', 'w-400,h-400,x-100,y-100,cm-extract:w-200'],
    ['keeps metadata', 'w-300,md-true'],
    ['keeps the profile', 'w-300,cp-true', { hasProfile: true }],
    ['is to be without loss', 'w-300,lo-true,f-webp'],
    ['is of a picture that is not large', 'w-300', { width: 4000, height: 2000 }],
    ['is an animation', 'w-300,f-webp', { format: 'gif', frames: 2 }],
    ['is of a drawing', 'w-300,f-png', { format: 'svg' }],
    ['asks for nothing', ''],
  ])('is made of the original when it %s', (_, text, facts) => {
    expect(proxied(text, facts)).toBeUndefined();
  });

  it('that shows another picture in a layer is made of a proxy, too', () => {
    const overlays = { '/logo.png': { width: 100, height: 50 } };
    expect(proxied('w-400:l-image,i-logo.png,t-false,l-end', {}, { overlays })).toBeDefined();
  });

  it('has no proxy where there are to be none', () => {
    expect(printFromProxy(planFor('w-400', { facts: large }).plan, 0)).toBeUndefined();
  });
});
