import { percentDecode } from './percent-decode.ts';

/** Both alphabets, padding or not; a second percent-encoding is undone, as some clients send it. */
export function decodeBase64(value: string): string {
  return Buffer.from(percentDecode(value), 'base64').toString('utf8');
}
