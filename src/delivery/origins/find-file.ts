import type { Clock } from '../../domain/clock.ts';
import type { FileRepository } from '../../domain/database.ts';
import { MediaError } from '../../domain/errors.ts';
import { encodePath } from '../../domain/names.ts';
import type { KeptSource } from '../../domain/source-store.ts';
import type { SourceFile } from '../source-file.ts';
import type { Asker } from './asker.ts';
import type { AttachedOrigin, Endpoint, Endpoints } from './endpoints.ts';
import { type FreshnessSettings, freshnessOf } from './freshness.ts';
import { nameOfSource } from './name-of-source.ts';
import { ageOf, type RemoteSources } from './remote-sources.ts';

export interface FindFileParts {
  readonly files: Pick<FileRepository, 'findForDelivery'>;
  readonly endpoints: () => Endpoints;
  readonly remoteSources: RemoteSources;
  /** Takes a source over into the library; the file that stands there then, if one may. */
  readonly copy: CopySource;
  /** By which this process knows requests that it has made itself. */
  readonly loopMark: string;
  readonly clock: Clock;
  readonly settings: FreshnessSettings;
}

export type CopySource = (
  path: string,
  source: KeptSource,
  signal: AbortSignal,
) => Promise<SourceFile | undefined>;

export interface FileRequest {
  readonly path: string;
  readonly objectVersion?: string;
  /** Prefix of the endpoint. */
  readonly endpoint: string;
  readonly asker: Asker;
  /** Nothing need be made of it. */
  readonly isAnyWelcome: boolean;
  readonly signal: () => AbortSignal;
}

/** The library first, then the origins of the endpoint in their order (spec delivery §3.1). Throws what the last of them could not do. */
export type FindFile = (request: FileRequest) => SourceFile | undefined | Promise<SourceFile | undefined>;

export function createFindFile(parts: FindFileParts): FindFile {
  const { files, endpoints } = parts;
  return (request) => {
    const { path, objectVersion } = request;
    const found = files.findForDelivery(path, objectVersion);
    // A version is one of the library's.
    if (objectVersion !== undefined) return found;
    const endpoint = endpoints().byPrefix.get(request.endpoint);
    if (endpoint === undefined || endpoint.origins.length === 0) return found;
    if (!(found instanceof Promise)) return found ?? askOrigins(endpoint, request, parts);
    return found.then((file) => file ?? askOrigins(endpoint, request, parts));
  };
}

async function askOrigins(
  endpoint: Endpoint,
  request: FileRequest,
  parts: FindFileParts,
): Promise<SourceFile | undefined> {
  if (!mayBeAsked(request, parts.loopMark)) return undefined;
  let failure: MediaError | undefined;
  for (const origin of endpoint.origins) {
    try {
      const file = await askOrigin(origin, endpoint, request, parts);
      if (file !== undefined) return file;
    } catch (error) {
      // One that is broken must not hide the next (spec delivery O2); what is there but no use is the answer.
      if (!(error instanceof MediaError) || error.code !== 'not_found') throw error;
      failure = error;
    }
  }
  if (failure !== undefined) throw failure;
  return undefined;
}

/** Climbing out of an origin's folder, and asking ourselves in a ring, end here. Paths of layers are not read like those of URLs. */
function mayBeAsked({ path, asker }: FileRequest, loopMark: string): boolean {
  if (asker.cdnLoop?.includes(loopMark)) return false;
  return !/(^|\/)\.\.?(\/|$)|[\0\\]/.test(path);
}

async function askOrigin(
  origin: AttachedOrigin,
  { obeysOrigins: obeysOrigin }: Endpoint,
  request: FileRequest,
  parts: FindFileParts,
): Promise<SourceFile | undefined> {
  const { path, isAnyWelcome, signal } = request;
  const { host } = request.asker;
  const source = await parts.remoteSources.find(origin, { path, host, obeysOrigin, isAnyWelcome, signal });
  if (source === undefined) return undefined;
  const copied = origin.isCopied ? await parts.copy(path, source, signal()) : undefined;
  return copied ?? fileOfSource(source, { origin, path, obeysOrigin }, parts);
}

export interface SourceContext {
  readonly origin: AttachedOrigin;
  readonly path: string;
  readonly obeysOrigin: boolean;
}

export function fileOfSource(
  source: KeptSource,
  { origin, path, obeysOrigin }: SourceContext,
  parts: Pick<FindFileParts, 'clock' | 'settings'>,
): SourceFile {
  const { hash, sizeBytes, facts, isPrivate, createdAt } = source;
  const { canonicalBase } = origin;
  return {
    name: nameOfSource(path),
    current: {
      key: `origin ${hash}`,
      blobHash: hash,
      sizeBytes,
      facts,
      createdAt,
      updatedAt: createdAt,
      details: { isPrivate, isPublished: true },
    },
    remote: {
      originId: origin.id,
      ...(canonicalBase !== undefined && { canonicalUrl: canonicalUrl(canonicalBase, path) }),
      ...(obeysOrigin && { cache: cacheOf(source, parts) }),
    },
  };
}

function canonicalUrl(base: string, path: string): string {
  return `${base.replace(/\/+$/, '')}${encodePath(path)}`;
}

/** Visitors may keep it for as long as it is fresh here, no longer. */
function cacheOf(source: KeptSource, { clock, settings }: Pick<FindFileParts, 'clock' | 'settings'>) {
  const { freshSeconds, isShared } = freshnessOf(source, true, settings);
  const maxAgeSeconds = Math.max(0, Math.floor(freshSeconds - ageOf(source, clock)));
  return { scope: isShared ? 'public' : 'private', maxAgeSeconds } as const;
}
