import { type Html, html } from './html.ts';
import { landingStyle } from './landing-style.ts';

export interface Landing {
  readonly version: string;
  /** `http://localhost:8000`. */
  readonly publicUrl: string;
  /** `http://localhost:8000/demo`. */
  readonly endpoint: string;
  /** `/photographs/x.jpg`: a public picture of the library; absent when it has none. */
  readonly samplePath?: string;
  /** URLs may not say what they like. */
  readonly onlyNamed?: boolean;
}

/** The page at `/`: what runs here and three things to try. It knows no key. */
export function renderLanding(landing: Landing): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Calotype</title>
<link rel="icon" href="data:,">
<style>${landingStyle}</style>
</head>
<body>
<main>
<header>
<h1>Calotype</h1>
<p class="motto">One original, any number of prints.</p>
<p class="status">Version <b>${landing.version}</b> is running at <b>${landing.publicUrl}</b></p>
</header>
${landing.samplePath === undefined ? emptyLibrary : pair(landing, landing.samplePath)}
<ol class="steps">
${uploadStep(landing)}
${deliverStep(landing)}
${sdkStep(landing)}
</ol>
</main>
<footer>
<p>The API: <a href="/docs">/docs</a>. Health: <a href="/healthz">/healthz</a>. Readiness: <a href="/readyz">/readyz</a>. The manual is in <code>docs/</code> of the
package: <code>api.md</code>, <code>transformations.md</code> and <code>configuration.md</code>. A dashboard is to come.</p>
</footer>
</body>
</html>
`.markup;
}

const print = { width: 960, height: 720 };
const printTransformation = `tr:w-${print.width},h-${print.height}`;
/** Built in, and a name. */
const allowedAlways = 'tr:n-ik_ml_thumbnail';

/** The paper negative and its print: one picture of the library, turned into a negative by the style sheet. */
function pair({ endpoint, onlyNamed }: Landing, samplePath: string): Html {
  const source = deliveryUrl(endpoint, onlyNamed ? allowedAlways : printTransformation, samplePath);
  const size = html`width="${print.width}" height="${print.height}"`;
  return html`<div class="pair">
<figure class="negative"><img src="${source}" ${size} alt="${nameOf(samplePath)} as a paper negative">
<figcaption>The negative is kept once.</figcaption></figure>
<figure><img src="${source}" ${size} alt="${nameOf(samplePath)}, cropped to ${print.width} by ${print.height} pixels">
<figcaption>Every print is made when its URL is asked for.</figcaption></figure>
</div>`;
}

const emptyLibrary = html`<div class="empty">
<p>There is no negative in the library yet.</p>
<p>Upload one as shown below, or start with a dozen photographs: <code>npm start -- --demo</code></p>
</div>`;

const uploadedPath = '/photographs/coffee.jpg';

function uploadStep({ publicUrl }: Landing): Html {
  return html`<li><div><h2>Upload</h2>
<p>The private key is the user name, the password stays empty.</p></div>
<pre tabindex="0"><code>curl ${publicUrl}/api/v1/files/upload \\
  -u "$PRIVATE_KEY:" \\
  -F file=@coffee.jpg \\
  -F fileName=coffee.jpg \\
  -F folder=/photographs \\
  -F useUniqueFileName=false</code></pre></li>`;
}

const freeWishes = [
  'tr:w-400',
  'tr:w-300,h-300,r-max',
  'tr:w-400,h-300:rt-90',
  'tr:w-400,e-grayscale,f-webp',
];

function deliverStep({ endpoint, onlyNamed, samplePath = uploadedPath }: Landing): Html {
  const links = (onlyNamed ? [allowedAlways] : freeWishes).map((wish) => {
    const href = deliveryUrl(endpoint, wish, samplePath);
    return html`<a href="${href}">${endpoint}/<wbr><b>${wish}</b>${samplePath}</a>`;
  });
  return html`<li><div><h2>Print</h2>
<p>Size, crop, format and effects stand in the URL. Each print is made once and kept.</p></div>
<pre class="urls"><code>${links}</code></pre></li>`;
}

function sdkStep({ publicUrl, endpoint, samplePath = uploadedPath }: Landing): Html {
  return html`<li><div><h2>Program</h2>
<p>ImageKit’s official SDKs work unchanged: only the base URL is yours.</p></div>
<pre tabindex="0"><code>import ImageKit from '@imagekit/nodejs';

const client = new ImageKit({
  privateKey: process.env.PRIVATE_KEY,
  baseURL: '${publicUrl}',
});

const files = await client.assets.list({ limit: 10 });

const url = client.helper.buildSrc({
  urlEndpoint: '${endpoint}',
  src: '${samplePath}',
  transformation: [{ width: 400, height: 300 }],
});</code></pre></li>`;
}

function deliveryUrl(endpoint: string, transformation: string, path: string): string {
  return `${endpoint}/${transformation}${path.split('/').map(encodeURIComponent).join('/')}`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
