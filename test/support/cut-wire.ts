import { createServer, type Socket } from 'node:net';

export interface Wire {
  /** Of its near end, on 127.0.0.1. */
  readonly port: number;
  /** The network is gone: what is connected breaks, what connects is refused. */
  interrupt(): void;
  restore(): void;
  /** Nothing moves any more, and nothing breaks. */
  hold(): void;
  letGo(): void;
  close(): Promise<void>;
}

/** A way to a server that can be cut. `dial` opens its far end. */
export async function makeWire(dial: () => Socket): Promise<Wire> {
  const sockets = new Set<Socket>();
  let isCut = false;
  let held: (() => void)[] | undefined;
  const listener = createServer((socket) => {
    const onward = dial();
    for (const [one, other] of [[socket, onward] as const, [onward, socket] as const]) {
      sockets.add(one);
      one.on('error', () => other.destroy());
      one.on('close', () => other.destroy());
      if (held === undefined) one.pipe(other);
      else held.push(() => one.pipe(other));
    }
    if (isCut) socket.destroy();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const cut = () => {
    isCut = true;
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    port: address !== null && typeof address === 'object' ? address.port : 0,
    interrupt: cut,
    restore() {
      isCut = false;
    },
    hold() {
      held = [];
      for (const socket of sockets) socket.pause();
    },
    letGo() {
      for (const start of held ?? []) start();
      held = undefined;
      for (const socket of sockets) socket.resume();
    },
    async close() {
      cut();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
