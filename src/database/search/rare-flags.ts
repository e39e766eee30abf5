import { type SqlBool, sql } from 'kysely';

/** What is true of few cards in most libraries. Word for word the conditions of their indexes (migration 0012). */
export const isPrivate = sql<SqlBool>`card.is_private = 1`;
export const isUnpublished = sql<SqlBool>`card.is_published = 0`;
export const isUntagged = sql<SqlBool>`card.is_tagged = 0`;
export const isNoImage = sql<SqlBool>`card.is_image = 0`;
