import type { FileHandle } from 'node:fs/promises';

const batchBytes = 1024 * 1024;

export interface BatchWriter {
  /** Resolves when there is room for more; a failed write is thrown by the next call. */
  write(chunk: Uint8Array): Promise<void>;
  /** Writes what is left and waits for it. */
  end(): Promise<void>;
}

/**
 * Gathers the small chunks of a socket into large writes, and lets one be under way while the next is gathered and
 * hashed. Two buffers are all that is ever held, whatever the file's size.
 */
export function createBatchWriter(file: FileHandle): BatchWriter {
  let filling = Buffer.allocUnsafeSlow(batchBytes);
  let spare = Buffer.allocUnsafeSlow(batchBytes);
  let filled = 0;
  let underWay: Promise<void> = Promise.resolve();

  async function flush(): Promise<void> {
    await underWay;
    const batch = filling.subarray(0, filled);
    [filling, spare] = [spare, filling];
    filled = 0;
    underWay = writeAll(file, batch);
    // Whoever calls next is told; until then the failure must not count as unhandled.
    underWay.catch(() => {});
  }

  return {
    async write(chunk) {
      let taken = 0;
      while (taken < chunk.length) {
        const part = chunk.subarray(taken, taken + batchBytes - filled);
        filling.set(part, filled);
        filled += part.length;
        taken += part.length;
        if (filled === batchBytes) await flush();
      }
    },
    async end() {
      await flush();
      await underWay;
    },
  };
}

/** A single write may take only a part, above all when the disk is nearly full. */
async function writeAll(file: FileHandle, batch: Buffer): Promise<void> {
  let done = 0;
  while (done < batch.length) {
    const { bytesWritten } = await file.write(batch, done, batch.length - done);
    done += bytesWritten;
  }
}
