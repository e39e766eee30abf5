import type { Answer } from '../support/ask.ts';
import type { World } from './world.ts';

/** `usedUp`: a world in which the purges of this month are used up. */
export type Provoke = (world: World, usedUp: World) => Promise<Answer>;

/** What makes an operation answer so, and the sentence that it then says. */
export interface Said {
  readonly message: string;
  readonly provoke: Provoke;
}

/** By title: of an error the sentence of the official file, of a success anything. */
export type RowsOfStatus = Readonly<Record<string, Provoke | Said>>;

/** operationId → status → title → what makes it answer so. */
export type Rows = Readonly<Record<string, Readonly<Record<number, RowsOfStatus>>>>;

/** Where the official sentence is an example with names in it: what it is with ours. */
export function saying(message: string, provoke: Provoke): Said {
  return { message, provoke };
}

export function same(titles: readonly string[], provoke: (title: string) => Provoke): RowsOfStatus {
  return Object.fromEntries(titles.map((title) => [title, provoke(title)]));
}

export const unknownId = '697f0800a1b2c3d4e5f60718';
export const malformedId = 'no-id';
export const badFileId = 'Your request contains invalid fileId parameter.';
export const badVersionId = 'Your request contains invalid versionId parameter.';
