import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** A condition of SQL, or what it comes to whatever the rows hold: then there is no SQL to run. */
export type Condition = RawBuilder<SqlBool> | boolean;

export function allOf(conditions: readonly Condition[]): Condition {
  if (conditions.includes(false)) return false;
  return joined(conditions, sql` and `) ?? true;
}

export function anyOf(conditions: readonly Condition[]): Condition {
  if (conditions.includes(true)) return true;
  return joined(conditions, sql` or `) ?? false;
}

/** SQL that says yes or no: null, which is what most comparisons with null come to, would stay null. */
export function not(condition: Condition): Condition {
  return typeof condition === 'boolean' ? !condition : sql<SqlBool>`not (${condition})`;
}

export function toSql(condition: Condition): RawBuilder<SqlBool> {
  return typeof condition === 'boolean' ? sql<SqlBool>`1 = ${sql.lit(condition ? 1 : 0)}` : condition;
}

/** Keeps SQLite from trying an index of its own choice for a condition: how cards are come by is decided already. */
export function opaque(condition: Condition): Condition {
  return typeof condition === 'boolean' ? condition : sql<SqlBool>`(${condition}) is true`;
}

/** Flat, however many: databases limit how deep a statement may be (SQLite: 1000). */
function joined(conditions: readonly Condition[], separator: RawBuilder<unknown>): Condition | undefined {
  const open = conditions.filter((condition) => typeof condition !== 'boolean');
  if (open.length <= 1) return open[0];
  return sql<SqlBool>`(${sql.join(open, separator)})`;
}
