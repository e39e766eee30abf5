import type { Setting } from './setting.ts';

/** Where blobs or renditions are kept. */
export type StoragePlace = FilePlace | S3Place;

export interface FilePlace {
  readonly kind: 'file';
  readonly folder: string;
  /** Of renditions alone. */
  readonly maxBytes?: number;
}

export interface S3Place {
  readonly kind: 's3';
  readonly bucket: string;
  /** Without slashes at its ends; may be empty. */
  readonly prefix: string;
  readonly endpoint?: string;
  readonly region?: string;
  readonly pathStyle: boolean;
  /** Absent: those of the environment, as the SDK of AWS finds them. */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  /** Of renditions alone: what a node keeps on its own disk. */
  readonly maxBytes?: number;
}

interface StorageDescription {
  readonly sentence: string;
  readonly note: string;
  /** May the URL say how much is kept? */
  readonly bounded: boolean;
}

const s3Form = 's3://BUCKET/PREFIX?endpoint=URL&region=NAME&pathStyle=true';

export function storageUrl(
  name: string,
  { sentence, note, bounded }: StorageDescription,
): Setting<StoragePlace | undefined> {
  const expected = bounded
    ? `file:PATH?maxBytes=NUMBER or ${s3Form}&maxBytes=NUMBER`
    : `file:PATH or ${s3Form}`;
  const known = bounded ? ['maxBytes'] : [];
  const read = (text: string) => (text.startsWith('s3:') ? readS3(text, known) : readFile(text, known));
  return { name, default: undefined, defaultNote: note, sentence, expected, read };
}

/** A path is taken as it is written, so only what follows its last question mark may be a query. */
function readFile(text: string, known: readonly string[]): FilePlace {
  const [, folder, query] = /^file:([^?]+)(?:\?(.+))?$/s.exec(text) ?? [];
  if (folder === undefined) throw new TypeError('no path');
  const said = readQuery(new URLSearchParams(query), known);
  return { kind: 'file', folder, ...readMaxBytes(said) };
}

const bucketName = /^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]$/;
const regionName = /^[A-Za-z0-9-]+$/;

function readS3(text: string, known: readonly string[]): S3Place {
  const url = new URL(text);
  const said = readQuery(url.searchParams, [...known, 'endpoint', 'region', 'pathStyle']);
  const { endpoint, region, pathStyle = String(endpoint !== undefined) } = said;
  if (!bucketName.test(url.hostname) || url.port !== '') throw new TypeError('no bucket');
  if (endpoint !== undefined && !/^https?:$/.test(new URL(endpoint).protocol))
    throw new TypeError('endpoint');
  if (region !== undefined && !regionName.test(region)) throw new TypeError('region');
  if (pathStyle !== 'true' && pathStyle !== 'false') throw new TypeError('pathStyle');
  return {
    kind: 's3',
    bucket: url.hostname,
    prefix: decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, ''),
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    pathStyle: pathStyle === 'true',
    ...readCredentials(url),
    ...readMaxBytes(said),
  };
}

function readCredentials({ username, password }: URL): Pick<S3Place, 'credentials'> {
  if (username === '' && password === '') return {};
  if (username === '' || password === '') throw new TypeError('both or neither');
  const credentials = {
    accessKeyId: decodeURIComponent(username),
    secretAccessKey: decodeURIComponent(password),
  };
  return { credentials };
}

/** A misspelt name would silently change nothing, and a name that comes twice would hide one of its values. */
function readQuery(query: URLSearchParams, known: readonly string[]): Record<string, string | undefined> {
  const names = [...query.keys()];
  if (names.some((name) => !known.includes(name)) || new Set(names).size < names.length)
    throw new TypeError('query');
  return Object.fromEntries(query);
}

function readMaxBytes({ maxBytes }: Record<string, string | undefined>): { maxBytes?: number } {
  if (maxBytes === undefined) return {};
  if (!/^\d{1,15}$/.test(maxBytes)) throw new TypeError('maxBytes');
  return { maxBytes: Number(maxBytes) };
}
