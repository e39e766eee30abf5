/** Prefix and path of an object in a bucket: `img` and `/a/b.jpg` → `img/a/b.jpg`. */
export function objectKey(prefix: string, path: string): string {
  const folder = prefix.replace(/^\/+|\/+$/g, '');
  return folder === '' ? path.slice(1) : `${folder}${path}`;
}
