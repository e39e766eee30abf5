/** `r(v)` of the specification: half up, at least 1 (spec image-transformations §4.1). */
export function roundSide(value: number): number {
  return Math.max(1, roundHalfUp(value));
}

export function roundHalfUp(value: number): number {
  return Math.floor(value + 0.5);
}
