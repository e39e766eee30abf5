import sharp from 'sharp';

/**
 * The formats that may be decoded, and no other that libvips happens to know: each loader is one more door.
 * SVG comes from memory only: a drawing read from a file may refer to its neighbours, and the neighbours of a blob are
 * other people's blobs.
 */
const allowedLoaders = [
  ...bothWays('Jpeg'),
  ...bothWays('Png'),
  ...bothWays('Webp'),
  ...bothWays('Nsgif'),
  ...bothWays('Heif'),
  ...bothWays('Tiff'),
  'VipsForeignLoadSvgBuffer',
];

export function limitLoaders(): void {
  sharp.block({ operation: ['VipsForeignLoad'] });
  sharp.unblock({ operation: allowedLoaders });
}

function bothWays(format: string): string[] {
  return [`VipsForeignLoad${format}File`, `VipsForeignLoad${format}Buffer`];
}
