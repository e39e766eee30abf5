import ImageKit from '@imagekit/nodejs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { call } from '../support/api.ts';
import { type RunningServer, startServer } from '../support/start-server.ts';

const path = '/v1/saved-extensions';
let server: RunningServer;
let client: ImageKit;

beforeAll(async () => {
  server = await startServer({ CALOTYPE_MAX_SAVED_EXTENSIONS: 2 });
  client = new ImageKit({ privateKey: server.privateKey, baseURL: server.url });
  await client.customMetadataFields.create({ name: 'price', label: 'Price', schema: { type: 'Number' } });
  await client.customMetadataFields.create({
    name: 'colours',
    label: 'Colours',
    schema: { type: 'MultiSelect', selectOptions: ['red', 'blue', 7] },
  });
});
afterAll(() => server.stop());

const texts = { name: 'Shop tags', description: 'Tags for product shots' };
const selectTags = { type: 'select_tags', instruction: 'Which?' };
const selectMetadata = { type: 'select_metadata', instruction: 'Which?', field: 'colours' };
const yesNo = { type: 'yes_no', instruction: 'Is it?', on_yes: { add_tags: ['yes'] } };
const tasks = (...all: object[]) => ({ name: 'ai-tasks', tasks: all });
const words = (count: number, text = 'word') => Array.from({ length: count }, (_, i) => `${text}${i}`);

