/** Metrics of one name (Prometheus text format 0.0.4). What they say is read when somebody asks, from plain numbers. */
export interface Family {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'gauge' | 'histogram';
  readonly samples: () => Iterable<Sample>;
}

export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  readonly labels: Labels;
  readonly value: number;
  /** Of a histogram: `_bucket`, `_sum` or `_count`. */
  readonly suffix?: string;
}

export function gauge(name: string, help: string, read: () => number): Family {
  return { name, help, type: 'gauge', samples: () => [{ labels: {}, value: read() }] };
}
