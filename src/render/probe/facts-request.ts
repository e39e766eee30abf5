import type { ImageFacts, MediaFacts, SourceFormat } from '../../domain/media-facts.ts';
import type { RenderLimits } from '../limits.ts';
import type { ProbeDepth } from '../messages.ts';

/** A file whose facts are wanted. */
export interface FactsRequest {
  readonly path: string;
  readonly format: SourceFormat;
  readonly limits: RenderLimits;
  readonly depth: ProbeDepth;
}

export interface FoundFacts extends Pick<MediaFacts, 'exif'> {
  readonly image: ImageFacts;
}
