/**
 * Keys that belong to the language without being parameters of a picture. Naming them keeps "not here" and "not
 * yet" apart from "never heard of", which the lenient setting ignores.
 */

/** They steer video; on a picture they are ignored (spec image-transformations §2.7). */
export const videoKeys = new Set('so eo du vc ac sr lso leo ldu fol fsh'.split(' '));

/** Overlays before layers existed (spec image-transformations §9). */
export const legacyKeys = new Set(
  (
    'oi ox oy ofo ow oh oiar oibg oib oidpr oiq oic oicm oifo oix oiy oixc oiyc oit obg ' +
    'ot ote otw otbg otp otia otc otf ots ott or oa'
  ).split(' '),
);

/** Answered with EUNSUPPORTED: a result that lacks what was asked for would be cached as if it were right (T53). */
export const unsupportedKeys = new Set(['e']);
