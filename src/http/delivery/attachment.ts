const extensionOf: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/gif': ['gif'],
  'text/plain; charset=utf-8': ['txt'],
};

/** `attachment` with a name whose ending tells the delivered type (spec delivery §5, O6; RFC 6266). */
export function contentDisposition(name: string, contentType: string): string {
  const fileName = withExtension(name, contentType);
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\]/g, '_');
  if (ascii === fileName) return `attachment; filename="${ascii}"`;
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encodeExtended(fileName)}`;
}

function withExtension(name: string, contentType: string): string {
  const extensions = extensionOf[contentType];
  const [first] = extensions ?? [];
  if (extensions === undefined || first === undefined) return name;
  const dot = name.lastIndexOf('.');
  const current = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  if (extensions.includes(current)) return name;
  return `${dot > 0 ? name.slice(0, dot) : name}.${first}`;
}

/** RFC 8187: what `encodeURIComponent` leaves but an extended value may not hold. */
function encodeExtended(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
