import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { FullText, SearchField } from '../../domain/search-query.ts';
import { startsWith } from './compare-values.ts';
import { allOf, type Condition, toSql } from './condition.ts';
import { customFieldId } from './custom-field-id.ts';
import { exists, type Look } from './exists.ts';
import type { Kind } from './kind.ts';

/** Where the words of a field are: rows of `table` whose `owner` is the asset's. */
export interface WordRows {
  readonly table: 'file_tokens' | 'folder_tokens' | 'version_tokens';
  readonly owner: 'file_id' | 'folder_id' | 'version_key';
  readonly asset: RawBuilder<unknown>;
  /** One table holds the words of many fields. */
  readonly field?: RawBuilder<unknown>;
}

/** Undefined: assets of this kind have no such words. */
export function wordRowsOf(field: SearchField, kind: Kind): WordRows | undefined {
  if (field.name === 'name' && kind === 'folder') {
    return { table: 'folder_tokens', owner: 'folder_id', asset: sql.ref('fo.id') };
  }
  if (field.name === 'name')
    return { table: 'file_tokens', owner: 'file_id', asset: sql.ref('card.file_id') };
  if (kind === 'folder') return undefined;
  const ofVersion = {
    table: 'version_tokens',
    owner: 'version_key',
    asset: sql.ref('card.version_key'),
  } as const;
  if (field.name === 'customMetadata') return { ...ofVersion, field: customFieldId(field) };
  return { ...ofVersion, field: sql.lit(field.name === 'tags' ? 'tags' : 'keywords') };
}

/** The last word may be the beginning of one (spec search §4.2). */
export function hasAllWords({ field, tokens }: FullText, kind: Kind, look: Look): Condition {
  const rows = wordRowsOf(field, kind);
  if (rows === undefined) return false;
  return allOf(
    tokens.map((_, index) => hasWord(rows, { row: 'w', condition: isWord('w', tokens, index) }, look)),
  );
}

/** `row`: what rows of words are called in the statement. */
export function isWord(row: string, tokens: readonly string[], index: number): Condition {
  const token = tokens[index] ?? '';
  const word = sql.ref(`${row}.token`);
  return index === tokens.length - 1 ? startsWith(word, token) : sql<SqlBool>`${word} = ${token}`;
}

interface Word {
  /** What its rows are called in the statement. */
  readonly row: string;
  readonly condition: Condition;
}

export function hasWord(rows: WordRows, word: Word, look: Look): Condition {
  return exists(selectWords(rows, { ...word, what: sql`1` }), look);
}

/** Words of the asset at hand. */
export function selectWords(
  rows: WordRows,
  { row, what, condition }: Word & { readonly what: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const owner = sql.ref(`${row}.${rows.owner}`);
  const ofField = rows.field === undefined ? true : sql<SqlBool>`${sql.ref(`${row}.field`)} = ${rows.field}`;
  const all = allOf([sql<SqlBool>`${owner} = ${rows.asset}`, ofField, condition]);
  return sql`select ${what} from ${sql.table(rows.table)} as ${sql.ref(row)} where ${toSql(all)}`;
}
