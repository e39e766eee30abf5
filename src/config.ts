import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';

/**
 * One table of settings, and the only reader of the environment. Each setting has a name, a default, a reader and a
 * sentence; docs/configuration.md is generated from here. All faults are reported together.
 */
export interface Setting<Value> {
  readonly name: string;
  /** Written as in the environment; undefined: may stay unset. */
  readonly default: string | undefined;
  /** Shown in the manual instead of the default when that is computed. */
  readonly defaultNote?: string;
  readonly sentence: string;
  readonly expected: string;
  /** Throws when the text is not what was expected. */
  readonly read: (text: string) => Value;
}

const mebibyte = 1024 * 1024;

export const settings = {
  host: text('CALOTYPE_HOST', '127.0.0.1', 'Address to listen on.'),
  port: integer(
    'CALOTYPE_PORT',
    8000,
    { min: 0, max: 65535 },
    'Port to listen on; 0 picks a free one and prints it.',
  ),
  data: path('CALOTYPE_DATA', './data', 'Folder for the database, the blobs and the renditions.'),
  id: pattern('CALOTYPE_ID', 'demo', /^[A-Za-z0-9_-]{1,100}$/, 'letters, digits, _ and -', {
    sentence: "First path segment of delivery URLs, as the account id in ImageKit's.",
  }),
  publicUrl: url('CALOTYPE_PUBLIC_URL', undefined, {
    sentence: 'Base of the URLs in responses, without the id.',
    note: 'http://localhost:PORT',
  }),
  publicKey: pattern('CALOTYPE_PUBLIC_KEY', undefined, /^public_\S+$/, 'a text that starts with public_', {
    sentence: 'Public half of the standard key pair.',
    note: 'made at the first start',
  }),
  privateKey: pattern(
    'CALOTYPE_PRIVATE_KEY',
    undefined,
    /^private_[^\s:]+$/,
    'a text that starts with private_',
    {
      sentence: 'Private half of the standard key pair.',
      note: 'made at the first start',
    },
  ),
  adminPassword: text(
    'CALOTYPE_ADMIN_PASSWORD',
    undefined,
    'Password of the dashboard.',
    'made at the first start, printed once',
  ),
  secret: pattern('CALOTYPE_SECRET', undefined, /^.{16,}$/s, 'a text of at least 16 characters', {
    sentence:
      'Seals private keys and the secrets of origins in the database. Once set it is needed at every start.',
    note: 'none: they are kept as they are',
  }),
  maxStandardKeys: integer('CALOTYPE_MAX_STANDARD_KEYS', 5, { min: 1 }, 'Most active standard key pairs.'),
  maxRestrictedKeys: integer(
    'CALOTYPE_MAX_RESTRICTED_KEYS',
    5,
    { min: 0 },
    'Most active restricted key pairs.',
  ),
  databaseUrl: pattern(
    'CALOTYPE_DATABASE_URL',
    undefined,
    /^(sqlite:|postgres(ql)?:\/\/).+$/,
    'sqlite:PATH or postgres://USER:PASSWORD@HOST:PORT/DATABASE',
    {
      sentence: 'Where the rows are: a file for one server, PostgreSQL (15 or later) for one or many.',
      note: 'sqlite:DATA/library.db',
    },
  ),
  blobsUrl: pattern('CALOTYPE_BLOBS_URL', undefined, /^file:.+$/, 'file:PATH', {
    sentence: 'Where uploaded bytes are.',
    note: 'file:DATA/blobs',
  }),
  renditionsUrl: pattern(
    'CALOTYPE_RENDITIONS_URL',
    undefined,
    /^file:[^?]+(\?maxBytes=\d+)?$/,
    'file:PATH?maxBytes=NUMBER',
    {
      sentence: 'Where renditions are kept; the least recently used go when maxBytes is reached.',
      note: 'file:DATA/renditions?maxBytes=10737418240',
    },
  ),
  memoryCacheBytes: integer(
    'CALOTYPE_MEMORY_CACHE_BYTES',
    64 * mebibyte,
    { min: 0 },
    'Small renditions kept in memory.',
  ),
  workers: integer(
    'CALOTYPE_WORKERS',
    undefined,
    { min: 1, max: 256 },
    'Render worker processes.',
    'number of cores',
  ),
  workerMemoryBytes: integer(
    'CALOTYPE_WORKER_MEMORY_BYTES',
    1024 * mebibyte,
    { min: 256 * mebibyte },
    'A render worker that holds more than this is replaced.',
  ),
  renderTimeoutSeconds: integer(
    'CALOTYPE_RENDER_TIMEOUT_SECONDS',
    30,
    { min: 1 },
    'Longest time for one rendition; then 503.',
  ),
  probeTimeoutSeconds: integer(
    'CALOTYPE_PROBE_TIMEOUT_SECONDS',
    10,
    { min: 1 },
    'Longest look at the pixels of a file that is uploaded; then its header must do.',
  ),
  renderQueue: integer(
    'CALOTYPE_RENDER_QUEUE',
    2000,
    { min: 1 },
    'Renditions that may wait for a worker; more are refused with 503.',
  ),
  allowPrivateOrigins: list(
    'CALOTYPE_ALLOW_PRIVATE_ORIGINS',
    'Ranges (CIDR, comma-separated) that URL uploads and web origins may reach although they are private.',
  ),
  originHeaderSeconds: integer(
    'CALOTYPE_ORIGIN_HEADER_SECONDS',
    8,
    { min: 1 },
    'Longest wait for the headers of a file that is uploaded by URL.',
  ),
  originIdleSeconds: integer(
    'CALOTYPE_ORIGIN_IDLE_SECONDS',
    60,
    { min: 1 },
    'Longest wait for the next bytes of a file that is uploaded by URL.',
  ),
  originRedirects: integer(
    'CALOTYPE_ORIGIN_REDIRECTS',
    5,
    { min: 0, max: 20 },
    'Most redirects followed for a file that is uploaded by URL.',
  ),
  maxImageUploadBytes: integer(
    'CALOTYPE_MAX_IMAGE_UPLOAD_BYTES',
    50 * mebibyte,
    { min: 1 },
    'Largest image upload.',
  ),
  maxVideoUploadBytes: integer(
    'CALOTYPE_MAX_VIDEO_UPLOAD_BYTES',
    2048 * mebibyte,
    { min: 1 },
    'Largest video upload.',
  ),
  maxRawUploadBytes: integer(
    'CALOTYPE_MAX_RAW_UPLOAD_BYTES',
    50 * mebibyte,
    { min: 1 },
    'Largest upload of audio and of files that are neither image nor video.',
  ),
  maxFieldBytes: integer(
    'CALOTYPE_MAX_FIELD_BYTES',
    mebibyte,
    { min: 1024 },
    'Largest text field of an upload form, and largest JSON body.',
  ),
  maxFolderItems: integer(
    'CALOTYPE_MAX_FOLDER_ITEMS',
    100_000,
    { min: 1 },
    'Most files, older versions and folders below a folder that is deleted, copied or moved.',
  ),
  jobConcurrency: integer(
    'CALOTYPE_JOB_CONCURRENCY',
    4,
    { min: 1 },
    'Background jobs, such as moves of folders, that run at once in each process.',
  ),
  jobDays: integer(
    'CALOTYPE_JOB_DAYS',
    3,
    { min: 1, max: 10_000 },
    'How long the status of a job that has ended can be asked for.',
  ),
  maxInputBytes: integer(
    'CALOTYPE_MAX_INPUT_BYTES',
    40 * mebibyte,
    { min: 1 },
    'Largest image that is transformed.',
  ),
  maxVectorBytes: integer(
    'CALOTYPE_MAX_VECTOR_BYTES',
    5 * mebibyte,
    { min: 1 },
    'Largest SVG, PDF, AI or EPS that is drawn.',
  ),
  maxSvgElements: integer(
    'CALOTYPE_MAX_SVG_ELEMENTS',
    100_000,
    { min: 1 },
    'Most elements of an SVG that is drawn, each counted as often as it is used.',
  ),
  maxPixels: integer(
    'CALOTYPE_MAX_PIXELS',
    100_000_000,
    { min: 1 },
    'Most pixels of an input or of any step, frames of an animation added up.',
  ),
  maxTextSide: integer('CALOTYPE_MAX_TEXT_SIDE', 16_383, { min: 1 }, 'Longest side of a text layer.'),
  maxTextPixels: integer(
    'CALOTYPE_MAX_TEXT_PIXELS',
    25_000_000,
    { min: 1 },
    'Most pixels of one text layer.',
  ),
  maxFontBytes: integer(
    'CALOTYPE_MAX_FONT_BYTES',
    32 * mebibyte,
    { min: 1 },
    'Largest font file that a text layer can be set in, unpacked.',
  ),
  maxSteps: integer('CALOTYPE_MAX_STEPS', 20, { min: 1 }, 'Most steps in one chain.'),
  maxLayers: integer('CALOTYPE_MAX_LAYERS', 20, { min: 0 }, 'Most layers in one transformation.'),
  maxDprSide: integer(
    'CALOTYPE_MAX_DPR_SIDE',
    5000,
    { min: 1 },
    'Longest side that dpr may lead to; beyond it dpr is ignored.',
  ),
  maxShadowPixels: integer(
    'CALOTYPE_MAX_SHADOW_PIXELS',
    2_000_000,
    { min: 1 },
    'Most pixels that e-shadow is drawn under.',
  ),
  maxSearchPixels: integer(
    'CALOTYPE_MAX_SEARCH_PIXELS',
    6_000_000,
    { min: 1 },
    'Most pixels, frames added up, of a picture for which x-maxbytes or x-quality tries several qualities.',
  ),
  lenient: flag(
    'CALOTYPE_LENIENT',
    false,
    'Ignore unknown transformation parameters instead of answering 400.',
  ),
  autoFormat: flag(
    'CALOTYPE_AUTO_FORMAT',
    true,
    'Choose the best format for the client when the URL has no f.',
  ),
  autoAvif: flag('CALOTYPE_AUTO_AVIF', false, 'Let AVIF take part in the automatic choice.'),
  quality: integer('CALOTYPE_QUALITY', 80, { min: 1, max: 100 }, 'Quality when the URL has no q.'),
  autoOrient: flag('CALOTYPE_AUTO_ORIENT', true, 'Turn pictures upright by their EXIF orientation.'),
  detectorUrl: url('CALOTYPE_DETECTOR_URL', undefined, {
    sentence: 'Finds faces and objects for fo-face and fo-car: docs/providers.md.',
    note: 'none: what draws attention stands in for them',
  }),
  detectorToken: text(
    'CALOTYPE_DETECTOR_TOKEN',
    undefined,
    'Sent to the detector as a bearer token.',
    'none',
  ),
  detectorTimeoutSeconds: integer(
    'CALOTYPE_DETECTOR_TIMEOUT_SECONDS',
    10,
    { min: 1 },
    'Longest wait for the detector; then it is as if nothing were found.',
  ),
  detectorRetrySeconds: integer(
    'CALOTYPE_DETECTOR_RETRY_SECONDS',
    60,
    { min: 0 },
    'A picture about which the detector gave no answer is shown to it again after so long.',
  ),
  detectorConcurrency: integer(
    'CALOTYPE_DETECTOR_CONCURRENCY',
    4,
    { min: 1 },
    'Pictures that the detector is shown at once.',
  ),
  detectorMinPercent: integer(
    'CALOTYPE_DETECTOR_MIN_PERCENT',
    50,
    { min: 0, max: 100 },
    'Score in per cent from which on something counts as found.',
  ),
  aiUrl: url('CALOTYPE_AI_URL', undefined, {
    sentence: 'Does what needs a generative model, such as e-bgremove: docs/providers.md.',
    note: 'none: 400 EUNSUPPORTED',
  }),
  aiToken: text('CALOTYPE_AI_TOKEN', undefined, 'Sent to the generative provider as a bearer token.', 'none'),
  aiTimeoutSeconds: integer(
    'CALOTYPE_AI_TIMEOUT_SECONDS',
    300,
    { min: 1 },
    'Longest work of the provider on one picture.',
  ),
  aiWaitSeconds: integer(
    'CALOTYPE_AI_WAIT_SECONDS',
    2,
    { min: 0, max: 60 },
    'How long a request waits for a picture that is being made; then it gets a page with is-intermediate-response.',
  ),
  aiRetrySeconds: integer(
    'CALOTYPE_AI_RETRY_SECONDS',
    60,
    { min: 0 },
    'How long a failure is remembered before the provider is asked again.',
  ),
  aiConcurrency: integer(
    'CALOTYPE_AI_CONCURRENCY',
    2,
    { min: 1 },
    'Pictures that the provider makes at once.',
  ),
  aiQueue: integer(
    'CALOTYPE_AI_QUEUE',
    100,
    { min: 0 },
    'Pictures that may wait for their turn; more are refused with 503.',
  ),
  aiMaxPerDay: integer(
    'CALOTYPE_AI_MAX_PER_DAY',
    undefined,
    { min: 0 },
    'Most pictures that are asked of the provider on one day (UTC), attempts included; more are refused with 429.',
    'no limit',
  ),
  aiMaxPixels: integer(
    'CALOTYPE_AI_MAX_PIXELS',
    16_000_000,
    { min: 1 },
    'Most pixels of a picture that is handed to the provider.',
  ),
  aiMaxResultBytes: integer(
    'CALOTYPE_AI_MAX_RESULT_BYTES',
    40 * mebibyte,
    { min: 1 },
    'Largest picture that is taken from the provider.',
  ),
  requireAiSignature: flag(
    'CALOTYPE_REQUIRE_AI_SIGNATURE',
    false,
    'Refuse delivery URLs with AI transformations that have no valid signature.',
  ),
  genfillFallback: pattern(
    'CALOTYPE_GENFILL_FALLBACK',
    'none',
    /^(none|blurred|dominant)$/,
    'none, blurred or dominant',
    { sentence: 'What bg-genfill fills padding with where there is no provider; none: 400.' },
  ),
  sanitizeSvg: flag(
    'CALOTYPE_SANITIZE_SVG',
    false,
    'Deliver every SVG as ik-sanitizeSvg=true does: without scripts, handlers and links that lead out of it.',
  ),
  cacheSeconds: integer('CALOTYPE_CACHE_SECONDS', 15_552_000, { min: 0 }, 'max-age of delivered files.'),
  requireSignature: flag(
    'CALOTYPE_REQUIRE_SIGNATURE',
    false,
    'Refuse every delivery URL without a valid signature.',
  ),
  restrictUnnamed: flag(
    'CALOTYPE_RESTRICT_UNNAMED',
    false,
    'Refuse every transformation that is not made of n-… alone.',
  ),
  maxNamedTransformations: integer(
    'CALOTYPE_MAX_NAMED_TRANSFORMATIONS',
    250,
    { min: 0 },
    'Most named transformations.',
  ),
  rateRead: rate(
    'CALOTYPE_RATE_READ',
    'Reads of the management API, all keys together, in each process: 40:100 is 40 a second, 100 at once.',
  ),
  rateWrite: rate('CALOTYPE_RATE_WRITE', 'Writes of the management API, likewise: 5:20. Uploads are exempt.'),
  maxSavedExtensions: integer('CALOTYPE_MAX_SAVED_EXTENSIONS', 100, { min: 0 }, 'Most saved extensions.'),
  maxPurgesPerMonth: integer(
    'CALOTYPE_MAX_PURGES_PER_MONTH',
    undefined,
    { min: 0 },
    'Most purge requests of a calendar month (UTC), those of renames and unpublishing included.',
    'no limit',
  ),
  purgeDays: integer(
    'CALOTYPE_PURGE_DAYS',
    7,
    { min: 1 },
    'How long a purge request is remembered, at least; a server that was away longer starts with an empty rendition cache.',
  ),
  usageSeconds: integer(
    'CALOTYPE_USAGE_SECONDS',
    60,
    { min: 1, max: 60 },
    'How often the usage is written: what a process that is killed has not written yet is not counted.',
  ),
  usageDays: integer('CALOTYPE_USAGE_DAYS', 180, { min: 91 }, 'How many days of usage are kept.'),
  countryHeader: pattern('CALOTYPE_COUNTRY_HEADER', undefined, /^[A-Za-z0-9-]+$/, 'the name of a header', {
    sentence:
      'Header in which the proxy in front names the country of a request in two letters, such as CF-IPCountry; for the usage alone.',
    note: 'none: countries are not counted',
  }),
  corsApi: flag('CALOTYPE_CORS_API', true, 'Answer browsers of other sites on the management API.'),
  help: text(
    'CALOTYPE_HELP',
    'For support kindly contact us at support@imagekit.io .',
    'The help sentence of error bodies.',
  ),
  idleSeconds: integer(
    'CALOTYPE_IDLE_SECONDS',
    120,
    { min: 1 },
    'A connection on which nothing moves for so long is closed.',
  ),
  drainSeconds: integer(
    'CALOTYPE_DRAIN_SECONDS',
    30,
    { min: 0 },
    'How long SIGTERM waits for running requests.',
  ),
  logLevel: pattern(
    'CALOTYPE_LOG_LEVEL',
    'info',
    /^(trace|debug|info|warn|error|fatal|silent)$/,
    'a pino level',
    {
      sentence: 'What is logged to standard error as JSON: trace, debug, info, warn, error, fatal or silent.',
    },
  ),
} as const;

