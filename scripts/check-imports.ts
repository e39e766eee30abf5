import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { type DeclaredPackages, importFault } from './imports/import-fault.ts';
import { readImports } from './imports/read-imports.ts';
import { roomNameOf, rulesOf } from './imports/rooms.ts';

/** Holds the table of rooms (imports/rooms.ts) against every import under src/, and fails the build. */
export interface ImportCheck {
  readonly files: number;
  readonly imports: number;
  readonly faults: readonly string[];
}

/** Checks `root`/src against the table. */
export function checkImports(root: string): ImportCheck {
  const source = join(root, 'src');
  const files = filesUnder(source);
  const modules = files.filter((file) => file.endsWith('.ts'));
  const faults = files.flatMap((file) => placeFaults(file, source));
  const packages = declaredPackages(root);
  let imports = 0;
  for (const [file, asked] of readImports(modules)) {
    imports += asked.length;
    const room = rulesOf(file, source);
    if (room === undefined) continue; // placeFaults has said it.
    for (const one of asked) {
      const fault = importFault(one, { file, source, room, packages });
      if (fault !== undefined) faults.push(`${relative(root, file)}:${one.line} ${fault}`);
    }
  }
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
