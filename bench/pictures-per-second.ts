import { Agent, get } from 'node:http';

/** How fast `perform` gets through the work, with so many pieces in work at a time. */
export async function piecesPerSecond<Piece>(
  work: readonly Piece[],
  together: number,
  perform: (piece: Piece) => Promise<unknown>,
): Promise<number> {
  const left = [...work];
  const takeTurns = async () => {
    for (let next = left.shift(); next !== undefined; next = left.shift()) await perform(next);
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: together }, takeTurns));
  return (work.length / (performance.now() - startedAt)) * 1000;
}

const agent = new Agent({ keepAlive: true });

/**
 * How many bytes an answer has. The client shares the processors with the server: it does nothing with a picture but
 * receive it.
 */
export function fetchAndForget(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent }, (response) => {
      let bytes = 0;
      response
        .on('data', (piece: Buffer) => {
          bytes += piece.length;
        })
        .once('end', () => {
          if (response.statusCode === 200) resolve(bytes);
          else reject(new Error(`${url} answered ${response.statusCode}`));
        });
    }).once('error', reject);
  });
}
