import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Names those who claim jobs, so that a node that starts again need not wait until its predecessor's claims run out. */
export interface Claimant {
  /** A new name for each claim. */
  nextName(): string;
  /** Asked once, before this node claims anything: was this name given by a process of this machine that is gone? */
  isOfDeadProcess(name: string): boolean;
}

/** A name is MACHINE.PROCESS.RANDOM. Nodes on different machines, or in different containers, need different host names. */
export function createClaimant(machine = encodeURIComponent(hostname()), pid = process.pid): Claimant {
  return {
    nextName: () => `${machine}.${pid}.${randomUUID()}`,
    isOfDeadProcess(name) {
      const parts = name.split('.');
      const itsPid = Number(parts.at(-2));
      if (parts.slice(0, -2).join('.') !== machine) return false;
      // What has our own number before we have claimed anything is of a predecessor, as in a container that was restarted.
      return itsPid === pid || !isAlive(itsPid);
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It is there, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
