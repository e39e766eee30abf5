/** Ways of CSS to fetch or to run something, other than `url()`. Escapes could spell any of them. */
const dangerous =
  /\\|expression\s*\(|javascript:|-moz-binding|behavior\s*:|image-set\s*\(|\bimage\s*\(|\bsrc\s*\(/i;

const importRule = /@import[^;]*(;|$)/gi;
const address = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*?))\s*\)/gi;
/** Nothing of a `url(` that the expression above has not understood may stay. */
const openAddress = /url\s*\(/i;

/** Style without what reaches out of the drawing: `url(#part)` stays, any other address becomes `none`. */
export function cleanCss(css: string): string {
  if (dangerous.test(css)) return '';
  const cleaned = css.replace(importRule, '').replace(address, (whole, ...parts: (string | undefined)[]) => {
    const target = parts.slice(0, 3).find((part) => part !== undefined) ?? '';
    return target.trim().startsWith('#') ? whole : 'none';
  });
  return openAddress.test(cleaned.replace(address, '')) ? '' : cleaned;
}

/** Ids of the parts that the style refers to. */
export function addressesIn(css: string): string[] {
  return [...css.matchAll(address)].flatMap(([, ...parts]) => {
    const target = parts.find((part) => part !== undefined)?.trim() ?? '';
    return target.startsWith('#') ? [target.slice(1)] : [];
  });
}