type Read<S> = S extends Setting<infer Value> ? Value : never;
export type Config = { readonly [Name in keyof typeof settings]: Read<(typeof settings)[Name]> };

/** Every fault found, each by the setting's name with what was expected. */
export class ConfigError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`The settings cannot be used:\n${faults.map((fault) => `  ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

/** Reads settings from `environment`; unset and empty are the same. Throws ConfigError. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries<Setting<unknown>>(settings)) {
    const given = environment[setting.name];
    const written = given === undefined || given === '' ? setting.default : given;
    if (written === undefined) continue;
    try {
      values[key] = setting.read(written);
    } catch {
      faults.push(`${setting.name}: expected ${setting.expected}, got ${JSON.stringify(written)}`);
    }
  }
  faults.push(...unknownNames(environment));
  if (faults.length === 0) faults.push(...faultsBetween(values as unknown as Config));
  if (faults.length > 0) throw new ConfigError(faults);
  return values as unknown as Config;
}

/** A misspelt setting would silently keep its default. */
function unknownNames(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set(Object.values(settings).map((setting) => setting.name));
  return Object.keys(environment)
    .filter((name) => name.startsWith('CALOTYPE_') && !known.has(name))
    .map((name) => `${name}: there is no such setting`);
}

function faultsBetween(config: Config): string[] {
  if ((config.publicKey === undefined) === (config.privateKey === undefined)) return [];
  return ['CALOTYPE_PUBLIC_KEY, CALOTYPE_PRIVATE_KEY: expected both or neither'];
}

