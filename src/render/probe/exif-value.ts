/** Longer ones are tables and blobs, not something that a person reads. */
const maxItems = 32;
const maxTextLength = 4096;

/** What JSON can hold; undefined for what is better left out. */
export function plainValue(name: string, value: unknown): unknown {
  if (name.startsWith('XP') && isBytes(value)) return windowsText(value);
  if (Buffer.isBuffer(value)) return plainBytes(name, value);
  if (value instanceof Date) return exifDate(value);
  if (Array.isArray(value)) return plainList(name, value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  return typeof value === 'string' ? cleanText(value) : undefined;
}

/** 0/0 is how cameras write "unknown"; a list without its numbers would mean something else. */
function plainList(name: string, list: readonly unknown[]): unknown[] | undefined {
  if (list.length > maxItems) return undefined;
  const plain = list.map((item) => plainValue(name, item));
  return plain.includes(undefined) ? undefined : plain;
}

function plainBytes(name: string, bytes: Buffer): unknown {
  if (name === 'MakerNote' || bytes.length > maxTextLength) return undefined;
  if (name === 'UserComment') return userComment(bytes);
  const text = cleanText(bytes.toString('utf8'));
  if (text !== '' && isReadable(text)) return text;
  if (bytes.length === 1) return bytes[0];
  return bytes.length <= maxItems && bytes.length > 0 ? [...bytes] : undefined;
}

/** XPTitle, XPKeywords and their like are bytes of UTF-16 and end with a NUL. */
function windowsText(bytes: readonly number[]): string {
  return cleanText(Buffer.from(bytes).toString('utf16le'));
}

function isBytes(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'number');
}

/** EXIF 2.32 §4.6.5: the first eight bytes name the character set. */
function userComment(bytes: Buffer): string | undefined {
  const charset = bytes.toString('latin1', 0, 8).replace(/\0+$/, '');
  const body = bytes.subarray(8);
  if (charset === 'UNICODE') return cleanText(body.toString('utf16le'));
  const text = cleanText(body.toString('utf8'));
  return isReadable(text) ? text : undefined;
}

/** The reader takes the local time of the camera for UTC; so does this, and the digits are those of the file. */
function exifDate(date: Date): string | undefined {
  if (Number.isNaN(date.getTime())) return undefined;
  return date.toISOString().slice(0, 19).replaceAll('-', ':').replace('T', ' ');
}

/** Texts end at the first NUL; cameras fill what is left with anything. */
function cleanText(text: string): string {
  return text
    .replace(/\0[\s\S]*$/, '')
    .trim()
    .slice(0, maxTextLength);
}

function isReadable(text: string): boolean {
  // U+FFFD stands where bytes were no UTF-8; C0 controls are numbers, not letters.
  return !/(?!\s)\p{Cc}|\ufffd/u.test(text);
}
