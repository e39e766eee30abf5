import { describe, expect, it } from 'vitest';
import type { TextBox } from '../../../domain/text-box.ts';
import { fontFamilies } from '../../../transform/font-families.ts';
import { useOwnFonts } from '../../fonts/own-fonts.contract.ts';
import type { WorkerLimits } from '../../limits.ts';
import { usualPool } from '../../pool-options.contract.ts';
import type { RawPicture } from '../picture.ts';
import { drawText } from './draw-text.ts';
import { makeTextBox } from './text-box.contract.ts';

useOwnFonts();

function draw(changed: Partial<TextBox> = {}, changedLimits: Partial<WorkerLimits> = {}) {
  return drawText(makeTextBox(changed), { sourcePath: '' }, { ...usualPool, ...changedLimits });
}

/** First and last column with ink. */
function inkOf({ data, width, height }: RawPicture) {
  const columns = Array.from({ length: width }, (_, x) =>
    Array.from({ length: height }, (_, y) => data[(y * width + x) * 4 + 3] ?? 0).some((alpha) => alpha > 0),
  );
  return { first: columns.indexOf(true), last: columns.lastIndexOf(true) };
}

describe('the size of a text', () => {
  it('is that of its ink: an em of 45 CSS pixels', async () => {
    const { width, height } = await draw();
    expect(width).toBeGreaterThanOrEqual(386);
    expect(width).toBeLessThanOrEqual(388);
    expect(height).toBe(45);
  });

  it('grows with the font size, fractions included', async () => {
    const small = await draw({ sizePixels: 30 });
    const middle = await draw({ sizePixels: 30.5 });
    expect(middle.width - small.width).toBeGreaterThan(1);
    expect(middle.width - small.width).toBeLessThan(8);
  });

  it('is that of its font, each of which is there', async () => {
    const drawings = await Promise.all(
      fontFamilies.map(({ family }) => draw({ font: { kind: 'family', family } })),
    );
    expect(new Set(drawings.map(({ data }) => data.toString('base64'))).size).toBe(fontFamilies.length);
  });

  it('is the same for an unknown family as for the default one', async () => {
    const { width } = await draw({ font: { kind: 'family', family: 'Nope' } });
    expect(width).toBe((await draw()).width);
  });
});

describe('lines', () => {
  const text = 'The quick brown fox';

  it('end at spaces, where the next word would be wider than the box', async () => {
    const one = await draw({ text });
    const two = await draw({ text, wrapWidth: 300 });
    expect(one.width).toBeGreaterThan(300);
    expect(two.width).toBe(300);
    expect(two.height).toBeGreaterThan(one.height + 45);
  });

  it('end where a line break stands', async () => {
    const { width, height } = await draw({ text: 'The quick\nbrown fox' });
    expect(width).toBeLessThan(230);
    expect(height).toBeGreaterThan(90);
  });

  it('keep a longer word whole, which widens the box', async () => {
    const word = await draw({ text: 'Donaudampfschifffahrt' });
    const { width } = await draw({ text: 'a Donaudampfschifffahrt b', wrapWidth: 100 });
    // The letter above it begins further left.
    expect(Math.abs(width - word.width)).toBeLessThan(4);
  });

  it.each([
    ['Thai', 'ภาษาไทยไม่มีช่องว่างระหว่างคำ'],
    ['Chinese', '你好世界你好世界你好世界'],
  ])('end between words of %s, which has no spaces', async (_, unspaced) => {
    expect((await draw({ text: unspaced, wrapWidth: 250 })).width).toBe(250);
  });

  it('are as far apart as is asked', async () => {
    const near = await draw({ text: 'x\nx', lineHeight: 50 });
    const far = await draw({ text: 'x\nx', lineHeight: 80 });
    expect(far.height - near.height).toBe(30);
  });
});