/** Values that follow from others. */
export function ratesOf({ rateRead, rateWrite }: Config) {
  return {
    ...(rateRead === undefined ? {} : { read: rateRead }),
    ...(rateWrite === undefined ? {} : { write: rateWrite }),
  };
}

export function generativeSupportOf({ aiUrl, genfillFallback }: Config): 'all' | 'padding' | 'nothing' {
  if (aiUrl !== undefined) return 'all';
  return genfillFallback === 'none' ? 'nothing' : 'padding';
}

export function workersOf(config: Config): number {
  return config.workers ?? availableParallelism();
}

function text(name: string, fallback: string, sentence: string): Setting<string>;
function text(name: string, fallback: undefined, sentence: string, note: string): Setting<string | undefined>;
function text(
  name: string,
  fallback: string | undefined,
  sentence: string,
  note?: string,
): Setting<string | undefined> {
  return { name, default: fallback, expected: 'a text', sentence, read: (value) => value, ...noted(note) };
}

function path(name: string, fallback: string, sentence: string): Setting<string> {
  return { name, default: fallback, expected: 'a path', sentence, read: (value) => resolve(value) };
}

interface Described {
  readonly sentence: string;
  readonly note?: string;
}

function pattern(
  name: string,
  fallback: string,
  form: RegExp,
  expected: string,
  described: Described,
): Setting<string>;
function pattern(
  name: string,
  fallback: undefined,
  form: RegExp,
  expected: string,
  described: Described,
): Setting<string | undefined>;
function pattern(
  name: string,
  fallback: string | undefined,
  form: RegExp,
  expected: string,
  { sentence, note }: Described,
): Setting<string | undefined> {
  const read = (value: string) => {
    if (!form.test(value)) throw new TypeError(expected);
    return value;
  };
  return { name, default: fallback, expected, sentence, read, ...noted(note) };
}

