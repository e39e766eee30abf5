import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { Operation } from '../../domain/plan.ts';
import { usualPool } from '../pool-options.contract.ts';
import { makePlan, pixelsOf, render } from './coordinates.contract.ts';
import { renderToFile } from './render-to-file.ts';

const size = { width: 40, height: 20 };
/** Left half red, right half blue, with a sharp line between. */
const drawing = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><rect width="20" height="20" fill="#f00"/><rect x="20" width="20" height="20" fill="#00f"/></svg>',
);

describe('a drawing', () => {
  it.each<[string, Operation[], { width: number; height: number }]>([
    ['at its own size', [], { width: 40, height: 20 }],
    ['enlarged', [{ kind: 'resize', width: 400, height: 200 }], { width: 400, height: 200 }],
    ['squeezed', [{ kind: 'resize', width: 400, height: 50 }], { width: 400, height: 50 }],
    ['cut', [{ kind: 'crop', left: 10, top: 0, width: 20, height: 20 }], { width: 20, height: 20 }],
    [
      'cut and enlarged',
      [
        { kind: 'crop', left: 10, top: 0, width: 20, height: 20 },
        { kind: 'resize', width: 500, height: 500 },
      ],
      { width: 500, height: 500 },
    ],
  ])('%s is drawn as sharp as it can be', async (_, operations, expected) => {
    const result = await pixelsOf(await render(drawing, makePlan({ format: 'svg', ...size }, operations)));
    expect(result).toMatchObject(expected);
    const { width, height } = expected;
    expect(result.at(width / 2 - 3, height / 2).slice(0, 3)).toEqual([255, 0, 0]);
    expect(result.at(width / 2 + 2, height / 2).slice(0, 3)).toEqual([0, 0, 255]);
  });

  it('is drawn at the size of the plan, whatever it says of itself', async () => {
    const plan = makePlan({ format: 'svg', width: 90, height: 30 }, []);
    expect(await pixelsOf(await render(drawing, plan))).toMatchObject({ width: 90, height: 30 });
  });
});

describe('a drawing reaches nothing outside itself', () => {
  it.each([
    ['a file beside it', (_: string) => 'secret.png'],
    ['a file beside it, from here', (_: string) => './secret.png'],
    ['a file by its address', (path: string) => pathToFileURL(path).href],
    ['a file by its path', (path: string) => path],
  ])('not %s', async (_, refer) => {
    await expectUnreached((path) => `<image href="${refer(path)}" width="40" height="20"/>`);
    await expectUnreached((path) => `<image xlink:href="${refer(path)}" width="40" height="20"/>`);
  });

  it('not a drawing that it includes', async () => {
    const include = (href: string) =>
      `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="${href}" parse="xml"/>`;
    await expectUnreached(() => include('secret.svg'));
    await expectUnreached((path) => include(pathToFileURL(path).href.replace('.png', '.svg')));
    await expectUnreached(() => '<use href="secret.svg#it"/>');
  });

  it.each([
    '@import url("secret.css");',
    '@im@import "a";port "secret.css";',
    '@import/**/"secret.css";',
    '@\\69mport "secret.css";',
  ])('not a style sheet: %s', async (style) => {
    await expectUnreached(
      () => `<style>${style}</style><rect width="40" height="20" class="it" fill="none"/>`,
    );
  });

  it.each([
    'fill: url("secret.svg#p")',
    '--x: "url(#"; fill: url(secret.svg#p)',
    'fill: url(/**/secret.svg#p)',
    'fill: \\75rl(secret.svg#p)',
  ])('not a pattern by its style: %s', async (style) => {
    await expectUnreached(() => `<style>rect { ${style} }</style><rect width="40" height="20" fill="none"/>`);
  });

  it('not an entity', async () => {
    await expectUnreached(
      () => '<text>&secret;</text>',
      '<!DOCTYPE svg [<!ENTITY secret SYSTEM "secret.svg">]>',
    );
  });
});

/** The secrets are all red. A refusal to draw is as good as drawing nothing. */
async function expectUnreached(body: (secretPath: string) => string, prolog = ''): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'drawing-'));
  try {
    const red = await sharp({ create: { ...size, channels: 3, background: '#ff0000' } })
      .png()
      .toBuffer();
    await writeFile(join(folder, 'secret.png'), red);
    await writeFile(
      join(folder, 'secret.svg'),
      '<svg xmlns="http://www.w3.org/2000/svg"><rect id="it" width="40" height="20" fill="#f00"/><pattern id="p" width="1" height="1"><rect width="40" height="20" fill="#f00"/></pattern></svg>',
    );
    await writeFile(join(folder, 'secret.css'), '.it { fill: #f00 }');
    const sourcePath = join(folder, 'source.svg');
    const targetPath = join(folder, 'target');
    await writeFile(
      sourcePath,
      `${prolog}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="20">${body(join(folder, 'secret.png'))}</svg>`,
    );
    const plan = makePlan({ format: 'svg', ...size }, [
      { kind: 'flatten', colour: { r: 255, g: 255, b: 255, alpha: 1 } },
    ]);
    const drawn = await renderToFile({ plan, sourcePath, targetPath }, usualPool).catch(() => undefined);
    if (drawn === undefined) return;
    const { dominant, channels } = await sharp(targetPath).stats();
    expect(dominant).not.toMatchObject({ r: 248, g: 8, b: 8 });
    expect(channels[1]?.min).toBeGreaterThan(100);
  } finally {
    await rm(folder, { recursive: true });
  }
}
