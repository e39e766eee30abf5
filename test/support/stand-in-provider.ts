import type { ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type LoopbackOrigin, serveOrigin } from './loopback-origin.ts';

export interface Order {
  readonly operation: string;
  readonly prompt: string | undefined;
  readonly image: Buffer | undefined;
}

export interface StandInProvider extends LoopbackOrigin {
  readonly orders: Order[];
  /** What it does with an order; may be changed at any time. */
  answer: (order: Order, response: ServerResponse) => unknown;
}

/** A generative provider that does what it is told. */
export async function startProvider(): Promise<StandInProvider> {
  const orders: Order[] = [];
  const origin = await serveOrigin(async (request, response) => {
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    const form = await new Response(new Uint8Array(await buffer(request)), { headers }).formData();
    const image = form.get('image');
    const order = {
      operation: String(form.get('operation')),
      prompt: form.get('prompt')?.toString(),
      image: image instanceof File ? Buffer.from(await image.arrayBuffer()) : undefined,
    };
    orders.push(order);
    provider.answer(order, response);
  });
  const provider: StandInProvider = {
    ...origin,
    orders,
    answer: (_, response) => response.writeHead(500).end(),
  };
  return provider;
}
