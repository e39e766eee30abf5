import sharp, { type Sharp } from 'sharp';
import { mayShrinkFast } from '../src/render/image/resize.ts';
import { sourceSize } from './sources.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface OperationCase {
  readonly name: string;
  /** Of a picture that has been brought to `size`. */
  readonly wish: (size: Size) => string;
  readonly to: 'jpg' | 'png';
  /** The nearest that sharp can do by itself, to a pipeline that gives `size`. Absent: nothing comes near. */
  readonly bare?: (picture: Sharp, size: Size) => Sharp | Promise<Sharp>;
}

/** A file of the library, and of the bare loop, that layers show. */
export const logo = { name: 'logo.png', width: 240, height: 160 };

export async function drawLogo(): Promise<Buffer> {
  const shape = `<svg width="${logo.width}" height="${logo.height}"><ellipse cx="50%" cy="50%" rx="45%" ry="40%" fill="#c0402080"/></svg>`;
  return await sharp(Buffer.from(shape)).png().toBuffer();
}

const red = { r: 255, g: 0, b: 0, alpha: 1 };
const side = ({ width }: Size) => `w-${width}`;
const box = ({ width }: Size) => ({ width, height: Math.round(width * 0.75) });

export function operationCases(logoPath: string): readonly OperationCase[] {
  const overlay = async (blend: 'over' | 'multiply' | 'screen') => ({
    input: await sharp(logoPath).resize(120, 80).png({ compressionLevel: 0 }).toBuffer(),
    left: 20,
    top: 20,
    blend,
  });
  const layer = (mode = '') => `l-image,i-${logo.name},w-120,h-80,lx-20,ly-20${mode},l-end`;
  return [
    { name: 'resize', to: 'jpg', wish: side, bare: (picture) => picture },
    {
      name: 'crop to a ratio',
      to: 'jpg',
      wish: (size) => `w-${box(size).width},h-${box(size).height}`,
      bare: (picture, size) => cover(picture, box(size)),
    },
    {
      name: 'extract',
      to: 'jpg',
      wish: (size) => `${side(size)}:w-200,h-150,cm-extract,x-30,y-20`,
      bare: (picture) => picture.extract({ left: 30, top: 20, width: 200, height: 150 }),
    },
    {
      name: 'pad',
      to: 'jpg',
      wish: ({ width }) => `w-${width},h-${width},cm-pad_resize,bg-FF0000`,
      bare: (picture, { width }) => picture.resize({ width, height: width, fit: 'contain', background: red }),
    },
    {
      name: 'pad, blurred',
      to: 'jpg',
      wish: ({ width }) => `w-${width},h-${width},cm-pad_resize,bg-blurred`,
      bare: async (picture, { width }) => {
        const input = await picture.png({ compressionLevel: 0 }).toBuffer();
        return sharp(input).resize({ width, height: width, fit: 'cover' }).blur(30).composite([{ input }]);
      },
    },
    { name: 'mirror', to: 'jpg', wish: (size) => `${side(size)},fl-h`, bare: (picture) => picture.flop() },
    {
      name: 'quarter turn',
      to: 'jpg',
      wish: (size) => `${side(size)},rt-90`,
      bare: (picture) => picture.rotate(90),
    },
    {
      name: 'turn by 30°',
      to: 'jpg',
      wish: (size) => `${side(size)},rt-30,bg-FF0000`,
      bare: (picture) => picture.rotate(30, { background: red }),
    },
    { name: 'blur', to: 'jpg', wish: (size) => `${side(size)},bl-5`, bare: (picture) => picture.blur(5) },
    {
      name: 'sharpen',
      to: 'jpg',
      wish: (size) => `${side(size)},e-sharpen-50`,
      bare: (picture) => picture.sharpen({ sigma: 1, m1: 2, m2: 2 }),
    },
    {
      name: 'unsharp mask',
      to: 'jpg',
      wish: (size) => `${side(size)},e-usm-2-2-0.8-0.024`,
      bare: (picture) => picture.sharpen({ sigma: 2 }),
    },
    {
      name: 'contrast',
      to: 'jpg',
      wish: (size) => `${side(size)},e-contrast`,
      bare: (picture) => picture.normalise({ lower: 1, upper: 99 }),
    },
    {
      name: 'greyscale',
      to: 'jpg',
      wish: (size) => `${side(size)},e-grayscale`,
      bare: (picture) => picture.greyscale(),
    },
    {
      name: 'tint',
      to: 'jpg',
      wish: (size) => `${side(size)},e-colorize-co-red`,
      bare: (picture) => picture.tint(red),
    },
    { name: 'another colour', to: 'jpg', wish: (size) => `${side(size)},cr-teal_30_F0C020` },
    {
      name: 'border',
      to: 'jpg',
      wish: (size) => `${side(size)},b-10_FF0000`,
      bare: (picture) => picture.extend({ top: 10, left: 10, right: 10, bottom: 10, background: red }),
    },
    {
      name: 'rounded corners',
      to: 'png',
      wish: (size) => `${side(size)},r-40`,
      bare: (picture, size) =>
        picture.composite([
          { input: svg(size, '<rect width="100%" height="100%" rx="40"/>'), blend: 'dest-in' },
        ]),
    },
    {
      name: 'opacity',
      to: 'png',
      wish: (size) => `${side(size)},o-50`,
      bare: (picture) => picture.ensureAlpha(0.5),
    },
    {
      name: 'gradient',
      to: 'jpg',
      wish: (size) => `${side(size)},e-gradient-from-FF0000_to-00FF0010`,
      bare: (picture, size) => picture.composite([{ input: svg(size, gradient) }]),
    },
    {
      name: 'shadow',
      to: 'png',
      wish: (size) => `${side(size)},r-max:e-shadow`,
      bare: async (picture, size) => {
        const cut = picture.composite([
          { input: svg(size, '<ellipse cx="50%" cy="50%" rx="50%" ry="50%"/>'), blend: 'dest-in' },
        ]);
        const input = await cut.png({ compressionLevel: 0 }).toBuffer();
        return sharp(input).linear([0, 0, 0, 0.3], [0, 0, 0, 0]).blur(10).composite([{ input }]);
      },
    },
    { name: 'perspective', to: 'png', wish: (size) => `${side(size)}:e-distort-p-50_0_350_0_400_300_0_300` },
    { name: 'arc', to: 'png', wish: (size) => `${side(size)},e-distort-a-60` },
    {
      name: 'attention',
      to: 'jpg',
      wish: ({ width }) => `w-${width},h-${width},fo-auto`,
      bare: (picture, { width }) =>
        picture.resize({ width, height: width, fit: 'cover', position: 'attention' }),
    },
    {
      name: 'trim',
      to: 'jpg',
      wish: (size) => `${side(size)},b-10_FF0000:t-true`,
      bare: async (picture) => {
        const framed = picture.extend({ top: 10, left: 10, right: 10, bottom: 10, background: red });
        return sharp(await framed.png({ compressionLevel: 0 }).toBuffer()).trim({ threshold: 10 });
      },
    },
    {
      name: 'squares',
      to: 'jpg',
      wish: (size) => `${side(size)},x-pixelate-s-12`,
      bare: async (picture, size) => {
        const small = { width: Math.round(size.width / 12), height: Math.round(size.height / 12) };
        const input = await picture.png({ compressionLevel: 0 }).toBuffer();
        const squares = await sharp(input)
          .resize({ ...small, fit: 'fill' })
          .png()
          .toBuffer();
        return sharp(squares).resize({ ...size, fit: 'fill', kernel: 'nearest' });
      },
    },
    {
      name: 'image layer',
      to: 'jpg',
      wish: (size) => `${side(size)},${layer()}`,
      bare: async (picture) => picture.composite([await overlay('over')]),
    },
    {
      name: 'layer, multiplied',
      to: 'jpg',
      wish: (size) => `${side(size)},${layer(',lm-multiply')}`,
      bare: async (picture) => picture.composite([await overlay('multiply')]),
    },
    {
      name: 'layer, screened',
      to: 'jpg',
      wish: (size) => `${side(size)},${layer(',x-blend-screen')}`,
      bare: async (picture) => picture.composite([await overlay('screen')]),
    },
  ];
}

/** Decoded as finely as the server does it, so that both give the same picture (docs/decisions/0037). */
function cover(picture: Sharp, size: Size, position = 'centre'): Sharp {
  return picture.resize({
    ...size,
    fit: 'cover',
    position,
    fastShrinkOnLoad: mayShrinkFast(sourceSize, size),
  });
}

function svg({ width, height }: Size, content: string): Buffer {
  return Buffer.from(`<svg width="${width}" height="${height}">${content}</svg>`);
}

const gradient =
  '<defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="#f00"/><stop offset="1" stop-color="#0f0" stop-opacity="0.1"/></linearGradient></defs><rect width="100%" height="100%" fill="url(#g)"/>';
