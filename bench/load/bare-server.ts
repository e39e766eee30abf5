import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Node's own server with one answer: what any server on Node could reach at best. */
const [headersPath = '', bodyPath = ''] = process.argv.slice(2);
const headers: Record<string, string> = JSON.parse(readFileSync(headersPath, 'utf8'));
const body = readFileSync(bodyPath);

const server = createServer((_request, response) => {
  response.writeHead(200, headers);
  response.end(body);
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
