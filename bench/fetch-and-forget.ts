import { Agent, get } from 'node:http';

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
