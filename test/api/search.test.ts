import ImageKit from '@imagekit/nodejs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call, type FileObject, upload } from '../support/api.ts';
import { drawPlain } from '../support/pictures.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

let server: RunningServer;

beforeAll(async () => {
  server = await startServer();
  // Older than its files: made by the first of them, it would share its moment of creation.
  await call(server, 'POST', '/v1/folder', { folderName: 'shop', parentFolderPath: '/' });
  for (const [name, type] of [
    ['brand', 'Text'],
    ['approved', 'Boolean'],
  ] as const) {
    await call(server, 'POST', '/v1/customMetadataFields', { name, label: name, schema: { type } });
  }
  const picture = (width: number, height: number) => drawPlain(width, height, 'teal').png().toBuffer();
  const customMetadata = JSON.stringify({ brand: 'Nike', approved: true });
  await upload(server, '/shop/red-dress.png', await picture(30, 10), { tags: 'sale,summer', customMetadata });
  await upload(server, '/shop/Red_Shoes.png', await picture(10, 30), { tags: 'sale' });
  await upload(server, '/redwoods.png', await picture(40, 40));
  await upload(server, '/redwoods.png', await picture(50, 50), { tags: 'forest' });
  await upload(server, '/notes.txt', 'some text');
});
afterAll(() => server.stop());

type Listed = Pick<FileObject, 'name'> & { readonly type: string };

async function search(searchQuery: string, parameters = ''): Promise<string[]> {
  const query = `?searchQuery=${encodeURIComponent(searchQuery)}${parameters}`;
  const answer = await call(server, 'GET', `/v1/files${query}`);
  expect([answer.status, answer.text]).toEqual([200, answer.text]);
  return answer.json<Listed[]>().map(({ name, type }) => (type === 'file' ? name : `${type} ${name}`));
}

describe('a search', () => {
  it.each([
    ['tags IN ["sale"]', '', ['red-dress.png', 'Red_Shoes.png']],
    ['name : "red"', '', ['red-dress.png', 'redwoods.png']],
    ['createdAt > "1h"', '', ['folder shop', 'red-dress.png', 'Red_Shoes.png', 'redwoods.png', 'notes.txt']],
    ['createdAt > "1h"', '&path=/shop/', ['red-dress.png', 'Red_Shoes.png']],
    ['createdAt > "1h"', '&fileType=non-image', ['notes.txt']],
    [
      'createdAt > "1h"',
      '&type=folder&tags=forest&name=x&limit=2&skip=1',
      ['red-dress.png', 'Red_Shoes.png'],
    ],
    ['type = "folder"', '&path=/', ['folder shop']],
    [
      'type IN ["file", "file-version"] AND width >= 40',
      '&sort=ASC_WIDTH',
      ['file-version redwoods.png', 'redwoods.png'],
    ],
    ['"customMetadata.brand" = "Nike" AND "customMetadata.approved" = true', '', ['red-dress.png']],
    ['format = "txt" OR height < 20', '', ['red-dress.png', 'notes.txt']],
    ['size < "1kb" AND path : "/shop"', '&sort=DESC_NAME', ['red-dress.png', 'Red_Shoes.png']],
    ['name HAS "red"', '&sort=DESC_RELEVANCE', ['red-dress.png', 'Red_Shoes.png', 'redwoods.png']],
    ['  ', '&fileType=non-image', ['notes.txt']],
    ['', '&sort=DESC_RELEVANCE&limit=1', ['red-dress.png']],
  ])('%s with %s', async (searchQuery, parameters, expected) => {
    expect(await search(searchQuery, parameters)).toEqual(expected);
  });

  it('sees at once what has changed', async () => {
    const { fileId } = await upload(server, '/changing/first-name.txt', 'text', { tags: 'before' });
    await call(server, 'PATCH', `/v1/files/${fileId}/details`, {
      tags: ['after'],
      customMetadata: { brand: 'Acme Co' },
    });
    await call(server, 'PUT', '/v1/files/rename', {
      filePath: '/changing/first-name.txt',
      newFileName: 'second.txt',
    });
    expect(await search('tags HAS "before" OR name HAS "first" OR tags IN ["before"]')).toEqual([]);
    expect(
      await search('tags HAS "after" AND name HAS "second" AND "customMetadata.brand" HAS "co"'),
    ).toEqual(['second.txt']);
    await call(server, 'DELETE', `/v1/files/${fileId}`);
    expect(await search('tags HAS "after" OR name HAS "second"')).toEqual([]);
  });

  it('knows a custom field from its making to its deletion', async () => {
    const made = await call(server, 'POST', '/v1/customMetadataFields', {
      name: 'season',
      label: 's',
      schema: { type: 'Text' },
    });
    expect(await search('"customMetadata.season" EXISTS')).toEqual([]);
    await call(server, 'DELETE', `/v1/customMetadataFields/${made.json<{ id: string }>().id}`);
    const answer = await call(server, 'GET', '/v1/files?searchQuery=customMetadata.season+EXISTS');
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      { message: `Invalid search query - customMetadata.season is not a valid field. ${see}` },
    ]);
  });

  it('is asked for by the official SDK', async () => {
    const client = new ImageKit({ privateKey: server.privateKey, baseURL: server.url, maxRetries: 0 });
    const found = await client.assets.list({
      searchQuery: 'tags IN ["sale"] AND width > 20',
      sort: 'DESC_RELEVANCE',
    });
    expect(found).toEqual([expect.objectContaining({ type: 'file', name: 'red-dress.png' })]);
    await expect(client.assets.list({ searchQuery: 'createdAt > "soon"' })).rejects.toMatchObject({
      status: 400,
    });
  });
});

