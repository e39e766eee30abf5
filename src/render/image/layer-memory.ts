import type { LayerPlan } from '../../domain/plan.ts';
import type { SourcePaths } from '../../domain/renderer.ts';
import type { ColourPicture } from './colour-channels.ts';

/**
 * Layers that this worker has drawn lately: a mark goes on picture after picture. Measured, a logo of 1.6 megapixels costs
 * half as much again as the picture of half a megapixel that it is drawn on.
 */
export interface LayerMemory {
  recall(layer: LayerPlan, sources: SourcePaths): ColourPicture | undefined;
  keep(layer: LayerPlan, sources: SourcePaths, drawn: ColourPicture): void;
}

export function createLayerMemory({ maxBytes }: { readonly maxBytes: number }): LayerMemory {
  // In the order of last use, which is the order of insertion.
  const layers = new Map<string, ColourPicture>();
  let bytes = 0;

  function take(key: string): ColourPicture | undefined {
    const known = layers.get(key);
    layers.delete(key);
    bytes -= known?.data.length ?? 0;
    return known;
  }

  function put(key: string, drawn: ColourPicture): void {
    layers.set(key, drawn);
    bytes += drawn.data.length;
  }

  return {
    recall(layer, sources) {
      const key = keyOf(layer, sources);
      const known = take(key);
      if (known !== undefined) put(key, known);
      return known;
    },
    keep(layer, sources, drawn) {
      // One that fills a picture is seldom seen again.
      if (drawn.data.length > maxBytes / 4) return;
      const key = keyOf(layer, sources);
      take(key);
      put(key, drawn);
      for (const oldest of layers.keys()) {
        if (bytes <= maxBytes) break;
        take(oldest);
      }
    },
  };
}

/** A path stands for its bytes, and numbers of sources mean something only beside their paths. */
function keyOf(layer: LayerPlan, { overlayPaths }: SourcePaths): string {
  return JSON.stringify([layer, overlayPaths]);
}
