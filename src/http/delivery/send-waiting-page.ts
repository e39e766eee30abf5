import type { Exchange } from './send-rendition.ts';

/** Nothing in it comes from a request. It asks again by itself, for people who look at it. */
const page = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta http-equiv="refresh" content="5"><title>Being prepared</title></head>
<body><p>The asset is being prepared. Please try again in a few seconds.</p></body>
</html>
`;

/** While a model is at work: 200, and a header that tells clients that this is not it yet (spec image-transformations §8). */
export function sendWaitingPage({
  request,
  response,
  head,
  outcome,
}: Pick<Exchange, 'request' | 'response' | 'head' | 'outcome'>): void {
  head.push('content-type', 'text/html; charset=utf-8', 'content-length', Buffer.byteLength(page));
  head.push('is-intermediate-response', 'true', 'cache-control', 'no-store', 'retry-after', '5');
  head.push('content-security-policy', "sandbox; default-src 'none'");
  response.writeHead(200, head);
  const isHead = request.method === 'HEAD';
  outcome.bytes = isHead ? 0 : Buffer.byteLength(page);
  response.end(isHead ? undefined : page);
}
