import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { findRings, type ImportGraph } from './imports/find-rings.ts';
import { type DeclaredPackages, importFault } from './imports/import-fault.ts';
import { type Import, readImports } from './imports/read-imports.ts';
import { roomNameOf, rulesOf } from './imports/rooms.ts';

/**
 * Holds the table of rooms (imports/rooms.ts) against every import under src/, looks for rings of files that import one
 * another there and in what goes with it, and fails the build.
 */
export interface ImportCheck {
  readonly files: number;
  readonly imports: number;
  readonly faults: readonly string[];
}

/** What goes with src/: no rooms, but no rings either. */
const besides = ['bench', 'scripts', 'test'];

/** Checks `root`. */
export function checkImports(root: string): ImportCheck {
  const source = join(root, 'src');
  const files = filesUnder(source);
  const modules = files.filter((file) => file.endsWith('.ts'));
  const faults = files.flatMap((file) => placeFaults(file, source));
  const packages = declaredPackages(root);
  const others = besides.flatMap((folder) => filesUnder(join(root, folder)));
  const read = readImports([...modules, ...others.filter((file) => file.endsWith('.ts'))]);
  let imports = 0;
  for (const file of modules) {
    const asked = read.get(file) ?? [];
    imports += asked.length;
    const room = rulesOf(file, source);
    if (room === undefined) continue; // placeFaults has said it.
    for (const one of asked) {
      const fault = importFault(one, { file, source, room, packages });
      if (fault !== undefined) faults.push(`${relative(root, file)}:${one.line} ${fault}`);
    }
  }
  faults.push(...findRings(graphOf(read)).map((ring) => ringFault(ring, root)));
  // A check that reads nothing would be green for ever.
  if (imports === 0) faults.push(`${source}: read ${modules.length} files and no import`);
  return { files: modules.length, imports, faults };
}

function filesUnder(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function graphOf(read: ReadonlyMap<string, readonly Import[]>): ImportGraph {
  const filesOf = (file: string, asked: readonly Import[]) =>
    asked.flatMap(({ specifier = '' }) =>
      specifier.startsWith('.') ? [resolve(dirname(file), specifier)] : [],
    );
  return new Map([...read].map(([file, asked]) => [file, filesOf(file, asked)]));
}

function ringFault(ring: readonly string[], root: string): string {
  const names = [...ring, ...ring.slice(0, 1)].map((file) => relative(root, file));
  return `a ring of imports: ${names.join(' → ')}`;
}

function placeFaults(file: string, source: string): string[] {
  const name = `src/${relative(source, file)}`;
  const faults = [];
  if (roomNameOf(file, source) === undefined) faults.push(`${name} is in no room of the table`);
  // tsc copies nothing but what it compiles.
  if (!file.endsWith('.ts')) faults.push(`${name} is not TypeScript, so the package would lack it`);
  return faults;
}

function declaredPackages(root: string): DeclaredPackages {
  const declared = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return {
    runtime: new Set(Object.keys(declared.dependencies ?? {})),
    development: new Set(Object.keys(declared.devDependencies ?? {})),
  };
}

if (import.meta.main) {
  const { files, imports, faults } = checkImports(resolve(import.meta.dirname, '..'));
  for (const fault of faults) console.error(fault);
  console.log(`${files} files, ${imports} imports, ${faults.length} faults`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
