import { parentPort, workerData } from 'node:worker_threads';
import { openCheckpointer } from './sqlite-connection.ts';
import { type CheckpointOptions, theEnd } from './thread-messages.ts';

/** What runs in the thread of checkpoints: one at every message. */
if (parentPort === null) throw new Error('This is no program of its own.');
const port = parentPort;
const connection = openCheckpointer((workerData as CheckpointOptions).path);

port.on('message', (message: unknown) => {
  if (message !== theEnd) {
    port.postMessage(connection.checkpoint());
    return;
  }
  connection.close();
  port.close();
});
