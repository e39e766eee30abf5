/** RGBA → RGB. */
export function withoutAlpha(rgba: Uint8Array): Buffer {
  const pixels = rgba.length / 4;
  const rgb = Buffer.allocUnsafe(pixels * 3);
  for (let index = 0; index < pixels; index += 1) {
    rgb[index * 3] = rgba[index * 4] ?? 0;
    rgb[index * 3 + 1] = rgba[index * 4 + 1] ?? 0;
    rgb[index * 3 + 2] = rgba[index * 4 + 2] ?? 0;
  }
  return rgb;
}
