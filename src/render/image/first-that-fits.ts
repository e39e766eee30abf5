interface Tried<Value> {
  readonly value: Value;
  readonly fits: boolean;
}

/**
 * The first of the candidates that fits, where every one behind a fitting one fits as well. Tries the one that is
 * `likely` and then halves: eight tries for a hundred. Undefined when not even the last fits.
 */
export async function firstThatFits<Candidate, Value>(
  candidates: readonly Candidate[],
  attempt: (candidate: Candidate) => Promise<Tried<Value>>,
  likely = 0,
): Promise<Value | undefined> {
  let found: Value | undefined;
  let [from, to] = [0, candidates.length - 1];
  for (let next = likely; from <= to; next = Math.floor((from + to) / 2)) {
    const candidate = candidates[next];
    if (candidate === undefined) break;
    const { value, fits } = await attempt(candidate);
    if (fits) {
      found = value;
      to = next - 1;
    } else {
      from = next + 1;
    }
  }
  return found;
}
