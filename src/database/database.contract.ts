import { afterEach, beforeEach, describe, expect } from 'vitest';
import type { Database } from '../domain/database.ts';
import { accountContract } from './contract/account.contract.ts';
import { assetOrderContract } from './contract/asset-order.contract.ts';
import { assetsContract } from './contract/assets.contract.ts';
import { contentsContract } from './contract/contents.contract.ts';
import { customMetadataContract } from './contract/custom-metadata.contract.ts';
import { deliveryContract } from './contract/delivery.contract.ts';
import { detailsContract } from './contract/details.contract.ts';
import { durabilityContract } from './contract/durability.contract.ts';
import { filesContract } from './contract/files.contract.ts';
import { folderCopiesContract } from './contract/folder-copies.contract.ts';
import { folderMovesContract } from './contract/folder-moves.contract.ts';
import { foldersContract } from './contract/folders.contract.ts';
import { jobsContract } from './contract/jobs.contract.ts';
import { looksContract } from './contract/looks.contract.ts';
import { movesContract } from './contract/moves.contract.ts';
import { nestedFoldersContract } from './contract/nested-folders.contract.ts';
import { purgesContract } from './contract/purges.contract.ts';
import { searchContract } from './contract/search.contract.ts';
import { serverRowsContract } from './contract/server-rows.contract.ts';
import { selectStaleRows } from './contract/stale-rows.contract.ts';
import type { OpenOptions, Subject } from './contract/subject.contract.ts';
import { transactionsContract } from './contract/transactions.contract.ts';
import { usageContract } from './contract/usage.contract.ts';
import { versionHistoryContract } from './contract/version-history.contract.ts';
import { versionsContract } from './contract/versions.contract.ts';

/** Somewhere a database can be, empty at first. */
export interface DatabasePlace {
  open(options?: OpenOptions): Promise<Database>;
  /** Called when nothing is open there any more. */
  remove(): Promise<void>;
}

export interface OpenToView extends DatabasePlace {
  /** Rows of what is committed, past the program. */
  query(sql: string): Promise<unknown[]>;
}

/** The promises of domain/database.ts, kept by every database alike. */
export function databaseContract(name: string, makePlace: () => Promise<OpenToView>): void {
  describe(name, () => {
    let place: OpenToView;
    let database: Database;
    const subject: Subject = {
      get database() {
        return database;
      },
      async reopen(options) {
        await database.close();
        database = await place.open(options);
      },
      query: (sql) => place.query(sql),
    };

    beforeEach(async () => {
      place = await makePlace();
      database = await place.open();
    });
    afterEach(async () => {
      await database.close();
      expect(await place.query(selectStaleRows)).toEqual([]);
      await place.remove();
    });

    describe('files', () => filesContract(subject));
    describe('detections and generated pictures', () => looksContract(subject));
    describe('versions', () => versionsContract(subject));
    describe('details', () => detailsContract(subject));
    describe('history of versions', () => versionHistoryContract(subject));
    describe('moves', () => movesContract(subject));
    describe('delivery', () => deliveryContract(subject));
    describe('folders', () => foldersContract(subject));
    describe('nested folders', () => nestedFoldersContract(subject));
    describe('moves of folders', () => folderMovesContract(subject));
    describe('copies of files', () => folderCopiesContract(subject));
    describe('assets', () => assetsContract(subject));
    describe('order of assets', () => assetOrderContract(subject));
    describe('search', () => searchContract(subject));
    describe('custom metadata', () => customMetadataContract(subject));
    describe('keys, upload tokens, settings', () => serverRowsContract(subject));
    describe('collection', () => accountContract(subject));
    describe('contents', () => contentsContract(subject));
    describe('purges', () => purgesContract(subject));
    describe('usage', () => usageContract(subject));
    describe('jobs', () => jobsContract(subject));
    describe('transactions', () => transactionsContract(subject));
    describe('durability', () => durabilityContract(subject));
  });
}
