const suffix = '/ik-thumbnail.jpg';

/** `a/paper.pdf/ik-thumbnail.jpg` is a picture of `a/paper.pdf`; a stored file of this name cannot be reached (O4). */
export function takeThumbnail(rawPath: string): { readonly rawPath: string; readonly thumbnail?: boolean } {
  if (!rawPath.endsWith(suffix) || rawPath.length === suffix.length) return { rawPath };
  return { rawPath: rawPath.slice(0, -suffix.length), thumbnail: true };
}
