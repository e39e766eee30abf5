/** Where the parts of the page are served. */
export const referencePaths = {
  page: '/docs',
  /** Scalar, from its package. */
  scalar: '/docs/scalar.js',
  start: '/docs/start.js',
} as const;

/** The interactive reference: a frame, and Scalar fills it from /openapi.json. */
export const referencePage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Calotype: the API</title>
<link rel="icon" href="data:,">
</head>
<body>
<div id="reference"></div>
<noscript>The reference needs JavaScript. The same is in <a href="/openapi.json">openapi.json</a>.</noscript>
<script src="${referencePaths.scalar}"></script>
<script src="${referencePaths.start}"></script>
</body>
</html>
`;

/** Scalar would use its fonts, its agent and its proxy, all of them elsewhere: none is asked for. */
const configuration = {
  url: '/openapi.json',
  theme: 'default',
  withDefaultFonts: false,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  hideClientButton: true,
  showDeveloperTools: 'never',
  defaultOpenFirstTag: true,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  metaData: { title: 'Calotype: the API' },
};

/** A file of its own, so that the page allows no script that stands in it. */
export const referenceStart = `Scalar.createApiReference('#reference', ${JSON.stringify(configuration)});\n`;

/**
 * Stops whatever a description of the API could smuggle into the page from reaching others, or running at all. The server
 * may be known under another name than the one that the page was asked by: requests to it are the page's purpose.
 */
export function referencePolicy(publicUrl: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${new URL(publicUrl).origin}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
