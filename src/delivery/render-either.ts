import { MediaError } from '../domain/errors.ts';
import type { Renderer, RenderJob, RenderResult } from '../domain/renderer.ts';

/** `first` is made of a proxy, which may have been dropped meanwhile: what fails without the picture's fault is done as `second`. */
export async function renderEither(
  renderer: Pick<Renderer, 'render'>,
  { first, second }: { readonly first: RenderJob; readonly second: RenderJob },
  signal: AbortSignal,
): Promise<RenderResult> {
  try {
    return await renderer.render(first, signal);
  } catch (error) {
    if (first.sourcePath === second.sourcePath || error instanceof MediaError || signal.aborted) throw error;
    return await renderer.render(second, signal);
  }
}
