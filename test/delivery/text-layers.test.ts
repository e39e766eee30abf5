import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, describe as group, it } from 'vitest';
import { compress } from 'wawoff2';
import { parseSfnt, writeSfnt } from '../../src/render/fonts/sfnt.ts';
import { call, upload } from '../support/api.ts';
import { deliver } from '../support/delivery.ts';
import { expectPicture } from '../support/expected-picture.ts';
import { describe, drawPlain, type Pixels, readPixels } from '../support/pictures.ts';
import { repository } from '../support/program.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
const face = (name: string) => readFile(join(repository, 'fonts', name));

beforeAll(async () => {
  server = await startServer();
  await upload(server, '/plain.png', await drawPlain(360, 150, 'aliceblue').png().toBuffer());
  await upload(server, '/square.png', await drawPlain(600, 600, 'white').png().toBuffer());
  await upload(server, '/photo.jpg', await drawPlain(800, 600, 'teal').jpeg().toBuffer());
});
afterAll(() => server.stop());

/** `tokens` after the text itself, which goes over as SDKs send it. */
function print(text: string, tokens: string, file = 'plain.png') {
  const encoded = encodeURIComponent(Buffer.from(text).toString('base64'));
  return deliver(server, `/tr:l-text,ie-${encoded},${encodeURI(tokens)},l-end:f-png/${file}`);
}

/** The smallest rectangle that holds everything that is not white. */
function inkBox({ width, height, at }: Pixels) {
  const isInk = (x: number, y: number) => at(x, y).some((channel) => channel < 250);
  const xs = Array.from({ length: width }, (_, x) => x).filter((x) =>
    Array.from({ length: height }, (_, y) => y).some((y) => isInk(x, y)),
  );
  const ys = Array.from({ length: height }, (_, y) => y).filter((y) => xs.some((x) => isInk(x, y)));
  const [left = 0, top = 0] = [xs[0], ys[0]];
  return { left, top, width: (xs.at(-1) ?? -1) + 1 - left, height: (ys.at(-1) ?? -1) + 1 - top };
}

/** Each of these pictures was looked at by somebody who can read it, or by comparison with the script's own samples. */
group('a text looks as agreed:', () => {
  it.each([
    ['latin', 'Hamburgefonts ﬁne «ÄÖÜ ßæø»', 'fs-22'],
    ['latin-bold-italic', 'Bold and italic', 'fs-36,tg-b_i,ff-Crimson Text,co-8B0000'],
    ['synthesised', 'Lobster has one face', 'fs-34,tg-b_i_strikethrough,ff-Lobster'],
    ['strikethrough', '1.299,00 €', 'fs-40,tg-strikethrough,ff-Roboto,co-gray'],
    ['monoton', 'MONOTON', 'fs-48,ff-Monoton,co-teal'],
    [
      'box',
      'The quick brown fox jumps over the lazy dog',
      'fs-20,w-150,ia-right,pa-10_20_15,bg-FFDD55,r-16,rt-N8,ff-Lato',
    ],
    ['left', 'Lines of text\nto the left', 'fs-24,ia-left,w-240,bg-FFFFFF,lh-40'],
    ['faded', 'One layer', 'fs-40,pa-20,bg-000000,co-FFFFFF,al-4'],
    ['mirrored', 'mirror', 'fs-40,fl-h,bg-FFFFFF,pa-10'],
    ['arabic', 'السلام عليكم ورحمة الله', 'fs-32'],
    ['arabic-lines', 'مرحبا بالعالم هذا نص طويل', 'fs-28,w-200,ia-left,bg-FFFFFF'],
    ['hebrew', 'שלום עולם', 'fs-40,tg-b'],
    ['devanagari', 'क्षत्रिय ज्ञान हिन्दी', 'fs-36'],
    ['bengali', 'বাংলা ক্ষুদ্র', 'fs-36'],
    ['tamil', 'தமிழ் க்ஷேத்திரம்', 'fs-30'],
    ['thai', 'ภาษาไทยไม่มีช่องว่างระหว่างคำ', 'fs-26,w-220'],
    ['chinese', '你好，世界！春眠不觉晓，处处闻啼鸟', 'fs-28,w-230'],
    ['japanese', '日本語テキスト', 'fs-36'],
    ['korean', '안녕하세요 세계', 'fs-36'],
    ['greek-cyrillic', 'Ελληνικά Русский Українська', 'fs-20,ff-Montserrat'],
    ['emoji', 'Hi 😀 👍🏽 🇩🇪 ❤️ 👩🏽‍💻', 'fs-40'],
    ['mixed', 'Hello שלום (42) مرحبا 你好 👋!', 'fs-24'],
    ['markup', '<b>&lt;Fish & "Chips"</b>', 'fs-24'],
  ])('%s', async (name, text, tokens) => {
    const answer = await print(text, tokens);
    expect(answer.status, answer.text).toBe(200);
    await expectPicture(`text/${name}`, answer.bytes);
  });
});

