import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { FormData, type Response } from 'undici';
import { invalid, type MediaError } from '../domain/errors.ts';
import type { PictureMaker, PictureOrder } from '../domain/picture-maker.ts';
import { askProvider, discardBody, ProviderError, type ProviderPlace } from './ask-provider.ts';
import { pollPause, pollPlace } from './poll-place.ts';

export interface HttpPictureMakerOptions extends ProviderPlace {
  /** Told to the provider: most pixels that a result should have. */
  readonly maxPixels: number;
}

/** Asks a program over HTTP, which answers with the picture or with a place to ask again; docs/providers.md is the contract. */
export function createHttpPictureMaker(options: HttpPictureMakerOptions): PictureMaker {
  const url = new URL(options.url);

  async function poll(location: URL, pauseSeconds: number, signal: AbortSignal): Promise<Response> {
    await pollPause(pauseSeconds, signal);
    return await askProvider(location, options, { signal });
  }

  async function make(order: PictureOrder, signal: AbortSignal): Promise<Readable> {
    let response = await askProvider(url, options, { method: 'POST', body: formOf(order, options), signal });
    while (response.status === 202) {
      const { location, pauseSeconds } = pollPlace(response, url);
      await discardBody(response);
      response = await poll(location, pauseSeconds, signal);
    }
    if (response.status === 200 && response.body !== null)
      return Readable.fromWeb(response.body as ReadableStream, { signal });
    await discardBody(response);
    throw isRefusal(response.status)
      ? refused(response.status)
      : new ProviderError(`The provider answered ${response.status}`);
  }

  return { make };
}

function formOf(order: PictureOrder, { maxPixels }: HttpPictureMakerOptions): FormData {
  const form = new FormData();
  form.set('operation', order.task.operation);
  if ('prompt' in order.task && order.task.prompt !== undefined) form.set('prompt', order.task.prompt);
  form.set('max_pixels', String(maxPixels));
  if (!('picture' in order)) return form;
  form.set('width', String(order.width));
  form.set('height', String(order.height));
  form.set('image', new Blob([new Uint8Array(order.picture)], { type: 'image/png' }), 'image.png');
  return form;
}

/** It has read the order and will not do it: a prompt against its rules, a picture that it cannot use. */
function isRefusal(status: number): boolean {
  return status === 400 || status === 422;
}

function refused(status: number): MediaError {
  return invalid('Bad Request', { reason: `EINVALID - the provider refuses this (${status})` });
}
