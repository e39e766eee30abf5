import { createCounter, createTimer } from './by-labels.ts';
import type { Family } from './family.ts';

/** An answer to a delivery URL, when it is over. */
export interface MeasuredDelivery {
  readonly status: number;
  readonly outcome: 'hit' | 'miss' | 'error';
  /** Where the body came from; absent when none was opened. */
  readonly tier: string | undefined;
  readonly bytes: number;
  readonly seconds: number;
}

export interface DeliveryMetrics {
  readonly families: readonly Family[];
  count(delivery: MeasuredDelivery): void;
}

const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

export function createDeliveryMetrics(): DeliveryMetrics {
  const requests = createCounter(
    'calotype_delivery_requests_total',
    'Requests for delivery URLs that are over, by what came of them and where the body was.',
    ['outcome', 'tier'],
  );
  const bytes = createCounter('calotype_delivery_bytes_total', 'Bytes of bodies that were sent.', []);
  const seconds = createTimer(
    'calotype_delivery_seconds',
    'From the request to the end of the answer, by what came of it.',
    { labelNames: ['outcome'], bounds },
  );
  return {
    families: [requests.family, bytes.family, seconds.family],
    count(delivery) {
      const outcome = outcomeOf(delivery);
      requests.add(1, outcome, delivery.tier ?? 'none');
      bytes.add(delivery.bytes);
      seconds.observe(delivery.seconds, outcome);
    },
  };
}

/** `busy` is what an operator can put right, `gone` a client that did not wait. */
function outcomeOf({ status, outcome }: MeasuredDelivery): string {
  if (status === 304) return 'not_modified';
  if (status === 499) return 'gone';
  if (status === 503 || status === 429) return 'busy';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : outcome;
}
