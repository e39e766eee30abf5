import { randomBytes } from 'node:crypto';
import { invalid, type MediaError } from './errors.ts';

/**
 * Names and paths of the library (spec upload §6, library-api §1.8 and §1.9). A path is a name, never an
 * identity: it has a leading slash, no trailing one, no empty segment; the root is `/`. No case folding and
 * no Unicode normalisation anywhere.
 */
export const maxNameBytes = 255;
export const maxPathBytes = 1024;
export const maxFolderDepth = 50;

const notAllowedInFileName = /[^\p{L}\p{M}\p{N}._-]/gu;
const notAllowedInFolderName = /[^\p{L}\p{M}\p{N}_-]/gu;

/** Collapses runs of slashes, adds the leading one, drops the trailing one. */
export function normalizePath(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '');
  return `/${segments.join('/')}`;
}

export function joinPath(folderPath: string, name: string): string {
  return folderPath === '/' ? `/${name}` : `${folderPath}/${name}`;
}

/** `/a/b.jpg` → folder `/a`, name `b.jpg`. */
export function splitPath(path: string): { folderPath: string; name: string } {
  const slash = path.lastIndexOf('/');
  return { folderPath: slash <= 0 ? '/' : path.slice(0, slash), name: path.slice(slash + 1) };
}

/** Every segment percent-encoded; `encodeURIComponent` alone would leave `!'()*`, which is fine in a path. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** Every folder on the way to `path`, parents first, the root left out: `/a/b` → `/a`, `/a/b`. */
export function ancestorsOf(folderPath: string): string[] {
  const segments = folderPath.split('/').filter((segment) => segment !== '');
  return segments.map((_, index) => `/${segments.slice(0, index + 1).join('/')}`);
}

/** Is `path` the folder itself or anywhere below it? By whole segments: `/ab` is not in `/a`. */
export function isWithin(path: string, folderPath: string): boolean {
  return folderPath === '/' || path === folderPath || path.startsWith(`${folderPath}/`);
}

/** How many folders lead to it, itself included: `/a/b` → 2, `/` → 0. */
export function depthOf(folderPath: string): number {
  return ancestorsOf(folderPath).length;
}

/** One `_` for each code point that is not allowed. Throws `invalid` for a name that cannot stand. */
export function sanitizeFileName(name: string): string {
  const sanitized = name.replace(notAllowedInFileName, '_');
  if (sanitized === '' || sanitized === '.' || sanitized === '..') {
    throw invalid('Your request contains invalid value for fileName parameter.');
  }
  return sanitized;
}

/** Normalises and sanitises a folder that may have to be created. Throws `invalid` (reason INVALID_FOLDER_PATH). */
export function sanitizeFolderPath(path: string): string {
  const segments = normalizePath(path)
    .split('/')
    .filter((segment) => segment !== '');
  if (segments.some((segment) => segment === '.' || segment === '..')) {
    throw invalidFolder(`'.' & '..' can not be used as folder-name`);
  }
  checkFolderDepth(segments.length);
  const sanitized = segments.map((segment) => segment.replace(notAllowedInFolderName, '_'));
  if (sanitized.some((segment) => Buffer.byteLength(segment) > maxNameBytes)) {
    throw invalidFolder(`A folder name can have at most ${maxNameBytes} bytes.`);
  }
  return `/${sanitized.join('/')}`;
}

/** Throws `invalid` (reason INVALID_FOLDER_PATH) for a folder so many levels below the root, if that is too deep. */
export function checkFolderDepth(depth: number): void {
  if (depth <= maxFolderDepth) return;
  throw invalidFolder(`A folder can be nested at most ${maxFolderDepth} levels deep.`);
}

/** Would the library keep a file under this very path? */
export function isStorablePath(path: string): boolean {
  try {
    const { folderPath, name } = splitPath(path);
    return joinPath(sanitizeFolderPath(folderPath), sanitizeFileName(name)) === path;
  } catch {
    return false;
  }
}

function invalidFolder(message: string): MediaError {
  return invalid(message, { reason: 'INVALID_FOLDER_PATH' });
}

/** Refuses a path that is too long to keep. */
export function checkPathLength(path: string, parameter = 'fileName'): void {
  if (Buffer.byteLength(splitPath(path).name) > maxNameBytes) throw tooLong(parameter);
  checkPathBytes(Buffer.byteLength(path), parameter);
}

/** The same, for the longest path of many. */
export function checkPathBytes(bytes: number, parameter: string): void {
  if (bytes > maxPathBytes) throw tooLong(parameter);
}

function tooLong(parameter: string): MediaError {
  return invalid(`Your request contains invalid value for ${parameter} parameter.`, {
    help: `A name can have at most ${maxNameBytes} bytes, a path at most ${maxPathBytes}.`,
  });
}

/** `Kettle.jpg` → `Kettle_x7Qe-2LmB.jpg`: nine random characters before the last dot (spec upload §6.3). */
export function addUniqueSuffix(name: string): string {
  const dot = name.lastIndexOf('.');
  const base = dot > 0 ? name.slice(0, dot) : name;
  const extension = dot > 0 ? name.slice(dot) : '';
  const suffix = `_${randomSuffix()}${extension}`;
  return cutToBytes(base, maxNameBytes - Buffer.byteLength(suffix)) + suffix;
}

function randomSuffix(): string {
  return randomBytes(7).toString('base64url').slice(0, 9);
}

function cutToBytes(text: string, maxBytes: number): string {
  if (Buffer.byteLength(text) <= maxBytes) return text;
  let cut = '';
  for (const character of text) {
    if (Buffer.byteLength(cut) + Buffer.byteLength(character) > maxBytes) break;
    cut += character;
  }
  return cut;
}
