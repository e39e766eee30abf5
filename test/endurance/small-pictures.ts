import { drawAnimation, drawCoordinates } from '../support/pictures.ts';

export interface SmallPicture {
  readonly name: string;
  readonly bytes: Buffer;
}

/** One small file of each format that is decoded, with the chunks and tags that such files usually carry. */
export async function makeSmallPictures(): Promise<SmallPicture[]> {
  const still = () =>
    drawCoordinates(60, 40)
      .withExif({ IFD0: { Artist: 'Calotype' } })
      .withIccProfile('srgb');
  return [
    { name: 'still.jpg', bytes: await still().jpeg().toBuffer() },
    { name: 'progressive.jpg', bytes: await still().jpeg({ progressive: true }).toBuffer() },
    { name: 'still.png', bytes: await still().png().toBuffer() },
    { name: 'palette.png', bytes: await still().png({ palette: true }).toBuffer() },
    { name: 'still.webp', bytes: await still().webp().toBuffer() },
    { name: 'moving.webp', bytes: await drawAnimation('webp') },
    { name: 'moving.gif', bytes: await drawAnimation('gif') },
    { name: 'still.avif', bytes: await still().avif({ effort: 0 }).toBuffer() },
    { name: 'still.tif', bytes: await still().tiff().toBuffer() },
    { name: 'drawing.svg', bytes: Buffer.from(landscape) },
  ];
}

const landscape = `<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40" viewBox="0 0 60 40">
  <defs><linearGradient id="sky"><stop stop-color="#246"/><stop offset="1" stop-color="#fc8"/></linearGradient></defs>
  <rect width="60" height="40" fill="url(#sky)"/>
  <path d="M0 36 L20 12 L34 30 L44 20 L60 38 V40 H0 Z" fill="#352" opacity="0.8"/>
  <circle cx="50" cy="10" r="6" fill="#fff"/>
</svg>`;
