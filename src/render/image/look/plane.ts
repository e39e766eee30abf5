/** One channel of a picture. */
export interface Plane {
  readonly data: Float32Array;
  readonly width: number;
  readonly height: number;
}

export function planeLike({ width, height }: Plane): Plane {
  return { data: new Float32Array(width * height), width, height };
}

export function multiply(one: Plane, other: Plane): Plane {
  const product = planeLike(one);
  for (let index = 0; index < product.data.length; index += 1)
    product.data[index] = (one.data[index] ?? 0) * (other.data[index] ?? 0);
  return product;
}

/** Averages of two by two; what is missing at an odd edge is repeated. */
export function halve({ data, width, height }: Plane): Plane {
  const half = planeLike({ data, width: Math.ceil(width / 2), height: Math.ceil(height / 2) });
  for (let y = 0, index = 0; y < half.height; y += 1) {
    const top = 2 * y * width;
    const bottom = Math.min(2 * y + 1, height - 1) * width;
    for (let x = 0; x < half.width; x += 1, index += 1) {
      const left = 2 * x;
      const right = Math.min(left + 1, width - 1);
      const upper = (data[top + left] ?? 0) + (data[top + right] ?? 0);
      half.data[index] = (upper + (data[bottom + left] ?? 0) + (data[bottom + right] ?? 0)) / 4;
    }
  }
  return half;
}
