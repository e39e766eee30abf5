import sharp from 'sharp';
import { describe, it } from 'vitest';
import type { Operation } from '../../domain/plan.ts';
import { drawCoordinates, makePlan, pixelsOf, render } from './coordinates.contract.ts';
import { expectPlaced } from './trace-back.contract.ts';

const upright = { width: 1200, height: 900 };

/** How a camera held that way would have stored the picture (EXIF 2.32 §4.6.4, Orientation). */
const storedAs: [number, { flop?: boolean; flip?: boolean; degrees?: number }][] = [
  [1, {}],
  [2, { flop: true }],
  [3, { degrees: 180 }],
  [4, { flip: true }],
  [5, { degrees: 90, flop: true }],
  [6, { degrees: 270 }],
  [7, { degrees: 270, flop: true }],
  [8, { degrees: 90 }],
];

async function photograph(orientation: number, { flop = false, flip = false, degrees = 0 }): Promise<Buffer> {
  const turned = await drawCoordinates(upright).rotate(degrees).png().toBuffer();
  return await sharp(turned)
    .flop(flop)
    .flip(flip)
    .withMetadata({ orientation })
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();
}

const plans: [string, Operation[]][] = [
  ['as it is', []],
  ['reduced', [{ kind: 'resize', width: 200, height: 150 }]],
  [
    'reduced and cut',
    [
      { kind: 'resize', width: 200, height: 150 },
      { kind: 'crop', left: 11, top: 22, width: 100, height: 50 },
    ],
  ],
  [
    'cut and reduced',
    [
      { kind: 'crop', left: 111, top: 222, width: 600, height: 300 },
      { kind: 'resize', width: 300, height: 150 },
    ],
  ],
  [
    'cut and reduced a lot',
    [
      { kind: 'crop', left: 111, top: 222, width: 600, height: 300 },
      { kind: 'resize', width: 60, height: 30 },
    ],
  ],
  [
    'mirrored and turned',
    [
      { kind: 'resize', width: 200, height: 150 },
      { kind: 'flip', horizontal: true, vertical: false },
      {
        kind: 'rotate',
        degrees: 90,
        width: 150,
        height: 200,
        background: { r: 0, g: 0, b: 0, alpha: 0 },
      },
    ],
  ],
];

describe.each(storedAs)('orientation %i', (orientation, stored) => {
  it.each(plans)('is upright before it is %s', async (_, operations) => {
    const plan = makePlan({ format: 'jpeg', ...upright }, operations);
    expectPlaced(await pixelsOf(await render(await photograph(orientation, stored), plan)), plan);
  });
});

it('stays as it is stored when the plan does not ask for upright pixels', async () => {
  const stored = { width: upright.height, height: upright.width };
  const bytes = await drawCoordinates(stored)
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 100 })
    .toBuffer();
  const plan = makePlan({ format: 'jpeg', ...stored, autoOrient: false }, []);
  expectPlaced(await pixelsOf(await render(bytes, plan)), plan);
});
