const run = /[\p{L}\p{M}\p{N}]+/gu;

/** `Red_Shoes.webp` → `red`, `shoes`, `webp` (spec search §4.2). No folding of accents, no stemming, no stop words. */
export function tokensOf(text: string): string[] {
  return text.match(run)?.map((token) => token.toLowerCase()) ?? [];
}
