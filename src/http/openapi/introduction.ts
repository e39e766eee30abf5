/** What a reader of the reference is told first, as Markdown. */
export function introduction({ publicUrl, id }: { readonly publicUrl: string; readonly id: string }): string {
  return `
The API that applications written for ImageKit use already: an official SDK needs another base URL and nothing else.

**Delivery** is not part of this reference: \`${publicUrl}/${id}/tr:w-400,h-300/photo.jpg\` is a picture, and what may stand in
such a URL is told by \`docs/transformations.md\` of the package.

**The key.** Every operation asks for a private key by HTTP Basic: \`curl -u "$PRIVATE_KEY:" ${publicUrl}/v1/files\`. Uploads from
browsers bring a signature instead.

**Errors** are JSON with \`message\` and \`help\`; some have a \`reason\` for programs. What a caller can cause is a 4xx. A 409
changes nothing and is not to be repeated; a 423 changes nothing and may be repeated once the other job is over.

**Every answer** has an \`x-ik-requestId\`, and so has the line that the server logs of it.

**Rate limits** are off unless the operator sets them; then answers carry \`X-RateLimit-Limit\`, \`X-RateLimit-Reset\` and
\`X-RateLimit-Interval\`, and a 429 says how long to wait, unless the purges of a month
are used up.

\`/v2/…\` is the same as \`/v1/…\`, a slash at the end is the same as none, and a query parameter without value is the same as one
that is not there.

[openapi.json](/openapi.json) is this description as a file, [postman.json](/postman.json) a collection for Postman.
`.trim();
}
