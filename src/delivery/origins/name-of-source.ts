/** Its name for people: the last segment of its path; of a proxied URL without its query. */
export function nameOfSource(path: string): string {
  const [plain = ''] = /^\/https?:/i.test(path) ? path.split(/[?#]/, 1) : [path];
  return plain.slice(plain.lastIndexOf('/') + 1);
}
