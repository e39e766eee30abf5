import type { SQLInputValue } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { openSearcher } from './sqlite-connection.ts';
import { type ThreadOptions, type ThreadReply, type ThreadRequest, theEnd } from './thread-messages.ts';

/** What runs in the thread of searches: statements come, their rows go. */
if (parentPort === null) throw new Error('This is no program of its own.');
const port = parentPort;
const connection = openSearcher(workerData as ThreadOptions);

port.on('message', (message: ThreadRequest | typeof theEnd) => {
  if (message !== theEnd) {
    port.postMessage(answer(message));
    return;
  }
  connection.close();
  port.close();
});

function answer({ id, sql, parameters }: ThreadRequest): ThreadReply {
  try {
    const statement = connection.prepareArrays(sql);
    const rows = statement.all(...(parameters as SQLInputValue[])) as unknown as unknown[][];
    return { id, columns: statement.columns().map(({ name }) => name), rows };
  } catch (error) {
    return { id, error };
  }
}
