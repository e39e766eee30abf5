import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { OriginAnswer, OriginRequest } from '../../src/domain/origin.ts';
import { createAddressGuard } from '../../src/origin/address-guard.ts';
import type { OriginTools } from '../../src/origin/origin-tools.ts';
import { createWebClient, resolveAll } from '../../src/origin/web-client.ts';

const limits = { headersTimeoutMs: 5000, idleTimeoutMs: 5000, maxRedirects: 2 };

/** As the server makes its origins, with other servers of this machine in reach. */
export function makeTools(allowed: readonly string[] = ['127.0.0.0/8']): OriginTools {
  const guard = createAddressGuard({ allowed });
  const client = createWebClient({ guard, ...limits });
  return { client, headers: { 'x-req-from': 'imagekit' }, guard, resolve: resolveAll, ...limits };
}

export function request(more: Partial<OriginRequest> = {}): OriginRequest {
  return { maxBytes: 100_000, signal: new AbortController().signal, ...more };
}

/** An answer with its body read. */
export async function whole(answer: OriginAnswer): Promise<object> {
  return answer.kind === 'file' ? { ...answer, body: await readText(answer.body) } : answer;
}

async function readText(body: Readable): Promise<string> {
  return (await buffer(body)).toString('utf8');
}
