/**
 * What stands behind the URL endpoint, raw: `/demo/a.jpg` → `a.jpg`. Undefined when the first segment is another;
 * empty for the bare endpoint.
 */
export function behindEndpoint(rawPath: string, id: string): string | undefined {
  if (!rawPath.startsWith(id, 1) || rawPath.charCodeAt(0) !== slash) return undefined;
  const end = id.length + 1;
  if (rawPath.length === end) return '';
  return rawPath.charCodeAt(end) === slash ? rawPath.slice(end + 1) : undefined;
}

const slash = 0x2f;
