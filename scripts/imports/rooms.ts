import { relative, sep } from 'node:path';

/**
 * What lives under src/ and what it may import. A room may always import itself; what is not named here is not
 * allowed, a new folder under src/ included. Types count: a ring of types is a ring.
 */
export interface Room {
  readonly rooms: 'any' | readonly string[];
  /** Builtins of Node. */
  readonly node: 'any' | readonly string[];
  /** Builtins whose types alone may be named. */
  readonly nodeTypes?: readonly string[];
  readonly packages: 'any' | readonly string[];
}

/** Computing is fine in a pure room; files, sockets and processes are not. */
const computing = { node: ['node:crypto', 'node:buffer', 'node:zlib'], nodeTypes: ['node:stream'] };
/** An upload stays a stream until it is a staged blob, which is a local file to look at (domain/blob-store.ts). */
const streams = ['node:stream', 'node:fs'];
const pure = ['domain', 'transform', 'search', 'access', 'usage'];

const rooms: Readonly<Record<string, Room>> = {
  'main.ts': { rooms: ['command', 'app.ts', 'config.ts'], node: 'any', packages: 'any' },
  command: {
    rooms: ['app.ts', 'app', 'config.ts', 'config', 'domain', 'library'],
    node: 'any',
    packages: ['pino'],
  },
  'app.ts': { rooms: 'any', node: 'any', packages: 'any' },
  app: { rooms: 'any', node: 'any', packages: 'any' },
  'config.ts': { rooms: ['config'], node: ['node:os'], packages: [] },
  config: { rooms: [], node: ['node:path'], packages: [] },

  domain: { rooms: [], ...computing, packages: [] },
  transform: { rooms: ['domain'], ...computing, packages: [] },
  search: { rooms: ['domain'], ...computing, packages: [] },
  access: { rooms: ['domain'], ...computing, packages: [] },
  usage: { rooms: ['domain'], ...computing, packages: [] },

  library: { rooms: pure, node: [...computing.node, ...streams], packages: ['lru-cache'] },
  delivery: { rooms: pure, ...computing, packages: ['lru-cache'] },

  blobs: { rooms: ['domain'], node: 'any', packages: [] },
  s3: { rooms: ['domain'], node: 'any', packages: ['@aws-sdk/client-s3'] },
  database: { rooms: ['domain', 'search'], node: 'any', packages: ['kysely', 'lru-cache', 'pg'] },
  renditions: { rooms: ['domain'], node: 'any', packages: ['lru-cache'] },
  sources: { rooms: ['domain'], node: 'any', packages: [] },
  queue: { rooms: ['domain'], node: 'any', packages: [] },
  render: {
    rooms: ['domain'],
    node: 'any',
    packages: [
      'sharp',
      'file-type',
      'exif-reader',
      'wawoff2',
      '@hyzyla/pdfium',
      'jxl-oxide-wasm',
      'libheif-js',
      'saxes',
    ],
  },
  origin: { rooms: ['domain'], node: 'any', packages: ['undici', '@aws-sdk/client-s3'] },
  providers: { rooms: ['domain'], node: 'any', packages: ['undici'] },
  cdn: { rooms: ['domain'], node: ['node:http', 'node:https'], packages: [] },
  traces: {
    rooms: ['domain'],
    node: ['node:async_hooks', 'node:timers/promises'],
    packages: ['@opentelemetry/*'],
  },
  metrics: { rooms: ['domain'], node: ['node:perf_hooks'], packages: [] },

  http: {
    rooms: [...pure, 'library', 'delivery'],
    node: 'any',
    packages: ['fastify', '@fastify/*', '@scalar/*', 'typebox', 'ajv'],
  },
};

/** Tests and contract suites may reach for everything; nothing may reach for them. */
const tests: Room = { rooms: 'any', node: 'any', packages: 'any' };

export function isTest(file: string): boolean {
  return /\.(test|contract)\.ts$/.test(file);
}

/** `src/http/routes/x.ts` is in `http`, `src/app.ts` in `app.ts`. Undefined: in no room of the table. */
export function roomNameOf(file: string, source: string): string | undefined {
  const name = relative(source, file).split(sep)[0] ?? '';
  if (Object.hasOwn(rooms, name)) return name;
  return name === relative(source, file) && isTest(name) ? name : undefined;
}

export function rulesOf(file: string, source: string): Room | undefined {
  const name = roomNameOf(file, source);
  if (name === undefined) return undefined;
  return isTest(file) ? tests : rooms[name];
}
