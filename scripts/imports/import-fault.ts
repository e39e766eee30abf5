import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, resolve } from 'node:path';
import type { Import } from './read-imports.ts';
import { isTest, type Room, roomNameOf } from './rooms.ts';

/** Who imports. */
export interface Importer {
  readonly file: string;
  /** The folder src/. */
  readonly source: string;
  readonly room: Room;
  readonly packages: DeclaredPackages;
}

export interface DeclaredPackages {
  readonly runtime: ReadonlySet<string>;
  readonly development: ReadonlySet<string>;
}

/** What is wrong with one import, or undefined. */
export function importFault(asked: Import, by: Importer): string | undefined {
  const { specifier } = asked;
  if (specifier === undefined) return 'imports something computed, which cannot be checked';
  if (specifier.startsWith('.')) return roomFault(specifier, by);
  if (specifier.startsWith('node:')) return builtinFault(specifier, asked.typesOnly, by);
  if (builtinModules.includes(specifier)) return `imports '${specifier}': write node:${specifier}`;
  return packageFault(specifier, by);
}

function roomFault(specifier: string, { file, source, room }: Importer): string | undefined {
  const target = resolve(dirname(file), specifier);
  if (!target.endsWith('.ts') || !existsSync(target)) return `imports '${specifier}', which is not there`;
  if (isTest(file)) return undefined;
  if (isTest(target)) return `imports the test '${specifier}'`;
  const from = roomNameOf(file, source);
  const to = roomNameOf(target, source);
  if (to === undefined) return `imports '${specifier}', which is in no room of the table`;
  if (to === from || room.rooms === 'any' || room.rooms.includes(to)) return undefined;
  return `imports ${to}; ${from} may import ${list(room.rooms, 'no other room')}`;
}

function builtinFault(specifier: string, typesOnly: boolean, { room }: Importer): string | undefined {
  // Newer builtins (node:sqlite) are listed with their prefix, older ones without.
  const known =
    builtinModules.includes(specifier) || builtinModules.includes(specifier.slice('node:'.length));
  if (!known) return `imports '${specifier}', which Node does not have`;
  if (room.node === 'any' || room.node.includes(specifier)) return undefined;
  const types = room.nodeTypes ?? [];
  if (typesOnly && types.includes(specifier)) return undefined;
  const allowed = [...room.node, ...types.map((name) => `types of ${name}`)];
  return `imports '${specifier}'; this room may import ${list(allowed, 'no builtin')}`;
}

function packageFault(specifier: string, { file, room, packages }: Importer): string | undefined {
  const name = packageNameOf(specifier);
  const declared = packages.runtime.has(name) || (isTest(file) && packages.development.has(name));
  if (!declared) return `imports '${specifier}', which is not among the dependencies of package.json`;
  if (room.packages === 'any' || room.packages.some((pattern) => matches(name, pattern))) return undefined;
  return `imports '${specifier}'; this room may import ${list(room.packages, 'no package')}`;
}

/** `typebox/value` → `typebox`, `@fastify/busboy` stays. */
function packageNameOf(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** `@fastify/*` stands for the whole scope. */
function matches(name: string, pattern: string): boolean {
  return pattern.endsWith('/*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern;
}

function list(names: readonly string[], none: string): string {
  return names.length === 0 ? none : names.join(', ');
}
