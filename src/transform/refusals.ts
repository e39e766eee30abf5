import { invalid, type MediaError, notFound } from '../domain/errors.ts';

/**
 * The 400 answers of the transformation language: body text as message, value of `ik-error` as reason
 * (spec delivery §15). All tokens come from the URL, hence from strangers.
 */
export function badTransformation(token: string): MediaError {
  return invalid('Bad URL Transformation Request', { reason: `EINVALID - ${visibleAscii(token)}` });
}

/** The token is part of the language, but nothing here can do it (spec image-transformations T53). */
export function unsupported(token: string): MediaError {
  return invalid('Bad URL Transformation Request', { reason: `EUNSUPPORTED - ${visibleAscii(token)}` });
}

/** Overlay syntax that was removed in November 2023 (spec image-transformations §9). */
export function legacyOverlay(token: string): MediaError {
  return invalid('Bad Transformation Request', {
    reason: `EINVALID - ${visibleAscii(token)}: overlays are written as layers`,
  });
}

export function overLimit(text: string): MediaError {
  return invalid('Bad Request', { reason: `ELIMIT - ${visibleAscii(text)}` });
}

/** A mark that is silently missing is worse than an error (T31). */
export function overlayMissing(path: string): MediaError {
  return notFound('Not Found', { reason: `ENOENT - No file was found for the layer ${visibleAscii(path)}` });
}

export function badOverlay(path: string): MediaError {
  return invalid('Bad Request', {
    reason: `EINVALIDIMAGE - The layer ${visibleAscii(path)} cannot be decoded as an image`,
  });
}

export function badPath(text: string): MediaError {
  return invalid('Bad Request', { reason: `EINVALID - ${text}` });
}

const maxTokenLength = 200;

/** Becomes a header: CR and LF in it would let a URL write further headers (response splitting). */
function visibleAscii(text: string): string {
  return text.slice(0, maxTokenLength).replace(/[^\x20-\x7e]/gu, percentEncoded);
}

function percentEncoded(character: string): string {
  const hex = Buffer.from(character).toString('hex').toUpperCase();
  return hex.replace(/../g, '%$&');
}
