import type { Addresses } from '../addresses.ts';
import type { App } from '../app.ts';
import { placeholderSvg } from '../landing/placeholder.ts';
import { renderLanding } from '../landing/render-landing.ts';
import { undescribed } from '../openapi/undescribed.ts';

export interface LandingParts {
  readonly version: string;
  readonly addresses: Addresses;
  /** Of the transformations that it shows, none may be refused. */
  readonly onlyNamed: () => boolean;
  /** Some public picture of the library, to show that it works. */
  readonly findSample: () => Promise<string | undefined>;
}

export function routeLanding(app: App, parts: LandingParts): void {
  app.get('/', { config: undescribed }, async (_request, reply) => {
    const samplePath = await parts.findSample();
    const page = renderLanding({
      version: parts.version,
      publicUrl: parts.addresses.publicUrl,
      endpoint: parts.addresses.endpoint,
      onlyNamed: parts.onlyNamed(),
      ...(samplePath === undefined ? {} : { samplePath }),
    });
    return reply
      .type('text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; img-src *; style-src 'unsafe-inline'")
      .serializer(String)
      .send(page);
  });
  app.get('/placeholder.svg', { config: undescribed }, async (_request, reply) =>
    reply
      .type('image/svg+xml')
      .header('cache-control', 'public, max-age=86400')
      .serializer(String)
      .send(placeholderSvg),
  );
}
