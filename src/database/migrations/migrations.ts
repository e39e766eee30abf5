import type { Kysely } from 'kysely';
import type { Tables } from '../tables.ts';
import { library } from './0001-library.ts';
import { customMetadata } from './0003-custom-metadata.ts';
import { account } from './0004-account.ts';
import { search } from './0005-search.ts';
import { jobs } from './0006-jobs.ts';
import { purgeAndUsage } from './0007-purge-and-usage.ts';
import { modelCalls } from './0010-model-calls.ts';
import { detectionsAndGeneratedPictures } from './0011-detections-and-generated-pictures.ts';
import { cards } from './0012-cards.ts';
import { jobAgendas } from './0013-job-agendas.ts';
import { searchesByIndexAlone } from './0014-searches-by-index-alone.ts';

export interface Migration {
  readonly name: string;
  readonly up: (db: Kysely<Tables>) => Promise<void>;
}

/** In the order they run. A migration that was released is never changed: a change is a new one. */
export const migrations: readonly Migration[] = [
  { name: '0001-library', up: library },
  { name: '0003-custom-metadata', up: customMetadata },
  { name: '0004-account', up: account },
  { name: '0005-search', up: search },
  { name: '0006-jobs', up: jobs },
  { name: '0007-purge-and-usage', up: purgeAndUsage },
  { name: '0010-model-calls', up: modelCalls },
  { name: '0011-detections-and-generated-pictures', up: detectionsAndGeneratedPictures },
  { name: '0012-cards', up: cards },
  { name: '0013-job-agendas', up: jobAgendas },
  { name: '0014-searches-by-index-alone', up: searchesByIndexAlone },
];
