import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify from 'fastify';
import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import type { App, Log } from '../app.ts';
import { collectRoutes } from './collect-routes.ts';
import { undescribed } from './undescribed.ts';

function makeApp(): App {
  return fastify<never, never, never, Log>({
    logger: false,
  }).withTypeProvider<TypeBoxTypeProvider>() as unknown as App;
}

const described = {
  operationId: 'make-thing',
  summary: 'Make thing',
  description: 'Makes a thing.',
  tags: ['Files'],
  body: Type.Object({}),
  examples: [{ body: {} }],
  response: { 201: Type.Object({}, { description: 'The thing.' }) },
};

const { body, examples, ...withoutBody } = described;

describe('a route', () => {
  it('is collected with its description', () => {
    const app = makeApp();
    const routes = collectRoutes(app);
    app.post('/v1/things', { schema: described }, async () => ({}));
    expect(routes).toMatchObject([{ method: 'POST', url: '/v1/things', schema: described }]);
  });

  it.each<[string, object]>([
    ['everything', {}],
    ['operationId', { ...described, operationId: '' }],
    ['summary', { ...described, summary: undefined }],
    ['description', { ...described, description: undefined }],
    ['one tag', { ...described, tags: [] }],
    ['one tag', { ...described, tags: ['Nowhere'] }],
    ['a response of success', { ...described, response: { 400: Type.Object({}) } }],
    ['a description of its 201', { ...described, response: { 201: Type.Object({}) } }],
    ['an example of its body', { ...withoutBody, body }],
  ])('is not served without %s', (what, schema) => {
    const app = makeApp();
    collectRoutes(app);
    const missing = what === 'everything' ? 'operationId' : what;
    expect(() => app.post('/v1/things', { schema }, async () => ({}))).toThrow(
      new RegExp(`^POST /v1/things is not described: its schema lacks .*${missing}`),
    );
  });

  it('needs no example when it has no body', () => {
    const app = makeApp();
    const routes = collectRoutes(app);
    app.get('/v1/things', { schema: withoutBody }, async () => ({}));
    expect(routes).toHaveLength(1);
  });

  it('is left out when it says so, or is the same under another prefix', () => {
    const app = makeApp();
    const routes = collectRoutes(app);
    app.get('/page', { config: undescribed }, async () => '');
    app.get('/v2/things', async () => ({}));
    expect(routes).toEqual([]);
  });
});
