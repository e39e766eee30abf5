import { type Static, type TSchema, Type } from 'typebox';
import { listLimits } from '../../domain/delivery-settings.ts';
import { say } from './messages.ts';

const strict = { additionalProperties: false };

const flag = (description: string) => Type.Boolean({ description });
const texts = (name: keyof typeof listLimits, description: string) =>
  Type.ReadonlyType(Type.Array(Type.String({ minLength: 1, maxLength: 255 })), {
    description,
    maxItems: listLimits[name],
  });
const sides = (name: keyof typeof listLimits, description: string) =>
  Type.ReadonlyType(Type.Array(Type.Integer({ minimum: 1, maximum: 65_535 })), {
    description,
    maxItems: listLimits[name],
  });
const rule = (description: string) =>
  Type.Union([Type.Literal('off'), Type.Literal('allow'), Type.Literal('block')], { description });
const side = (description: string) => Type.Integer({ minimum: 1, maximum: 65_535, description });
const size = (description: string) =>
  Type.Object({ width: side('In pixels.'), height: side('In pixels.') }, { ...strict, description });

const unsignedRule = (description: string) =>
  Type.Union([Type.Literal('none'), Type.Literal('ai'), Type.Literal('all')], { description });

const always = {
  autoFormat: flag('Choose the best format for the client when the URL has no `f`.'),
  autoAvif: flag('Let AVIF take part in that choice.'),
  limitQuality: flag('Without `q`, write pictures at `quality` at most; else as well as they came.'),
  quality: Type.Integer({ minimum: 1, maximum: 100, description: 'Quality when the URL has no `q`.' }),
  keepMetadata: flag('Keep EXIF, XMP and IPTC when the URL has no `md`.'),
  keepProfile: flag('Keep colour profiles when the URL has no `cp`.'),
  autoOrient: flag('Turn pictures upright by their EXIF orientation.'),
  progressive: flag('Write progressive JPEG when the URL has no `pr`.'),
  chromaSubsampling: Type.Union([Type.Literal('4:2:0'), Type.Literal('4:4:4')], {
    description: 'Resolution of colour in JPEG and AVIF.',
  }),
  pngMode: Type.Union([Type.Literal('lossless'), Type.Literal('palette')], {
    description: 'How PNG is written when the URL has no `lo`; `palette`: with at most 256 colours.',
  }),
  saveData: flag('Lower the quality for clients that send `Save-Data: on`, when the URL has no `q`.'),
  restrictUnsigned: unsignedRule(
    'Which URLs of pictures need a signature: none, those with AI transformations, all.',
  ),
  restrictUnnamed: flag('Refuse every transformation that is not made of `n-…` alone.'),
  allowedWidths: sides(
    'allowedWidths',
    'What `w` may be in URLs that are neither signed nor named; empty: anything.',
  ),
  allowedHeights: sides('allowedHeights', 'Likewise for `h`.'),
  blockedIps: texts('blockedIps', 'IPv4 addresses and ranges (CIDR) that are refused.'),
  countryRule: rule('Whether `countries` are the only ones allowed, or those that are refused.'),
  countries: Type.ReadonlyType(Type.Array(Type.String({ pattern: '^[A-Z]{2}$' })), {
    description: 'Two capital letters each (ISO 3166).',
    maxItems: listLimits.countries,
  }),
  referrerRule: rule('Whether `referrers` are the only ones allowed, or those that are refused.'),
  referrers: texts('referrers', 'Host names, compared whole with that of `Referer`.'),
  allowMissingReferrer: flag('Let requests without `Referer` pass where only some are allowed.'),
  blockedUserAgents: texts('blockedUserAgents', 'Parts of `User-Agent`, in any case, that are refused.'),
  acceptOverrides: Type.ReadonlyType(
    Type.Array(
      Type.Object(
        {
          userAgent: Type.String({ minLength: 1, maxLength: 255, description: 'A part of it, in any case.' }),
          accept: Type.String({ maxLength: 255, description: 'What counts as its `Accept`.' }),
        },
        strict,
      ),
    ),
    {
      description:
        'For clients whose own `Accept` says too much or too little; the first that matches counts.',
      maxItems: listLimits.acceptOverrides,
    },
  ),
};

const sometimes = {
  maxSize: size('What pictures are scaled down into when the URL names no side.'),
  maxSizeMobile: size('The same for phones and tablets.'),
  restrictUnsignedVideos: unsignedRule(
    'The same as `restrictUnsigned`, for videos and other files that are no pictures; absent: as there.',
  ),
};

const maySay = <Schema extends TSchema>(schema: Schema) => Type.Optional(Type.Union([schema, Type.Null()]));

/** Body of `PATCH /v1/settings/delivery`: only what is sent changes, `null` takes back what was set. */
export const DeliverySettingsUpdate = Type.Object(
  {
    autoFormat: maySay(always.autoFormat),
    autoAvif: maySay(always.autoAvif),
    limitQuality: maySay(always.limitQuality),
    quality: maySay(always.quality),
    keepMetadata: maySay(always.keepMetadata),
    keepProfile: maySay(always.keepProfile),
    autoOrient: maySay(always.autoOrient),
    progressive: maySay(always.progressive),
    chromaSubsampling: maySay(always.chromaSubsampling),
    pngMode: maySay(always.pngMode),
    saveData: maySay(always.saveData),
    maxSize: maySay(sometimes.maxSize),
    maxSizeMobile: maySay(sometimes.maxSizeMobile),
    restrictUnsigned: maySay(always.restrictUnsigned),
    restrictUnsignedVideos: maySay(sometimes.restrictUnsignedVideos),
    restrictUnnamed: maySay(always.restrictUnnamed),
    allowedWidths: maySay(always.allowedWidths),
    allowedHeights: maySay(always.allowedHeights),
    blockedIps: maySay(always.blockedIps),
    countryRule: maySay(always.countryRule),
    countries: maySay(always.countries),
    referrerRule: maySay(always.referrerRule),
    referrers: maySay(always.referrers),
    allowMissingReferrer: maySay(always.allowMissingReferrer),
    blockedUserAgents: maySay(always.blockedUserAgents),
    acceptOverrides: maySay(always.acceptOverrides),
  },
  { ...strict, ...say({ additionalProperties: '$property is not a delivery setting' }) },
);
export type DeliverySettingsUpdate = Static<typeof DeliverySettingsUpdate>;

export const DeliverySettingsObject = Type.Object(
  {
    ...always,
    maxSize: Type.Optional(sometimes.maxSize),
    maxSizeMobile: Type.Optional(sometimes.maxSizeMobile),
    restrictUnsignedVideos: Type.Optional(sometimes.restrictUnsignedVideos),
  },
  { title: 'DeliverySettings', description: 'How files are delivered.' },
);
export type DeliverySettingsObject = Static<typeof DeliverySettingsObject>;
