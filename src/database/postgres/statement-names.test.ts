import { describe, expect, it } from 'vitest';
import { nameStatements } from './statement-names.ts';

describe('the name of a statement', () => {
  it('is given to whoever comes a second time, and kept', () => {
    const names = nameStatements();
    expect(names.nameOf('select $1', [1])).toBeUndefined();
    const name = names.nameOf('select $1', [1]);
    expect(name).toMatch(/^calotype-/);
    expect(names.nameOf('select $1', [2])).toBe(name);
  });

  it('is its own', () => {
    const names = nameStatements();
    const name = (sql: string) => [names.nameOf(sql, [1]), names.nameOf(sql, [1])][1];
    expect(name('select $1')).not.toBe(name('select $1 + 1'));
  });

  it.each([
    ['that has no parameters', 0],
    ['that has very many', 101],
  ])('is not given to one %s', (_, length) => {
    const names = nameStatements();
    const parameters = Array.from({ length }, () => 1);
    for (let time = 0; time < 3; time += 1) expect(names.nameOf('select', parameters)).toBeUndefined();
  });

  it('is given so often and no more: the server keeps a plan for each', () => {
    const names = nameStatements();
    const asked = Array.from({ length: 1000 }, (_, index) => `select $1 + ${index}`);
    for (const sql of asked) names.nameOf(sql, [1]);
    const given = asked.map((sql) => names.nameOf(sql, [1])).filter((name) => name !== undefined);
    expect(new Set(given).size).toBe(300);
    expect(names.nameOf('select $1 + 0', [1])).toBe(given[0]);
  });
});
