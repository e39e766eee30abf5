/**
 * Colours as ours are written: names in lower case, hex digits in upper case and in pairs, alpha as two decimal digits, hundredths
 * (spec delivery §18.1). Undefined for what is no colour.
 */
export function colourText(text: string): string | undefined {
  if (isHex(text)) return hexText(text, { isAlphaFirst: false });
  return /^[a-z]+$/i.test(text) ? text.toLowerCase() : undefined;
}

/** Three, four, six or eight digits. */
export function hexText(text: string, { isAlphaFirst }: { readonly isAlphaFirst: boolean }): string {
  const digits = text.toUpperCase();
  const pairs = digits.length < 6 ? digits.replace(/./g, '$&$&') : digits;
  if (pairs.length === 6) return pairs;
  const [alpha, colour] = isAlphaFirst
    ? [pairs.slice(0, 2), pairs.slice(2)]
    : [pairs.slice(6), pairs.slice(0, 6)];
  return colour + hundredths(alpha);
}

export function isHex(text: string): boolean {
  return /^([0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text);
}

/** 99 is the most that two digits can say. */
function hundredths(alpha: string): string {
  const share = Math.round((Number.parseInt(alpha, 16) / 255) * 100);
  return String(Math.min(99, share)).padStart(2, '0');
}
