import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settings } from '../src/config/settings.ts';
import { parameters } from '../src/transform/parameters/index.ts';
import { generatePages, stalePages, writePages } from './generate-docs.ts';
import { configurationPage, type DescribedSetting } from './manual/configuration-page.ts';
import { type DescribedParameter, transformationsPage } from './manual/transformations-page.ts';

describe('the pages', () => {
  it.each(Object.values(settings).map((setting) => [setting.name]))('tell of %s', (name) => {
    expect(generatePages()['configuration.md']).toContain(`| \`${name}\` |`);
  });

  it.each(Object.entries(parameters))('tell of %s', (_, { keys, example }) => {
    for (const key of keys) expect(generatePages()['transformations.md']).toContain(`\`${key}\``);
    expect(generatePages()['transformations.md']).toContain(`\`tr:${example}\``);
  });
});

describe('the check', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'generate-docs-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('passes on pages just written', async () => {
    await writePages(folder);
    expect(await stalePages(folder)).toEqual([]);
  });

  it('names a page that differs', async () => {
    await writePages(folder);
    await appendFile(join(folder, 'configuration.md'), 'by hand');
    expect(await stalePages(folder)).toEqual(['configuration.md']);
  });

  it('names a page that is missing', async () => {
    expect(await stalePages(folder)).toEqual(['configuration.md', 'fonts.md', 'transformations.md']);
  });
});

describe('a parameter that is not described', () => {
  const width: DescribedParameter = {
    keys: ['w'],
    allowedIn: ['base'],
    values: 'pixels',
    sentence: 'Width of the result.',
    example: 'w-300',
  };

  it.each([
    ['keys', { keys: [] }],
    ['values', { values: '' }],
    ['a sentence', { sentence: ' ' }],
    ['an example', { example: '' }],
  ])('fails the build when it lacks %s', (_, lack) => {
    const parameters = { width: { ...width, ...lack } };
    expect(() => transformationsPage([{ title: 'Picture', parameters }])).toThrow('missing in width');
  });

  it('fails the build when there is none at all', () => {
    expect(() => transformationsPage([{ title: 'Picture', parameters: {} }])).toThrow('no parameters');
  });
});

describe('a setting that is not described', () => {
  const port: DescribedSetting = { name: 'PORT', default: '80', sentence: 'Port.', expected: 'a number' };

  it.each([['sentence'], ['expected']])('fails the build when its %s is empty', (field) => {
    expect(() => configurationPage([{ ...port, [field]: '' }])).toThrow('missing in PORT');
  });

  it('shows a computed default in words and bytes in mebibytes', () => {
    const page = configurationPage([
      { ...port, default: undefined, defaultNote: 'number of cores' },
      { ...port, name: 'MAX_BYTES', default: '2097152' },
    ]);
    expect(page).toContain('| `PORT` | number of cores |');
    expect(page).toContain('| `MAX_BYTES` | `2097152` (2 MiB) |');
  });
});
