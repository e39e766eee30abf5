import { connect, type Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';
import type { Load, LoadResult } from './put-load.ts';

/**
 * Keep-alive connections that ask for one URL, one request at a time on each. All answers are equally long, so that after
 * the first one counting bytes is enough: a client that parses would be slower than the servers.
 */
const { url, connections, seconds, requestsPerSecond } = workerData as Load;
const target = new URL(url);
const question = `GET ${target.pathname} HTTP/1.1\r\nHost: ${target.host}\r\nAccept: image/*\r\n\r\n`;
const pieceBytes = 64 * 1024;
const okay = Buffer.from('HTTP/1.1 200');

interface Connection {
  readonly socket: Socket;
  /** When its request was due; undefined when it has none. */
  dueAt: number | undefined;
  received: number;
}

const latencies: number[] = [];
let answerBytes = 0;
let ended = false;

const idle: Connection[] = await Promise.all(Array.from({ length: connections }, open));
const startedAt = performance.now();
const endsAt = startedAt + seconds * 1000;
let sent = 0;
if (requestsPerSecond === undefined) for (const connection of idle.splice(0)) send(connection, startedAt);
else sendWhenDue();

function open(): Promise<Connection> {
  return new Promise((resolve, reject) => {
    // Into one buffer again and again: the client's own garbage would be collected on the server's time.
    const onread = {
      buffer: Buffer.alloc(pieceBytes),
      callback(length: number, buffer: Uint8Array) {
        receive(connection, buffer.subarray(0, length));
        return true;
      },
    };
    const socket = connect({ host: target.hostname, port: Number(target.port), noDelay: true, onread });
    const connection: Connection = { socket, dueAt: undefined, received: 0 };
    socket.once('connect', () => resolve(connection));
    socket.once('error', reject);
  });
}

function send(connection: Connection, dueAt: number): void {
  connection.dueAt = dueAt;
  connection.received = 0;
  connection.socket.write(question);
}

function receive(connection: Connection, chunk: Uint8Array): void {
  if (connection.received === 0) {
    if (okay.compare(chunk, 0, okay.length) !== 0) throw new Error(Buffer.from(chunk).toString('latin1'));
    if (answerBytes === 0) answerBytes = lengthOf(Buffer.from(chunk));
  }
  connection.received += chunk.length;
  if (connection.received < answerBytes || connection.dueAt === undefined) return;
  const now = performance.now();
  latencies.push(now - connection.dueAt);
  connection.dueAt = undefined;
  if (now >= endsAt) end();
  else if (requestsPerSecond === undefined) send(connection, now);
  else idle.push(connection);
}

function lengthOf(head: Buffer): number {
  const text = head.toString('latin1');
  const body = /^content-length: (\d+)\r$/im.exec(text)?.[1];
  const headLength = text.indexOf('\r\n\r\n') + 4;
  if (body === undefined || headLength < 4)
    throw new Error('The first part of an answer holds not all headers.');
  return headLength + Number(body);
}

/** Latency counts from when a request was due, so that a server that stalls is not asked more kindly. */
function sendWhenDue(): void {
  if (ended) return;
  const now = performance.now();
  for (;;) {
    const dueAt = startedAt + (sent / (requestsPerSecond ?? 1)) * 1000;
    if (dueAt > now) break;
    const connection = idle.pop();
    if (connection === undefined) break;
    sent += 1;
    send(connection, dueAt);
  }
  setImmediate(sendWhenDue);
}

function end(): void {
  if (ended) return;
  ended = true;
  const elapsedSeconds = (performance.now() - startedAt) / 1000;
  latencies.sort((one, other) => one - other);
  const at = (share: number) => latencies[Math.floor(share * (latencies.length - 1))] ?? Number.NaN;
  const result: LoadResult = {
    requests: latencies.length,
    requestsPerSecond: latencies.length / elapsedSeconds,
    medianMilliseconds: at(0.5),
    p99Milliseconds: at(0.99),
  };
  parentPort?.postMessage(result);
  process.exit();
}
