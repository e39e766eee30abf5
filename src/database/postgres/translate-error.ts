import { DatabaseError } from 'pg';
import { invalid, MediaError } from '../../domain/errors.ts';

/** Error codes of PostgreSQL by their class or whole (its manual, appendix A). */
const unavailable = [
  '08', // the connection failed
  '53', // too many connections, no memory, the disk is full
  '57', // shut down, started up, or a statement that took too long
  '40', // a deadlock was resolved at our cost
  '55P03', // a lock was not to be had
  '25P03', // idle for too long inside a transaction
  '25006', // a standby took the place of the server
];

/**
 * A database that is not there is nobody's mistake but may be over soon: 503. What a text may be differs from
 * SQLite in two ways that a caller can reach: no U+0000 (22021), and no longer than an index holds (54000).
 */
export function translateError(error: unknown): unknown {
  if (error instanceof MediaError || error instanceof TypeError) return error;
  if (!(error instanceof DatabaseError)) return busy(error);
  const code = error.code ?? '';
  if (unavailable.some((start) => code.startsWith(start))) return busy(error);
  if (code === '22021') return invalid('A text may not contain the character U+0000.', { cause: error });
  if (code === '54000') return invalid('A text is too long to be kept in order.', { cause: error });
  return error;
}

/** Is the session itself gone? What comes from the server says how bad it is; all else comes from the socket. */
export function isSessionLost(error: unknown): boolean {
  return !(error instanceof DatabaseError) || error.severity === 'FATAL' || error.severity === 'PANIC';
}

function busy(cause: unknown): MediaError {
  return new MediaError('busy', 'The database cannot be reached at the moment. Please try again.', { cause });
}
