import { execFileSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseSfnt, writeSfnt } from '../src/render/fonts/sfnt.ts';
import { type FontSource, fontSources } from './fonts/font-sources.ts';

/**
 * Fills `fonts/` from the packages that publish the faces: of 200 MB with every weight, the 31 MB that a text layer can
 * ask for (docs/decisions/0026). To be run when a font is added or renewed; pictures change with it, and so must the
 * renderer's revision.
 */
const target = resolve(import.meta.dirname, '..', 'fonts');
const folder = await mkdtemp(join(tmpdir(), 'collect-fonts-'));
try {
  install(fontSources.flatMap((source) => [source, source.licence]));
  await rm(target, { recursive: true, force: true });
  await mkdir(join(target, 'licences'), { recursive: true });
  for (const source of fontSources) await collect(source);
} finally {
  await rm(folder, { recursive: true });
}

function install(published: readonly { readonly package: string; readonly version: string }[]): void {
  const packages = new Set(published.map((one) => `${one.package}@${one.version}`));
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--prefix', folder];
  execFileSync('npm', ['install', ...options, ...packages], { stdio: ['ignore', 'ignore', 'inherit'] });
}

async function collect({ files, licence, ...source }: FontSource): Promise<void> {
  for (const file of files) {
    const font = await readFile(join(folder, 'node_modules', source.package, file));
    await writeFile(join(target, basename(file)), withoutDrawings(font));
  }
  const text = join(folder, 'node_modules', licence.package, licence.file);
  await copyFile(text, join(target, 'licences', `${basename(source.package)}.txt`));
}

/** Noto Color Emoji has every emoji a second time as SVG, which nobody here reads: 20 of its 25 MB. */
function withoutDrawings(font: Buffer): Buffer {
  const sfnt = parseSfnt(font);
  if (sfnt === undefined) throw new Error('Not a font');
  if (!sfnt.tables.has('SVG ')) return font;
  return writeSfnt({ ...sfnt, tables: new Map([...sfnt.tables].filter(([tag]) => tag !== 'SVG ')) });
}
