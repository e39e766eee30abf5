/** Why a process is gone while it still had work. */
export type LossReason = 'crash' | 'time' | 'memory' | 'abandoned';

export class WorkerLost extends Error {
  readonly reason: LossReason;

  constructor(reason: LossReason) {
    super(`A render worker is lost: ${reason}`);
    this.name = 'WorkerLost';
    this.reason = reason;
  }
}
