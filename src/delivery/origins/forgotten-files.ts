import type { Clock } from '../../domain/clock.ts';
import type { SourcePlace, SourceStore } from '../../domain/source-store.ts';
import type { PurgedFiles } from '../purge-renditions.ts';
import type { SourceFile } from '../source-file.ts';
import type { Endpoints } from './endpoints.ts';
import { fileOfSource } from './find-file.ts';
import type { FreshnessSettings } from './freshness.ts';

export interface ForgottenFileParts {
  readonly endpoints: () => Endpoints;
  readonly sources: Pick<SourceStore, 'list'>;
  readonly forget: (places: readonly SourcePlace[]) => void;
  readonly clock: Clock;
  readonly settings: FreshnessSettings;
}

/** Files of origins that are here. Whoever is told of them for a purge is the last: they will be fetched anew. */
export function createForgottenFiles(parts: ForgottenFileParts): PurgedFiles {
  function take(prefix: string, isMeant: (path: string) => boolean, pathPrefix: string): SourceFile[] {
    const endpoint = parts.endpoints().byPrefix.get(prefix);
    if (endpoint === undefined) return [];
    const { origins, obeysOrigins: obeysOrigin } = endpoint;
    return origins.flatMap((origin) => {
      const listed = parts.sources.list(origin.id, pathPrefix).filter(({ place }) => isMeant(place.path));
      parts.forget(listed.map(({ place }) => place));
      return listed.map(({ place: { path }, source }) =>
        fileOfSource(source, { origin, path, obeysOrigin }, parts),
      );
    });
  }

  return {
    async at({ endpoint, path }, defaultImage) {
      const asked = take(endpoint, (found) => found === path, path);
      if (defaultImage === undefined) return asked;
      return [...asked, ...take('', (found) => found === defaultImage, defaultImage)];
    },
    async *below(endpoint, pathPrefix) {
      yield take(endpoint, () => true, pathPrefix).map(({ current }) => current.blobHash);
    },
  };
}
