import { isUtf8 } from 'node:buffer';

/**
 * Decodes once, as UTF-8, and never fails: a `%` without two hexadecimal digits stays, bytes that are not UTF-8 read
 * as Latin-1 (spec image-transformations §2.2).
 */
export function percentDecode(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9a-f]{2})+/gi, decodeRun);
}

function decodeRun(run: string): string {
  const bytes = Buffer.from(run.replaceAll('%', ''), 'hex');
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}