describe('the alignment in a box', () => {
  const room = 600;

  it.each(['overlay made easy', 'مرحبا بالعالم', 'שלום עולם'])('of %s', async (text) => {
    const [left, center, right] = await Promise.all(
      (['left', 'center', 'right'] as const).map(async (alignment) =>
        inkOf(await draw({ text, alignment, wrapWidth: room })),
      ),
    );
    expect(left?.first).toBeLessThan(6);
    expect(right?.last).toBeGreaterThan(room - 8);
    expect(Math.abs((center?.first ?? 0) - (room - (center?.last ?? 0)))).toBeLessThan(8);
  });

  it('is not lost to the direction of a neighbour', async () => {
    const { first } = inkOf(await draw({ text: 'مرحبا\nhello', alignment: 'left', wrapWidth: room }));
    expect(first).toBeLessThan(6);
    const narrow = await draw({ text: 'مرحبا\nhello', alignment: 'left' });
    expect(narrow.width).toBeLessThan(150);
  });
});

describe('a style', () => {
  it.each(['Open Sans', 'Lobster'])('changes %s, with a face of its own or without', async (family) => {
    const font = { kind: 'family', family } as const;
    const drawings = await Promise.all([
      draw({ font }),
      draw({ font, bold: true }),
      draw({ font, italic: true }),
      draw({ font, bold: true, italic: true }),
      draw({ font, strikethrough: true }),
    ]);
    const seen = new Set(drawings.map(({ data }) => data.toString('base64')));
    expect(seen.size).toBe(drawings.length);
  });

  it('leaves emoji in their colours', async () => {
    const { data } = await draw({ text: '😀', bold: true, italic: true, colour: { r: 0, g: 0, b: 255 } });
    const pixels = Array.from({ length: data.length / 4 }, (_, index) =>
      data.subarray(index * 4, index * 4 + 4),
    );
    const yellow = pixels.filter(
      ([r = 0, g = 0, b = 0, alpha = 0]) => alpha > 250 && r > 220 && g > 160 && b < 120,
    );
    expect(yellow.length).toBeGreaterThan(300);
  });
});

describe('text from strangers', () => {
  it.each([
    '<b>bold</b>',
    '<span size="99999">x</span>',
    '&lt;',
    '&',
    '"\'',
    '</span><span foreground="red">',
  ])('says nothing to the typesetter: %s', async (text) => {
    const apart = text.replace(/./g, '$&\u200b');
    expect((await draw({ text })).width).toBeGreaterThan(0.8 * (await draw({ text: apart })).width);
  });

  it('leaves an empty box when nothing of it can be seen', async () => {
    expect(await draw({ text: '  \u200b\n' })).toMatchObject({ width: 1, height: 1 });
    expect(await draw({ text: '', wrapWidth: 40 })).toMatchObject({ width: 40, height: 1 });
  });

  it('may pile up accents', async () => {
    const { width, height } = await draw({ text: `Z${'\u0301\u0323\u0336'.repeat(600)}` });
    expect(width * height).toBeLessThan(100_000);
  });

  it.each<[string, Partial<TextBox>]>([
    ['a large font', { sizePixels: 5000 }],
    ['an endless font', { sizePixels: 1e300 }],
    ['an endless line', { text: 'wide '.repeat(400) }],
    ['a column without end', { text: 'long '.repeat(400), wrapWidth: 10 }],
    ['many lines', { text: 'x\n'.repeat(400) }],
    ['lines far apart', { text: 'x\nx', lineHeight: 1e9 }],
    ['a wide box', { wrapWidth: 20_000 }],
    ['a large area', { text: '世界'.repeat(1000), sizePixels: 200, wrapWidth: 8000 }],
  ])('is refused before it takes memory: %s', async (_, changed) => {
    await expect(draw(changed)).rejects.toMatchObject({
      code: 'invalid',
      reason: expect.stringMatching(/^ELIMIT - A text layer has more than 16383 pixels on a side/),
    });
  });

  it('is drawn up to the limit', async () => {
    const { width } = await draw({ text: 'wide '.repeat(60) });
    await expect(draw({ text: 'wide '.repeat(60) }, { maxTextSide: width })).resolves.toBeDefined();
    await expect(draw({ text: 'wide '.repeat(60) }, { maxTextSide: width - 1 })).rejects.toThrow();
  });
});
