import { afterAll, beforeAll, expect, describe as group, it } from 'vitest';
import { upload } from '../support/api.ts';
import { accepts, deliver } from '../support/delivery.ts';
import { expectPicture } from '../support/expected-picture.ts';
import {
  describe,
  drawAnimation,
  drawCoordinates,
  drawHalfTransparent,
  readPhotograph,
} from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
  for (const [width, height] of [
    [400, 300],
    [400, 100],
    [600, 600],
  ] as const)
    await upload(server, `/${width}x${height}.png`, await drawCoordinates(width, height).png().toBuffer());
  await upload(server, '/half.png', await (await drawHalfTransparent(400, 300)).png().toBuffer());
  await upload(server, '/large.png', await (await drawHalfTransparent(2216, 1500)).png().toBuffer());
  await upload(server, '/photo.jpg', await readPhotograph('chelsea-the-cat.jpg'));
  await upload(server, '/vase.svg', vase);
  await upload(server, '/moving.gif', await drawAnimation('gif'));
});
afterAll(() => server.stop());

/** A cut-out: narrow feet, a belly, a neck, and two leaves. */
const vase = `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="260">
<path d="M135 60 L165 60 L160 90 C190 110 195 150 170 190 L130 190 C105 150 110 110 140 90 Z" fill="#c4772f"/>
<path d="M150 60 C150 40 170 35 180 25 C175 45 165 50 152 60Z M148 60 C140 40 120 40 115 30 C130 30 146 40 150 60Z" fill="#3a7a3a"/>
</svg>`;

/** Spec image-transformations §4.12 and §7, by the names of their rows where they have one. */
group('an effect', () => {
  it.each([
    ['G47', 'w-800,h-600,cm-pad_resize,bg-blurred', '600x600.png', 800, 600],
    ['C24', 'w-500,e-shadow', 'large.png', 500, 338],
    ['shadow on the ground', 'w-300,e-dropshadow', 'half.png', 300, 225],
    ['perspective', 'e-distort-p-50_0_350_0_400_300_0_300', '400x300.png', 400, 300],
    ['perspective beyond the edge', 'e-distort-p-N20_0_400_0_400_300_0_300', '400x300.png', 420, 300],
    ['arc', 'e-distort-a-90', '400x100.png', 431, 160],
    ['arc upwards', 'e-distort-a-N90', '400x100.png', 431, 160],
    ['gradient', 'e-gradient-ld-45_from-red_to-00FF0010_sp-0.5', '400x300.png', 400, 300],
    ['gradient beneath a layer’s place', 'e-gradient-from-red_to-white', 'half.png', 400, 300],
    ['all of a step', 'w-200,e-contrast,e-colorize-in-20,e-sharpen,bl-2,rt-90,r-20', 'photo.jpg', 133, 200],
    ['unsharp mask', 'w-200,e-usm-2-2-0.8-0.024', 'photo.jpg', 200, 133],
    ['another colour', 'w-200,cr-teal_30', 'photo.jpg', 200, 133],
    ['colours of the edge', 'w-200,h-200,cm-pad_resize,bg-gradient_dominant_4', 'photo.jpg', 200, 200],
    ['attention', 'w-100,h-200,fo-auto', 'photo.jpg', 100, 200],
    ['a face that nobody finds', 'w-100,h-200,fo-face,z-2', 'photo.jpg', 100, 200],
    ['no hint', 'w-auto,h-150,dpr-auto', '400x300.png', 200, 150],
    ['frames', 'w-30,e-distort-a-90,b-2_red:e-gradient', 'moving.gif', 45, 27],
  ])('%s: %s of %s is %i × %i', async (_, transformation, name, width, height) => {
    const answer = await deliver(server, `/tr:${transformation}/${name}`);
    expect([answer.status, answer.headers['ik-error']]).toEqual([200, undefined]);
    expect(await describe(answer.bytes)).toMatchObject({ width, height });
  });

  it('keeps every frame of an animation', async () => {
    const answer = await deliver(server, '/tr:w-30,e-colorize-co-red,b-2_red:e-gradient/moving.gif');
    expect(await describe(answer.bytes)).toMatchObject({ format: 'gif', frames: 3, width: 34, height: 24 });
  });

  it.each([
    ['C23', 'e-shadow', 'large.png', 'ELIMIT'],
    ['corners that cross', 'e-distort-p-350_0_50_0_400_300_0_300', '400x300.png', 'EINVALID'],
    ['a canvas beyond all limits', 'e-distort-p-0_0_90000_0_90000_90000_0_90000', '400x300.png', 'ELIMIT'],
    ['blurred without padding', 'w-200,bg-blurred', '400x300.png', 'EINVALID'],
  ])('%s: %s of %s is refused', async (_, transformation, name, code) => {
    const answer = await deliver(server, `/tr:${transformation}/${name}`);
    expect([answer.status, answer.headers['ik-error']]).toEqual([400, expect.stringMatching(`^${code} - `)]);
  });

  /** Each of these pictures was looked at: they are to be believed. */
  it.each([
    ['usual', 'e-dropshadow'],
    ['from-behind', 'e-dropshadow-az-0_el-45_st-60'],
    ['from-the-right', 'e-dropshadow-az-90'],
    ['low', 'e-dropshadow-az-140_el-25'],
    ['high-and-faint', 'e-dropshadow-el-70_st-30'],
  ])('the shadow on the ground falls as agreed: %s', async (name, transformation) => {
    const answer = await deliver(server, `/tr:f-png,${transformation}/vase.svg`);
    expect([answer.status, answer.headers['ik-error']]).toEqual([200, undefined]);
    await expectPicture(`shadow/${name}`, answer.bytes);
  });

  it('F6: an unsharp mask is never AVIF', async () => {
    const ask = (accept: string) =>
      deliver(server, '/tr:w-200,f-avif,e-usm-2-2-0.8-0.024/photo.jpg', { accept });
    expect((await ask(accepts.avif)).headers['content-type']).toBe('image/webp');
    expect((await ask(accepts.anything)).headers['content-type']).toBe('image/jpeg');
  });
});
