import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkImports } from './check-imports.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'check-imports-'));
  write('package.json', '{"dependencies":{"sharp":"1","fastify":"1"},"devDependencies":{"vitest":"1"}}');
  write('src/domain/plan.ts', 'export interface Plan {}');
  write('src/transform/make-plan.ts', `import type { Plan } from '../domain/plan.ts';`);
  write('src/render/render.ts', `import sharp from 'sharp';`);
  write('src/app.ts', `import './render/render.ts';`);
});

afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

describe('a tree within the table', () => {
  it('has no faults, and its files and imports are counted', () => {
    expect(checkImports(root)).toEqual({ files: 4, imports: 3, faults: [] });
  });

  it.each([
    ['a room its own files', 'src/transform/parse.ts', `import './make-plan.ts';`],
    [
      'the joinery every room',
      'src/app.ts',
      `import './render/render.ts'; import './transform/make-plan.ts';`,
    ],
    ['a pure room to compute', 'src/access/sign.ts', `import { createHmac } from 'node:crypto';`],
    ['the domain types of streams', 'src/domain/x.ts', `import type { Readable } from 'node:stream';`],
    ['an adapter any builtin', 'src/blobs/x.ts', `import { open } from 'node:fs/promises';`],
    ['a builtin with a prefix only', 'src/database/x.ts', `import { DatabaseSync } from 'node:sqlite';`],
    ['a package of the room', 'src/http/server.ts', `import { fastify } from 'fastify';`],
    [
      'a test every room and vitest',
      'src/domain/x.test.ts',
      `import 'vitest'; import '../render/render.ts';`,
    ],
    ['a contract suite as a test', 'src/blobs/x.contract.ts', `import 'vitest'; import '../app.ts';`],
    ['an import in a comment', 'src/domain/x.ts', `// import '../app.ts';\n/* import '../app.ts'; */`],
    [
      'an import in a string',
      'src/domain/x.ts',
      'export const x = `import "../app.ts"` + "import \'../app.ts\'";',
    ],
    ['an import in a pattern', 'src/domain/x.ts', `export const x = /import '..\\/app.ts';/;`],
  ])('allows %s', (_, path, text) => {
    write(path, text);
    expect(checkImports(root).faults).toEqual([]);
  });
});

describe('an import that leaves its room', () => {
  it.each([
    ['import', `import { x } from '../app.ts';`],
    ['import for effect', `import '../app.ts';`],
    ['type import', `import type { App } from '../app.ts';`],
    ['inline type import', `import { type App } from '../app.ts';`],
    ['import type expression', `export type X = import('../app.ts').App;`],
    ['re-export', `export { x } from '../app.ts';`],
    ['re-export of everything', `export * from '../app.ts';`],
    ['re-export of types', `export type * as App from '../app.ts';`],
    ['dynamic import', `export const x = await import('../app.ts');`],
    ['dynamic import in a template', 'export const x = await import(`../app.ts`);'],
    ['import =', `import x = require('../app.ts');`],
    ['require', `const x = require('../app.ts');`],
  ])('is caught as %s', (_, text) => {
    write('src/domain/bad.ts', `\n${text}`);
    expect(checkImports(root).faults).toEqual([
      'src/domain/bad.ts:2 imports app.ts; domain may import no other room',
    ]);
  });

  it.each([
    ['a pure room an adapter', 'src/transform/x.ts', `import '../render/render.ts';`, 'imports render'],
    ['an adapter another', 'src/blobs/x.ts', `import '../render/render.ts';`, 'imports render'],
    ['a use case an adapter', 'src/library/x.ts', `import '../render/render.ts';`, 'imports render'],
    ['the web an adapter', 'src/http/x.ts', `import '../render/render.ts';`, 'imports render'],
    ['the settings a room', 'src/config.ts', `import './domain/plan.ts';`, 'imports domain'],
    ['a builtin', 'src/transform/x.ts', `import 'node:fs';`, `imports 'node:fs'`],
    ['a stream at run time', 'src/domain/x.ts', `import { Readable } from 'node:stream';`, `'node:stream'`],
    ['a builtin without prefix', 'src/blobs/x.ts', `import 'fs';`, 'write node:fs'],
    [
      'a package of another room',
      'src/origin/x.ts',
      `import 'sharp';`,
      `imports 'sharp'; this room may import`,
    ],
    ['a package into the domain', 'src/domain/x.ts', `import 'sharp/lib';`, 'may import no package'],
    ['a test', 'src/domain/x.ts', `import './x.test.ts';`, `imports the test './x.test.ts'`],
    ['what is outside src', 'src/app.ts', `import '../scripts/x.ts';`, 'in no room of the table'],
  ])('is caught when it brings %s', (_, path, text, fault) => {
    write('src/domain/x.test.ts', `import 'vitest';`);
    write('scripts/x.ts', '');
    write(path, text);
    expect(checkImports(root).faults).toEqual([expect.stringContaining(`${path}:1 `)]);
    expect(checkImports(root).faults).toEqual([expect.stringContaining(fault)]);
  });
});

