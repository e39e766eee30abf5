import type { PurgeId } from './ids.ts';

/** What is to be forgotten: what is cached for one URL, or for every URL that begins so. */
export interface Purge {
  /** As it was asked for, its `*` included: what a cache in front of this server is told. */
  readonly url: string;
  /** What stands behind the endpoint, raw, without the `*`: `shop/cat.jpg?v=1`. */
  readonly behind: string;
  readonly isPrefix: boolean;
}

export interface PurgeRequest extends Purge {
  readonly id: PurgeId;
  readonly createdAt: Date;
}

/** Rises from request to request and is never used again: what a node has done is told by one number. */
export type PurgeNumber = number;

/** Somewhere that keeps what was delivered: renditions, and whatever else comes to be in front of or behind them. */
export interface PurgeTarget {
  /**
   * When it resolves the next request is a miss. What is made meanwhile is new, and may stay. A URL of nothing is no error;
   * a failure is tried again, so repeating must do no harm.
   */
  purge(purge: Purge, signal: AbortSignal): Promise<void>;
}

/** A server with caches of its own. A purge is complete when every one of them has done it. */
export interface PurgeNode {
  /** Of its caches, not of its process: what is kept on disk outlives a restart. */
  readonly id: string;
  /** It has done all requests up to this one. */
  readonly done: PurgeNumber;
  /** Its last sign of life; absent when it has gone. It catches up when it comes back. */
  readonly seenAt?: Date;
}
