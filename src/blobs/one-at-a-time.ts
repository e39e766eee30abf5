export type OneAtATime = <Result>(key: string, work: () => Promise<Result>) => Promise<Result>;

/** Works on one key run one after another, in the order they came; works on different keys do not wait. */
export function createOneAtATime(): OneAtATime {
  const last = new Map<string, Promise<unknown>>();
  return async (key, work) => {
    const before = last.get(key);
    const mine = before === undefined ? work() : before.then(work, work);
    last.set(key, mine);
    try {
      return await mine;
    } finally {
      if (last.get(key) === mine) last.delete(key);
    }
  };
}
