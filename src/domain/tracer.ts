/**
 * Where the time of a request or a job goes, told step by step to a program that collects it. A step that is begun while another
 * is at work is part of that one. Nothing that a caller waits for ever depends on it, and nothing of it throws.
 */
export interface Tracer {
  /** Whoever begins a step ends it. */
  begin(description: StepDescription): Step;
  /** What a server that is asked from within this step is sent, so that its own steps become part of it (W3C Trace Context). */
  headers(): Readonly<Record<string, string>>;
  /** Sends what has not been sent yet, as far as that is possible soon. */
  close(): Promise<void>;
}

export interface StepDescription {
  /** One of few: what is different from time to time is an attribute. */
  readonly name: string;
  /** Absent: work of this server's own. */
  readonly role?: 'answers' | 'asks';
  /** The headers of whoever asks; present when the step is part of no other here. */
  readonly asker?: Asker;
  /** On the clock of `performance`; absent: now. */
  readonly begunAt?: number;
  readonly attributes?: StepAttributes;
}

/** Never a key, a signature, a token or the query of an address: they go to another program, and to whoever reads it. */
export type StepAttributes = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

export interface Asker {
  readonly traceparent: string | undefined;
  readonly tracestate: string | undefined;
  /** What a stranger wishes to have recorded is not recorded for that. */
  readonly isTrusted: boolean;
}

export interface Step {
  /** What is begun inside, and in what it begins, is part of this step. */
  run<Result>(work: () => Result): Result;
  tell(attributes: StepAttributes): void;
  /** Once; what is said later is not heard. `at`: on the clock of `performance`; absent: now. */
  end(outcome?: StepOutcome): void;
}

export interface StepOutcome {
  /** What it has failed with. */
  readonly error?: unknown;
  readonly at?: number;
}