/** Spec image-transformations §6.6, on the real fonts. */
group('the box of a text', () => {
  it.each([
    ['fs-45,lx-0,ly-0', { left: 0, top: 0, width: [386, 388], height: [43, 47] }],
    ['fs-45,pa-10,bg-black,lx-0,ly-0', { left: 0, top: 0, width: [406, 408], height: [63, 67] }],
    ['fs-45,pa-25_50_75_100,bg-black,lx-0,ly-0', { left: 0, top: 0, width: [536, 538], height: [143, 147] }],
    ['fs-45,w-300,pa-10,bg-black,lfo-top', { left: 140, top: 0, width: [320, 320], height: [110, 140] }],
  ])('%s', async (tokens, { left, top, width, height }) => {
    const { bytes } = await print('overlay made easy', tokens, 'square.png');
    const box = inkBox(await readPixels(bytes));
    expect([box.left, box.top]).toEqual([left, top]);
    expect(box.width).toBeGreaterThanOrEqual(width[0] ?? 0);
    expect(box.width).toBeLessThanOrEqual(width[1] ?? 0);
    expect(box.height).toBeGreaterThanOrEqual(height[0] ?? 0);
    expect(box.height).toBeLessThanOrEqual(height[1] ?? 0);
  });

  it('stands in the middle by default', async () => {
    const { bytes } = await print('overlay made easy', 'fs-45', 'square.png');
    const { left, top, width, height } = inkBox(await readPixels(bytes));
    expect(Math.abs(left - Math.ceil((600 - width) / 2))).toBeLessThanOrEqual(1);
    expect(Math.abs(top - Math.ceil((600 - height) / 2))).toBeLessThanOrEqual(1);
  });

  it('leaves a JPEG a JPEG', async () => {
    const { bytes, headers } = await deliver(server, '/tr:w-400:l-text,i-Hello,fs-40,l-end/photo.jpg');
    expect(headers['content-type']).toBe('image/jpeg');
    expect(await describe(bytes)).toMatchObject({ format: 'jpeg', width: 400, height: 300 });
  });
});

group('a font of the library', () => {
  const sample = 'fs-40,ff-brand@@';
  const inkOf = async (tokens: string) => {
    const answer = await print('Hamburgefonts', tokens, 'square.png');
    expect(answer.status, String(answer.headers['ik-error'])).toBe(200);
    return inkBox(await readPixels(answer.bytes));
  };

  it('may be any that can be read, whatever it calls itself', async () => {
    const lobster = await face('Lobster_400Regular.ttf');
    await upload(server, '/brand/any.ttf', lobster);
    await upload(server, '/brand/any.woff2', Buffer.from(await compress(lobster)));
    await upload(server, '/brand/korean.otf', await face('NotoSansKR-Regular.otf'));
    const wanted = await inkOf('fs-40,ff-Lobster');
    expect(await inkOf(`${sample}any.ttf`)).toEqual(wanted);
    expect(await inkOf(`${sample}any.woff2`)).toEqual(wanted);
    expect(await inkOf(`${sample}korean.otf`)).not.toEqual(wanted);
  });

  it('is the file that stands there now', async () => {
    await upload(server, '/brand/changing.ttf', await face('Lobster_400Regular.ttf'));
    const before = await print('Hamburgefonts', `${sample}changing.ttf`);
    await upload(server, '/brand/changing.ttf', await face('Monoton_400Regular.ttf'), {
      overwriteFile: true,
    });
    const after = await print('Hamburgefonts', `${sample}changing.ttf`);
    expect(after.headers.etag).not.toBe(before.headers.etag);
    expect(after.bytes.equals(before.bytes)).toBe(false);
  });

  it('may be private, but not a draft', async () => {
    const arvo = await face('Arvo_400Regular.ttf');
    await upload(server, '/brand/private.ttf', arvo, { isPrivateFile: true });
    await upload(server, '/brand/draft.ttf', arvo, { isPublished: false });
    expect((await print('x', `${sample}private.ttf`)).status).toBe(200);
    expect((await print('x', `${sample}draft.ttf`)).status).toBe(404);
  });

  it('is answered with 404 when it is missing', async () => {
    const { status, headers } = await print('x', `${sample}missing.ttf`);
    expect(status).toBe(404);
    expect(headers['ik-error']).toBe('ENOENT - No file was found for the layer /brand/missing.ttf');
  });

  it('is answered with 400 when it is none', async () => {
    const whole = parseSfnt(await face('Lobster_400Regular.ttf'));
    if (whole === undefined) throw new Error('Not a font');
    const spoilt = writeSfnt({ ...whole, tables: new Map([...whole.tables, ['head', Buffer.alloc(54)]]) });
    await upload(server, '/brand/words.ttf', 'These are words.');
    await upload(server, '/brand/spoilt.ttf', spoilt);
    for (const name of ['words.ttf', 'spoilt.ttf']) {
      const { status, headers } = await print('x', `${sample}${name}`);
      expect([status, headers['ik-error']]).toEqual([400, 'EINVALIDFONT - The font file cannot be read.']);
    }
  });
});

group('text from strangers', () => {
  it.each([
    ['a size beyond the limit', 'x', 'fs-20000'],
    ['an endless line', 'wide '.repeat(350), 'fs-60'],
    ['a large area', '世界'.repeat(300), 'fs-400,w-10000'],
    ['lines without end', 'x\n'.repeat(900), 'fs-40'],
  ])('is refused: %s', async (_, text, tokens) => {
    const { status, headers } = await print(text, tokens);
    expect(status).toBe(400);
    expect(headers['ik-error']).toMatch(/^ELIMIT/);
  });

  it.each([
    ['accents in heaps', `Z${'\u0301\u0323\u0336'.repeat(300)}`],
    ['control characters', 'a\u0000b\u0007c\u001b[31m'],
    ['a sequence that is no UTF-8', '\ufffd'],
    ['marks of direction without end', '\u202e\u2067'.repeat(200)],
    ['nothing to be seen', ' \u200b '],
    ['unassigned characters', '\u{e0fff}\u0378\u{10ffff}'],
  ])('is drawn as far as it can be: %s', async (_, text) => {
    expect((await print(text, 'fs-20')).status).toBe(200);
  });

  it('has left the server in good health', async () => {
    expect((await call(server, 'GET', '/readyz')).status).toBe(200);
  });
});
