import newman, { type NewmanRunExecution, type NewmanRunSummary } from 'newman';
import type { CollectionDefinition } from 'postman-collection';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchemaChecker, operationsOf, readDocument } from '../support/api-document.ts';
import { ask } from '../support/ask.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

/** The collection as it is served, run from top to bottom against a server that was started for a demonstration. */
let server: RunningServer;
let collection: CollectionDefinition;

beforeAll(async () => {
  server = await startServer({}, ['--demo']);
  collection = (await ask(server.url, '/postman.json')).json<CollectionDefinition>();
});
afterAll(() => server.stop());

function run(): Promise<NewmanRunSummary> {
  const envVar = [{ key: 'privateKey', value: server.privateKey }];
  return new Promise((resolve, reject) => {
    newman.run({ collection, envVar }, (error, summary) => (error ? reject(error) : resolve(summary)));
  });
}

describe('the Postman collection', () => {
  it('is answered with success by a fresh server, and once more by the same', async () => {
    for (const { run: done } of [await run(), await run()]) {
      expect(done.failures.map(({ source, error }) => [source?.name, error.message])).toEqual([]);
      expect(done.stats.requests.total).toBeGreaterThan(45);
      expect(done.stats.assertions.failed).toBe(0);
    }
  });

  it('asks for every operation, and gets what /openapi.json says', async () => {
    const document = await readDocument(server.url);
    const checker = createSchemaChecker(document);
    const { run: done } = await run();
    const answers = done.executions.map(readExecution);
    for (const { operationId, method, path } of operationsOf(document)) {
      const own = answers.filter((answer) => answer.method === method && fits(path, answer.path));
      expect([operationId, own.length > 0]).toEqual([operationId, true]);
      for (const { status, body } of own) {
        if (status === 204) continue;
        const place = ['responses', String(status), 'content', 'application/json', 'schema'];
        const validate = checker.compile('paths', path, method.toLowerCase(), ...place);
        validate(JSON.parse(body));
        expect([operationId, validate.errors]).toEqual([operationId, null]);
      }
    }
  });
});

function readExecution({ request, response }: NewmanRunExecution) {
  return {
    method: request.method,
    path: request.url.getPath(),
    status: response.code,
    body: String(response.stream ?? ''),
  };
}

/** `/v1/files/{fileId}` and `/v1/files/697f…`; not `/v1/files/copy`, which stands before it. */
function fits(template: string, path: string): boolean {
  const parts = template.split('/').map((part) => (/^\{.+\}$/.test(part) ? '[A-Za-z0-9_]+' : part));
  return new RegExp(`^${parts.join('/')}$`).test(path);
}
