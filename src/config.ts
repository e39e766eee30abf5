import { availableParallelism } from 'node:os';
import type { Setting } from './config/setting.ts';
import { settings } from './config/settings.ts';

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
      const got = setting.isSecret ? 'something else' : JSON.stringify(withoutPassword(written));
      faults.push(`${setting.name}: expected ${setting.expected}, got ${got}`);
    }
  }
  faults.push(...unknownNames(environment));
  if (faults.length === 0) faults.push(...faultsBetween(values as unknown as Config));
  if (faults.length > 0) throw new ConfigError(faults);
  return values as unknown as Config;
}

/** What is wrong is told to logs, which may not learn it. */
function withoutPassword(written: string): string {
  return written.replace(/^(\w+:\/\/)[^/@]*@/, '$1…@');
}

/** A misspelt setting would silently keep its default. */
function unknownNames(environment: Readonly<Record<string, string | undefined>>): string[] {
  const known = new Set(Object.values(settings).map((setting) => setting.name));
  return Object.keys(environment)
    .filter((name) => name.startsWith('CALOTYPE_') && !known.has(name))
    .map((name) => `${name}: there is no such setting`);
}

function faultsBetween(config: Config): string[] {
  return [
    ...((config.publicKey === undefined) === (config.privateKey === undefined)
      ? []
      : ['CALOTYPE_PUBLIC_KEY, CALOTYPE_PRIVATE_KEY: expected both or neither']),
    ...(config.cdnPurge.some(needsToken) && config.cdnToken === undefined
      ? ['CALOTYPE_CDN_TOKEN: expected a token for the API in CALOTYPE_CDN_PURGE']
      : []),
    ...(holdsBlobs(config) ? ['CALOTYPE_RENDITIONS_URL: expected a place that the blobs are not below'] : []),
  ];
}

function needsToken({ kind }: Config['cdnPurge'][number]): boolean {
  return kind === 'cloudflare' || kind === 'fastly';
}

/** Renditions are dropped by a rule for all that is below their prefix: it must never reach an upload. */
function holdsBlobs({ blobsUrl, renditionsUrl }: Config): boolean {
  if (blobsUrl?.kind !== 's3' || renditionsUrl?.kind !== 's3') return false;
  if (blobsUrl.bucket !== renditionsUrl.bucket || blobsUrl.endpoint !== renditionsUrl.endpoint) return false;
  return renditionsUrl.prefix === '' || `${blobsUrl.prefix}/`.startsWith(`${renditionsUrl.prefix}/`);
}

/** Values that follow from others. */
export function ratesOf({ rateRead, rateWrite }: Config) {
  return {
    ...(rateRead === undefined ? {} : { read: rateRead }),
    ...(rateWrite === undefined ? {} : { write: rateWrite }),
  };
}

/** What the account begins with; what is set over the API stands above it. */
export function deliveryDefaultsOf(config: Config) {
  const { maxSize, maxSizeMobile, requireVideoSignature } = config;
  return {
    autoFormat: config.autoFormat,
    autoAvif: config.autoAvif,
    limitQuality: config.limitQuality,
    quality: config.quality,
    keepMetadata: config.keepMetadata,
    keepProfile: config.keepProfile,
    autoOrient: config.autoOrient,
    progressive: config.progressive,
    chromaSubsampling: config.chromaSubsampling,
    pngMode: config.pngMode,
    saveData: config.saveData,
    ...(maxSize === undefined ? {} : { maxSize }),
    ...(maxSizeMobile === undefined ? {} : { maxSizeMobile }),
    restrictUnsigned: restrictionOf(config),
    ...(requireVideoSignature !== undefined && {
      restrictUnsignedVideos: requireVideoSignature ? ('all' as const) : aiRestrictionOf(config),
    }),
    restrictUnnamed: config.restrictUnnamed,
    allowedWidths: config.allowedWidths,
    allowedHeights: config.allowedHeights,
    blockedIps: [],
    countryRule: 'off',
    countries: [],
    referrerRule: 'off',
    referrers: [],
    allowMissingReferrer: false,
    blockedUserAgents: [],
    acceptOverrides: [],
  } as const;
}

function restrictionOf(config: Config): 'none' | 'ai' | 'all' {
  return config.requireSignature ? 'all' : aiRestrictionOf(config);
}

function aiRestrictionOf({ requireAiSignature }: Config): 'none' | 'ai' {
  return requireAiSignature ? 'ai' : 'none';
}

export function generativeSupportOf({ aiUrl, genfillFallback }: Config): 'all' | 'padding' | 'nothing' {
  if (aiUrl !== undefined) return 'all';
  return genfillFallback === 'none' ? 'nothing' : 'padding';
}

export function workersOf(config: Config): number {
  return config.workers ?? availableParallelism();
}

export function pixelsInFlightOf(config: Config): number {
  return config.maxPixelsInFlight ?? config.maxPixels * Math.max(2, Math.ceil(workersOf(config) / 2));
}
