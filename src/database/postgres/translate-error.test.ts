import { DatabaseError } from 'pg';
import { describe, expect, it } from 'vitest';
import { notFound } from '../../domain/errors.ts';
import { translateError } from './translate-error.ts';

describe('an error of PostgreSQL', () => {
  it.each([
    ['08006', 'busy', 'the connection failed'],
    ['53300', 'busy', 'too many connections'],
    ['53100', 'busy', 'the disk is full'],
    ['57P01', 'busy', 'shut down'],
    ['57P03', 'busy', 'starting up'],
    ['57014', 'busy', 'a statement took too long'],
    ['55P03', 'busy', 'no lock in time'],
    ['40P01', 'busy', 'a deadlock'],
    ['25P03', 'busy', 'idle in a transaction'],
    ['25006', 'busy', 'a standby'],
    ['22021', 'invalid', 'U+0000'],
    ['54000', 'invalid', 'too long for an index'],
  ])('%s is %s: %s', (code, expected) => {
    expect(translateError(serverError(code))).toMatchObject({ code: expected });
  });

  it.each(['23505', '42601', '42P01', '25P02'])('%s is our own mistake and stays as it is', (code) => {
    const error = serverError(code);
    expect(translateError(error)).toBe(error);
  });

  it('that comes from the socket or the pool is busy', () => {
    for (const message of [
      'read ECONNRESET',
      'timeout exceeded when trying to connect',
      'Query read timeout',
    ]) {
      expect(translateError(new Error(message))).toMatchObject({ code: 'busy' });
    }
  });

  it('that says already what it is stays as it is, and so does a mistake in the program', () => {
    for (const error of [notFound('No such file.'), new TypeError('x is not a function')]) {
      expect(translateError(error)).toBe(error);
    }
  });
});

function serverError(code: string): DatabaseError {
  const error = new DatabaseError('from the server', 0, 'error');
  error.code = code;
  return error;
}
