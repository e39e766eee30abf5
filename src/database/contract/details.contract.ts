import { expect, it } from 'vitest';
import { makeId, type VersionKey } from '../../domain/ids.ts';
import type { VersionDetails } from '../../domain/version.ts';
import { addFile, dayOne, later, plainDetails } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

type Said = Partial<VersionDetails>;

const bright = { name: 'bright', confidence: 98.5, source: 'x' };
const changes: readonly (readonly [what: string, before: Said, after: Said])[] = [
  [
    'nothing, when all stays',
    { tags: ['a b', 'c'], aiTags: [bright] },
    { tags: ['a b', 'c'], aiTags: [bright] },
  ],
  ['a flag alone', { tags: ['a'] }, { tags: ['a'], isPrivate: true }],
  [
    'everything to nothing',
    { tags: ['a'], aiTags: [bright], customMetadata: { note: 'x y', sizes: ['s'] } },
    {},
  ],
  [
    'nothing to everything',
    {},
    { tags: ['a'], aiTags: [bright], customMetadata: { note: 'x y', price: 0.1 } },
  ],
  ['one more tag', { tags: ['a', 'b'] }, { tags: ['a', 'b', 'c d'] }],
  ['one tag less', { tags: ['a', 'b', 'c'] }, { tags: ['a', 'c'] }],
  ['tags in another order', { tags: ['a', 'b'] }, { tags: ['b', 'a'] }],
  [
    'an AI tag with the word of a tag',
    { tags: ['bright'], aiTags: [bright] },
    { tags: ['bright'], aiTags: [] },
  ],
  ['a confidence', { aiTags: [bright] }, { aiTags: [{ ...bright, confidence: 98.25 }] }],
  [
    'one field of three',
    { customMetadata: { note: 'x', price: 1, day: '2026-01-02T03:04:05Z' } },
    { customMetadata: { note: 'y', price: 1, day: '2026-01-02T03:04:05Z' } },
  ],
  [
    'members of a field',
    { customMetadata: { sizes: ['s', 'm'] } },
    { customMetadata: { sizes: ['m', 'l', 's'] } },
  ],
  ['a field for another', { customMetadata: { note: 'x' } }, { customMetadata: { price: -2.5 } }],
];

/** What a change of details leaves behind. */
export function detailsContract(subject: Subject): void {
  it.each(changes)('says after a change of %s what a file says that came so', async (_, before, after) => {
    await addFields(subject);
    const changed = await addFile(subject.database, '/a.jpg', { details: before });
    const fresh = await addFile(subject.database, '/b.jpg', { details: after });
    const details = { ...plainDetails, ...after };
    await subject.database.files.updateDetails(changed.current.key, details, { at: later(1) });
    expect(await readSaid(subject, changed.current.key)).toEqual(await readSaid(subject, fresh.current.key));
    const { current } = (await subject.database.files.find(changed.id)) ?? {};
    expect(current).toEqual({ ...changed.current, details, updatedAt: later(1) });
  });
}

async function addFields({ database }: Subject): Promise<void> {
  const sizes = ['s', 'm', 'l'];
  const schemas = {
    note: { type: 'Text' },
    price: { type: 'Number' },
    day: { type: 'Date' },
    sizes: { type: 'MultiSelect', selectOptions: sizes },
  } as const;
  for (const [name, schema] of Object.entries(schemas))
    await database.customFields.insert({ id: makeId(dayOne), name, label: name, schema }, dayOne);
}

const said = [
  'position, tag from version_tags',
  'position, name, confidence, source from version_ai_tags',
  'field_id, position, text_value, number_value, boolean_value, date_value from version_custom_metadata',
  'field, token, total from version_tokens',
];

async function readSaid({ query }: Subject, key: VersionKey): Promise<unknown[]> {
  const tables: unknown[] = [];
  for (const table of said)
    tables.push(await query(`select ${table} where version_key = '${key}' order by 1, 2`));
  return tables;
}