describe('a saved extension', () => {
  it.each<[object]>([
    [{ name: 'remove-bg' }],
    [
      {
        name: 'remove-bg',
        options: { add_shadow: true, semitransparency: false, bg_color: 'fff', bg_image_url: '' },
      },
    ],
    [{ name: 'google-auto-tagging', minConfidence: 0, maxTags: 30 }],
    [{ name: 'aws-auto-tagging', minConfidence: 100, maxTags: 0 }],
    [{ name: 'ai-auto-description' }],
    [tasks({ ...selectTags, vocabulary: ['kettle', 'mug'], min_selections: 0, max_selections: 1 })],
    [tasks(selectMetadata, { ...selectMetadata, vocabulary: ['red', 7] })],
    [tasks({ ...selectMetadata, field: 'price', vocabulary: [1, 2.5] })],
    [
      tasks({
        ...yesNo,
        on_no: { set_metadata: [{ field: 'price', value: 3 }] },
        on_unknown: { unset_metadata: [{ field: 'price' }] },
      }),
    ],
    [tasks({ ...yesNo, on_yes: { set_metadata: [{ field: 'colours', value: ['red', 'blue'] }] } })],
    [tasks(...words(10).map(() => selectTags))],
  ])('with %o is made, read, changed and deleted by the SDK', async (config) => {
    const body = { ...texts, config } as ImageKit.SavedExtensionCreateParams;
    const made = await client.savedExtensions.create(body);
    const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(made).toEqual({
      id: expect.stringMatching(/^ext_[a-z0-9]+$/),
      ...body,
      createdAt: time,
      updatedAt: time,
    });
    const id = String(made.id);
    expect(await client.savedExtensions.get(id)).toEqual(made);
    expect(await client.savedExtensions.list()).toEqual([made]);
    const changed = await client.savedExtensions.update(id, { config: { name: 'ai-auto-description' } });
    expect(changed).toEqual({ ...made, config: { name: 'ai-auto-description' }, updatedAt: time });
    await client.savedExtensions.delete(id);
    expect(await client.savedExtensions.list()).toEqual([]);
  });

  const tagging = { name: 'google-auto-tagging', minConfidence: 50, maxTags: 5 };
  it.each<[string, unknown]>([
    ['no name', { description: 'x', config: { name: 'remove-bg' } }],
    ['an empty name', { ...texts, name: '', config: { name: 'remove-bg' } }],
    ['no description', { name: 'x', config: { name: 'remove-bg' } }],
    ['an empty description', { ...texts, description: '', config: { name: 'remove-bg' } }],
    ['no config', texts],
    ['a list as body', []],
    ...[
      null,
      'remove-bg',
      [{ name: 'remove-bg' }],
      {},
      { name: 'upscale' },
      { name: 'saved-extension', id: 'ext_7f3k2a' },
      { name: 'remove-bg', options: { bg_color: 'fff', bg_image_url: 'https://a.example' } },
      { name: 'remove-bg', options: { colour: 'fff' } },
      { name: 'remove-bg', options: { add_shadow: 'yes' } },
      { name: 'google-auto-tagging', minConfidence: 50 },
      { ...tagging, minConfidence: 101 },
      { ...tagging, maxTags: 31 },
      { ...tagging, maxTags: '5' },
      { name: 'ai-tasks' },
      tasks(),
      tasks(...words(11).map(() => selectTags)),
      tasks({ type: 'select_all', instruction: 'x' }),
      tasks({ type: 'select_tags' }),
      tasks({ ...selectTags, instruction: '' }),
      tasks({ ...selectTags, instruction: 'x'.repeat(2001) }),
      tasks({ ...selectTags, vocabulary: [] }),
      tasks({ ...selectTags, vocabulary: words(31) }),
      tasks({ ...selectTags, vocabulary: words(30, 'x'.repeat(17)) }),
      tasks({ ...selectTags, vocabulary: ['100%'] }),
      tasks({ ...selectTags, min_selections: -1 }),
      tasks({ ...selectTags, max_selections: 0 }),
      tasks({ ...selectTags, min_selections: 3, max_selections: 2 }),
      tasks({ ...selectTags, field: 'price' }),
      tasks({ type: 'select_metadata', instruction: 'x' }),
      tasks({ ...selectMetadata, field: 'nobody' }),
      tasks({ ...selectMetadata, vocabulary: ['green'] }),
      tasks({ ...selectMetadata, field: 'price', vocabulary: ['1'] }),
      tasks({ type: 'yes_no', instruction: 'x' }),
      tasks({ type: 'yes_no', instruction: 'x', on_unknown: { add_tags: ['a'] } }),
      tasks({ ...yesNo, on_no: { add_tags: 'a' } }),
      tasks({ ...yesNo, on_no: { remove_tags: ['%'] } }),
      tasks({ ...yesNo, on_no: { set_metadata: [{ field: 'price', value: 'cheap' }] } }),
      tasks({ ...yesNo, on_no: { unset_metadata: [{ field: 'nobody' }] } }),
    ].map((config): [string, unknown] => [JSON.stringify(config)?.slice(0, 80), { ...texts, config }]),
  ])('is refused with %s', async (_, body) => {
    const answer = await call(server, 'POST', path, body);
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      { message: 'Invalid extension configuration.' },
    ]);
  });

  it('keeps what it was when a change is refused', async () => {
    const made = await client.savedExtensions.create({ ...texts, config: { name: 'remove-bg' } });
    for (const body of [
      { name: '' },
      { description: 7 },
      { config: { name: 'x' } },
      { config: tasks(selectTags, {}) },
    ]) {
      const answer = await call(server, 'PATCH', `${path}/${made.id}`, body);
      expect([answer.status, answer.json()]).toMatchObject([
        400,
        { message: 'Invalid extension configuration.' },
      ]);
    }
    expect(await client.savedExtensions.list()).toEqual([made]);
    await client.savedExtensions.delete(String(made.id));
  });

  it('is refused when there are as many as may be', async () => {
    const body = { ...texts, config: { name: 'remove-bg' as const } };
    const made = [await client.savedExtensions.create(body), await client.savedExtensions.create(body)];
    const answer = await call(server, 'POST', path, body);
    expect([answer.status, answer.json()]).toMatchObject([
      400,
      { message: 'You can create a maximum of 2 saved extensions.' },
    ]);
    for (const { id } of made) await client.savedExtensions.delete(String(id));
  });

  it.each([
    ['GET', 'ext_unknown', 404, 'The requested saved extension does not exist.'],
    ['PATCH', 'ext_unknown', 404, 'The requested saved extension does not exist.'],
    ['DELETE', 'ext_unknown', 404, 'The requested saved extension does not exist.'],
    ['GET', 'unknown', 400, 'Invalid saved extension ID.'],
    ['PATCH', 'EXT_1', 400, 'Invalid saved extension ID.'],
    ['DELETE', 'ext_', 400, 'Invalid saved extension ID.'],
  ])('%s of %s is %i', async (method, id, status, message) => {
    const answer = await call(server, method, `${path}/${id}`, method === 'PATCH' ? {} : undefined);
    expect([answer.status, answer.json()]).toMatchObject([status, { message }]);
  });
});
