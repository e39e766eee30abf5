const run = /[\p{L}\p{M}\p{N}]+/gu;

/** Databases index short texts only (PostgreSQL: about 2,700 bytes): the rest of a longer token is not looked at. */
const maxTokenLength = 255;

/** `Red_Shoes.webp` → `red`, `shoes`, `webp` (spec search §4.2). No folding of accents, no stemming, no stop words. */
export function tokensOf(text: string): string[] {
  return text.match(run)?.map((token) => cut(token.toLowerCase())) ?? [];
}

function cut(token: string): string {
  return token.length <= maxTokenLength ? token : [...token].slice(0, maxTokenLength).join('');
}
