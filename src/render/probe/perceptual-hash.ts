import type { Sharp } from 'sharp';

/** Pictures are compared at this size, in grey; of its frequencies the lowest 8 × 8 are looked at. */
const side = 32;
const frequencies = 8;

/** cosines[frequency][position] of the type II discrete cosine transform. */
const cosines = Array.from({ length: frequencies }, (_, frequency) =>
  Array.from({ length: side }, (_, position) =>
    Math.cos((Math.PI * frequency * (2 * position + 1)) / (2 * side)),
  ),
);

/** 64 bits, each: is this frequency stronger than the median of all? Resizing and recompressing change few of them. */
export async function perceptualHash(picture: Sharp): Promise<string> {
  const { data, info } = await picture
    .flatten({ background: 'white' })
    .grayscale()
    .resize(side, side, { fit: 'fill' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const grey = Array.from({ length: side * side }, (_, index) => data[index * info.channels] ?? 0);
  const strengths = lowFrequencies(grey);
  const median = medianOf(strengths.slice(1));
  const bits = strengths.map((strength) => (strength > median ? '1' : '0')).join('');
  return BigInt(`0b${bits}`).toString(16).padStart(16, '0');
}

function lowFrequencies(grey: readonly number[]): number[] {
  const rows = Array.from({ length: side }, (_, y) => transform(grey.slice(y * side, (y + 1) * side)));
  const columns = Array.from({ length: frequencies }, (_, u) => transform(rows.map((row) => row[u] ?? 0)));
  return Array.from({ length: frequencies }, (_, v) => columns.map((column) => column[v] ?? 0)).flat();
}

function transform(values: readonly number[]): number[] {
  return cosines.map((wave) =>
    wave.reduce((sum, cosine, position) => sum + cosine * (values[position] ?? 0), 0),
  );
}

/** Without the first, the mean brightness, which is no shape and outweighs all others. */
function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((first, second) => first - second);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
