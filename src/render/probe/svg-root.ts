/** Enough to meet the root element behind a licence comment and a document type. */
export const headBytes = 64 * 1024;

/** What may stand before the root element: declaration, comments, document type, white space. */
const prolog = /^\uFEFF?(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>)*/i;

const root = /^<(?:[\w.-]+:)?svg(?=[\s/>])((?:[^>"']|"[^"]*"|'[^']*')*)/;

export function isSvg(text: string): boolean {
  return rootAttributes(text) !== undefined;
}

/**
 * Size of a drawing: that of its viewBox, else its width and height (spec image-transformations §4.2). Undefined when
 * it states neither in a way that can be counted in pixels.
 */
export function svgSize(text: string): { readonly width: number; readonly height: number } | undefined {
  const attributes = rootAttributes(text);
  if (attributes === undefined) return undefined;
  const [, , boxWidth, boxHeight] = (attribute(attributes, 'viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return (
    wholePixels(boxWidth, boxHeight) ??
    wholePixels(pixels(attribute(attributes, 'width')), pixels(attribute(attributes, 'height')))
  );
}

function rootAttributes(text: string): string | undefined {
  return root.exec(text.slice(prolog.exec(text)?.[0].length ?? 0))?.[1];
}

function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match?.[1] ?? match?.[2];
}

/** CSS Values §6.2: absolute lengths, 96 pixels to the inch. */
const pixelsOfUnit: Readonly<Record<string, number>> = {
  '': 1,
  px: 1,
  pt: 96 / 72,
  pc: 16,
  in: 96,
  cm: 96 / 2.54,
  mm: 96 / 25.4,
};

function pixels(length: string | undefined): number | undefined {
  const match = /^\s*(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*$/i.exec(length ?? '');
  const factor = pixelsOfUnit[match?.[2]?.toLowerCase() ?? 'none'];
  return match === null || factor === undefined ? undefined : Number(match[1]) * factor;
}

/** A size must be countable and at least one pixel, whatever a stranger has written. */
function wholePixels(
  width: number | undefined,
  height: number | undefined,
): { width: number; height: number } | undefined {
  if (!isSize(width) || !isSize(height)) return undefined;
  return { width: Math.max(1, Math.round(width)), height: Math.max(1, Math.round(height)) };
}

function isSize(value: number | undefined): value is number {
  return value !== undefined && Number.isFinite(value) && value > 0;
}
