import { LRUCache } from 'lru-cache';
import type { DeliveryUrl } from '../transform/delivery-url.ts';
import type { EndpointsByPrefix } from '../transform/find-endpoint.ts';
import type { Delivered } from './delivered.ts';

export interface RememberedAnswer {
  readonly url: DeliveryUrl;
  /** What the URL was read with. */
  readonly endpoints: EndpointsByPrefix;
  readonly delivered: Delivered;
}

export interface RememberedAnswers {
  /** Undefined as well when it would be answered otherwise now. */
  find(request: string, endpoints: EndpointsByPrefix): RememberedAnswer | undefined;
  keep(request: string, answer: RememberedAnswer): void;
}

const maxAnswers = 4096;

/** A request of usual length: strangers must not fill the memory with long ones. */
const maxLength = 1024;

/**
 * Reading a URL, finding its file and planning its print is half of what a hit costs, and comes to the same each time. Whether an
 * answer still holds is asked before each use: no change has to be told, and none is seen late. `request`: everything that
 * tells requests apart, in one text.
 */
export function createRememberedAnswers(): RememberedAnswers {
  const answers = new LRUCache<string, RememberedAnswer>({ max: maxAnswers });
  return {
    find(request, endpoints) {
      const known = answers.get(request);
      return known?.endpoints === endpoints && known.delivered.stillHolds?.() ? known : undefined;
    },
    keep(request, answer) {
      const { url, delivered } = answer;
      if (delivered.stillHolds === undefined || url.debug || request.length > maxLength) return;
      answers.set(request, answer);
    },
  };
}
