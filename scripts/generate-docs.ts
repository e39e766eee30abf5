import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { settings } from '../src/config/settings.ts';
import { fontFamilies } from '../src/transform/font-families.ts';
import {
  layerInputParameters,
  layerParameters,
  outputParameters,
  requestParameters,
  stepParameters,
  textParameters,
} from '../src/transform/parameters/index.ts';
import { configurationPage } from './manual/configuration-page.ts';
import { fontsPage } from './manual/fonts-page.ts';
import { transformationsPage } from './manual/transformations-page.ts';

/** The pages of the manual that the code writes itself, by file name. */
export function generatePages(): Readonly<Record<string, string>> {
  return {
    'configuration.md': configurationPage(Object.values(settings)),
    'fonts.md': fontsPage(fontFamilies),
    'transformations.md': transformationsPage([
      { title: 'Picture', parameters: stepParameters },
      { title: 'Layers', parameters: { ...layerInputParameters, ...layerParameters } },
      { title: 'Text layers', parameters: textParameters },
      { title: 'Written file', parameters: outputParameters },
      { title: 'Request', parameters: requestParameters },
    ]),
  };
}

/** Names of pages in `folder` that differ from what the code says; a missing page differs. */
export async function stalePages(folder: string): Promise<string[]> {
  const stale = [];
  for (const [name, text] of Object.entries(generatePages())) {
    const written = await readFile(resolve(folder, name), 'utf8').catch(() => undefined);
    if (written !== text) stale.push(name);
  }
  return stale;
}

export async function writePages(folder: string): Promise<void> {
  for (const [name, text] of Object.entries(generatePages())) {
    await writeFile(resolve(folder, name), text);
  }
}

if (import.meta.main) {
  const folder = resolve(import.meta.dirname, '../docs');
  if (process.argv.includes('--check')) {
    const stale = await stalePages(folder);
    for (const name of stale) console.error(`docs/${name} is out of date: run npm run docs`);
    process.exitCode = stale.length === 0 ? 0 : 1;
  } else {
    await writePages(folder);
  }
}
