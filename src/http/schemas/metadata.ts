import { type Static, Type } from 'typebox';

const Group = Type.Record(Type.String(), Type.Unknown());

/** What a file is made of; of anything but a picture, `size` and `format` alone (spec library-api §8.1). */
export const MetadataObject = Type.Object(
  {
    height: Type.Optional(Type.Integer({ description: 'Pixels, upright.' })),
    width: Type.Optional(Type.Integer({ description: 'Pixels, upright.' })),
    size: Type.Integer({ description: 'Bytes.' }),
    format: Type.Optional(
      Type.String({ description: '`jpg`, `png`, `webp`, `gif`, `avif`, `tiff`, `svg`, …' }),
    ),
    hasColorProfile: Type.Optional(Type.Boolean({ description: 'Whether an ICC profile is inside.' })),
    quality: Type.Optional(Type.Integer({ description: 'Estimated, of a JPEG; else 0.' })),
    density: Type.Optional(Type.Number({ description: 'Dots per inch.' })),
    hasTransparency: Type.Optional(Type.Boolean({ description: 'Whether some pixel is transparent.' })),
    exif: Type.Optional(
      Type.Record(Type.String(), Group, { description: 'EXIF by group, as it was read; `{}` without any.' }),
    ),
    pHash: Type.Optional(Type.String({ description: 'Perceptual hash, 16 hex digits.' })),
  },
  {
    title: 'Metadata',
    description: 'What the file is made of.',
    examples: [
      {
        height: 800,
        width: 1200,
        size: 184425,
        format: 'png',
        hasColorProfile: false,
        quality: 0,
        density: 72,
        hasTransparency: false,
        exif: {},
        pHash: 'f06830ca9f1e3e90',
      },
    ],
  },
);
export type MetadataObject = Static<typeof MetadataObject>;
