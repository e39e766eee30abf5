import type { RenditionKey } from '../domain/rendition.ts';

export interface SendQueue {
  /** Nobody waits for it. Beyond the limit it is forgotten: a rendition that is not sent is made again elsewhere. */
  add(key: RenditionKey): void;
  /** Nothing that matches is sent any more when it resolves. */
  forget(matches: (key: RenditionKey) => boolean): Promise<void>;
  /** Waits for what is being sent, not for the rest. */
  close(): Promise<void>;
}

export interface SendQueueOptions {
  /** Never rejects. */
  readonly send: (key: RenditionKey) => Promise<void>;
  readonly concurrency: number;
  readonly maxWaiting: number;
}

export function createSendQueue({ send, concurrency, maxWaiting }: SendQueueOptions): SendQueue {
  const waiting = new Set<RenditionKey>();
  const underWay = new Map<RenditionKey, Promise<void>>();

  function startNext(): void {
    for (const key of waiting) {
      if (underWay.size >= concurrency) return;
      // Its bytes are the same: once they are there, they are there.
      if (underWay.has(key)) continue;
      waiting.delete(key);
      const sending = send(key).finally(() => {
        underWay.delete(key);
        startNext();
      });
      underWay.set(key, sending);
    }
  }

  async function forget(matches: (key: RenditionKey) => boolean): Promise<void> {
    for (const key of waiting) if (matches(key)) waiting.delete(key);
    await Promise.all([...underWay].flatMap(([key, sending]) => (matches(key) ? sending : [])));
  }

  return {
    add(key) {
      if (waiting.size >= maxWaiting) return;
      waiting.add(key);
      startNext();
    },
    forget,
    close: () => forget(() => true),
  };
}
