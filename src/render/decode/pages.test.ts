import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makePdf, postscript } from '../../../test/support/fixtures.ts';
import { limitsOf } from '../image/coordinates.contract.ts';
import { measure } from '../image/measure.ts';
import { drawPixels, pictureOf, probeBytes } from './coordinates-inside.contract.ts';

const folder = await mkdtemp(join(tmpdir(), 'pages-'));
afterAll(() => rm(folder, { recursive: true }));

const [red, blue, green] = ['1 0 0', '0 0 1', '0 1 0'];
const paper = makePdf([
  { width: 200, height: 100, left: blue, right: red },
  { width: 60, height: 90, left: green, right: green },
  { width: 60, height: 90, left: green, right: red, rotate: 90 },
]);

describe('a PDF', () => {
  it('is a document with pages, and no image', async () => {
    const facts = await probeBytes(paper);
    expect(facts).toMatchObject({ mime: 'application/pdf', kind: 'raw' });
    expect(facts).not.toHaveProperty('image');
    expect(facts.document).toMatchObject({
      format: 'pdf',
      width: 200,
      height: 100,
      pages: 3,
      isOpaque: true,
    });
  });

  it.each([1, 4, 0.25])('is drawn at the size that is needed: %f times its own', async (factor) => {
    const [width, height] = [200 * factor, 100 * factor];
    const drawn = await drawPixels(paper, { operations: [{ kind: 'resize', width, height }] });
    expect(drawn).toMatchObject({ width, height, channels: 3 });
    // A sharp line in the middle: nothing was enlarged.
    expect(drawn.at(width / 2 - 2, height / 2)).toEqual([0, 0, 255]);
    expect(drawn.at(width / 2 + 1, height / 2)).toEqual([255, 0, 0]);
  });

  it('is drawn sharply where a part of it is enlarged', async () => {
    const drawn = await drawPixels(paper, {
      operations: [
        { kind: 'crop', left: 90, top: 0, width: 20, height: 20 },
        { kind: 'resize', width: 400, height: 400 },
      ],
    });
    expect(drawn).toMatchObject({ width: 400, height: 400 });
    expect([drawn.at(197, 9), drawn.at(202, 9)]).toEqual([
      [0, 0, 255],
      [255, 0, 0],
    ]);
  });

  it.each([
    [0, { width: 200, height: 100 }],
    [1, { width: 60, height: 90 }],
    [2, { width: 90, height: 60 }],
  ])('has pages of their own sizes: %i', async (frames, size) => {
    const sourcePath = join(folder, 'paper');
    await writeFile(sourcePath, paper);
    const input = { format: 'pdf', autoOrient: false, frames, width: 1, height: 1 } as const;
    const box = await measure({ sourcePath, measurement: { kind: 'page', input } }, limitsOf(1e6));
    expect(box).toEqual({ left: 0, top: 0, ...size });
    expect(await drawPixels(paper, { input: { frames, ...size } })).toMatchObject(size);
  });

  it('with other bytes in front, and cut off at its end, is read or described without a picture', async () => {
    expect(await probeBytes(paper.subarray(0, 300))).toMatchObject({ mime: 'application/pdf', kind: 'raw' });
  });
});

const hasGhostscript = spawnSync('gs', ['--version']).status === 0;

describe('PostScript', () => {
  it('is measured without Ghostscript', async () => {
    expect((await probeBytes(postscript)).document).toMatchObject({ format: 'eps', width: 200, height: 100 });
  });

  it('says where it draws at its end, when its head says so', async () => {
    const late = Buffer.from(
      `%!PS-Adobe-3.0\n%%BoundingBox: (atend)\n${'% filler\n'.repeat(9000)}%%BoundingBox: 10 10 40 30\n`,
    );
    expect(await pictureOf(late)).toMatchObject({ width: 30, height: 20 });
  });

  it('without a place to draw in is a program, and no picture', async () => {
    expect(await probeBytes(Buffer.from('%!PS-Adobe-3.0\nshowpage\n'))).toEqual({
      mime: 'application/postscript',
      kind: 'raw',
    });
  });

  it.runIf(hasGhostscript)('is drawn by Ghostscript at the size that is needed', async () => {
    const drawn = await drawPixels(postscript, { operations: [{ kind: 'resize', width: 333, height: 166 }] });
    expect(drawn).toMatchObject({ width: 333, height: 166 });
    expect([drawn.at(20, 80), drawn.at(310, 80)]).toEqual([
      [0, 0, 255],
      [255, 0, 0],
    ]);
  });

  it.runIf(hasGhostscript)('reads no file of the system', async () => {
    const secret = join(folder, 'secret');
    await writeFile(secret, 'secret');
    const curious = Buffer.from(
      `%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 20 20\n(${secret}) (r) file pop 1 0 0 setrgbcolor 0 0 20 20 rectfill showpage\n`,
    );
    await expect(drawPixels(curious)).rejects.toMatchObject({ code: 'invalid' });
  });

  it.runIf(hasGhostscript)('is drawn in one piece when it is large', async () => {
    const drawn = await drawPixels(postscript, {
      operations: [{ kind: 'resize', width: 6000, height: 3000 }],
    });
    expect(drawn).toMatchObject({ width: 6000, height: 3000 });
    expect(drawn.at(10, 1500)).toEqual([0, 0, 255]);
  });

  const drawing = '0 0 1 setrgbcolor 0 0 20 20 rectfill showpage';
  const eps = (program: string) =>
    Buffer.from(`%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 20 20\n${program}\n${drawing}\n`);

  it.runIf(hasGhostscript)('writes no byte to the disk', async () => {
    const greedy = eps('null (w) .tempfile exch pop dup 1000 string writestring flushfile');
    await expect(drawPixels(greedy)).rejects.toMatchObject({ code: 'invalid' });
  });

  it.runIf(hasGhostscript)('may say what it likes, and as much of it: nobody listens', async () => {
    const talkative = eps('/text 65535 string def 1 1 10000 { pop text print } for');
    expect(await drawPixels(talkative)).toMatchObject({ width: 20, height: 20 });
  });

  it('names the program that is missing', async () => {
    const path = process.env.PATH;
    process.env.PATH = folder;
    try {
      await expect(drawPixels(postscript)).rejects.toMatchObject({
        code: 'invalid',
        reason: expect.stringContaining('gs (Ghostscript)'),
      });
    } finally {
      process.env.PATH = path;
    }
  });
});
