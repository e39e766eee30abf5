import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { serveOrigin } from './loopback-origin.ts';

export interface WatchedOrigin {
  readonly url: string;
  /** What was asked, as it came. */
  readonly requests: readonly IncomingMessage[];
  /** How often this path was asked for. */
  asked(path: string): number;
  put(path: string, file: Buffer | string, headers?: OutgoingHttpHeaders): void;
  remove(path: string): void;
  /** Answers this path in its own way. */
  answer(path: string, answer: Answer): void;
  close(): Promise<void>;
}

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** A web server that remembers what it was asked; files have ETags, and are not sent to whoever has them. */
export async function watchOrigin(): Promise<WatchedOrigin> {
  const requests: IncomingMessage[] = [];
  const answers = new Map<string, Answer>();
  const origin = await serveOrigin((request, response) => {
    requests.push(request);
    const answer = answers.get(request.url ?? '');
    if (answer === undefined) response.writeHead(404).end('Not here');
    else answer(request, response);
  });
  return {
    url: origin.url,
    requests,
    asked: (path) => requests.filter(({ url }) => url === path).length,
    put: (path, file, headers = {}) => void answers.set(path, sendFile(Buffer.from(file), headers)),
    remove: (path) => void answers.delete(path),
    answer: (path, answer) => void answers.set(path, answer),
    close: origin.close,
  };
}

function sendFile(file: Buffer, headers: OutgoingHttpHeaders): Answer {
  const etag = `"${createHash('md5').update(file).digest('hex')}"`;
  return (request, response) => {
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag, ...headers }).end();
    else response.writeHead(200, { etag, 'content-length': file.length, ...headers }).end(file);
  };
}
