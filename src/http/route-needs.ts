import type { Need } from '../access/permissions.ts';

/**
 * What every route of the management API needs of a key (spec auth-errors-limits §3.3). Reading is GET, whatever the
 * route; anything else writes. A route that does not stand here is not served.
 */
const groupOf: Readonly<Record<string, Need['group']>> = {
  '/files': 'media',
  '/files/:id': 'media',
  '/files/:id/details': 'media',
  '/files/:id/metadata': 'media',
  '/files/:id/versions': 'media',
  '/files/:id/versions/:id': 'media',
  '/files/:id/versions/:id/restore': 'media',
  '/files/batch/deleteByFileIds': 'media',
  '/files/copy': 'media',
  '/files/move': 'media',
  '/files/rename': 'media',
  '/files/addTags': 'media',
  '/files/removeTags': 'media',
  '/files/removeAITags': 'media',
  '/files/purge': 'media',
  '/files/purge/:id': 'media',
  '/files/metadata': 'media',
  '/metadata': 'media',
  '/folder': 'media',
  '/bulkJobs/copyFolder': 'media',
  '/bulkJobs/moveFolder': 'media',
  '/bulkJobs/renameFolder': 'media',
  '/bulkJobs/:id': 'media',
  '/customMetadataFields': 'media',
  '/customMetadataFields/:id': 'media',
  '/saved-extensions': 'media',
  '/saved-extensions/:id': 'media',
  '/named-transformations': 'account',
  '/named-transformations/:id': 'account',
  '/accounts/usage': 'account',
  '/accounts/usage-analytics': 'account',
  '/accounts/origins': 'account',
  '/accounts/origins/:id': 'account',
  '/accounts/url-endpoints': 'account',
  '/accounts/url-endpoints/:id': 'account',
  '/settings/delivery': 'settings',
};

/** Uploads, by whichever version and proof. */
export const uploadNeed: Need = { group: 'media', level: 'write' };

/** `url`: as the route was registered, `/v1/files/:fileId/details`. Throws when the table does not know it. */
export function needOf(method: string, url: string): Need {
  const group = groupOf[url.replace(/^\/v[12](?=\/)/, '').replace(/:\w+/g, ':id')];
  if (group === undefined) throw new Error(`${method} ${url} has no row in the table of permissions.`);
  return { group, level: method === 'GET' || method === 'HEAD' ? 'read' : 'write' };
}
