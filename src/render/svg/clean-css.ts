/**
 * Ways of CSS to fetch or to run something, other than `url()`. Escapes could spell any of them, and an `@import` that is
 * still there after the whole ones are out was put together by taking them out.
 */
const dangerous =
  /\\|@import|expression\s*\(|javascript:|-moz-binding|behavior\s*:|image-set\s*\(|\bimage\s*\(|\bsrc\s*\(/i;

/** Up to the end of the style where it is not closed, as readers of CSS have it. */
const comment = /\/\*[\s\S]*?(?:\*\/|$)/g;
// Megabytes of half an address must not take for ever: none of these looks twice at what follows another beginning.
const importRule =
  /@import(?:\s+(?:url\(\s*)?|(?=["']))(?:"[^"\n]*"|'[^'\n]*'|[^\s()"';{}]+)(?:\s*\))?(?:\s[^()"';{}@]*)?;/gi;
const address = /url\(\s*(?:(?:"[^"\n]*"|'[^'\n]*'|[^\s()"']+)\s*)?\)/gi;
/** A part of the same drawing. Names may be in any script, but nothing in them may end the address or its quotes. */
const innerAddress = /url\(\s*(["']?)#([^\s"'()\\]+)\1\s*\)/gi;
const anyAddress = /url\s*\(/i;

/**
 * Style without what reaches out of the drawing: `url(#part)` stays, any other address becomes `none`. The last look is at
 * the style as it will be written: wherever an address begins, in a string or out of it, one of ours must follow.
 */
export function cleanCss(css: string): string {
  // A space in the place of each, or two halves of a word would become one.
  const plain = css.replace(comment, ' ').replace(importRule, '');
  const cleaned = plain.replace(address, (whole) => (isInner(whole) ? whole : 'none'));
  return dangerous.test(cleaned) || anyAddress.test(cleaned.replace(innerAddress, '')) ? '' : cleaned;
}

/** Ids of the parts that the style refers to. */
export function addressesIn(css: string): string[] {
  return [...css.matchAll(innerAddress)].map(([, , id = '']) => id);
}

/** The same addresses without their quotes. */
export function unquoteAddresses(css: string): string {
  return css.replace(innerAddress, 'url(#$2)');
}

function isInner(found: string): boolean {
  return addressesIn(found).length === 1;
}
