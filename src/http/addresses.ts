import type { Domains } from './domains.ts';

/** Where the outside reaches this server. Known only once it listens, because the port may have been picked then. */
export interface Addresses {
  /** Without trailing slash: `http://localhost:8000`. */
  readonly publicUrl: string;
  /** Base of delivery URLs, without trailing slash: `http://localhost:8000/demo`. */
  readonly endpoint: string;
  readonly domains: Domains;
}

export interface AddressSettings {
  readonly publicUrl: string | undefined;
  readonly id: string;
  readonly domains: Domains;
}

/** `listening`: the port, asked for when it is first needed. */
export function createAddresses(
  { publicUrl, id, domains }: AddressSettings,
  listening: () => number,
): Addresses {
  // Kept: a server that drains has no address any more, but its last answers still name it.
  let port: number | undefined;
  const base = () => {
    port ??= listening();
    return publicUrl ?? `http://localhost:${port}`;
  };
  return {
    get publicUrl() {
      return base();
    },
    get endpoint() {
      return `${base()}/${id}`;
    },
    domains,
  };
}
