const textExtensions = new Set(
  'css csv htm html ics js json log m3u8 md mjs srt svg text toml ts tsv txt url vtt webloc xml yaml yml'.split(
    ' ',
  ),
);

/** By its extension, a name that belongs to a text file. */
export function isTextName(fileName: string): boolean {
  const dot = fileName.lastIndexOf('.');
  return dot !== -1 && textExtensions.has(fileName.slice(dot + 1).toLowerCase());
}
