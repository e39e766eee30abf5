import { domains, integer, names, pattern } from './setting.ts';

const mebibyte = 1024 * 1024;

/** Of URL endpoints and of the origins attached to them. */
export const originSettings = {
  domains: domains(
    'CALOTYPE_DOMAINS',
    'Hosts that deliver without the id in the path, each perhaps for one endpoint: cdn.example.com,img.example.com=shop. The API does not answer there.',
  ),
  originRequestFrom: pattern(
    'CALOTYPE_ORIGIN_REQUEST_FROM',
    'imagekit',
    /^[\x21-\x7e]{1,200}$/,
    'visible ASCII characters',
    { sentence: 'Value of x-req-from in requests to origins, by which they may know them.' },
  ),
  originCacheBytes: integer(
    'CALOTYPE_ORIGIN_CACHE_BYTES',
    10 * 1024 * mebibyte,
    { min: 0 },
    'Files of origins kept on disk, in DATA/sources; the least recently used go.',
  ),
  originFreshSeconds: integer(
    'CALOTYPE_ORIGIN_FRESH_SECONDS',
    3600,
    { min: 0 },
    'How long a file of an origin is used without asking whether it has changed.',
  ),
  originStaleSeconds: integer(
    'CALOTYPE_ORIGIN_STALE_SECONDS',
    86_400,
    { min: 0 },
    'How long afterwards it is still used while that is asked in the background.',
  ),
  originMissingSeconds: integer(
    'CALOTYPE_ORIGIN_MISSING_SECONDS',
    10,
    { min: 0 },
    'How long it is remembered that an origin did not have a file, or could not be asked.',
  ),
  originCacheControl: names(
    'CALOTYPE_ORIGIN_CACHE_CONTROL',
    'Prefixes of the endpoints whose origins decide by Cache-Control how long their files are kept, here and by clients; default is the one without, * is all.',
  ),
  copyFromOrigins: names(
    'CALOTYPE_COPY_FROM_ORIGINS',
    'Ids or names of origins whose files are taken over into the library when they are first asked for; * is all.',
  ),
  originDownloads: integer(
    'CALOTYPE_ORIGIN_DOWNLOADS',
    64,
    { min: 1 },
    'Files that are fetched from origins at once.',
  ),
  originTimeoutSeconds: integer(
    'CALOTYPE_ORIGIN_TIMEOUT_SECONDS',
    300,
    { min: 1, max: 86_400 },
    'Longest time for one file of an origin.',
  ),
  maxOriginBytes: integer(
    'CALOTYPE_MAX_ORIGIN_BYTES',
    2048 * mebibyte,
    { min: 1 },
    'Largest file that is fetched from an origin; of pictures CALOTYPE_MAX_INPUT_BYTES.',
  ),
};
