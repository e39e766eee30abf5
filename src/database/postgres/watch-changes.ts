import { setTimeout } from 'node:timers/promises';
import type { Client } from 'pg';

/** How often the server is asked whether it is still there. */
const heartbeatMs = 1000;

/** So long after the last sign of life what is remembered may be used: the longest that a change can go unseen. */
export const trustMs = 2000;

const pauseMs = 500;

export interface Changes {
  /** A number that is the same only while nothing changes; undefined when nobody can tell. */
  state(): number | undefined;
  /** Something was written here. */
  note(): void;
  close(): Promise<void>;
}

/**
 * Every node says on `calotype_changes` that it has written. Messages come in order, so the answer to a heartbeat
 * proves that everything said before it was heard. While no answer comes there is no state.
 */
export function watchChanges(createClient: () => Client): Changes {
  const controller = new AbortController();
  const { signal } = controller;
  let changes = 0;
  let heardAt = Number.NEGATIVE_INFINITY;

  async function listen(client: Client): Promise<void> {
    client.on('notification', () => {
      changes += 1;
    });
    await client.connect();
    await client.query('listen calotype_changes');
    // What was said while nobody listened is unknown.
    changes += 1;
    for (;;) {
      const askedAt = performance.now();
      await client.query('select 1');
      heardAt = askedAt;
      await setTimeout(heartbeatMs, undefined, { signal });
    }
  }

  async function listenAgainAndAgain(): Promise<void> {
    while (!signal.aborted) {
      const client = createClient();
      // A lost session fails the next heartbeat; without a listener it would end the process.
      client.on('error', () => {});
      // Lost: without a state meanwhile, deliveries look everything up.
      await listen(client).catch(() => {});
      await client.end().catch(() => {});
      await setTimeout(pauseMs, undefined, { signal }).catch(() => {});
    }
  }

  const listening = listenAgainAndAgain();
  return {
    state: () => (performance.now() - heardAt < trustMs ? changes : undefined),
    note() {
      changes += 1;
    },
    async close() {
      controller.abort();
      await listening;
    },
  };
}