const see = 'Please refer to the documentation for syntax specification.';
const quotes = 'Make sure the value is enclosed within quotes.';
const must = (field: string, have: string) =>
  `Invalid search query - ${field} field must have ${have} ${see}`;
const cannot = (field: string, operator: string) =>
  `Invalid search query - operator ${operator} is not supported for ${field} field. ${see}`;
const unknown = (field: string) => `Invalid search query - ${field} is not a valid field. ${see}`;

/** Spec search §9: E1 to E22. */
it.each([
  ['createdAt > "soon"', must('createdAt', `a valid date value. ${quotes}`)],
  ['name = red', must('name', `a valid string value. ${quotes}`)],
  ['name > "a"', cannot('name', '>')],
  ['tags = "sale"', cannot('tags', '=')],
  ['size > "huge"', must('size', `a valid size value. ${quotes}`)],
  ['private = "true"', must('private', 'a valid boolean value.')],
  ['type = "collection"', must('type', 'one of the following values: file, file-version, folder.')],
  ['tags IN "sale"', must('tags', 'a valid array value.')],
  ['tags IN []', must('tags', 'a valid array value.')],
  ['(name = "a"', `Invalid search query. ${see}`],
  ['name = "a" AND', `Invalid search query. ${see}`],
  ['name = "a" name = "b"', `Invalid search query. ${see}`],
  ['created_at >= "2d"', unknown('created_at')],
  ['"customMetadata.nope" = 1', unknown('customMetadata.nope')],
  ['"embeddedMetadata.Artist" = "x"', unknown('embeddedMetadata.Artist')],
  ['format NOT = "jpg"', cannot('format', 'NOT =')],
  ['name NOT HAS "x"', cannot('name', 'NOT HAS')],
  ['NOT name = "a"', `Invalid search query. ${see}`],
  ['"customMetadata.brand" > "a"', cannot('customMetadata.brand', '>')],
  ['"customMetadata.approved" IN [true]', cannot('customMetadata.approved', 'IN')],
  ['name HAS ""', must('name', `a valid string value. ${quotes}`)],
  ['name = "unterminated', `Invalid search query. ${see}`],
])('%s is refused', async (searchQuery, message) => {
  const answer = await call(server, 'GET', `/v1/files?searchQuery=${encodeURIComponent(searchQuery)}`);
  expect([answer.status, answer.json()]).toMatchObject([400, { message }]);
});
