/** Whose caches may keep an answer, and how long. */
export interface Caching {
  readonly scope: 'public' | 'private';
  readonly maxAgeSeconds: number;
}
