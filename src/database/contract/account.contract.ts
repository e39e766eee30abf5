import { describe, expect, it } from 'vitest';
import type { ExternalOrigin, OriginPlace } from '../../domain/external-origin.ts';
import type { NamedTransformationId, OriginId, SavedExtensionId, UrlEndpointId } from '../../domain/ids.ts';
import type { NamedTransformation } from '../../domain/named-transformation.ts';
import type { SavedExtension } from '../../domain/saved-extension.ts';
import type { UrlEndpoint } from '../../domain/url-endpoint.ts';
import { dayOne, later } from './samples.contract.ts';
import type { Subject } from './subject.contract.ts';

const named = (id: string, name: string, at = 0): NamedTransformation => ({
  id: id as NamedTransformationId,
  name,
  transformation: 'w-1',
  enabled: true,
  createdAt: later(at),
});
const extension = (id: string, at = 0): SavedExtension => ({
  id: id as SavedExtensionId,
  name: 'Shop tags',
  description: 'Tags ✓',
  config: { name: 'ai-tasks', tasks: [{ type: 'select_tags', instruction: 'Which?' }] },
  createdAt: later(at),
  updatedAt: later(at),
});
const bucket: OriginPlace = { type: 'GCS', bucket: 'b', prefix: '', clientEmail: 'a@b.c', privateKey: 'key' };
const origin = (id: string, at = 0): ExternalOrigin => ({
  id: id as OriginId,
  name: 'Old site',
  place: bucket,
  includeCanonicalHeader: false,
  createdAt: later(at),
});
const endpoint = (id: string, urlPrefix: string, origins: string[] = []): UrlEndpoint => ({
  id: id as UrlEndpointId,
  description: 'Old pictures',
  urlPrefix,
  origins: origins as OriginId[],
});

export function accountContract(subject: Subject): void {
  const collections = () => subject.database;

  describe('of named transformations', () => {
    it('keeps them in the order they were made, each name once', async () => {
      const { namedTransformations } = collections();
      await namedTransformations.insert(named('b', 'second', 2));
      await namedTransformations.insert(named('a', 'first', 1));
      await namedTransformations.insert(named('c', 'First', 3));
      await expect(namedTransformations.insert(named('d', 'first'))).rejects.toMatchObject({
        code: 'conflict',
      });
      expect((await namedTransformations.list()).map(({ name }) => name)).toEqual([
        'first',
        'second',
        'First',
      ]);
    });

    it('changes and deletes one of them', async () => {
      const { namedTransformations } = collections();
      const [kept, other] = [named('a', 'one'), named('b', 'two', 1)];
      await namedTransformations.insert(kept);
      await namedTransformations.insert(other);
      await expect(namedTransformations.update({ ...kept, name: 'two' })).rejects.toMatchObject({
        code: 'conflict',
      });
      const changed = { ...kept, name: 'three', transformation: 'w-2', enabled: false };
      await namedTransformations.update({ ...changed, createdAt: later(9) });
      expect(await namedTransformations.find(kept.id)).toEqual(changed);
      expect(await namedTransformations.delete(kept.id)).toBe(true);
      expect(await namedTransformations.delete(kept.id)).toBe(false);
      expect(await namedTransformations.find(kept.id)).toBeUndefined();
      expect(await namedTransformations.list()).toEqual([other]);
    });
  });

  it('of saved extensions keeps, changes and deletes them', async () => {
    const { savedExtensions } = collections();
    await savedExtensions.insert(extension('ext_2', 2));
    await savedExtensions.insert(extension('ext_1', 1));
    expect(await savedExtensions.list()).toEqual([extension('ext_1', 1), extension('ext_2', 2)]);
    const changed: SavedExtension = {
      ...extension('ext_1', 1),
      config: { name: 'remove-bg' },
      updatedAt: later(5),
    };
    await savedExtensions.update(changed);
    expect(await savedExtensions.find(changed.id)).toEqual(changed);
    expect(await savedExtensions.delete(changed.id)).toBe(true);
    expect(await savedExtensions.list()).toEqual([extension('ext_2', 2)]);
  });

  describe('of origins', () => {
    it.each<[string, Partial<ExternalOrigin>]>([
      ['with secrets', {}],
      ['with nothing but a type', { place: { type: 'WEB_PROXY' } }],
      [
        'with a canonical header',
        { includeCanonicalHeader: true, baseUrlForCanonicalHeader: 'https://a.test' },
      ],
    ])('keeps one %s', async (_, values) => {
      const { origins } = collections();
      const kept = { ...origin('a'), ...values };
      await origins.insert(kept);
      expect(await origins.find(kept.id)).toEqual(kept);
      await origins.update({ ...kept, name: 'Other', createdAt: dayOne });
      expect(await origins.list()).toEqual([{ ...kept, name: 'Other' }]);
    });

    it('does not let go of one that an endpoint names', async () => {
      const { origins, urlEndpoints } = collections();
      await origins.insert(origin('a'));
      await urlEndpoints.insert(endpoint('e', 'old', ['a']));
      await expect(origins.delete('a' as OriginId)).rejects.toThrow();
      await urlEndpoints.delete('e' as UrlEndpointId);
      expect(await origins.delete('a' as OriginId)).toBe(true);
      expect(await origins.delete('a' as OriginId)).toBe(false);
    });
  });

  describe('of URL-endpoints', () => {
    it('has the default one from the start, and first', async () => {
      const { urlEndpoints } = collections();
      await urlEndpoints.insert(endpoint('b', 'b'));
      await urlEndpoints.insert(endpoint('a', 'a'));
      expect(await urlEndpoints.list()).toEqual([
        { id: 'default', description: 'Default URL-endpoint', urlPrefix: '', origins: [] },
        endpoint('b', 'b'),
        endpoint('a', 'a'),
      ]);
    });

    it('keeps origins in their order, and a prefix once', async () => {
      const { origins, urlEndpoints } = collections();
      for (const id of ['x', 'y', 'z']) await origins.insert(origin(id));
      await urlEndpoints.insert(endpoint('a', 'a', ['z', 'x', 'y']));
      expect((await urlEndpoints.find('a' as UrlEndpointId))?.origins).toEqual(['z', 'x', 'y']);
      await expect(urlEndpoints.insert(endpoint('b', 'a'))).rejects.toMatchObject({ code: 'conflict' });
      const changed: UrlEndpoint = {
        ...endpoint('a', 'A', ['y', 'z']),
        description: 'New',
        urlRewriter: { type: 'CLOUDINARY', preserveAssetDeliveryTypes: true },
      };
      await urlEndpoints.update(changed);
      expect(await urlEndpoints.find(changed.id)).toEqual(changed);
      await urlEndpoints.insert(endpoint('b', 'a'));
      await expect(urlEndpoints.update({ ...changed, urlPrefix: 'a' })).rejects.toMatchObject({
        code: 'conflict',
      });
    });
  });
}
