import type { Config } from '../config.ts';
import type { RemoteFiles } from '../domain/origin.ts';
import { createAddressGuard } from '../origin/address-guard.ts';
import type { WebClientOptions } from '../origin/web-client.ts';
import { createWebFiles } from '../origin/web-files.ts';

export interface Web {
  /** How any of it may be asked: origins are reached by the same rules as files that are uploaded by URL. */
  readonly rules: WebClientOptions;
  readonly remoteFiles: RemoteFiles;
}

export function openWeb(config: Config): Web {
  const rules = {
    guard: createAddressGuard({ allowed: config.allowPrivateOrigins }),
    headersTimeoutMs: config.originHeaderSeconds * 1000,
    idleTimeoutMs: config.originIdleSeconds * 1000,
    maxRedirects: config.originRedirects,
  };
  return { rules, remoteFiles: createWebFiles(rules) };
}
