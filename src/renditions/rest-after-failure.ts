/** Work that is left out for a while after it has failed. */
export interface RestAfterFailure {
  /** Undefined: it failed, or was left out because it failed just before. */
  attempt<Result>(work: () => Promise<Result>): Promise<Result | undefined>;
}

export interface RestOptions {
  readonly restMilliseconds: number;
  readonly onFailure: (error: unknown) => void;
}

/** A server that is gone is asked again after a rest: else everybody would wait for it, each time anew. */
export function createRestAfterFailure({ restMilliseconds, onFailure }: RestOptions): RestAfterFailure {
  let restsUntil = 0;
  return {
    async attempt(work) {
      if (Date.now() < restsUntil) return undefined;
      try {
        return await work();
      } catch (error) {
        restsUntil = Date.now() + restMilliseconds;
        onFailure(error);
        return undefined;
      }
    },
  };
}
