import type { BlobStore } from '../domain/blob-store.ts';
import { createCoalesce } from '../domain/coalesce.ts';
import type { Plan } from '../domain/plan.ts';
import type { Renderer } from '../domain/renderer.ts';
import type { RenditionCache } from '../domain/rendition.ts';
import { printFromProxy } from '../transform/print-from-proxy.ts';
import { makeRenditionKey } from '../transform/rendition-key.ts';
import { renderEither } from './render-either.ts';

export interface ProxyParts {
  readonly blobs: Pick<BlobStore, 'localPath'>;
  readonly renditions: Pick<RenditionCache, 'localPath' | 'stagingPath' | 'put' | 'discard'>;
  readonly renderer: Pick<Renderer, 'render'>;
  /** Pictures with more have proxies; 0: none have. */
  readonly proxyMinPixels: number;
}

export interface ProxyRequest {
  readonly plan: Plan;
  readonly contentHash: string;
}

/** What is printed instead, and of which file. */
export interface PrintOfProxy {
  readonly plan: Plan;
  readonly sourcePath: string;
}

/** Smaller stand-ins for large originals, each made once and kept like a rendition: it may be dropped, and is made again. */
export interface Proxies {
  /** Undefined when the plan needs the original. */
  find(request: ProxyRequest, signal: AbortSignal): Promise<PrintOfProxy | undefined>;
  /** Has this proxy made, unless it is there; `plan` is the one that makes it. */
  prepare(request: ProxyRequest, signal: AbortSignal): Promise<void>;
}

export function createProxies({ blobs, renditions, renderer, proxyMinPixels }: ProxyParts): Proxies {
  const share = createCoalesce<string | undefined>();

  async function make(key: string, request: ProxyRequest, signal: AbortSignal): Promise<string | undefined> {
    const sourcePath = await blobs.localPath(request.contentHash, signal);
    // A small one is made of the large one.
    const proxied = await find(request, signal);
    const targetPath = renditions.stagingPath();
    const job = { plan: request.plan, sourcePath, targetPath };
    try {
      await renderEither(renderer, { first: { ...job, ...proxied }, second: job }, signal);
      await renditions.put(key, { path: targetPath, isForFilesOnly: true });
    } catch (error) {
      await renditions.discard(targetPath);
      throw error;
    }
    return await renditions.localPath(key);
  }

  function findOrMake(request: ProxyRequest, signal: AbortSignal): Promise<string | undefined> {
    const key = makeRenditionKey([request.contentHash], request.plan);
    const work = async (shared: AbortSignal) =>
      (await renditions.localPath(key)) ?? (await make(key, request, shared));
    return share(key, work, signal);
  }

  async function find(
    { plan, contentHash }: ProxyRequest,
    signal: AbortSignal,
  ): Promise<PrintOfProxy | undefined> {
    const found = printFromProxy(plan, proxyMinPixels);
    if (found === undefined) return undefined;
    const sourcePath = await findOrMake({ plan: found.proxy, contentHash }, signal);
    return sourcePath === undefined ? undefined : { plan: found.print, sourcePath };
  }

  return {
    find,
    async prepare(request, signal) {
      await findOrMake(request, signal);
    },
  };
}
