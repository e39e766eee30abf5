import { percentDecode } from './percent-decode.ts';

/**
 * Every text that the signer of this target may have signed, without the expiry (spec delivery §11.2). Signers cut off
 * the endpoint that they were configured with, which may end in `ik-seo/`; older SDKs signed the path decoded or
 * encoded another way. `rawPaths`: what stands behind each endpoint that they may have been configured with.
 */
export function signedTexts(rawPaths: readonly string[], rawQuery: string): string[] {
  const query = withoutSignature(rawQuery);
  const suffix = query === '' ? '' : `?${query}`;
  const paths = rawPaths.flatMap((path) =>
    path.startsWith(seoPrefix) ? [path, path.slice(seoPrefix.length)] : [path],
  );
  const spellings = [
    ...paths,
    ...paths.map(percentDecode),
    ...paths.map((path) => encode(percentDecode(path))),
  ];
  return [...new Set(spellings)].map((path) => path + suffix);
}

const seoPrefix = 'ik-seo/';

/** The other parameters byte for byte, in their order. */
function withoutSignature(query: string): string {
  const parameters = query.split('&');
  return parameters.filter((parameter) => !/^ik-[st](=|$)/.test(parameter)).join('&');
}

/** encodeURI fails on half of a surrogate pair, which Latin-1 and UTF-8 cannot give but a raw target may hold. */
function encode(path: string): string {
  return path.isWellFormed() ? encodeURI(path) : path;
}
