import type { Explanation } from '../../delivery/explain.ts';
import type { Exchange } from './send-rendition.ts';

/** For the eyes of whoever has asked, and of no cache. */
export function sendExplanation(
  { request, response, head, outcome }: Exchange,
  explanation: Explanation,
): void {
  const body = `${JSON.stringify(explanation, null, 2)}\n`;
  const sizeBytes = Buffer.byteLength(body);
  head.push('content-type', 'application/json; charset=utf-8', 'content-length', sizeBytes);
  head.push('cache-control', 'no-store', 'vary', 'Authorization');
  response.writeHead(200, head);
  const isHead = request.method === 'HEAD';
  outcome.bytes = isHead ? 0 : sizeBytes;
  response.end(isHead ? undefined : body);
}
