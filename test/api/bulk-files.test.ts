import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openSqlite } from '../../src/database/sqlite/open-sqlite.ts';
import type { FileId } from '../../src/domain/ids.ts';
import type { AiTag } from '../../src/domain/version.ts';
import { call, getDetails, upload } from '../support/api.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;
let first: string;
let second: string;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
beforeEach(async () => {
  const folder = `/bulk/${crypto.randomUUID()}`;
  first = (await upload(server, `${folder}/first.txt`, 'first', { tags: 'steel,kitchen' })).fileId;
  second = (await upload(server, `${folder}/second.txt`, 'second')).fileId;
});

const unknownId = '697f0800a1b2c3d4e5f60718';
const post = (name: string, body: unknown) => call(server, 'POST', `/v1/files/${name}`, body);
const tagsOf = async (fileId: string) => (await getDetails(server, fileId)).tags;
const manyIds = (count: number) =>
  Array.from({ length: count }, (_, index) => index.toString(16).padStart(24, '0'));

const invalidTags = (name: string) =>
  `Your request contains invalid value for ${name}. Please provide an array of strings. Example - ['t-shirt','summer-sale'].`;
const tooLong =
  'Your request contains invalid value for tags parameter. Combined length of all tags should be less than or equal to 500.';

const fifty = 'A maximum of 50 files can be edited at a time.';
const hundred = 'fileIds cannot have more than 100 items.';

describe.each([
  ['batch/deleteByFileIds', {}, 100, hundred],
  ['addTags', { tags: ['x'] }, 50, fifty],
  ['removeTags', { tags: ['x'] }, 50, fifty],
  ['removeAITags', { AITags: ['x'] }, 50, fifty],
])('%s', (name, others, most, tooMany) => {
  it.each([
    ['no body', undefined, 'fileIds parameter is missing.'],
    ['a body that is no object', [], 'fileIds parameter is missing.'],
    ['no fileIds', others, 'fileIds parameter is missing.'],
    ['a text', { ...others, fileIds: 'x' }, 'fileIds should be an Array.'],
    ['null', { ...others, fileIds: null }, 'fileIds should be an Array.'],
    ['an empty array', { ...others, fileIds: [] }, 'fileIds is empty.'],
    [
      'ids that are no texts',
      { ...others, fileIds: [1] },
      'Your request contains invalid fileIds parameter.',
    ],
    ['too many', { ...others, fileIds: manyIds(most + 1) }, tooMany],
  ])('refuses %s', async (_, body, message) => {
    const answer = await post(name, body);
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
  });

  it('names every id that is missing, and changes nothing', async () => {
    const before = await getDetails(server, first);
    const missing = [unknownId, 'no-id', second.toUpperCase()];
    const answer = await post(name, { ...others, fileIds: [first, ...missing, second, unknownId] });
    expect([answer.status, answer.json()]).toEqual([
      404,
      {
        message: 'The requested file(s) does not exist.',
        help: expect.any(String),
        missingFileIds: missing,
      },
    ]);
    expect(await getDetails(server, first)).toEqual(before);
  });

  it('counts an id that is sent twice once', async () => {
    const fileIds = Array.from({ length: most + 1 }, () => first);
    const answer = await post(name, { ...others, fileIds });
    const [ids] = Object.values(answer.json());
    expect([answer.status, ids]).toEqual([200, [first]]);
  });

  it('takes as many as it says', async () => {
    const answer = await post(name, { ...others, fileIds: manyIds(most) });
    expect([answer.status, answer.json()]).toMatchObject([404, { missingFileIds: manyIds(most) }]);
  });

  it.each([`/v2/files/${name}`, `/v1/files/${name}/`])('is found at %s as well', async (path) => {
    expect((await call(server, 'POST', path, { ...others, fileIds: [first] })).status).toBe(200);
  });
});

describe('bulk deletion', () => {
  it('removes every file with its versions', async () => {
    const { filePath } = await getDetails(server, first);
    await upload(server, filePath, 'newer');
    const answer = await post('batch/deleteByFileIds', { fileIds: [second, first, second] });
    expect(answer.json()).toEqual({ successfullyDeletedFileIds: [second, first] });
    for (const id of [first, second]) {
      expect((await call(server, 'GET', `/v1/files/${id}/details`)).status).toBe(404);
    }
    expect((await fetch(`${server.endpoint}${filePath}`)).status).toBe(404);
  });

  it('of one file by many at once has one winner', async () => {
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => post('batch/deleteByFileIds', { fileIds: [first, second] })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(404)]);
  });
});

