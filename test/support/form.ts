/** One part of a form, as it stands on the wire. */
export interface Part {
  readonly name: string;
  readonly value: string | Buffer;
  readonly filename?: string;
  /** Undefined: no Content-Type at all. */
  readonly type?: string;
}

export interface Form {
  readonly headers: { readonly 'content-type': string };
  readonly body: Buffer;
}

/** A multipart body written by hand, to choose what SDKs and `FormData` would choose for us. */
export function makeForm(parts: readonly Part[], boundary = '----calotype-test-boundary'): Form {
  const written = parts.flatMap((part) => [`--${boundary}\r\n${headOf(part)}\r\n\r\n`, part.value, '\r\n']);
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: Buffer.concat([...written, `--${boundary}--\r\n`].map((piece) => Buffer.from(piece))),
  };
}

function headOf({ name, filename, type }: Part): string {
  const fileName = filename === undefined ? '' : `; filename="${filename}"`;
  const contentType = type === undefined ? '' : `\r\nContent-Type: ${type}`;
  return `Content-Disposition: form-data; name="${name}"${fileName}${contentType}`;
}

/** A file as browsers and curl send it. */
export function filePart(
  value: Buffer | string,
  filename = 'upload',
  type = 'application/octet-stream',
): Part {
  return { name: 'file', value, filename, type };
}

export function textParts(fields: Readonly<Record<string, string | number | boolean>>): Part[] {
  return Object.entries(fields).map(([name, value]) => ({ name, value: String(value) }));
}