describe('an import that cannot be resolved', () => {
  it.each([
    ['a missing file', `import './missing.ts';`, 'which is not there'],
    ['a file without its ending', `import './plan';`, 'which is not there'],
    ['a computed name', `const x = './plan.ts'; await import(x);`, 'cannot be checked'],
    ['an unknown builtin', `import 'node:teapot';`, 'which Node does not have'],
    ['an undeclared package', `import 'left-pad';`, 'not among the dependencies'],
    ['a package of the tests alone', `import 'vitest';`, 'not among the dependencies'],
    ['an alias', `import '#plan';`, 'not among the dependencies'],
  ])('is caught: %s', (_, text, fault) => {
    write('src/domain/bad.ts', text);
    expect(checkImports(root).faults).toEqual([expect.stringContaining(fault)]);
  });
});

describe('a tree the table does not know', () => {
  it.each([
    ['a new folder', 'src/helpers/x.ts', ['src/helpers/x.ts is in no room of the table']],
    ['a new file at the top', 'src/utils.ts', ['src/utils.ts is in no room of the table']],
    ['a file that no compiler copies', 'src/http/page.html', ['src/http/page.html is not TypeScript']],
  ])('is refused: %s', (_, path, faults) => {
    write(path, '');
    expect(checkImports(root).faults).toEqual(faults.map((fault) => expect.stringContaining(fault)));
  });

  it('is refused when somebody imports it', () => {
    write('src/helpers/x.ts', '');
    write('src/domain/x.ts', `import '../helpers/x.ts';`);
    expect(checkImports(root).faults).toContain(
      `src/domain/x.ts:1 imports '../helpers/x.ts', which is in no room of the table`,
    );
  });
});

describe('a ring of imports', () => {
  it.each([
    ['of two files', { 'src/domain/a.ts': './b.ts', 'src/domain/b.ts': './a.ts' }, 'a → b'],
    [
      'of three, whoever else imports them',
      {
        'src/domain/0.ts': './b.ts',
        'src/domain/a.ts': './b.ts',
        'src/domain/b.ts': './c.ts',
        'src/domain/c.ts': './a.ts',
      },
      'b → c → a',
    ],
    ['of a file with itself', { 'src/domain/a.ts': './a.ts' }, 'a'],
    ['beside src', { 'bench/a.ts': './b.ts', 'bench/b.ts': './a.ts' }, 'a → b'],
  ])('is caught, of types alone too: %s', (_, files, ring) => {
    const folder = Object.keys(files)[0]?.startsWith('bench') ? 'bench' : 'src/domain';
    for (const [path, specifier] of Object.entries(files))
      write(path, `import type { X } from '${specifier}';`);
    const names = [...ring.split(' → '), ring.slice(0, 1)].map((name) => `${folder}/${name}.ts`);
    expect(checkImports(root).faults).toEqual([`a ring of imports: ${names.join(' → ')}`]);
  });

  it('is told once for each import that closes one', () => {
    write('src/domain/a.ts', `import './b.ts'; import './c.ts';`);
    write('src/domain/b.ts', `import './a.ts';`);
    write('src/domain/c.ts', `import './a.ts';`);
    expect(checkImports(root).faults).toHaveLength(2);
  });
});

describe('reading nothing', () => {
  it('is a fault when there are no files', () => {
    rmSync(join(root, 'src'), { recursive: true });
    expect(checkImports(root).faults).toEqual([expect.stringContaining('read 0 files and no import')]);
  });

  it('is a fault when there are no imports', () => {
    rmSync(join(root, 'src'), { recursive: true });
    write('src/domain/plan.ts', 'export interface Plan {}');
    expect(checkImports(root).faults).toEqual([expect.stringContaining('read 1 files and no import')]);
  });
});
