import { setImmediate } from 'node:timers/promises';
import type { ExpressionBuilder, ExpressionWrapper, Kysely, SqlBool } from 'kysely';
import { splitPath } from '../domain/names.ts';
import type { Tables } from './tables.ts';

/** SQLite works on this very thread: between two pieces everybody else has a turn. */
const filesAtOnce = 500;

/** Behind every text that begins with what stands before it, in the order of code points. */
const highest = '\u{10ffff}';

type Files = Tables & { fo: Tables['folders']; f: Tables['files'] };
type Condition = (eb: ExpressionBuilder<Files, 'fo' | 'f'>) => ExpressionWrapper<Files, 'fo' | 'f', SqlBool>;

/** `/shop/ca` begins paths of files in `/shop`, and of all below folders such as `/shop/cats`. Each is a range of an index. */
export async function* listContents(
  read: Kysely<Tables>,
  pathPrefix: string,
): AsyncGenerator<readonly string[]> {
  const { folderPath, name } = splitPath(pathPrefix);
  yield* listWhere(read, (eb) =>
    eb.and([eb('fo.path', '=', folderPath), eb('f.name', '>=', name), eb('f.name', '<', name + highest)]),
  );
  yield* listWhere(read, (eb) =>
    eb.and([eb('fo.path', '>=', pathPrefix), eb('fo.path', '<', pathPrefix + highest)]),
  );
}

async function* listWhere(read: Kysely<Tables>, condition: Condition): AsyncGenerator<readonly string[]> {
  for (let after = { path: '', name: '' }; ; ) {
    const files = await selectFilesAfter(read, condition, after);
    const last = files.at(-1);
    if (last === undefined) return;
    const rows = await read
      .selectFrom('versions')
      .select('blob_hash')
      .distinct()
      .where(
        'file_id',
        'in',
        files.map(({ id }) => id),
      )
      .execute();
    yield rows.map(({ blob_hash }) => blob_hash);
    await setImmediate();
    after = last;
  }
}

function selectFilesAfter(
  read: Kysely<Tables>,
  condition: Condition,
  after: { readonly path: string; readonly name: string },
) {
  return read
    .selectFrom('folders as fo')
    .innerJoin('files as f', 'f.folder_id', 'fo.id')
    .select(['f.id', 'fo.path', 'f.name'])
    .where(condition)
    .where('fo.path', '>=', after.path)
    .where((eb) => eb.or([eb('fo.path', '>', after.path), eb('f.name', '>', after.name)]))
    .orderBy('fo.path')
    .orderBy('f.name')
    .limit(filesAtOnce)
    .execute();
}
