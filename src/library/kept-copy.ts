/** Rows that every request needs, kept in memory. */
export interface KeptCopy<Item> {
  /** As they were when last looked at. The same array as long as nothing has changed. */
  current(): readonly Item[];
  /** Resolves once everything written before the call is in the copy. */
  refresh(): Promise<void>;
  /** Stops looking and waits for a look that is under way. */
  stop(): Promise<void>;
}

export interface KeptCopyParts<Item> {
  /** Plain data: what is the same as JSON is the same. */
  readonly load: () => Promise<readonly Item[]>;
  readonly onFailure: (error: unknown) => void;
}

/** How long a change by another process, such as the command line, may go unseen. */
const lookMilliseconds = 1000;

/** Looks now, whenever it is told to, and every second. */
export async function createKeptCopy<Item>({
  load,
  onFailure,
}: KeptCopyParts<Item>): Promise<KeptCopy<Item>> {
  let current = await load();
  let known = JSON.stringify(current);
  async function look(): Promise<void> {
    const loaded = await load();
    const text = JSON.stringify(loaded);
    if (text === known) return;
    [current, known] = [loaded, text];
  }

  // One after the other: a slow look that began before a change must not end after, and hide, one that saw it.
  let last = Promise.resolve();
  function refresh(): Promise<void> {
    const next = last.then(look);
    last = next.catch(() => {});
    return next;
  }
  const timer = setInterval(() => refresh().catch(onFailure), lookMilliseconds);
  timer.unref();
  return {
    current: () => current,
    refresh,
    stop: async () => {
      clearInterval(timer);
      await last;
    },
  };
}
