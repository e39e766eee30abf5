import { type Static, type TProperties, Type } from 'typebox';
import type { OriginType } from '../../domain/external-origin.ts';
import { say, sayRequired } from './messages.ts';
import { shownAs } from './shown-as.ts';

const descriptions = {
  bucket: 'Its name.',
  prefix: 'Folder of the bucket or container below which files are looked for.',
  accessKey: 'Never shown again.',
  secretKey: 'Never shown again.',
  useIAMRole: 'Use the role of the machine; both keys are empty then.',
  endpoint: 'Where the service is.',
  s3ForcePathStyle: 'Write the bucket into the path, not into the host name.',
  baseUrl: 'What paths are appended to.',
  forwardHostHeaderToOrigin: 'Ask with the host name that the client asked with.',
  clientEmail: 'E-mail address of the service account.',
  privateKey: 'Never shown again.',
  container: 'Its name.',
  accountName: 'Of the storage account.',
  sasToken: 'Never shown again.',
  clientId: 'Never shown again.',
  clientSecret: 'Never shown again.',
  username: 'Never shown again.',
  password: 'Never shown again.',
  includeCanonicalHeader: 'Send a Link header that names the canonical URL.',
} as const;
type Name = keyof typeof descriptions;

const longest = 100;
const tooLong = (name: string) => ({ maxLength: `${name} cannot be longer than ${longest} characters` });

function required(name: Name, { minLength = 1, maxLength = longest } = {}) {
  const sentence = `${name} is required and must be a string`;
  return Type.String({
    description: descriptions[name],
    minLength,
    maxLength,
    ...sayRequired(sentence, tooLong(name)),
  });
}

/** Keys of clouds are longer than the names of things. */
function requiredLong(name: Name) {
  return Type.String({
    description: descriptions[name],
    minLength: 1,
    ...sayRequired(`${name} is required and must be a string`),
  });
}

function requiredIn(format: 'http-url' | 'email', name: Name, what: string) {
  return Type.String({
    description: descriptions[name],
    format,
    ...sayRequired(`${name} is required and must be a valid ${what}`),
  });
}

function flag(name: Name) {
  return Type.Optional(
    Type.Boolean({ description: descriptions[name], ...say(`${name} must be a boolean`) }),
  );
}

const prefix = Type.Optional(
  Type.String({
    description: descriptions.prefix,
    maxLength: longest,
    ...say({ ...tooLong('prefix'), _: 'prefix must be a string' }),
  }),
);

/** The keys are empty texts when the machine's own role is used. */
const amazon = {
  bucket: required('bucket'),
  accessKey: required('accessKey', { minLength: 0 }),
  secretKey: required('secretKey', { minLength: 0 }),
  prefix,
  useIAMRole: flag('useIAMRole'),
};

export const originPropertiesOf = {
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

export const originTypes = Object.keys(originPropertiesOf) as OriginType[];

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
    Type.String({
      description: 'What the canonical URL begins with.',
      format: 'http-url',
      ...say('baseUrlForCanonicalHeader must be a valid URL'),
    }),
  ),
};

/** The whole body, by its type. What belongs to another type is an error. */
export const originBodies = originTypes.map((type) => ({
  type,
  schema: Type.Object(
    { type: Type.Literal(type), ...common, ...originPropertiesOf[type] },
    {
      additionalProperties: false,
      ...say({ additionalProperties: `$property is not allowed for origins of type ${type}` }),
    },
  ),
}));

/** What is asked first of the body of an origin (spec library-api §13.1): the rest depends on it. */
export const OriginTypeBody = Type.Object(
  {
    type: Type.Enum(originTypes, {
      description: 'What kind of place.',
      ...sayRequired(`Invalid origin type. Must be one of ${originTypes.join(', ')}.`),
    }),
  },
  shownAs(
    Type.Union(
      originBodies.map(({ schema }) => schema),
      { title: 'OriginRequest', description: 'What an origin is to be, by its type.' },
    ),
  ),
);

const CommonBody = Type.Object(common);
/** What all have in common; what belongs to the type stands beside it. */
export type OriginBody = Static<typeof CommonBody> & Static<typeof OriginTypeBody>;
