const prefix = 'ik-seo/';

/**
 * `ik-seo/DSC1234/eiffel-tower.jpg` → `DSC1234.jpg`: the last segment is a name for search engines that lends its
 * extension (spec delivery §4). Other paths stay as they are. A folder of this name cannot be reached (O4).
 */
export function seoTarget(path: string): string {
  if (!path.startsWith(prefix)) return path;
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const dot = name.lastIndexOf('.');
  const target = path.slice(prefix.length, Math.max(slash, prefix.length));
  return target === '' || name === '' ? '' : target + (dot === -1 ? '' : name.slice(dot));
}
