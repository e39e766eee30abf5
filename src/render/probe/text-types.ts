/** Text looks like text: only its name tells one kind from another (spec upload §5.4). */
const typeOfExtension: Readonly<Record<string, string>> = {
  css: 'text/css',
  csv: 'text/csv',
  htm: 'text/html',
  html: 'text/html',
  ics: 'text/calendar',
  js: 'text/javascript',
  json: 'application/json',
  jsonld: 'application/ld+json',
  m3u8: 'application/vnd.apple.mpegurl',
  map: 'application/json',
  markdown: 'text/markdown',
  md: 'text/markdown',
  mjs: 'text/javascript',
  mpd: 'application/dash+xml',
  rtf: 'application/rtf',
  srt: 'application/x-subrip',
  tsv: 'text/tab-separated-values',
  txt: 'text/plain',
  vtt: 'text/vtt',
  webmanifest: 'application/manifest+json',
  xml: 'application/xml',
  yaml: 'application/yaml',
  yml: 'application/yaml',
};

export function textTypeOf(name: string): string | undefined {
  const dot = name.lastIndexOf('.');
  return dot < 0 ? undefined : typeOfExtension[name.slice(dot + 1).toLowerCase()];
}