describe('tags', () => {
  it.each([
    ['addTags', { tags: undefined }, 'tags parameter is missing.'],
    ['addTags', { tags: [] }, 'tags array cannot be empty.'],
    ['addTags', { tags: 'x' }, invalidTags('tags')],
    ['addTags', { tags: [1] }, invalidTags('tags')],
    ['addTags', { tags: ['50%'] }, invalidTags('tags')],
    ['addTags', { tags: ['x'.repeat(501)] }, tooLong],
    ['removeTags', { tags: undefined }, 'tags parameter is missing.'],
    ['removeTags', { tags: [] }, 'tags array cannot be empty.'],
    ['removeTags', { tags: ['x'.repeat(250), 'y'.repeat(251)] }, tooLong],
    ['removeAITags', { AITags: undefined }, 'AITags parameter is missing.'],
    ['removeAITags', { tags: ['x'] }, 'AITags parameter is missing.'],
    ['removeAITags', { AITags: [] }, 'AITags array cannot be empty.'],
    ['removeAITags', { AITags: 'x' }, invalidTags('AITags')],
    ['removeAITags', { AITags: ['x', 1] }, invalidTags('AITags')],
  ])('%s refuses %j', async (name, body, message) => {
    const answer = await post(name, { fileIds: [first], ...body });
    expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
  });

  it('are added behind those that are there, none twice', async () => {
    const answer = await post('addTags', { fileIds: [first, second], tags: ['steel', 'sale', 'sale'] });
    expect([answer.status, answer.json()]).toEqual([200, { successfullyUpdatedFileIds: [first, second] }]);
    expect(await tagsOf(first)).toEqual(['steel', 'kitchen', 'sale']);
    expect(await tagsOf(second)).toEqual(['steel', 'sale']);
  });

  it('are removed by their exact names; none left is null', async () => {
    await post('removeTags', { fileIds: [first], tags: ['Steel', 'kitche', 'never-there'] });
    expect(await tagsOf(first)).toEqual(['steel', 'kitchen']);
    await post('removeTags', { fileIds: [first, second], tags: ['kitchen', 'steel'] });
    expect(await tagsOf(first)).toBeNull();
    expect(await tagsOf(second)).toBeNull();
  });

  it('that one file cannot have are told of; the other files get them', async () => {
    await post('addTags', { fileIds: [first], tags: ['x'.repeat(500 - 'steelkitchen'.length)] });
    const before = await tagsOf(first);
    const answer = await post('addTags', { fileIds: [first, second], tags: ['y'] });
    expect([answer.status, answer.json()]).toEqual([
      207,
      {
        successfullyUpdatedFileIds: [second],
        errors: [{ fileId: first, error: 'Error in adding tags' }],
      },
    ]);
    expect(await tagsOf(first)).toEqual(before);
    expect(await tagsOf(second)).toEqual(['y']);
  });

  it('are those of the current version', async () => {
    const { filePath } = await getDetails(server, first);
    await upload(server, filePath, 'newer', { overwriteTags: false });
    await post('addTags', { fileIds: [first], tags: ['new'] });
    const versions = await call(server, 'GET', `/v1/files/${first}/versions`);
    expect(versions.json()).toMatchObject([
      { tags: ['steel', 'kitchen', 'new'] },
      { tags: ['steel', 'kitchen'] },
    ]);
  });

  it('added by thirty callers at once are all there', async () => {
    const tags = Array.from({ length: 30 }, (_, index) => `t${index}`);
    await Promise.all(tags.map((tag) => post('addTags', { fileIds: [second], tags: [tag] })));
    expect((await tagsOf(second))?.toSorted()).toEqual(tags.toSorted());
  });
});

describe('AI tags', () => {
  const aiTags: AiTag[] = [
    { name: 'Kettle', confidence: 97.31, source: 'google-auto-tagging' },
    { name: 'Kettle', confidence: 80, source: 'aws-auto-tagging' },
    { name: 'Jug', confidence: 60, source: 'aws-auto-tagging' },
  ];

  /** No operation of the API gives AI tags without a service that makes them. */
  async function giveAiTags(): Promise<void> {
    const database = await openSqlite({ path: join(server.dataFolder, 'library.db') });
    const file = await database.files.find(first as FileId);
    if (file === undefined) throw new Error('The file is not there.');
    const { key, details } = file.current;
    await database.files.updateDetails(key, { ...details, aiTags }, { at: new Date() });
    await database.close();
  }

  it('are removed whatever their source; none left is null', async () => {
    await giveAiTags();
    await post('removeAITags', { fileIds: [first, second], AITags: ['kettle'] });
    expect((await getDetails(server, first)).AITags).toEqual(aiTags);
    const answer = await post('removeAITags', { fileIds: [first, second], AITags: ['Kettle'] });
    expect(answer.json()).toEqual({ successfullyUpdatedFileIds: [first, second] });
    expect((await getDetails(server, first)).AITags).toEqual([aiTags[2]]);
    await post('removeAITags', { fileIds: [first], AITags: ['Jug', 'Kettle'] });
    expect(await getDetails(server, first)).toMatchObject({ AITags: null, tags: ['steel', 'kitchen'] });
  });
});
