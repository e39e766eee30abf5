import { type Rows, type RowsOfStatus, same } from '../rows.ts';
import type { World } from '../world.ts';

const origins = '/v1/accounts/origins';
const endpoints = '/v1/accounts/url-endpoints';
const noOrigin = 'Origin not found.';
const noEndpoint = 'URL-endpoint not found.';
const unknown = 'a00000000';

const keys = { accessKey: 'a', secretKey: 'b' };
const web = { type: 'WEB_FOLDER', name: 'Web', baseUrl: 'https://example.com/a' };

/** One of each type, as little as it takes. */
const everyType: Readonly<Record<string, object>> = {
  S3: { bucket: 'b', ...keys },
  'S3, by its role': { type: 'S3', bucket: 'b', accessKey: '', secretKey: '', useIAMRole: true },
  S3_COMPATIBLE: { bucket: 'b', endpoint: 'https://s3.example.com', ...keys },
  CLOUDINARY_BACKUP: { bucket: 'b', ...keys },
  WEB_FOLDER: {
    baseUrl: 'https://example.com/a',
    includeCanonicalHeader: true,
    baseUrlForCanonicalHeader: 'https://example.com',
  },
  WEB_PROXY: {},
  GCS: { bucket: 'b', clientEmail: 'a@example.com', privateKey: 'k' },
  AZURE_BLOB: { container: 'c', accountName: 'a', sasToken: 's' },
  AKENEO_PIM: {
    baseUrl: 'https://example.com',
    clientId: 'a',
    clientSecret: 'b',
    username: 'c',
    password: 'd',
  },
};

const originWish = (type: string) => ({ type, name: 'An origin', ...everyType[type] });

type Place = (world: World) => Promise<string> | string;

function wrongOrigins(method: string, place: Place): RowsOfStatus {
  const send = (body: object) => async (world: World) => world.ask(method, await place(world), body);
  return {
    'Invalid origin type. Must be one of S3, S3_COMPATIBLE, CLOUDINARY_BACKUP, WEB_FOLDER, WEB_PROXY, GCS, AZURE_BLOB, AKENEO_PIM.':
      send({ ...web, type: 'FTP' }),
    'name is required and must be a string': send({ type: 'WEB_PROXY' }),
    'bucket is required and must be a string': send({ type: 'S3', name: 'a', ...keys }),
  };
}

function endpointWish(world: World) {
  return { description: 'An endpoint', urlPrefix: world.name(), origins: [] };
}

function wrongEndpoints(method: string, place: Place): RowsOfStatus {
  const send = (more: object) => async (world: World) =>
    world.ask(method, await place(world), { ...endpointWish(world), ...more });
  return {
    'description is required': send({ description: undefined }),
    'urlPrefix must be a string': send({ urlPrefix: 1 }),
    'urlPrefix cannot be empty string. This is reserved for the default URL-endpoint created by ImageKit.':
      send({ urlPrefix: '' }),
    'Origin does not exists. Please create origin before using it in URL-endpoint.': send({
      origins: [unknown],
    }),
  };
}

const oneOrigin = async (world: World) => `${origins}/${await world.make(origins, web)}`;
const oneEndpoint = async (world: World) =>
  `${endpoints}/${await world.make(endpoints, endpointWish(world))}`;

const rewriters = [
  { type: 'CLOUDINARY', preserveAssetDeliveryTypes: true },
  { type: 'CLOUDINARY' },
  { type: 'IMGIX' },
  { type: 'AKAMAI' },
];

function usage(query: string) {
  return (world: World) => world.ask('GET', `/v1/accounts/usage${query}`);
}

export const accountRows: Rows = {
  'get-usage': {
    200: { 'a week': usage('?startDate=2026-07-01&endDate=2026-07-08') },
    400: {
      'startDate and endDate are required in query parameters.': usage(''),
      'startDate and endDate should be in format YYYY-MM-DD.': usage(
        '?startDate=1.7.2026&endDate=2026-07-08',
      ),
      'startDate should be before endDate.': usage('?startDate=2026-07-08&endDate=2026-07-01'),
      'startDate and endDate should be within 90 days.': usage('?startDate=2026-01-01&endDate=2026-07-01'),
    },
  },
  'list-origins': {
    200: {
      'an origin': async (world) => {
        await oneOrigin(world);
        return world.ask('GET', origins);
      },
    },
  },
  'create-origin': {
    201: same(Object.keys(everyType), (type) => (world) => world.ask('POST', origins, originWish(type))),
    400: wrongOrigins('POST', () => origins),
  },
  'get-origin': {
    200: { 'an origin': async (world) => world.ask('GET', await oneOrigin(world)) },
    404: { [noOrigin]: (world) => world.ask('GET', `${origins}/${unknown}`) },
  },
  'update-origin': {
    200: {
      'another type': async (world) => world.ask('PUT', await oneOrigin(world), originWish('GCS')),
    },
    400: wrongOrigins('PUT', oneOrigin),
    404: { [noOrigin]: (world) => world.ask('PUT', `${origins}/${unknown}`, web) },
  },
  'delete-origin': {
    204: { 'an origin': async (world) => world.ask('DELETE', await oneOrigin(world)) },
    404: { [noOrigin]: (world) => world.ask('DELETE', `${origins}/${unknown}`) },
  },
  'list-url-endpoints': {
    200: {
      'the default one and another': async (world) => {
        await oneEndpoint(world);
        return world.ask('GET', endpoints);
      },
    },
  },
  'create-url-endpoint': {
    201: {
      'one with an origin': async (world) => {
        const id = await world.make(origins, web);
        return world.ask('POST', endpoints, { ...endpointWish(world), origins: [id] });
      },
      ...Object.fromEntries(
        rewriters.map((urlRewriter) => [
          `one that rewrites ${JSON.stringify(urlRewriter)}`,
          (world: World) => world.ask('POST', endpoints, { ...endpointWish(world), urlRewriter }),
        ]),
      ),
    },
    400: wrongEndpoints('POST', () => endpoints),
  },
  'get-url-endpoint': {
    200: {
      'a URL-endpoint': async (world) => world.ask('GET', await oneEndpoint(world)),
      'the default one': (world) => world.ask('GET', `${endpoints}/default`),
    },
    404: { [noEndpoint]: (world) => world.ask('GET', `${endpoints}/${unknown}`) },
  },
  'update-url-endpoint': {
    200: {
      'a URL-endpoint': async (world) => world.ask('PUT', await oneEndpoint(world), endpointWish(world)),
    },
    400: wrongEndpoints('PUT', oneEndpoint),
    404: { [noEndpoint]: (world) => world.ask('PUT', `${endpoints}/${unknown}`, endpointWish(world)) },
  },
  'delete-url-endpoint': {
    204: { 'a URL-endpoint': async (world) => world.ask('DELETE', await oneEndpoint(world)) },
    400: {
      'Default URL-endpoint cannot be deleted.': (world) => world.ask('DELETE', `${endpoints}/default`),
    },
    404: { [noEndpoint]: (world) => world.ask('DELETE', `${endpoints}/${unknown}`) },
  },
};