interface Bounds {
  readonly min: number;
  readonly max?: number;
}

function integer(name: string, fallback: number, bounds: Bounds, sentence: string): Setting<number>;
function integer(
  name: string,
  fallback: undefined,
  bounds: Bounds,
  sentence: string,
  note: string,
): Setting<number | undefined>;
function integer(
  name: string,
  fallback: number | undefined,
  { min, max = Number.MAX_SAFE_INTEGER }: Bounds,
  sentence: string,
  note?: string,
): Setting<number | undefined> {
  const expected =
    max === Number.MAX_SAFE_INTEGER
      ? `a whole number, at least ${min}`
      : `a whole number from ${min} to ${max}`;
  const read = (value: string) => {
    const number = Number(value);
    if (!/^\d+$/.test(value) || number < min || number > max) throw new TypeError(expected);
    return number;
  };
  return { name, default: fallback?.toString(), expected, sentence, read, ...noted(note) };
}

function flag(name: string, fallback: boolean, sentence: string): Setting<boolean> {
  const expected = 'true or false';
  const read = (value: string) => {
    if (value !== 'true' && value !== 'false') throw new TypeError(expected);
    return value === 'true';
  };
  return { name, default: String(fallback), expected, sentence, read };
}

function rate(
  name: string,
  sentence: string,
): Setting<{ readonly perSecond: number; readonly burst: number } | undefined> {
  const expected = 'RATE:BURST such as 5:20, both whole numbers, at least 1';
  const read = (value: string) => {
    const [, perSecond, burst] = /^(\d{1,9}):(\d{1,9})$/.exec(value) ?? [];
    if (!Number(perSecond) || !Number(burst)) throw new TypeError(expected);
    return { perSecond: Number(perSecond), burst: Number(burst) };
  };
  return { name, default: undefined, expected, sentence, read, defaultNote: 'no limit' };
}

function list(name: string, sentence: string): Setting<readonly string[]> {
  const cidr = /^[0-9a-fA-F.:]+\/\d{1,3}$/;
  const expected = 'CIDR ranges such as 10.0.0.0/8, separated by commas';
  const read = (value: string) => {
    const ranges = value.split(',').flatMap((range) => range.trim() || []);
    if (!ranges.every((range) => cidr.test(range))) throw new TypeError(expected);
    return ranges;
  };
  return { name, default: '', expected, sentence, read, defaultNote: 'none' };
}

function url(name: string, fallback: undefined, { sentence, note }: Described): Setting<string | undefined> {
  const expected = 'an http or https URL';
  const read = (value: string) => {
    const parsed = new URL(value);
    if (!/^https?:$/.test(parsed.protocol)) throw new TypeError(expected);
    return value.replace(/\/+$/, '');
  };
  return { name, default: fallback, expected, sentence, read, ...noted(note) };
}

function noted(note: string | undefined): { defaultNote?: string } {
  return note === undefined ? {} : { defaultNote: note };
}
