import { writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { repository } from '../test/support/program.ts';
import { readOptions } from './options.ts';
import type { Row } from './part.ts';
import { bigUpload } from './parts/big-upload.ts';
import { crowd } from './parts/crowd.ts';
import { folderJobs } from './parts/folder-jobs.ts';
import { hit } from './parts/hit.ts';
import { hostile } from './parts/hostile.ts';
import { imgproxy } from './parts/imgproxy.ts';
import { library } from './parts/library.ts';
import { memory } from './parts/memory.ts';
import { miss } from './parts/miss.ts';
import { operations } from './parts/operations.ts';
import { soak } from './parts/soak.ts';
import { start } from './parts/start.ts';
import { makePage, makeTable } from './report.ts';

/** Measures the figures that the design promises, as ratios where there is something to compare with. */
const parts = [
  miss,
  operations,
  imgproxy,
  hit,
  crowd,
  memory,
  start,
  bigUpload,
  folderJobs,
  hostile,
  library,
];

/** Asked for by name alone: they take as long as they are told. */
const endless = [soak];

const options = readOptions(process.argv.slice(2));
const chosen =
  options.only.length === 0
    ? parts
    : [...parts, ...endless].filter(({ name }) => options.only.includes(name));
const [loadBefore = 0] = loadavg();
const rows: Row[] = [];
for (const part of chosen) {
  process.stderr.write(`${part.name} …\n`);
  rows.push(...(await part.run(options)));
}
process.stdout.write(`${makeTable(rows)}\n`);
// A page with half of the figures would look like the whole.
if (options.write && options.only.length === 0)
  await writeFile(join(repository, 'docs/benchmarks.md'), makePage(rows, options.pairs, loadBefore));
