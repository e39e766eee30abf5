import type { BlobStore } from '../domain/blob-store.ts';
import type { Box, Measurement, Plan } from '../domain/plan.ts';
import type { Renderer } from '../domain/renderer.ts';
import type { Rendition, RenditionCache } from '../domain/rendition.ts';
import { createCoalesce } from './coalesce.ts';

export interface RenditionParts {
  readonly blobs: BlobStore;
  readonly renditions: RenditionCache;
  readonly renderer: Renderer;
}

export interface RenditionRequest {
  readonly key: string;
  readonly plan: Plan;
  readonly blobHash: string;
}

/** A rendition that nobody had in memory, and whether it had to be made. */
export interface Fetched {
  readonly rendition: Rendition;
  readonly isNew: boolean;
}

export interface Renditions {
  /** From memory without a promise; else from disk or made, once for everybody who asks meanwhile. */
  get(request: RenditionRequest, signal: () => AbortSignal): Rendition | Promise<Fetched>;
  measure(blobHash: string, measurement: Measurement, signal: () => AbortSignal): Promise<Box>;
}

export function createRenditions({ blobs, renditions, renderer }: RenditionParts): Renditions {
  const shareRendering = createCoalesce<Fetched>();
  const shareMeasuring = createCoalesce<Box>();

  async function make(request: RenditionRequest, signal: AbortSignal): Promise<Rendition> {
    const { key, plan, blobHash } = request;
    const sourcePath = await blobs.localPath(blobHash, signal);
    const targetPath = renditions.stagingPath();
    try {
      const { bytes } = await renderer.render({ plan, sourcePath, targetPath }, signal);
      return await renditions.put(key, { path: targetPath, ...(bytes && { bytes }) });
    } catch (error) {
      await renditions.discard(targetPath);
      throw error;
    }
  }

  return {
    get: (request, signal) => {
      const kept = renditions.get(request.key);
      if (kept !== undefined && !(kept instanceof Promise)) return kept;
      // Joining without waiting for `kept` first: whoever misses joins the work that is going on at this moment.
      const work = async (shared: AbortSignal) => {
        const rendition = await kept;
        if (rendition !== undefined) return { rendition, isNew: false };
        return { rendition: await make(request, shared), isNew: true };
      };
      return shareRendering(request.key, work, signal());
    },
    measure: (blobHash, measurement, signal) => {
      const work = async (shared: AbortSignal) =>
        renderer.measure({ measurement, sourcePath: await blobs.localPath(blobHash, shared) }, shared);
      return shareMeasuring(`${blobHash} ${JSON.stringify(measurement)}`, work, signal());
    },
  };
}
