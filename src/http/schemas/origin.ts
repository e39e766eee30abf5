import { type Static, type TProperties, Type } from 'typebox';
import type { OriginType } from '../../domain/external-origin.ts';
import { say, sayRequired } from './messages.ts';

const longest = 100;
const tooLong = (name: string) => ({ maxLength: `${name} cannot be longer than ${longest} characters` });

function required(name: string, { minLength = 1, maxLength = longest } = {}) {
  const sentence = `${name} is required and must be a string`;
  return Type.String({ minLength, maxLength, ...sayRequired(sentence, tooLong(name)) });
}

/** Keys of clouds are longer than the names of things. */
function requiredLong(name: string) {
  return Type.String({ minLength: 1, ...sayRequired(`${name} is required and must be a string`) });
}

function requiredIn(format: 'http-url' | 'email', name: string, what: string) {
  return Type.String({ format, ...sayRequired(`${name} is required and must be a valid ${what}`) });
}

function flag(name: string) {
  return Type.Optional(Type.Boolean(say(`${name} must be a boolean`)));
}

const prefix = Type.Optional(
  Type.String({ maxLength: longest, ...say({ ...tooLong('prefix'), _: 'prefix must be a string' }) }),
);

/** The keys are empty texts when the machine's own role is used. */
const amazon = {
  bucket: required('bucket'),
  accessKey: required('accessKey', { minLength: 0 }),
  secretKey: required('secretKey', { minLength: 0 }),
  prefix,
  useIAMRole: flag('useIAMRole'),
};

const propertiesOf = {
  S3: amazon,
  S3_COMPATIBLE: {
    bucket: required('bucket'),
    accessKey: required('accessKey'),
    secretKey: required('secretKey'),
    endpoint: requiredIn('http-url', 'endpoint', 'URL'),
    prefix,
    s3ForcePathStyle: flag('s3ForcePathStyle'),
  },
  CLOUDINARY_BACKUP: amazon,
  WEB_FOLDER: {
    baseUrl: requiredIn('http-url', 'baseUrl', 'URL'),
    forwardHostHeaderToOrigin: flag('forwardHostHeaderToOrigin'),
  },
  WEB_PROXY: {},
  GCS: {
    bucket: required('bucket'),
    clientEmail: requiredIn('email', 'clientEmail', 'e-mail address'),
    privateKey: requiredLong('privateKey'),
    prefix,
  },
  AZURE_BLOB: {
    container: required('container'),
    accountName: required('accountName'),
    sasToken: requiredLong('sasToken'),
    prefix,
  },
  AKENEO_PIM: {
    baseUrl: requiredIn('http-url', 'baseUrl', 'URL'),
    clientId: required('clientId'),
    clientSecret: required('clientSecret'),
    username: required('username'),
    password: required('password'),
  },
} satisfies Record<OriginType, TProperties>;

const types = Object.keys(propertiesOf) as OriginType[];

/** What is asked first of the body of an origin (spec library-api §13.1): the rest depends on it. */
export const OriginTypeBody = Type.Object({
  type: Type.Enum(types, {
    description: 'What kind of place.',
    ...sayRequired(`Invalid origin type. Must be one of ${types.join(', ')}.`),
  }),
});

const common = {
  name: Type.String({
    description: 'Letters, digits and spaces.',
    minLength: 1,
    maxLength: longest,
    pattern: '^[a-zA-Z0-9 ]*$',
    ...sayRequired('name is required and must be a string', {
      ...tooLong('name'),
      pattern: 'name can contain only letters, digits and spaces',
    }),
  }),
  includeCanonicalHeader: flag('includeCanonicalHeader'),
  baseUrlForCanonicalHeader: Type.Optional(
    Type.String({ format: 'http-url', ...say('baseUrlForCanonicalHeader must be a valid URL') }),
  ),
};

const OriginBody = Type.Object(common);
/** What all have in common; what belongs to the type stands beside it. */
export type OriginBody = Static<typeof OriginBody> & Static<typeof OriginTypeBody>;

/** The whole body, by its type. What belongs to another type is an error. */
export const originBodies = types.map((type) => ({
  type,
  schema: Type.Object(
    { type: Type.Literal(type), ...common, ...propertiesOf[type] },
    {
      additionalProperties: false,
      ...say({ additionalProperties: `$property is not allowed for origins of type ${type}` }),
    },
  ),
}));
