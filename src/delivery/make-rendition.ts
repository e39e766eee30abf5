import { createCoalesce } from '../domain/coalesce.ts';
import type { Box, Plan } from '../domain/plan.ts';
import type { Renderer, SourcePaths } from '../domain/renderer.ts';
import type { Rendition, RenditionCache } from '../domain/rendition.ts';
import type { MeasurementNeeded } from '../transform/planning.ts';
import type { SourceBytes } from './origins/source-bytes.ts';
import type { Proxies } from './proxies.ts';
import { renderEither } from './render-either.ts';

export interface RenditionParts {
  readonly blobs: Pick<SourceBytes, 'localPath'>;
  readonly renditions: RenditionCache;
  readonly renderer: Pick<Renderer, 'render' | 'measure' | 'checkRoom'>;
  /** Absent: everything is printed from originals. */
  readonly proxies?: Proxies;
}

export interface RenditionRequest {
  readonly key: string;
  readonly plan: Plan;
  /** Of the picture and of the files of its layers. */
  readonly contentHashes: readonly string[];
}

export type MeasureRequest = Pick<MeasurementNeeded, 'key' | 'measurement' | 'contentHashes'>;

/** A rendition that nobody had in memory, and whether it had to be made. */
export interface Fetched {
  readonly rendition: Rendition;
  readonly isNew: boolean;
}

export interface Renditions {
  /**
   * From memory without a promise; else from disk or made, once for everybody who asks meanwhile. `spendRender` is asked by
   * whoever would be the first to have it made, and may throw.
   */
  get(
    request: RenditionRequest,
    signal: () => AbortSignal,
    spendRender?: () => void,
  ): Rendition | Promise<Fetched>;
  /** What is kept. Counts as a use. */
  find(key: string): Rendition | undefined | Promise<Rendition | undefined>;
  measure(request: MeasureRequest, signal: () => AbortSignal): Promise<Box>;
}

export function createRenditions({ blobs, renditions, renderer, proxies }: RenditionParts): Renditions {
  const shareRendering = createCoalesce<Fetched>();
  const shareLooking = createCoalesce<Rendition | undefined>();
  const shareMeasuring = createCoalesce<Box>();

  async function localPaths(contentHashes: readonly string[], signal: AbortSignal): Promise<SourcePaths> {
    const paths = await Promise.all(contentHashes.map((hash) => blobs.localPath(hash, signal)));
    const [sourcePath = '', ...overlayPaths] = paths;
    return overlayPaths.length === 0 ? { sourcePath } : { sourcePath, overlayPaths };
  }

  async function make(request: RenditionRequest, signal: AbortSignal): Promise<Rendition> {
    const { key, plan, contentHashes } = request;
    renderer.checkRoom({ plan });
    const [contentHash = ''] = contentHashes;
    const sources = await localPaths(contentHashes, signal);
    const proxied = await proxies?.find({ plan, contentHash }, signal);
    const targetPath = renditions.stagingPath();
    const job = { plan, ...sources, targetPath };
    try {
      const { bytes } = await renderEither(renderer, { first: { ...job, ...proxied }, second: job }, signal);
      return await renditions.put(key, { path: targetPath, ...(bytes && { bytes }) });
    } catch (error) {
      await renditions.discard(targetPath);
      throw error;
    }
  }

  type Kept = Rendition | undefined | Promise<Rendition | undefined>;

  /** Joining without waiting for `kept` first: whoever misses joins the work that is going on at this moment. */
  function fetchOrMake(request: RenditionRequest, kept: Kept, signal: AbortSignal): Promise<Fetched> {
    const work = async (shared: AbortSignal) => {
      const rendition = await kept;
      if (rendition !== undefined) return { rendition, isNew: false };
      return { rendition: await make(request, shared), isNew: true };
    };
    return shareRendering(request.key, work, signal);
  }

  /**
   * What is kept costs nothing, nor does joining others; a refusal is the caller's alone. All who look at once look together:
   * the first of them to go on begins the making, and the others find it under way.
   */
  async function spendAndFetch(
    request: RenditionRequest,
    kept: Kept,
    signal: AbortSignal,
    spendRender: () => void,
  ): Promise<Fetched> {
    const rendition = await shareLooking(request.key, async () => kept, signal);
    if (rendition !== undefined) return { rendition, isNew: false };
    if (!shareRendering.isUnderWay(request.key)) spendRender();
    return await fetchOrMake(request, undefined, signal);
  }

  return {
    get: (request, signal, spendRender) => {
      const { key } = request;
      // Whoever comes meanwhile asks neither the disk nor the bucket again: what is awaited is in neither.
      if (shareRendering.isUnderWay(key)) return fetchOrMake(request, undefined, signal());
      const kept = shareLooking.isUnderWay(key) ? undefined : renditions.get(key);
      if (kept !== undefined && !(kept instanceof Promise)) return kept;
      if (spendRender !== undefined) return spendAndFetch(request, kept, signal(), spendRender);
      return fetchOrMake(request, kept, signal());
    },
    find: (key) => renditions.get(key),
    measure: ({ key, measurement, contentHashes }, signal) => {
      const work = async (shared: AbortSignal) => {
        renderer.checkRoom({ measurement });
        return await renderer.measure({ measurement, ...(await localPaths(contentHashes, shared)) }, shared);
      };
      return shareMeasuring(key, work, signal());
    },
  };
}
