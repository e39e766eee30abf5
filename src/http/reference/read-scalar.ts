import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import fastify from 'fastify';

let reading: Promise<Buffer> | undefined;

/**
 * Scalar's script for browsers, gzipped. The package has it only behind a plugin of Fastify's: a server of its own, which
 * listens nowhere, is asked for it once. Five megabytes are not read before somebody wants them.
 */
export function readScalar(): Promise<Buffer> {
  reading ??= read();
  return reading;
}

async function read(): Promise<Buffer> {
  const { default: scalar } = await import('@scalar/fastify-api-reference');
  const app = fastify();
  await app.register(scalar, { routePrefix: '/scalar', configuration: { url: '/openapi.json' } });
  const { rawPayload } = await app.inject('/scalar/js/scalar.js');
  await app.close();
  return promisify(gzip)(rawPayload);
}
