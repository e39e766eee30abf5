import { type Static, type TProperties, Type } from 'typebox';
import { isOriginSecret, type OriginType } from '../../domain/external-origin.ts';
import { idParams } from './id-params.ts';
import { originPropertiesOf, originTypes } from './origin.ts';
import { samples } from './samples.ts';

export const OriginParams = idParams('an origin', samples.originId);

const Common = Type.Object({
  id: Type.String(),
  name: Type.String({ description: 'For people.' }),
  includeCanonicalHeader: Type.Boolean({ description: 'Send a Link header that names the canonical URL.' }),
  baseUrlForCanonicalHeader: Type.Optional(
    Type.String({ description: 'What the canonical URL begins with.' }),
  ),
});

/** An origin as the management API shows it: everything but the secrets (spec library-api §13.1). */
export const OriginObject = Type.Unsafe<Static<typeof Common> & { type: OriginType }>(
  Type.Union(originTypes.map(shownProperties), {
    title: 'Origin',
    description: 'An origin, without its secrets.',
    examples: [
      {
        id: samples.originId,
        type: 'WEB_FOLDER',
        name: 'Old shop',
        baseUrl: 'https://shop.example.com/pictures',
        forwardHostHeaderToOrigin: false,
        includeCanonicalHeader: false,
      },
    ],
  }),
);
export type OriginObject = Static<typeof OriginObject>;

/** What a body may leave out is filled in and shown, but for the role. */
function shownProperties(type: OriginType) {
  const { useIAMRole, ...properties }: TProperties = originPropertiesOf[type];
  const shown = Object.entries(properties).filter(([name]) => !isOriginSecret(name));
  return Type.Object({
    type: Type.Literal(type),
    ...Common.properties,
    ...Type.Required(Type.Object(Object.fromEntries(shown))).properties,
    ...(useIAMRole === undefined ? {} : { useIAMRole }),
  });
}
