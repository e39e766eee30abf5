/** However often its colon is encoded. */
const scheme = '(https?)(?::|%(?:25)*3a)';

/** A path may be a whole address (WEB_PROXY), with a user and a query that hold passwords and tokens: nothing of it is shown. */
export function shownPath(path: string): string {
  return path.replace(new RegExp(`${scheme}.*`, 'is'), '$1:…');
}

/** So may files of layers; what is Base64 could be one too. */
export function shownTransformation(text: string): string {
  return text.replace(new RegExp(`${scheme}[^,]*`, 'gi'), '$1:…').replace(/\b(ie|prompte)-[^,:]*/g, '$1-…');
}
