/**
 * A path inside a value is written with `@@` for `/`; slashes at its ends do not count (spec image-transformations
 * §2.2). Result without a leading slash.
 */
export function pathValue(text: string): string {
  return text.replaceAll('@@', '/').replace(/^\/+|\/+$/g, '');
}
