/** `r(v)` of the specification: half up, at least 1 (spec image-transformations §4.1). */
export function roundSide(value: number): number {
  return Math.max(1, roundHalfUp(value));
}

/** 14.5 % of 100 is a little less than 14.5 to a computer, and must round as on paper. */
const binaryError = 1e-9;

export function roundHalfUp(value: number): number {
  return Math.floor(value + 0.5 + binaryError);
}
