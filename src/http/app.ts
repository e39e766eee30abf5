import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify';

/** What routes log to: pino's own interface, as far as it is used. */
export interface Log extends FastifyBaseLogger {
  isLevelEnabled(level: string): boolean;
}

/** Fastify, with the types of our schemas. Routes are given this and nothing else of the framework. */
export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  Log,
  TypeBoxTypeProvider
>;
