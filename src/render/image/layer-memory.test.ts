import { describe, expect, it } from 'vitest';
import type { LayerPlan } from '../../domain/plan.ts';
import { createLayerMemory } from './layer-memory.ts';

const layer = (width: number): LayerPlan => ({
  input: {
    kind: 'file',
    source: 1,
    picture: { format: 'png', autoOrient: false, frames: 0, width, height: 1 },
  },
  operations: [],
  width,
  height: 1,
});
const drawn = (bytes: number) =>
  ({ data: Buffer.alloc(bytes), width: 1, height: 1, channels: 4, frames: 1 }) as const;
const from = (...overlayPaths: string[]) => ({ sourcePath: 'picture', overlayPaths });

describe('drawn layers are remembered', () => {
  it('by what they are and where their bytes are, on whatever picture', () => {
    const memory = createLayerMemory({ maxBytes: 1000 });
    const logo = drawn(100);
    memory.keep(layer(5), from('logo'), logo);
    expect(memory.recall(layer(5), { sourcePath: 'another', overlayPaths: ['logo'] })).toBe(logo);
    expect(memory.recall(layer(6), from('logo'))).toBeUndefined();
    expect(memory.recall(layer(5), from('other'))).toBeUndefined();
  });

  it('within bounds: the oldest goes, and none takes more than a quarter', () => {
    const memory = createLayerMemory({ maxBytes: 1000 });
    for (let width = 1; width <= 9; width += 1) memory.keep(layer(width), from('logo'), drawn(200));
    const kept = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((width) => memory.recall(layer(width), from('logo')));
    expect(kept).toEqual([5, 6, 7, 8, 9]);
    memory.keep(layer(1), from('logo'), drawn(300));
    expect(memory.recall(layer(1), from('logo'))).toBeUndefined();
  });
});
