import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import type { Answer } from '../support/ask.ts';
import { whyPending } from '../support/pending.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';
import { everyOperation, isEveryStatus, limitedSettings } from './every-operation.ts';
import { notProvoked } from './not-provoked.ts';
import { type OfficialAnswer, type OfficialOperation, readOfficialApi } from './official-api.ts';
import { accountRows } from './rows/account.ts';
import { cacheAndMetadataRows } from './rows/cache-and-metadata.ts';
import { customFieldRows } from './rows/custom-fields.ts';
import { fileRows } from './rows/files.ts';
import { folderRows } from './rows/folders.ts';
import { manyFilesRows } from './rows/many-files.ts';
import { savedExtensionRows } from './rows/saved-extensions.ts';
import { uploadRows } from './rows/upload.ts';
import { versionRows } from './rows/versions.ts';
import type { Provoke, Said } from './rows.ts';
import { createWorld, usedUpSettings, worldSettings } from './world.ts';

/** The official description is not part of the repository: whoever has it says where. */
const officialFile = process.env.IMAGEKIT_OPENAPI;
const operations = officialFile ? readOfficialApi(officialFile) : [];
if (!officialFile) console.warn('Conformance was NOT checked: IMAGEKIT_OPENAPI names no file.');

const rows = {
  ...uploadRows,
  ...fileRows,
  ...versionRows,
  ...manyFilesRows,
  ...folderRows,
  ...cacheAndMetadataRows,
  ...customFieldRows,
  ...savedExtensionRows,
  ...accountRows,
};

let server: RunningServer;
let usedUp: RunningServer;
let limited: RunningServer;

beforeAll(async () => {
  if (!officialFile) return;
  [server, usedUp, limited] = await Promise.all([
    startServer(worldSettings),
    startServer(usedUpSettings),
    startServer(limitedSettings),
  ]);
});
afterAll(() => Promise.all([server?.stop(), usedUp?.stop(), limited?.stop()]));

describe.skipIf(!officialFile)('an operation of the official API', () => {
  const provoked = operations.flatMap((operation) =>
    operation.answers.flatMap((answer) =>
      Object.entries(rows[operation.operationId]?.[answer.status] ?? {}).map(
        ([title, row]) =>
          [
            `${operation.operationId} ${answer.status}: ${title}`,
            answer,
            sayingOf(answer, title, row),
          ] as const,
      ),
    ),
  );
  it.for(provoked)('answers as it is described: %s', async ([, official, row], context) => {
    expectOfficial(
      await row.provoke(createWorld(server), createWorld(usedUp)),
      official,
      row.message,
      context,
    );
  });

  const general = operations.flatMap((operation) =>
    operation.answers.flatMap((answer) =>
      isEveryStatus(answer.status) && whyNot(operation, answer) === undefined
        ? [
            [
              `${operation.operationId} ${answer.status}`,
              operation,
              answer,
              everyOperation[answer.status],
            ] as const,
          ]
        : [],
    ),
  );
  it.for(general)('refuses as it is described: %s', async ([, operation, official, row], context) => {
    const answer = await row.askWith(official.status === 429 ? limited : server, operation);
    expectOfficial(answer, official, row.message, context);
  });

  it('has a row for every answer and every sentence, or a reason', () => {
    expect(operations.flatMap(missingRows)).toEqual([]);
  });

  it('is there for every row and every reason', () => {
    const known = new Set(operations.flatMap(namesOf));
    const named = Object.entries(rows).flatMap(([operationId, statuses]) =>
      Object.keys(statuses).map((status) => `${operationId} ${status}`),
    );
    expect([...named, ...Object.keys(notProvoked)].filter((name) => !known.has(name))).toEqual([]);
  });
});

/** Of an error the title is the sentence, unless the row has another. */
function sayingOf({ status }: OfficialAnswer, title: string, row: Provoke | Said) {
  if (typeof row !== 'function') return row;
  return { provoke: row, message: status < 400 ? undefined : title };
}

function expectOfficial(
  answer: Answer,
  official: OfficialAnswer,
  message: string | undefined,
  context: TestContext,
): void {
  const pending = whyPending(answer);
  if (pending !== undefined) context.skip(`pending: ${pending}`);
  expect(official.check(answer)).toEqual([]);
  if (message !== undefined) expect(answer.json()).toMatchObject({ message });
}

function whyNot(
  { operationId }: OfficialOperation,
  { status }: OfficialAnswer,
  message?: string,
): string | undefined {
  return (
    notProvoked[operationId] ??
    notProvoked[`${operationId} ${status}`] ??
    (message === undefined ? undefined : notProvoked[`${operationId} ${status}: ${message}`])
  );
}

function missingRows(operation: OfficialOperation): string[] {
  const { operationId, answers } = operation;
  return answers.flatMap((answer) => {
    if (isEveryStatus(answer.status) || whyNot(operation, answer) !== undefined) return [];
    const ofStatus = rows[operationId]?.[answer.status] ?? {};
    const name = `${operationId} ${answer.status}`;
    if (Object.keys(ofStatus).length === 0) return [name];
    return answer.messages
      .filter(
        (message) => !Object.hasOwn(ofStatus, message) && whyNot(operation, answer, message) === undefined,
      )
      .map((message) => `${name}: ${message}`);
  });
}

/** Every name under which a row or a reason may speak of this operation. */
function namesOf({ operationId, answers }: OfficialOperation): string[] {
  return [
    operationId,
    ...answers.flatMap(({ status, messages }) => [
      `${operationId} ${status}`,
      ...messages.map((message) => `${operationId} ${status}: ${message}`),
    ]),
  ];
}
