import { cpuMillisecondsOfTree } from './process-tree.ts';

/** What one side has done in its turn. */
export interface Turn {
  readonly perSecond: number;
  /**
   * Processor time for one piece, in all processes of this side but the client. Other work on the machine, which halves any
   * rate, hardly changes it.
   */
  readonly cpuMilliseconds: number;
}

/** Processor time so far, in milliseconds. */
export type CpuClock = () => Promise<number>;

export function clockOfTree(pid: number | undefined): CpuClock {
  return () => cpuMillisecondsOfTree(pid);
}

/** Of this process: what is measured runs within it. */
export async function ownClock(): Promise<number> {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** How fast `perform` gets through the work, with so many pieces in work at a time, and what a piece costs. */
export async function takeTurn<Piece>(
  work: readonly Piece[],
  { together, clock }: { readonly together: number; readonly clock: CpuClock },
  perform: (piece: Piece) => Promise<unknown>,
): Promise<Turn> {
  const left = [...work];
  const takePieces = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await perform(next);
  };
  const clockBefore = await clock();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: together }, takePieces));
  const milliseconds = performance.now() - startedAt;
  return {
    perSecond: (work.length / milliseconds) * 1000,
    cpuMilliseconds: ((await clock()) - clockBefore) / work.length,
  };
}
